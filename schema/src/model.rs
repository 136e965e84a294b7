//! What the descriptions mean: every reference resolved, every name settled, every rule checked.
//!
//! Emitters and interpreters rely on this and never look at the JSON. Types are held in one list per channel and
//! referred to by [`TypeId`]; a type that differs between profiles stands in it once per profile, and so does each
//! narrowed use of a type.

use std::path::PathBuf;

use serde_json::Value;

pub use crate::source::Span;

/// The whole API as described.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// The channels in the order of their names.
    pub channels: Vec<Channel>,
    /// Every published error code, in ascending order.
    pub error_codes: Vec<ErrorCode>,
    /// The files that were read.
    pub files: Vec<PathBuf>,
}

/// One endpoint that pushes messages by msgtype, and the operations around it.
#[derive(Clone, Debug)]
pub struct Channel {
    /// The module's name: `app`.
    pub name: String,
    /// Titles, text, official page.
    pub about: About,
    /// The endpoint below the base URL: `cgi-bin/message/send`.
    pub path: String,
    /// The profiles; the first one has no module of its own.
    pub profiles: Vec<Profile>,
    /// The object that says whom a message goes to.
    pub recipients: TypeId,
    /// The object that says which application sends.
    pub sender: TypeId,
    /// The object that WeCom answers.
    pub receipt: TypeId,
    /// The message types in the order of their names.
    pub messages: Vec<Message>,
    /// The operations in the order of their names.
    pub operations: Vec<Operation>,
    /// Every type of the channel; a type comes after those it refers to.
    pub types: Vec<Type>,
}

impl Channel {
    /// The type of this id.
    ///
    /// # Panics
    ///
    /// When the id is of another channel.
    #[allow(clippy::indexing_slicing, reason = "an id is only made for a type in the list")]
    pub fn ty(&self, id: TypeId) -> &Type {
        &self.types[id.0]
    }

    /// The object of this id.
    pub fn object(&self, id: TypeId) -> Option<&Object> {
        match self.ty(id) {
            Type::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The union of this id.
    pub fn union(&self, id: TypeId) -> Option<&Union> {
        match self.ty(id) {
            Type::Union(union) => Some(union),
            _ => None,
        }
    }
}

/// A variant of a channel's types: what holds for sending, what holds for replacing.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Its name in the descriptions, and its module's name.
    pub name: String,
    /// Titles, text, official page.
    pub about: About,
}

/// A message type.
#[derive(Clone, Debug)]
pub struct Message {
    /// The value of `msgtype`, and the name of the body's object.
    pub msgtype: String,
    /// The message as an object: body fields and envelope fields by their [`Place`].
    pub object: TypeId,
    /// The send function's name: `send_text`.
    pub function: String,
    /// Members of the receipt that come only under a condition.
    pub responses: Vec<Response>,
    /// What the application must have for WeCom to take the message.
    pub needs: Vec<Need>,
    /// The field whose text can be split into several messages.
    pub split: Option<Split>,
    /// Examples that together use every field and case.
    pub examples: Vec<Example>,
}

/// An operation other than sending.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its name, and its function's name: `update_template_card`.
    pub name: String,
    /// The endpoint below the base URL.
    pub path: String,
    /// The request.
    pub object: TypeId,
    /// What WeCom answers.
    pub reply: TypeId,
    /// Examples that together use every field and case.
    pub examples: Vec<Example>,
}

/// A body as it goes out, without recipients and sender.
#[derive(Clone, Debug)]
pub struct Example {
    /// What it shows.
    pub name: String,
    /// The body.
    pub body: Value,
    /// Where it stands.
    pub span: Span,
}

/// A member of the receipt that comes only when one of the paths is present in the message.
#[derive(Clone, Debug)]
pub struct Response {
    /// The member's name on the wire.
    pub member: String,
    /// Present in the message's object.
    pub any_of: Vec<Path>,
}

