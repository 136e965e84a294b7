//! A union: an enum of its cases, each with a payload struct, so that a case can get new fields.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use wecom_schema::model::{Case, TypeId, Union};

use super::constructor::parameters;
use super::{cases, doc, from, object, profile, write};
use crate::context::{Context, ident, payload_id};

pub(super) fn emit(context: Context<'_>, id: TypeId, union: &Union) -> TokenStream {
    let definition = definition(context, id, union);
    if union.open {
        let read = cases::read(context, union);
        return quote!(#definition #read);
    }
    let constructors = constructors(context, union);
    let from = from::payloads(context, id, union);
    let write = cases::write(union);
    let serde = write::serde(&ident(&union.rust));
    let check = cases::check(union);
    let read = cases::read(context, union);
    let profile = profile::union(context, id, union);
    quote! {
        #definition
        #constructors
        #from
        #write
        #serde
        #check
        #read
        #profile
    }
}

fn definition(context: Context<'_>, id: TypeId, union: &Union) -> TokenStream {
    let name = ident(&union.rust);
    let doc = doc::union(context, union);
    let is_default = |index: usize, case: &Case| union.absent == Some(index) && case.payload.is_none();
    let cases = union.cases.iter().enumerate().map(|(index, case)| {
        let doc = doc::case(context, case);
        let default = is_default(index, case).then(|| quote!(#[default]));
        let variant = ident(&case.variant);
        let payload = case.payload.as_ref().map(|kind| {
            let ty = context.value_type(kind);
            quote!((#ty))
        });
        quote!(#doc #default #variant #payload)
    });
    let has_default = union.cases.iter().enumerate().any(|(index, case)| is_default(index, case));
    let default = has_default.then(|| quote!(Default,));
    let clone = object::is_clone(context, id).then(|| quote!(Clone,));
    let (other, other_is_default) = if union.open { other(&name, has_default) } else { Default::default() };
    quote! {
        #doc
        #[derive(#clone Debug, #default PartialEq)]
        #[non_exhaustive]
        #[allow(clippy::large_enum_variant, reason = "a value is built once and sent; a box would only complicate its use")]
        pub enum #name { #(#cases,)* #other }

        #other_is_default
    }
}

/// The variant for undescribed cases. It is the default unless a described case is.
fn other(name: &Ident, has_default: bool) -> (TokenStream, Option<TokenStream>) {
    let variant = quote! {
        /// An undescribed case, with all its members.
        Other(rt::Unknown),
    };
    let default = quote! {
        impl rt::Default for #name {
            fn default() -> Self {
                Self::Other(rt::Unknown::default())
            }
        }
    };
    (variant, (!has_default).then_some(default))
}

/// A function for each case whose payload has a `new`.
fn constructors(context: Context<'_>, union: &Union) -> TokenStream {
    let functions: Vec<_> = union.cases.iter().filter_map(|case| constructor(context, case)).collect();
    if functions.is_empty() {
        return TokenStream::new();
    }
    let name = ident(&union.rust);
    quote!(impl #name { #(#functions)* })
}

fn constructor(context: Context<'_>, case: &Case) -> Option<TokenStream> {
    let id = payload_id(case)?;
    let object = context.object(id)?;
    let new = object.constructors.iter().find(|constructor| constructor.name == "new")?;
    let (name, variant, payload) = (ident(&case.name), ident(&case.variant), context.ty(id));
    let (names, arguments) = parameters(context, object, new);
    let target = context.path_text(id);
    let target = if target == object.rust { String::new() } else { format!("({target})") };
    let doc = doc::lines(&format!("Creates a new [`{0}`]{target} with `{0}::new`.", object.rust));
    let (deprecated, allow) = (doc::deprecated(&object.about), doc::allow_deprecated(&object.about));
    Some(quote! {
        #doc
        #deprecated
        #allow
        #[inline]
        pub fn #name(#(#arguments),*) -> Self {
            Self::#variant(#payload::new(#(#names),*))
        }
    })
}
