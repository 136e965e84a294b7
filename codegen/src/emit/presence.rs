//! Whether there is a value at the end of a path, and the string there.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{Kind, Object, Path, Step, Union};

use crate::context::{Context, field_ident, ident, is_optional};

/// An expression that is true if there is a value at the end of the path. `this` holds the object's fields.
pub(super) fn present(context: Context<'_>, object: &Object, path: &Path, this: &TokenStream) -> TokenStream {
    in_object(context, object, &path.steps, this, End::Present)
}

/// An expression of the type `Option<&str>` for the string at the path's end.
pub(super) fn text(context: Context<'_>, object: &Object, path: &Path, this: &TokenStream) -> TokenStream {
    in_object(context, object, &path.steps, this, End::Text)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Present,
    Text,
}

impl End {
    fn absent(self) -> TokenStream {
        match self {
            End::Present => quote!(false),
            End::Text => quote!(rt::None),
        }
    }

    /// Continues inside an optional value called `it`.
    fn inside(self, value: &TokenStream, rest: &TokenStream) -> TokenStream {
        match self {
            End::Present => quote!(#value.as_ref().is_some_and(|it| #rest)),
            End::Text => quote!(#value.as_ref().and_then(|it| #rest)),
        }
    }
}

fn in_object(context: Context<'_>, object: &Object, steps: &[Step], this: &TokenStream, end: End) -> TokenStream {
    let Some((Step::Field(index), rest)) = steps.split_first() else { return end.absent() };
    let Some(field) = object.fields.get(*index) else { return end.absent() };
    let name = field_ident(field);
    let value = quote!(#this.#name);
    if rest.is_empty() {
        return at_end(context, &field.kind, &value, end);
    }
    let it = quote!(it);
    match &field.kind {
        Kind::Inline(id) => match context.union(*id) {
            Some(union) => {
                let ty = context.ty(*id);
                in_union(context, union, &ty, rest, &quote!(&#value), end)
            }
            None => end.absent(),
        },
        Kind::Union(id) => match context.union(*id) {
            Some(union) => {
                let ty = context.ty(*id);
                end.inside(&value, &in_union(context, union, &ty, rest, &it, end))
            }
            None => end.absent(),
        },
        Kind::Object(id) => match context.object(*id) {
            Some(object) => end.inside(&value, &in_object(context, object, rest, &it, end)),
            None => end.absent(),
        },
        _ => end.absent(),
    }
}

fn in_union(
    context: Context<'_>,
    union: &Union,
    ty: &TokenStream,
    steps: &[Step],
    value: &TokenStream,
    end: End,
) -> TokenStream {
    let Some((Step::Case(index), rest)) = steps.split_first() else { return end.absent() };
    let Some(case) = union.cases.get(*index) else { return end.absent() };
    let variant = ident(&case.variant);
    let absent = end.absent();
    let others = (union.cases.len() > 1).then(|| quote!(_ => #absent));
    let it = quote!(it);
    match &case.payload {
        _ if rest.is_empty() => match (end, case.payload.is_some()) {
            (End::Present, true) => quote!(matches!(#value, #ty::#variant(_))),
            (End::Present, false) => quote!(matches!(#value, #ty::#variant)),
            (End::Text, _) => absent,
        },
        Some(Kind::Object(id)) => match context.object(*id) {
            Some(object) => {
                let rest = in_object(context, object, rest, &it, end);
                quote!(match #value { #ty::#variant(it) => #rest, #others })
            }
            None => absent,
        },
        Some(Kind::Union(id)) => match context.union(*id) {
            Some(inner) => {
                let rest = in_union(context, inner, &context.ty(*id), rest, &it, end);
                quote!(match #value { #ty::#variant(it) => #rest, #others })
            }
            None => absent,
        },
        _ => absent,
    }
}

fn at_end(context: Context<'_>, kind: &Kind, value: &TokenStream, end: End) -> TokenStream {
    match (end, kind) {
        (End::Present, Kind::String | Kind::List(_) | Kind::Joined(_)) => quote!(!#value.is_empty()),
        (End::Present, Kind::Newtype(_)) => quote!(#value.as_ref().is_some_and(|it| !it.as_str().is_empty())),
        (End::Present, Kind::Inline(_)) => quote!(true),
        (End::Present, Kind::Boolean | Kind::Flag) => quote!((#value == rt::Some(true))),
        (End::Present, kind) if is_optional(kind) => quote!(#value.is_some()),
        (End::Text, Kind::String) => quote!(rt::Some(#value.as_str())),
        (End::Text, Kind::Newtype(id)) => {
            let ty = context.ty(*id);
            quote!(#value.as_ref().map(#ty::as_str))
        }
        _ => end.absent(),
    }
}
