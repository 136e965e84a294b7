//! Constructors and setters.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;
use wecom_schema::model::{Constructor, Field, Kind, Object, Parameter, Role, Step, TypeId};

use super::doc;
use super::object::blank;
use crate::context::{Context, field_ident, ident, is_optional, payload_id};

pub(super) fn emit(context: Context<'_>, object: &Object) -> TokenStream {
    if object.role == Role::Envelope {
        return TokenStream::new();
    }
    let name = ident(&object.rust);
    let constructors = object.constructors.iter().map(|constructor| self::constructor(context, object, constructor));
    let setters = object.fields.iter().map(|field| setter(context, field));
    let default = object.constructors.iter().any(|it| it.name == "new" && it.parameters.is_empty()).then(|| {
        quote! {
            impl ::core::default::Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    let from = from_only_parameter(context, object);
    quote! {
        impl #name {
            #(#constructors)*
            #(#setters)*
        }
        #default
        #from
    }
}

fn constructor(context: Context<'_>, object: &Object, constructor: &Constructor) -> TokenStream {
    let name = ident(&constructor.name);
    let names: Vec<_> = constructor.parameters.iter().map(|parameter| ident(&parameter.name)).collect();
    let kinds = constructor.parameters.iter().filter_map(|it| kind_at(context, object, &it.path.steps));
    let types = kinds.map(|kind| argument_type(context, &kind));
    let paths: Vec<String> = constructor.parameters.iter().map(|it| format!("`{}`", it.path.wire)).collect();
    let text = match paths.as_slice() {
        [] => "Makes one in which nothing is set yet.".to_owned(),
        paths => format!("Makes one from {}.", paths.join(", ")),
    };
    let doc = doc::lines(&text);
    let parameters: Vec<&Parameter> = constructor.parameters.iter().collect();
    let fields = literal(context, object, &parameters, 0);
    quote! {
        #doc
        pub fn #name(#(#names: #types),*) -> Self {
            Self { #fields }
        }
    }
}

/// The fields of a struct literal in which the parameters are set; `depth` steps of their paths are behind us.
fn literal(context: Context<'_>, object: &Object, parameters: &[&Parameter], depth: usize) -> TokenStream {
    let fields = object.fields.iter().enumerate().map(|(index, field)| {
        let name = field_ident(field);
        let here: Vec<&Parameter> =
            parameters.iter().copied().filter(|it| it.path.steps.get(depth) == Some(&Step::Field(index))).collect();
        let value =
            if here.is_empty() { initial(context, field) } else { given(context, &field.kind, &here, depth + 1) };
        quote!(#name: #value)
    });
    quote!(#(#fields),*)
}

/// A field that a constructor does not name: what is always sent is set to its default.
fn initial(context: Context<'_>, field: &Field) -> TokenStream {
    let always_sent = field.required.and(field.default.as_ref());
    match (always_sent, &field.kind) {
        (Some(Value::Bool(value)), Kind::Boolean) => quote!(::core::option::Option::Some(#value)),
        (Some(value), Kind::Flag) => {
            let value = value.as_i64() == Some(1);
            quote!(::core::option::Option::Some(#value))
        }
        (Some(Value::Number(number)), Kind::Integer | Kind::Number | Kind::Seconds) => {
            let number: TokenStream = number.to_string().parse().unwrap_or_default();
            quote!(::core::option::Option::Some(#number))
        }
        _ => blank(context, &field.kind),
    }
}

/// A value that parameters set, wholly or inside.
fn given(context: Context<'_>, kind: &Kind, parameters: &[&Parameter], depth: usize) -> TokenStream {
    let value = match parameters {
        [parameter] if parameter.path.steps.len() == depth => argument(kind, &parameter.name),
        _ => inside(context, kind, parameters, depth),
    };
    if is_optional(kind) { quote!(::core::option::Option::Some(#value)) } else { value }
}

fn inside(context: Context<'_>, kind: &Kind, parameters: &[&Parameter], depth: usize) -> TokenStream {
    let Some(id) = kind.type_id() else { return TokenStream::new() };
    let ty = context.ty(id);
    if let Some(object) = context.object(id) {
        let fields = literal(context, object, parameters, depth);
        return quote!(#ty { #fields });
    }
    let step = parameters.first().and_then(|parameter| parameter.path.steps.get(depth));
    let (Some(union), Some(Step::Case(case))) = (context.union(id), step) else { return TokenStream::new() };
    let Some(case) = union.cases.get(*case) else { return TokenStream::new() };
    let variant = ident(&case.variant);
    match &case.payload {
        None => quote!(#ty::#variant),
        Some(payload) => {
            let value = match parameters {
                [parameter] if parameter.path.steps.len() == depth + 1 => argument(payload, &parameter.name),
                _ => inside(context, payload, parameters, depth + 1),
            };
            quote!(#ty::#variant(#value))
        }
    }
}

/// The kind of what a path ends at.
pub(crate) fn kind_at(context: Context<'_>, object: &Object, steps: &[Step]) -> Option<Kind> {
    let mut id: Option<TypeId> = None;
    let mut kind = None;
    for (index, step) in steps.iter().enumerate() {
        let found = match step {
            Step::Field(field) => {
                let object = if index == 0 { Some(object) } else { id.and_then(|id| context.object(id)) };
                object?.fields.get(*field)?.kind.clone()
            }
            Step::Case(case) => context.union(id?)?.cases.get(*case)?.payload.clone()?,
        };
        id = found.type_id();
        kind = Some(found);
    }
    kind
}

/// The type of an argument that becomes a value of this kind.
pub(super) fn argument_type(context: Context<'_>, kind: &Kind) -> TokenStream {
    match kind {
        Kind::Boolean | Kind::Flag => quote!(bool),
        Kind::Seconds => quote!(u32),
        Kind::List(item) => {
            let item = context.value_type(item);
            quote!(impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<#item>>)
        }
        Kind::Joined(_) => {
            quote!(impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<::std::string::String>>)
        }
        kind => {
            let ty = context.value_type(kind);
            quote!(impl ::core::convert::Into<#ty>)
        }
    }
}

/// An argument as a value of this kind.
pub(super) fn argument(kind: &Kind, name: &str) -> TokenStream {
    let name = ident(name);
    match kind {
        Kind::Boolean | Kind::Flag | Kind::Seconds => quote!(#name),
        Kind::List(_) | Kind::Joined(_) => {
            quote!(#name.into_iter().map(::core::convert::Into::into).collect())
        }
        _ => quote!(#name.into()),
    }
}

fn setter(context: Context<'_>, field: &Field) -> TokenStream {
    let name = field_ident(field);
    let ty = argument_type(context, &field.kind);
    let value = argument(&field.kind, &field.rust);
    let value = if is_optional(&field.kind) { quote!(::core::option::Option::Some(#value)) } else { value };
    let text = doc::field_text(context, field);
    let doc = doc::lines(&format!("Sets `{}`: {text}", field.wire));
    let deprecated = field.about.deprecated.as_ref().map(|note| quote!(#[deprecated(note = #note)]));
    quote! {
        #doc
        #deprecated
        #[must_use]
        pub fn #name(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// An object that `new` makes from one value converts from that value.
fn from_only_parameter(context: Context<'_>, object: &Object) -> TokenStream {
    let Some(new) = object.constructors.iter().find(|constructor| constructor.name == "new") else {
        return TokenStream::new();
    };
    let [parameter] = new.parameters.as_slice() else { return TokenStream::new() };
    let name = ident(&object.rust);
    let from = |source: TokenStream| {
        quote! {
            impl ::core::convert::From<#source> for #name {
                fn from(value: #source) -> Self {
                    Self::new(value)
                }
            }
        }
    };
    match kind_at(context, object, &parameter.path.steps) {
        Some(Kind::String) => {
            let (borrowed, owned) = (from(quote!(&str)), from(quote!(::std::string::String)));
            quote!(#borrowed #owned)
        }
        Some(Kind::Object(id)) => from(context.ty(id)),
        Some(Kind::Union(id) | Kind::Inline(id)) => {
            let cases = convertible_payloads(context, id).into_iter().map(|id| from(context.ty(id)));
            let union = from(context.ty(id));
            quote!(#union #(#cases)*)
        }
        _ => TokenStream::new(),
    }
}

/// The payload types that say by themselves which case of a union they are, through unions inside unions.
pub(super) fn convertible_payloads(context: Context<'_>, union: TypeId) -> Vec<TypeId> {
    let mut found: Vec<TypeId> = Vec::new();
    let Some(union) = context.union(union) else { return found };
    for id in union.cases.iter().filter_map(payload_id) {
        found.push(id);
        found.extend(convertible_payloads(context, id));
    }
    let once = |id: &TypeId| found.iter().filter(|other| *other == id).count() == 1;
    found.iter().copied().filter(once).collect()
}