/// What the application must have when one of the paths is present in the message.
#[derive(Clone, Debug)]
pub struct Need {
    /// What is needed.
    pub what: Needed,
    /// What WeCom answers without it.
    pub errcode: i32,
    /// Present in the message's object.
    pub any_of: Vec<Path>,
}

/// Something an application may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// A callback URL, to which clicks are told.
    CallbackUrl,
}

/// The field whose text can be split into several messages.
#[derive(Clone, Debug)]
pub struct Split {
    /// The field's index in the message's object.
    pub field: usize,
    /// Its markup: `text`, `markdown`.
    pub markup: String,
}

/// Titles, documentation and where they come from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    /// The title.
    pub title: Option<Text>,
    /// The documentation.
    pub doc: Option<Text>,
    /// The official page.
    pub page: Option<Page>,
    /// Since when: a date or a client version.
    pub since: Option<String>,
    /// What to use instead, where WeCom has given the thing up.
    pub deprecated: Option<String>,
    /// How well it is known.
    pub evidence: Evidence,
}

/// A text in one or two languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: Option<String>,
}

/// An official page and the date it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The number at the end of its address.
    pub id: u64,
    /// The date, `2026-11-23`.
    pub read: String,
}

impl Page {
    /// The page's address.
    pub fn url(&self) -> String {
        format!("https://developer.work.weixin.qq.com/document/path/{}", self.id)
    }
}

/// How well something is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Evidence {
    /// It stands on the official page.
    #[default]
    Official,
    /// Several independent clients agree.
    Multi,
    /// One client or article says so.
    Peer,
    /// A reading of our own.
    Inferred,
}

/// The index of a type in its channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub(crate) usize);

/// A type that is emitted.
#[derive(Clone, Debug)]
pub enum Type {
    /// A JSON object.
    Object(Object),
    /// An object whose members depend on one of them.
    Union(Union),
    /// A choice among named values.
    Values(Values),
    /// A string of a type of its own.
    Newtype(Newtype),
}

impl Type {
    /// Its Rust name.
    pub fn rust(&self) -> &str {
        match self {
            Type::Object(object) => &object.rust,
            Type::Union(union) => &union.rust,
            Type::Values(values) => &values.rust,
            Type::Newtype(newtype) => &newtype.rust,
        }
    }

    /// The profile whose module it is in; `None` for the channel's own.
    pub fn module(&self) -> Option<&str> {
        match self {
            Type::Object(object) => object.module.as_deref(),
            Type::Union(union) => union.module.as_deref(),
            Type::Values(values) => values.module.as_deref(),
            Type::Newtype(_) => None,
        }
    }
}

/// What an object is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Part of something that is sent.
    Request,
    /// A message type: fields at two places.
    Message,
    /// The body of an operation.
    Operation,
    /// Whom a message goes to, or which application sends it.
    Envelope,
    /// Part of an answer.
    Reply,
}

/// A JSON object.
#[derive(Clone, Debug)]
pub struct Object {
    /// Its Rust name.
    pub rust: String,
    /// The profile whose module it is in.
    pub module: Option<String>,
    /// What it is for.
    pub role: Role,
    /// Titles, text, official page.
    pub about: About,
    /// Its fields in wire order.
    pub fields: Vec<Field>,
    /// Rules over several fields.
    pub rules: Vec<Rule>,
    /// The ways to make one.
    pub constructors: Vec<Constructor>,
    /// The same object in the first profile, where that is another type which converts into this one.
    pub converts_from: Option<TypeId>,
}

/// Where a field of a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the object named like the msgtype.
    Body,
    /// Beside it.
    Envelope,
}

