//! Type files: objects, unions, string types.

use super::about::about;
use super::field::{FieldDescription, fields};
use super::limit;
use super::members::{Members, Spanned, each};
use super::rule::{ConstructorDescription, RuleDescription, constructors, rules};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::json::{Entry, Node};
use crate::model::{About, Charset, Limit, Prefix, Tag};
use crate::source::Span;

#[derive(Clone, Debug)]
pub(crate) enum TypeDescription {
    Object(ObjectDescription),
    Union(UnionDescription),
    String(StringDescription),
}

impl TypeDescription {
    pub(crate) fn name(&self) -> &Spanned<String> {
        match self {
            TypeDescription::Object(object) => &object.name,
            TypeDescription::Union(union) => &union.name,
            TypeDescription::String(string) => &string.name,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct ObjectDescription {
    pub(crate) name: Spanned<String>,
    pub(crate) rust: Option<Spanned<String>>,
    pub(crate) about: About,
    pub(crate) fields: Vec<FieldDescription>,
    pub(crate) rules: Vec<RuleDescription>,
    pub(crate) constructors: Vec<ConstructorDescription>,
}

#[derive(Clone, Debug)]
pub(crate) struct UnionDescription {
    pub(crate) name: Spanned<String>,
    pub(crate) rust: Option<Spanned<String>>,
    pub(crate) about: About,
    pub(crate) tag: Tag,
    pub(crate) nested: bool,
    pub(crate) errcode: Option<i32>,
    pub(crate) cases: Vec<CaseDescription>,
}

#[derive(Clone, Debug)]
pub(crate) struct CaseDescription {
    pub(crate) wire: Spanned<String>,
    pub(crate) name: Option<Spanned<String>>,
    pub(crate) rust: Option<Spanned<String>>,
    pub(crate) about: About,
    pub(crate) when_absent: Option<Span>,
    pub(crate) of: Option<Spanned<String>>,
    pub(crate) fields: Vec<FieldDescription>,
    pub(crate) constructors: Vec<ConstructorDescription>,
    pub(crate) ignores: Vec<Spanned<String>>,
    pub(crate) profiles: Option<Vec<Spanned<String>>>,
}

#[derive(Clone, Debug)]
pub(crate) struct StringDescription {
    pub(crate) name: Spanned<String>,
    pub(crate) rust: Option<Spanned<String>>,
    pub(crate) about: About,
    pub(crate) newtype: bool,
    /// The runtime defines the newtype.
    pub(crate) in_runtime: bool,
    pub(crate) sensitive: bool,
    pub(crate) limits: Vec<Spanned<Limit>>,
    pub(crate) charset: Option<Spanned<Charset>>,
    pub(crate) prefix: Option<Spanned<Prefix>>,
}

pub(super) fn object(node: &Node, diagnostics: &mut Diagnostics) -> Option<ObjectDescription> {
    let mut members = Members::open(node, "an object", diagnostics)?;
    members.file_keys();
    let name = members.needed_string("object");
    let rust = members.string("rust");
    let about = about(&mut members);
    members.needed("fields");
    let fields = fields(members.list("fields"), members.diagnostics);
    let rules = rules(members.list("rules"), members.diagnostics);
    let constructors = constructors(members.entries("constructors"), members.diagnostics);
    members.finish();
    Some(ObjectDescription { name: name?, rust, about, fields, rules, constructors })
}

pub(super) fn union(node: &Node, diagnostics: &mut Diagnostics) -> Option<UnionDescription> {
    let mut members = Members::open(node, "a union", diagnostics)?;
    members.file_keys();
    let name = members.needed_string("union");
    let rust = members.string("rust");
    let about = about(&mut members);
    let tag_node = members.take("tag");
    let keyed = members.boolean("keyed");
    let nested = members.boolean("nested");
    let tag = match (tag_node, keyed) {
        (Some(node), false) => tag(node, members.diagnostics),
        (None, true) => Some(Tag::Keyed),
        _ => {
            let message = "a union needs one of the keys `tag` and `keyed`";
            let help = "`tag` names the member whose value decides; with `keyed` the one member that is there decides";
            members.diagnostics.add(Diagnostic::new(node.span, message).help(help));
            None
        }
    };
    if nested && matches!(tag, Some(Tag::Keyed | Tag::Integer(_))) {
        let message =
            "`nested` puts a case's members into an object named like the tag's value: the union needs a string tag";
        members.diagnostics.error(node.span, message);
    }
    let errcode = members.integer("errcode");
    members.needed("cases");
    let cases = each(members.entries("cases"), case, members.diagnostics);
    members.finish();
    Some(UnionDescription { name: name?, rust, about, tag: tag?, nested, errcode, cases })
}

fn tag(node: &Node, diagnostics: &mut Diagnostics) -> Option<Tag> {
    let mut members = Members::open(node, "a tag", diagnostics)?;
    let name = members.needed_string("name");
    members.needed("type");
    let integer = members.choice("type", &[("integer", true), ("string", false)]);
    members.finish();
    let name = name?.value;
    Some(if integer? { Tag::Integer(name) } else { Tag::String(name) })
}

fn case(entry: &Entry, diagnostics: &mut Diagnostics) -> Option<CaseDescription> {
    let mut members = Members::open(&entry.value, "a case", diagnostics)?;
    let case = CaseDescription {
        wire: Spanned { value: entry.key.clone(), span: entry.key_span },
        name: members.string("name"),
        rust: members.string("rust"),
        about: about(&mut members),
        when_absent: members.boolean("when_absent").then_some(entry.key_span),
        of: members.string("type"),
        fields: fields(members.list("fields"), members.diagnostics),
        constructors: constructors(members.entries("constructors"), members.diagnostics),
        ignores: members.strings("ignores").unwrap_or_default(),
        profiles: members.profiles(),
    };
    if let (Some(of), false) = (&case.of, case.fields.is_empty()) {
        let message = "a case has `fields` of its own or the `type` of an object, not both";
        members.diagnostics.error(of.span, message);
    }
    members.finish();
    Some(case)
}

pub(super) fn string(node: &Node, diagnostics: &mut Diagnostics) -> Option<StringDescription> {
    let mut members = Members::open(node, "a string type", diagnostics)?;
    members.file_keys();
    let name = members.needed_string("string");
    let string = StringDescription {
        rust: members.string("rust"),
        about: about(&mut members),
        newtype: members.boolean("newtype"),
        in_runtime: members.boolean("in_runtime"),
        sensitive: members.boolean("sensitive"),
        limits: limit::limits(members.list("limits"), members.diagnostics),
        charset: members.read("charset", limit::charset),
        prefix: members.read("starts_with", limit::prefix),
        name: name.clone().unwrap_or(Spanned { value: String::new(), span: node.span }),
    };
    if string.in_runtime && !string.newtype {
        let message = "`in_runtime` says where a newtype is: write \"newtype\": true beside it";
        members.diagnostics.error(string.name.span, message);
    }
    members.finish();
    name.map(|_| string)
}
