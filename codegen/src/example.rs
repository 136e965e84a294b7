//! Examples as Rust: the JSON of a description, built with constructors and setters.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use serde_json::{Map, Value};
use wecom_schema::model::{
    Case, Constructor, Example, Field, Kind, Object, Place, Role, Step, Tag, Type, TypeId, Union,
};

use crate::context::{Context, ident, payload_id};

/// A section of documentation with a tested example per described one.
pub(crate) fn section(context: Context<'_>, id: TypeId, examples: &[Example]) -> String {
    let mut text = String::from("\n# Examples\n");
    for example in examples {
        if let Some(code) = code(context, id, example) {
            let _ = write!(text, "\n{}:\n\n```\n{code}```\n", example.name);
        }
    }
    text
}

fn code(context: Context<'_>, id: TypeId, example: &Example) -> Option<String> {
    let mut builder = Builder { context, names: BTreeSet::new(), profile: false };
    let object = context.object(id)?;
    let value = builder.root(id, object, example.body.as_object()?)?;
    let channel = ident(&context.channel.name);
    let names: Vec<Ident> = builder.names.iter().map(|name| ident(name)).collect();
    let profiles = context.channel.profiles.iter().skip(1).map(|profile| ident(&profile.name));
    let profiles: Vec<Ident> = profiles.filter(|_| builder.profile).collect();
    let variable = if object.role == Role::Message { format_ident!("message") } else { format_ident!("request") };
    let tokens = quote! {
        use wecom_message::#channel::{#(#profiles,)* #(#names),*};
        fn main() {
            let #variable = #value;
        }
    };
    let formatted = prettyplease::unparse(&syn::parse2(tokens).ok()?);
    let mut code = String::new();
    for line in formatted.lines().filter(|line| *line != "}") {
        let line = if line == "fn main() {" { "" } else { line.strip_prefix("    ").unwrap_or(line) };
        let _ = writeln!(code, "{line}");
    }
    let _ = write!(
        code,
        "\nlet body = r#\"{}\"#;\nassert_eq!(serde_json::to_value(&{variable})?, serde_json::from_str::<serde_json::Value>(body)?);\n",
        dedented(&example.text)
    );
    code.push_str("# Ok::<(), serde_json::Error>(())\n");
    Some(code)
}

/// The lines after the first one moved left as far as they go together.
fn dedented(text: &str) -> String {
    let blanks = |line: &&str| line.len() - line.trim_start().len();
    let indent =
        text.lines().skip(1).filter(|line| !line.trim().is_empty()).map(|line| blanks(&line)).min().unwrap_or(0);
    let lines = text.lines().enumerate();
    let lines: Vec<&str> =
        lines.map(|(index, line)| if index == 0 { line } else { line.get(indent..).unwrap_or("") }).collect();
    lines.join("\n")
}

struct Builder<'a> {
    context: Context<'a>,
    /// Types of the channel's own module that the code names.
    names: BTreeSet<String>,
    /// Whether it names a type of a profile's module.
    profile: bool,
}