/// A field.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name on the wire; for an inline union the name it is documented under.
    pub wire: String,
    /// Its Rust name.
    pub rust: String,
    /// What it holds.
    pub kind: Kind,
    /// Where it stands.
    pub place: Place,
    /// Text, since, evidence.
    pub about: About,
    /// Whether WeCom refuses the object without it; a default beside it means that constructors write the default.
    pub required: Option<Required>,
    /// What WeCom takes an absent one for, as on the wire.
    pub default: Option<Value>,
    /// Hidden from `Debug`.
    pub sensitive: bool,
    /// Takes part in id translation.
    pub translated: bool,
    /// Filled in by the client when the caller leaves it out.
    pub supplied: bool,
    /// Limits on its size.
    pub limits: Vec<Limit>,
    /// The characters it may hold.
    pub charset: Option<Charset>,
    /// What must differ between its items.
    pub unique: Option<Unique>,
    /// Of named values: what happens to another value.
    pub unknown: Consequence,
    /// Of a list of strings: what WeCom answers to an empty item.
    pub item_errcode: Option<i32>,
    /// Where it is described.
    pub span: Span,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A string; the empty one is absent.
    String,
    /// An integer.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A switch written as 0 or 1.
    Flag,
    /// A number of seconds.
    Seconds,
    /// A string of a type of its own.
    Newtype(TypeId),
    /// A choice among named values.
    Values(TypeId),
    /// An object.
    Object(TypeId),
    /// An object that is a union.
    Union(TypeId),
    /// A union whose members stand among the other fields.
    Inline(TypeId),
    /// A list; the empty one is absent.
    List(Box<Kind>),
    /// A list of strings that travels as one string.
    Joined(String),
}

impl Kind {
    /// The type it refers to, through lists.
    pub fn type_id(&self) -> Option<TypeId> {
        match self {
            Kind::Newtype(id) | Kind::Values(id) | Kind::Object(id) | Kind::Union(id) | Kind::Inline(id) => Some(*id),
            Kind::List(item) => item.type_id(),
            _ => None,
        }
    }
}

/// WeCom refuses an object without this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Required {
    /// What it answers, where that is documented.
    pub errcode: Option<i32>,
}

/// What happens to a message that breaks a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// WeCom answers with an error.
    Refused,
    /// WeCom cuts the value and reports success.
    Truncated,
    /// Only the display suffers.
    Advised,
    /// The page does not say.
    Unstated,
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of UTF-8.
    Bytes,
    /// Unicode scalar values.
    Chars,
    /// Items of a list.
    Items,
    /// The number itself.
    Range,
}

/// A limit, both ends included.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// The least allowed.
    pub min: Option<f64>,
    /// The most allowed.
    pub max: Option<f64>,
    /// What is counted.
    pub unit: Unit,
    /// What happens beyond.
    pub beyond: Consequence,
    /// What WeCom answers, where that is documented.
    pub errcode: Option<i32>,
    /// How well it is known.
    pub evidence: Evidence,
}

/// The characters that a string may hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Charset {
    /// Single characters and ranges: `0-9A-Za-z_@-`.
    pub allowed: String,
    /// What happens with others.
    pub beyond: Consequence,
    /// What WeCom answers, where that is documented.
    pub errcode: Option<i32>,
}

impl Charset {
    /// Whether the character is one of the allowed ones.
    pub fn allows(&self, character: char) -> bool {
        ranges(&self.allowed).any(|(first, last)| (first..=last).contains(&character))
    }
}

/// The ranges of a charset: `0-9_` is `('0', '9')` and `('_', '_')`.
pub(crate) fn ranges(allowed: &str) -> impl Iterator<Item = (char, char)> + '_ {
    let mut rest = allowed.chars();
    std::iter::from_fn(move || {
        let first = rest.next()?;
        let mut ahead = rest.clone();
        match (ahead.next(), ahead.next()) {
            (Some('-'), Some(last)) => {
                rest = ahead;
                Some((first, last))
            }
            _ => Some((first, first)),
        }
    })
}

/// What must differ between the items of a list.
#[derive(Clone, Debug)]
pub struct Unique {
    /// The string in an item; without steps for a list of strings.
    pub by: Path,
    /// What happens otherwise.
    pub beyond: Consequence,
    /// What WeCom answers, where that is documented.
    pub errcode: Option<i32>,
}

