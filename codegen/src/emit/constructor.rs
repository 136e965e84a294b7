//! The constructors of a description, each with its parameters.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};
use serde_json::Value;
use wecom_schema::model::{Constructor, Field, Kind, Object, Parameter, Role, Step, TypeId};

use super::{argument, doc, from, literal, remarks, setter};
use crate::context::{Context, field_ident, ident, is_optional, named};

pub(super) fn emit(context: Context<'_>, id: TypeId, object: &Object) -> TokenStream {
    if object.role == Role::Envelope && object.constructors.is_empty() {
        return TokenStream::new(); // only the client creates them
    }
    let name = ident(&object.rust);
    let constructors =
        object.constructors.iter().map(|constructor| self::constructor(context, id, object, constructor));
    let setters = object.fields.iter().map(|field| setter::emit(context, object.role, field));
    let allow = doc::allow_deprecated(&object.about);
    let is_empty = |it: &Constructor| it.name == "new" && it.parameters.is_empty();
    let default = (object.role != Role::Envelope && object.constructors.iter().any(is_empty)).then(|| {
        quote! {
            #allow
            impl rt::Default for #name {
                #[inline]
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    let from = from::only_parameter(context, object);
    quote! {
        impl #name {
            #(#constructors)*
            #(#setters)*
        }
        #default
        #from
    }
}

fn constructor(context: Context<'_>, id: TypeId, object: &Object, constructor: &Constructor) -> TokenStream {
    let name = ident(&constructor.name);
    let (_, arguments) = self::parameters(context, object, constructor);
    let parameters: Vec<&Parameter> = constructor.parameters.iter().collect();
    let doc = doc::constructor(context, object, &constructor.parameters);
    let deprecated = doc::deprecated(&object.about);
    let fields = fields(context, object, &parameters, 0);
    let remarks = remarks::none(context, id);
    quote! {
        #doc
        #deprecated
        #[inline]
        pub fn #name(#(#arguments),*) -> Self {
            Self { #fields #remarks }
        }
    }
}

/// The names of a constructor's parameters, and the parameters with their types.
pub(super) fn parameters(
    context: Context<'_>,
    object: &Object,
    constructor: &Constructor,
) -> (Vec<Ident>, Vec<TokenStream>) {
    let parameters = constructor.parameters.iter().map(|parameter| {
        let name = ident(&parameter.name);
        let ty = context.kind_at(object, &parameter.path).map(|kind| argument::ty(context, kind));
        (name.clone(), quote!(#name: #ty))
    });
    parameters.unzip()
}

/// The initial values of all fields but this one.
pub(super) fn blank_except(context: Context<'_>, object: &Object, index: usize) -> TokenStream {
    let fields = object.fields.iter().enumerate().filter(|(it, _)| *it != index).map(|(_, field)| {
        let (name, value) = (field_ident(field), initial(context, field));
        quote!(#name: #value)
    });
    quote!(#(#fields,)*)
}

/// The fields of a struct, set from the parameters; `depth` steps of their paths lead here.
fn fields(context: Context<'_>, object: &Object, parameters: &[&Parameter], depth: usize) -> TokenStream {
    let fields = object.fields.iter().enumerate().map(|(index, field)| {
        let name = field_ident(field);
        let here: Vec<&Parameter> =
            parameters.iter().copied().filter(|it| it.path.steps.get(depth) == Some(&Step::Field(index))).collect();
        let value =
            if here.is_empty() { initial(context, field) } else { given(context, &field.kind, &here, depth + 1) };
        quote!(#name: #value)
    });
    quote!(#(#fields,)*)
}

/// The value of a field that no parameter sets: the default if it is always sent.
fn initial(context: Context<'_>, field: &Field) -> TokenStream {
    match field.required.and(field.default.as_ref()) {
        Some(default) => always_sent(context, &field.kind, default),
        None => blank(context, &field.kind),
    }
}

/// The default of a field that is always sent; blank if it is not a value of this kind.
fn always_sent(context: Context<'_>, kind: &Kind, default: &Value) -> TokenStream {
    let value = match kind {
        Kind::String => return default.as_str().map_or_else(|| blank(context, kind), |text| quote!(#text.into())),
        Kind::Flag => {
            let value = default.as_i64() == Some(1);
            Some(quote!(#value))
        }
        Kind::Number => default.as_f64().map(Literal::f64_unsuffixed).map(ToTokens::into_token_stream),
        Kind::Boolean | Kind::Integer | Kind::Seconds => literal::scalar(default),
        Kind::Values(id) => named(context, *id, default).map(|variant| {
            let ty = context.ty(*id);
            quote!(#ty::#variant)
        }),
        _ => None,
    };
    value.map_or_else(|| blank(context, kind), |value| quote!(rt::Some(#value)))
}

/// The value of a field that is not set.
pub(super) fn blank(context: Context<'_>, kind: &Kind) -> TokenStream {
    match kind {
        Kind::String => quote!(rt::String::new()),
        Kind::List(_) | Kind::Joined(_) => quote!(rt::Vec::new()),
        Kind::Inline(id) => {
            let ty = context.ty(*id);
            let absent = context.union(*id).and_then(|union| union.cases.get(union.absent?));
            let variant = absent.map(|case| ident(&case.variant));
            let payload = absent.and_then(|case| case.payload.as_ref()?.type_id()).and_then(|id| {
                let (ty, fields) = (context.ty(id), fields(context, context.object(id)?, &[], 0));
                Some(quote!((#ty { #fields })))
            });
            quote!(#ty::#variant #payload)
        }
        _ => quote!(rt::None),
    }
}

/// A value that parameters set as a whole or in part.
fn given(context: Context<'_>, kind: &Kind, parameters: &[&Parameter], depth: usize) -> TokenStream {
    let value = match parameters {
        [parameter] if parameter.path.steps.len() == depth => argument::value(kind, &parameter.name),
        _ => inside(context, kind, parameters, depth),
    };
    if is_optional(kind) { quote!(rt::Some(#value)) } else { value }
}

fn inside(context: Context<'_>, kind: &Kind, parameters: &[&Parameter], depth: usize) -> TokenStream {
    let Some(id) = kind.type_id() else { return TokenStream::new() };
    let ty = context.ty(id);
    if let Some(object) = context.object(id) {
        let fields = fields(context, object, parameters, depth);
        return quote!(#ty { #fields });
    }
    let step = parameters.first().and_then(|parameter| parameter.path.steps.get(depth));
    let (Some(union), Some(Step::Case(case))) = (context.union(id), step) else { return TokenStream::new() };
    let Some(case) = union.cases.get(*case) else { return TokenStream::new() };
    let variant = ident(&case.variant);
    let Some(payload) = &case.payload else { return quote!(#ty::#variant) };
    let value = match parameters {
        [parameter] if parameter.path.steps.len() == depth + 1 => argument::value(payload, &parameter.name),
        _ => inside(context, payload, parameters, depth + 1),
    };
    quote!(#ty::#variant(#value))
}