impl Builder<'_> {
    /// A message stands at two levels; everything else at one.
    fn root(&mut self, id: TypeId, object: &Object, body: &Map<String, Value>) -> Option<TokenStream> {
        if object.role != Role::Message {
            return self.object(id, object, body);
        }
        let message = self.context.channel.messages.iter().find(|message| message.object == id)?;
        let empty = Map::new();
        let inner = body.get(&message.msgtype).and_then(Value::as_object).unwrap_or(&empty);
        let mut members = inner.clone();
        for field in object.fields.iter().filter(|field| field.place == Place::Envelope) {
            if let Some(value) = body.get(&field.wire) {
                members.insert(field.wire.clone(), value.clone());
            }
        }
        self.object(id, object, &members)
    }

    fn name(&mut self, id: TypeId) -> TokenStream {
        let ty = self.context.channel.ty(id);
        let name = ident(ty.rust());
        match ty.module() {
            Some(module) => {
                self.profile = true;
                let module = ident(module);
                quote!(#module::#name)
            }
            None => {
                self.names.insert(ty.rust().to_owned());
                quote!(#name)
            }
        }
    }

    /// The constructor that takes most of what is there, then a setter for each field it leaves.
    fn object(&mut self, id: TypeId, object: &Object, members: &Map<String, Value>) -> Option<TokenStream> {
        let fits = |constructor: &&Constructor| {
            constructor.parameters.iter().all(|it| self.at(object, members, &it.path.steps).is_some())
        };
        let constructor =
            object.constructors.iter().filter(fits).max_by_key(|constructor| constructor.parameters.len())?;
        let function = ident(&constructor.name);
        let mut arguments = Vec::new();
        for parameter in &constructor.parameters {
            let (kind, value) = self.at(object, members, &parameter.path.steps)?;
            arguments.push(self.value(&kind, value)?);
        }
        let name = self.name(id);
        let mut built = quote!(#name::#function(#(#arguments),*));
        for (index, field) in object.fields.iter().enumerate() {
            if self.is_there(field, members) && !self.is_set(constructor, index, field, members) {
                let setter = ident(&field.rust);
                let value = match &field.kind {
                    Kind::Inline(id) => self.union(*id, self.context.union(*id)?, members)?,
                    kind => self.value(kind, members.get(&field.wire)?)?,
                };
                built = quote!(#built.#setter(#value));
            }
        }
        Some(built)
    }

    fn is_there(&self, field: &Field, members: &Map<String, Value>) -> bool {
        match &field.kind {
            Kind::Inline(id) => self.context.union(*id).is_some_and(|union| {
                let case = active(union, members).map(|(index, _)| index);
                case.is_some() && case != union.absent
            }),
            _ => members.contains_key(&field.wire),
        }
    }

    /// Whether the constructor sets all of the field that is there.
    fn is_set(&self, constructor: &Constructor, index: usize, field: &Field, members: &Map<String, Value>) -> bool {
        let always_sent = field.required.and(field.default.as_ref());
        if always_sent.is_some() && always_sent == members.get(&field.wire) {
            return true;
        }
        let inside = constructor.parameters.iter().filter(|it| it.path.steps.first() == Some(&Step::Field(index)));
        let inside: Vec<_> = inside.collect();
        match (&field.kind, inside.as_slice()) {
            (_, []) => false,
            (_, [whole]) if whole.path.steps.len() == 1 => true,
            (Kind::Object(_), inside) => {
                members.get(&field.wire).and_then(Value::as_object).is_some_and(|object| object.len() == inside.len())
            }
            (Kind::Inline(id), inside) => {
                self.context.union(*id).and_then(|union| active(union, members)).is_some_and(|(_, case)| {
                    let payload = payload_id(case).and_then(|id| self.context.object(id));
                    let there =
                        payload.map_or(0, |it| it.fields.iter().filter(|it| members.contains_key(&it.wire)).count());
                    there == inside.len()
                })
            }
            _ => false,
        }
    }

    /// The kind and the value at the end of a path, where the value is there.
    fn at<'v>(&self, object: &Object, members: &'v Map<String, Value>, steps: &[Step]) -> Option<(Kind, Found<'v>)> {
        let (Step::Field(index), rest) = steps.split_first()? else { return None };
        let field = object.fields.get(*index)?;
        match (&field.kind, rest) {
            (Kind::Inline(id), []) => {
                active(self.context.union(*id)?, members)?;
                Some((field.kind.clone(), Found::Members(members)))
            }
            (Kind::Inline(id), rest) => self.at_case(self.context.union(*id)?, members, rest),
            (kind, []) => Some((kind.clone(), Found::Value(members.get(&field.wire)?))),
            (Kind::Object(id), rest) => {
                self.at(self.context.object(*id)?, members.get(&field.wire)?.as_object()?, rest)
            }
            (Kind::Union(id), rest) => {
                self.at_case(self.context.union(*id)?, members.get(&field.wire)?.as_object()?, rest)
            }
            _ => None,
        }
    }

    fn at_case<'v>(&self, union: &Union, members: &'v Map<String, Value>, steps: &[Step]) -> Option<(Kind, Found<'v>)> {
        let (Step::Case(index), rest) = steps.split_first()? else { return None };
        let (_, case) = active(union, members).filter(|(active, _)| active == index)?;
        let payload = case.payload.as_ref()?;
        match (&union.tag, rest) {
            (Tag::Keyed, []) => Some((payload.clone(), Found::Value(members.get(&case.wire)?))),
            (Tag::Keyed, rest) => {
                self.at(self.context.object(payload.type_id()?)?, members.get(&case.wire)?.as_object()?, rest)
            }
            (_, []) => Some((payload.clone(), Found::Members(members))),
            (_, rest) => self.at(self.context.object(payload.type_id()?)?, members, rest),
        }
    }

    fn value<'v>(&mut self, kind: &Kind, value: impl Into<Found<'v>>) -> Option<TokenStream> {
        let value = match value.into() {
            Found::Value(value) => value,
            Found::Members(members) => {
                return match kind {
                    Kind::Inline(id) | Kind::Union(id) => self.union(*id, self.context.union(*id)?, members),
                    Kind::Object(id) => self.object(*id, self.context.object(*id)?, members),
                    _ => None,
                };
            }
        };
        match kind {
            Kind::String | Kind::Newtype(_) => {
                let text = value.as_str()?;
                Some(quote!(#text))
            }
            Kind::Integer | Kind::Number | Kind::Seconds => number(kind, value),
            Kind::Boolean | Kind::Flag => {
                let value = value.as_bool().or_else(|| value.as_i64().map(|value| value == 1))?;
                Some(quote!(#value))
            }
            Kind::Values(id) => self.named(*id, value),
            Kind::Object(id) => self.object(*id, self.context.object(*id)?, value.as_object()?),
            Kind::Union(id) | Kind::Inline(id) => self.union(*id, self.context.union(*id)?, value.as_object()?),
            Kind::List(item) => {
                let items = value.as_array()?.iter().map(|value| self.value(item, value));
                let items: Vec<TokenStream> = items.collect::<Option<_>>()?;
                Some(quote!([#(#items),*]))
            }
            Kind::Joined(separator) => {
                let items: Vec<&str> = value.as_str()?.split(separator.as_str()).collect();
                Some(quote!([#(#items),*]))
            }
        }
    }

    fn named(&mut self, id: TypeId, value: &Value) -> Option<TokenStream> {
        let Type::Values(values) = self.context.channel.ty(id) else { return None };
        let wire = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let variant = ident(&values.values.iter().find(|value| value.wire == wire)?.variant);
        let name = self.name(id);
        Some(quote!(#name::#variant))
    }

    /// The function of the case where `new` says it all, the payload otherwise.
    fn union(&mut self, id: TypeId, union: &Union, members: &Map<String, Value>) -> Option<TokenStream> {
        let (_, case) = active(union, members)?;
        let Some(payload) = &case.payload else {
            let (name, variant) = (self.name(id), ident(&case.variant));
            return Some(quote!(#name::#variant));
        };
        if union.tag == Tag::Keyed {
            return self.value(payload, members.get(&case.wire)?);
        }
        let payload_id = payload.type_id()?;
        let object = self.context.object(payload_id)?;
        let new = object.constructors.iter().find(|constructor| constructor.name == "new");
        let there = object.fields.iter().filter(|field| self.is_there(field, members)).count();
        match new {
            Some(new) if new.parameters.len() == there && new.parameters.iter().all(|it| it.path.steps.len() == 1) => {
                let (name, function) = (self.name(id), ident(&case.name));
                let mut arguments = Vec::new();
                for parameter in &new.parameters {
                    let (kind, value) = self.at(object, members, &parameter.path.steps)?;
                    arguments.push(self.value(&kind, value)?);
                }
                Some(quote!(#name::#function(#(#arguments),*)))
            }
            _ => self.object(payload_id, object, members),
        }
    }
}

/// A value, or the members among which an inline union's stand.
enum Found<'v> {
    Value(&'v Value),
    Members(&'v Map<String, Value>),
}

impl<'v> From<&'v Value> for Found<'v> {
    fn from(value: &'v Value) -> Self {
        Found::Value(value)
    }
}

/// The case that the members choose.
fn active<'u>(union: &'u Union, members: &Map<String, Value>) -> Option<(usize, &'u Case)> {
    let mut cases = union.cases.iter().enumerate();
    match union.tag.member() {
        None => cases.find(|(_, case)| members.contains_key(&case.wire)),
        Some(member) => match members.get(member) {
            Some(tag) => {
                let tag = tag.as_str().map_or_else(|| tag.to_string(), str::to_owned);
                cases.find(|(_, case)| case.wire == tag)
            }
            None => union.absent.and_then(|absent| cases.nth(absent)),
        },
    }
}

fn number(kind: &Kind, value: &Value) -> Option<TokenStream> {
    let text = match kind {
        Kind::Number => format!("{:?}", value.as_f64()?),
        _ => value.as_i64()?.to_string(),
    };
    text.parse().ok()
}