/// A way from an object to something inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// As on the wire, without inline unions and cases: `main_title.title`, `key`.
    pub wire: String,
    /// Field, then case of a union or field of an object, and so on.
    pub steps: Vec<Step>,
}

/// A step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into the field of this index of the object at hand.
    Field(usize),
    /// Into the case of this index of the union at hand.
    Case(usize),
}

/// A rule over several fields.
#[derive(Clone, Debug)]
pub struct Rule {
    /// What it demands.
    pub kind: RuleKind,
    /// What happens otherwise.
    pub beyond: Consequence,
    /// What WeCom answers, where that is documented.
    pub errcode: Option<i32>,
    /// How well it is known.
    pub evidence: Evidence,
}

/// What a rule demands.
#[derive(Clone, Debug)]
pub enum RuleKind {
    /// At least one is there.
    AnyOf(Vec<Path>),
    /// Exactly one is there.
    OneOf(Vec<Path>),
    /// When the first is there, so are the others.
    Given(Path, Vec<Path>),
    /// Not both are there.
    NotBoth(Path, Path),
}

/// A way to make an object.
#[derive(Clone, Debug)]
pub struct Constructor {
    /// The function's name.
    pub name: String,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
}

/// A parameter of a constructor.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// What it sets.
    pub path: Path,
}

/// An object whose members depend on one of them.
#[derive(Clone, Debug)]
pub struct Union {
    /// Its Rust name.
    pub rust: String,
    /// The profile whose module it is in.
    pub module: Option<String>,
    /// Titles, text, official page.
    pub about: About,
    /// What decides.
    pub tag: Tag,
    /// What WeCom answers when the tag is missing or names no case.
    pub errcode: Option<i32>,
    /// The cases.
    pub cases: Vec<Case>,
    /// The case that an absent tag means.
    pub absent: Option<usize>,
    /// The same union in the first profile, where that is another type which converts into this one.
    pub converts_from: Option<TypeId>,
}

/// What decides the case of a union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A member that holds an integer.
    Integer(String),
    /// A member that holds a string.
    String(String),
    /// The one member that is there; its name is the case.
    Keyed,
}

impl Tag {
    /// The deciding member's name.
    pub fn member(&self) -> Option<&str> {
        match self {
            Tag::Integer(name) | Tag::String(name) => Some(name),
            Tag::Keyed => None,
        }
    }
}

/// A case of a union.
#[derive(Clone, Debug)]
pub struct Case {
    /// The tag's value, or the member's name.
    pub wire: String,
    /// Its name in paths, and the name of the function that makes it.
    pub name: String,
    /// The variant's name.
    pub variant: String,
    /// Text, since, evidence.
    pub about: About,
    /// What it holds: an object's members among the siblings, or for a keyed union a value.
    pub payload: Option<Kind>,
    /// Members that WeCom ignores in this case.
    pub ignores: Vec<String>,
    /// Where it is described.
    pub span: Span,
}

/// A choice among named values.
#[derive(Clone, Debug)]
pub struct Values {
    /// Its Rust name.
    pub rust: String,
    /// The profile whose module it is in.
    pub module: Option<String>,
    /// Text.
    pub about: About,
    /// Whether the wire has integers; strings otherwise.
    pub integer: bool,
    /// The values.
    pub values: Vec<NamedValue>,
}

/// A named value.
#[derive(Clone, Debug)]
pub struct NamedValue {
    /// On the wire, an integer in decimal.
    pub wire: String,
    /// Its name in the descriptions.
    pub name: String,
    /// The variant's name.
    pub variant: String,
    /// Text.
    pub doc: Option<Text>,
}

/// A string of a type of its own.
#[derive(Clone, Debug)]
pub struct Newtype {
    /// Its Rust name.
    pub rust: String,
    /// Text.
    pub about: About,
    /// Hidden from `Debug`.
    pub sensitive: bool,
}

/// A published error code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorCode {
    /// The number.
    pub code: i32,
    /// What it means.
    pub meaning: String,
    /// Its class.
    pub class: String,
    /// What to do about it.
    pub advice: Option<String>,
}
