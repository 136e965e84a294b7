//! The JSON of an example as Rust: constructors, then setters.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use serde_json::{Map, Value};
use wecom_schema::model::{
    Case, Constructor, Field, Kind, Object, Parameter, Role, Step, Tag, TypeId, Union, setter_name,
};

use super::body::{Found, active, at, count, inside, is_there};
use crate::context::{Context, ident, named, payload_id};
use crate::conversion::convertible_payloads;

/// A function that makes a union.
struct Function<'u, 'a, 'v> {
    name: &'u str,
    object: &'a Object,
    parameters: &'a [Parameter],
    members: &'v Map<String, Value>,
}

pub(super) struct Builder<'a> {
    context: Context<'a>,
    /// What the code imports, in order: modules of profiles, and types of the channel's own module.
    modules: BTreeSet<String>,
    types: BTreeSet<String>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(context: Context<'a>) -> Self {
        Self { context, modules: BTreeSet::new(), types: BTreeSet::new() }
    }

    /// What the code imports.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.modules.iter().chain(&self.types).map(String::as_str)
    }

    /// A message has members on two levels, all others on one.
    pub(super) fn root(&mut self, id: TypeId, object: &Object, body: &Map<String, Value>) -> Option<TokenStream> {
        if object.role != Role::Message {
            return self.object(id, object, body);
        }
        let message = self.context.channel.messages.iter().find(|message| message.object == id)?;
        let mut members = body.get(&message.msgtype).and_then(Value::as_object).cloned().unwrap_or_default();
        for field in object.options() {
            if let Kind::Inline(_) = field.kind {
                // Its members stand among those beside the body, whatever they are called.
                let beside = body.iter().filter(|(name, _)| !["msgtype", &message.msgtype].contains(&name.as_str()));
                members.extend(beside.map(|(name, value)| (name.clone(), value.clone())));
            } else if let Some(value) = body.get(&field.wire) {
                members.insert(field.wire.clone(), value.clone());
            }
        }
        self.object(id, object, &members)
    }

    fn name(&mut self, id: TypeId) -> TokenStream {
        let ty = self.context.channel.ty(id);
        let name = ident(ty.rust());
        if let Some(module) = ty.module() {
            self.modules.insert(module.to_owned());
            let module = ident(module);
            quote!(#module::#name)
        } else {
            self.types.insert(ty.rust().to_owned());
            quote!(#name)
        }
    }

    /// The constructor that covers the most fields (or `everyone`), then a setter for each remaining field.
    fn object(&mut self, id: TypeId, object: &Object, members: &Map<String, Value>) -> Option<TokenStream> {
        let context = self.context;
        if let Some(everyone) = self.everyone(id, object, members) {
            let name = self.name(id);
            return self.setters(quote!(#name::everyone()), object, members, |index, _| index == everyone);
        }
        let fits = |constructor: &&Constructor| {
            constructor.parameters.iter().all(|it| at(context, object, members, &it.path).is_some())
        };
        // One that sets part of a union would have the rest of it overwrite that part.
        let whole = |constructor: &Constructor| {
            let fields = object.fields.iter().enumerate();
            fields.filter(|(index, field)| is_set(context, constructor, *index, field, members)).count()
        };
        let size = |constructor: &&Constructor| (whole(constructor), constructor.parameters.len());
        let constructor = object.constructors.iter().filter(fits).max_by_key(size)?;
        let arguments = self.arguments(object, &constructor.parameters, members)?;
        let (name, function) = (self.name(id), ident(&constructor.name));
        let built = quote!(#name::#function(#(#arguments),*));
        self.setters(built, object, members, |index, field| is_set(context, constructor, index, field, members))
    }

    /// The flag by which recipients name everyone, if it is set.
    fn everyone(&self, id: TypeId, object: &Object, members: &Map<String, Value>) -> Option<usize> {
        let channel = self.context.channel;
        let everyone = channel.everyone.as_ref().filter(|it| channel.recipients == id && it.id.is_none())?;
        let index = object.fields.iter().position(|field| field.wire == everyone.field)?;
        (members.get(&everyone.field)?.as_i64() == Some(1)).then_some(index)
    }

    fn setters(
        &mut self,
        mut built: TokenStream,
        object: &Object,
        members: &Map<String, Value>,
        is_set: impl Fn(usize, &Field) -> bool,
    ) -> Option<TokenStream> {
        let context = self.context;
        for (index, field) in object.fields.iter().enumerate() {
            if is_there(context, field, members) && !is_set(index, field) {
                let setter = ident(&setter_name(object.role, field));
                let value = match &field.kind {
                    Kind::Inline(id) => self.union(*id, context.union(*id)?, members)?,
                    kind => self.value(kind, members.get(&field.wire)?)?,
                };
                built = quote!(#built.#setter(#value));
            }
        }
        Some(built)
    }

    fn arguments(
        &mut self,
        object: &Object,
        parameters: &[Parameter],
        members: &Map<String, Value>,
    ) -> Option<Vec<TokenStream>> {
        let argument = |parameter: &Parameter| {
            let (kind, found) = at(self.context, object, members, &parameter.path)?;
            self.found(kind, &found)
        };
        parameters.iter().map(argument).collect()
    }

    fn found(&mut self, kind: &Kind, found: &Found<'_>) -> Option<TokenStream> {
        let members = match found {
            Found::Value(value) => return self.value(kind, value),
            Found::Members(members) => members,
        };
        match kind {
            Kind::Inline(id) | Kind::Union(id) => self.union(*id, self.context.union(*id)?, members),
            Kind::Object(id) => self.object(*id, self.context.object(*id)?, members),
            _ => None,
        }
    }

    fn value(&mut self, kind: &Kind, value: &Value) -> Option<TokenStream> {
        match kind {
            Kind::String | Kind::Newtype(_) => {
                let text = value.as_str()?;
                Some(quote!(#text))
            }
            Kind::Number => Some(Literal::f64_unsuffixed(value.as_f64()?).into_token_stream()),
            Kind::Integer | Kind::Seconds => Some(Literal::i64_unsuffixed(value.as_i64()?).into_token_stream()),
            Kind::Boolean | Kind::Flag => {
                let value = value.as_bool().or_else(|| value.as_i64().map(|value| value == 1))?;
                Some(quote!(#value))
            }
            Kind::Values(id) => {
                let (name, variant) = (self.name(*id), named(self.context, *id, value)?);
                Some(quote!(#name::#variant))
            }
            Kind::Object(id) => self.object(*id, self.context.object(*id)?, value.as_object()?),
            Kind::Union(id) | Kind::Inline(id) => self.union(*id, self.context.union(*id)?, value.as_object()?),
            Kind::List(item) => {
                let items: Vec<TokenStream> =
                    value.as_array()?.iter().map(|value| self.item(item, value)).collect::<Option<_>>()?;
                Some(quote!([#(#items),*]))
            }
            Kind::Joined(separator) => {
                let items: Vec<&str> = value.as_str()?.split(separator.as_str()).collect();
                Some(quote!([#(#items),*]))
            }
        }
    }

    /// The items of a list are all of one type.
    fn item(&mut self, kind: &Kind, value: &Value) -> Option<TokenStream> {
        let Kind::Union(id) = kind else { return self.value(kind, value) };
        let union = self.context.union(*id)?;
        let members = value.as_object()?;
        let (_, case) = active(union, members)?;
        match &case.payload {
            Some(payload) if self.function(union, members).is_none() => {
                let payload = self.payload(union, case, payload, members)?;
                let (name, variant) = (self.name(*id), ident(&case.variant));
                Some(quote!(#name::#variant(#payload.into())))
            }
            _ => self.union(*id, union, members),
        }
    }

    fn payload(
        &mut self,
        union: &Union,
        case: &Case,
        payload: &Kind,
        members: &Map<String, Value>,
    ) -> Option<TokenStream> {
        match union.holder(case) {
            Some(holder) => self.value(payload, members.get(holder)?),
            None => self.found(payload, &Found::Members(members)),
        }
    }

    /// The function that makes a tagged case completely: its name, its parameters, and the members that they are.
    fn function<'u, 'v>(&self, union: &'u Union, members: &'v Map<String, Value>) -> Option<Function<'u, 'a, 'v>> {
        let (_, case) = active(union, members).filter(|_| union.tag != Tag::Keyed)?;
        let object = self.context.object(payload_id(case)?)?;
        let members = inside(union, case, members)?;
        let new = object.constructors.iter().find(|constructor| constructor.name == "new")?;
        let says_it_all = new.parameters.len() == count(self.context, object, members)
            && new.parameters.iter().all(|it| it.path.steps.len() == 1);
        says_it_all.then_some(Function { name: &case.name, object, parameters: &new.parameters, members })
    }

    /// The function of the case if it makes the case completely, or else the payload if it determines the case.
    fn union(&mut self, id: TypeId, union: &Union, members: &Map<String, Value>) -> Option<TokenStream> {
        let (_, case) = active(union, members)?;
        let variant = ident(&case.variant);
        let Some(payload) = &case.payload else {
            let name = self.name(id);
            return Some(quote!(#name::#variant));
        };
        if let Some(Function { name, object, parameters, members }) = self.function(union, members) {
            let arguments = self.arguments(object, parameters, members)?;
            let (name, function) = (self.name(id), ident(name));
            return Some(quote!(#name::#function(#(#arguments),*)));
        }
        let value = self.payload(union, case, payload, members)?;
        if payload_id(case).is_some_and(|payload| convertible_payloads(self.context, id).contains(&payload)) {
            return Some(value);
        }
        let name = self.name(id);
        Some(quote!(#name::#variant(#value.into())))
    }
}

/// Whether the constructor sets all of the field that is there.
fn is_set(
    context: Context<'_>,
    constructor: &Constructor,
    index: usize,
    field: &Field,
    members: &Map<String, Value>,
) -> bool {
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
            context.union(*id).and_then(|union| active(union, members)).is_some_and(|(_, case)| {
                let payload = payload_id(case).and_then(|id| context.object(id));
                let members = context.union(*id).and_then(|union| self::inside(union, case, members));
                payload.zip(members).map_or(0, |(payload, members)| count(context, payload, members)) == inside.len()
            })
        }
        _ => false,
    }
}
