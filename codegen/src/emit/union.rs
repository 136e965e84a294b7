//! A union: an enum over its cases, each with a payload struct, so that a case can grow.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{Case, Kind, Tag, Union};

use super::constructor::{argument_type, convertible_payloads, kind_at};
use super::{convert, doc, write};
use crate::context::{Context, ident, payload_id};

pub(super) fn emit(context: Context<'_>, union: &Union) -> TokenStream {
    let rt = context.rt();
    let name = ident(&union.rust);
    let definition = definition(context, union);
    let constructors = constructors(context, union);
    let from = from_payloads(context, union);
    let write = write_cases(context, union);
    let serde = write::serde(context, &name);
    let checks = union.cases.iter().filter_map(|case| {
        let variant = ident(&case.variant);
        case.payload.as_ref().map(|_| match union.tag {
            Tag::Keyed => {
                let wire = &case.wire;
                quote!(Self::#variant(value) => report.inside(#wire, ::core::option::Option::Some(value)),)
            }
            _ => quote!(Self::#variant(value) => #rt::Check::check(value, report),),
        })
    });
    let checks: Vec<_> = checks.collect();
    let rest = (checks.len() < union.cases.len()).then(|| quote!(_ => {}));
    let (report, check) = match checks.as_slice() {
        [] => (quote!(_), TokenStream::new()),
        checks => (quote!(report), quote!(match self { #(#checks)* #rest })),
    };
    let read = read(context, union);
    let convert = convert::union(context, union);
    quote! {
        #definition
        #constructors
        #from
        #write
        #serde
        impl #rt::Check for #name {
            fn check(&self, #report: &mut #rt::Report) {
                #check
            }
        }
        #read
        #convert
    }
}

fn definition(context: Context<'_>, union: &Union) -> TokenStream {
    let name = ident(&union.rust);
    let doc = doc::about(&union.about);
    let absent_unit = |index| union.absent == Some(index);
    let cases = union.cases.iter().enumerate().map(|(index, case)| {
        let doc = case_doc(context, case);
        let variant = ident(&case.variant);
        let payload = case.payload.as_ref().map(|kind| {
            let ty = context.value_type(kind);
            quote!((#ty))
        });
        let default = (absent_unit(index) && case.payload.is_none()).then(|| quote!(#[default]));
        quote!(#doc #default #variant #payload)
    });
    let has_default = union.absent.and_then(|index| union.cases.get(index)).is_some_and(|case| case.payload.is_none());
    let default = has_default.then(|| quote!(Default,));
    quote! {
        #doc
        #[derive(Clone, Debug, #default PartialEq)]
        #[non_exhaustive]
        #[allow(clippy::large_enum_variant, reason = "it is made once and sent; a box would only be in the way")]
        pub enum #name { #(#cases),* }
    }
}

fn case_doc(context: Context<'_>, case: &Case) -> TokenStream {
    match (&case.about.doc, payload_id(case)) {
        (Some(_), _) => doc::about(&case.about),
        (None, Some(id)) => {
            let object = context.object(id).map(|object| &object.about);
            let title = object.and_then(|about| about.title.as_ref().or(about.doc.as_ref()));
            doc::lines(&title.map_or_else(|| format!("`{}`.", case.wire), |title| doc::escaped(&title.en)))
        }
        (None, None) => doc::lines(&format!("`{}`.", case.wire)),
    }
}

/// A function per case whose payload `new` makes.
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
    let names: Vec<_> = new.parameters.iter().map(|parameter| ident(&parameter.name)).collect();
    let kinds = new.parameters.iter().filter_map(|parameter| kind_at(context, object, &parameter.path.steps));
    let types = kinds.map(|kind| argument_type(context, &kind));
    let doc = doc::lines(&format!("[`{}`]({payload}) made with its `new`.", object.rust).replace(" :: ", "::"));
    Some(quote! {
        #doc
        pub fn #name(#(#names: #types),*) -> Self {
            Self::#variant(#payload::new(#(#names),*))
        }
    })
}

/// A payload says by itself which case it is, unless two cases share it.
fn from_payloads(context: Context<'_>, union: &Union) -> TokenStream {
    let name = ident(&union.rust);
    let payloads: Vec<_> = union.cases.iter().filter_map(payload_id).collect();
    let impls = union.cases.iter().filter_map(|case| {
        let id = payload_id(case)?;
        if payloads.iter().filter(|other| **other == id).count() > 1 {
            return None;
        }
        let variant = ident(&case.variant);
        let payload = context.ty(id);
        let inner = convertible_payloads(context, id).into_iter().map(|id| context.ty(id));
        let inner: Vec<_> = inner.collect();
        Some(quote! {
            impl ::core::convert::From<#payload> for #name {
                fn from(value: #payload) -> Self {
                    Self::#variant(value)
                }
            }
            #(impl ::core::convert::From<#inner> for #name {
                fn from(value: #inner) -> Self {
                    Self::#variant(value.into())
                }
            })*
        })
    });
    quote!(#(#impls)*)
}

fn write_cases(context: Context<'_>, union: &Union) -> TokenStream {
    let rt = context.rt();
    let name = ident(&union.rust);
    let cases = union.cases.iter().enumerate().map(|(index, case)| {
        let variant = ident(&case.variant);
        let wire = &case.wire;
        // What an absent tag means is written without it, as WeCom's samples do.
        let tag = match &union.tag {
            _ if union.absent == Some(index) => TokenStream::new(),
            Tag::Integer(member) => {
                let number: TokenStream = wire.parse().unwrap_or_default();
                quote!(map.serialize_entry(#member, &#number)?;)
            }
            Tag::String(member) => quote!(map.serialize_entry(#member, #wire)?;),
            Tag::Keyed => quote!(map.serialize_entry(#wire, value)),
        };
        match (&union.tag, &case.payload) {
            (Tag::Keyed, Some(_)) => quote!(Self::#variant(value) => #tag,),
            (_, Some(_)) => quote!(Self::#variant(value) => { #tag #rt::Fields::fields(value, map) }),
            (_, None) => quote!(Self::#variant => { #tag Ok(()) }),
        }
    });
    quote! {
        impl #rt::Fields for #name {
            fn fields<M: #rt::SerializeMap>(&self, map: &mut M) -> ::core::result::Result<(), M::Error> {
                match self { #(#cases)* }
            }
        }
    }
}

fn read(context: Context<'_>, union: &Union) -> TokenStream {
    let rt = context.rt();
    let name = ident(&union.rust);
    let body = match &union.tag {
        Tag::Integer(member) => read_tagged(context, union, member, &quote!(integer_tag)),
        Tag::String(member) => read_tagged(context, union, member, &quote!(string_tag)),
        Tag::Keyed => read_keyed(union),
    };
    quote! {
        impl #rt::Read for #name {
            fn read(members: &mut #rt::Members<'_>) -> ::core::option::Option<Self> {
                #body
            }
        }
    }
}

fn read_tagged(context: Context<'_>, union: &Union, member: &str, take: &TokenStream) -> TokenStream {
    let rt = context.rt();
    let known = union.cases.iter().map(|case| format!("{} ({})", case.wire, case.name));
    let known = known.collect::<Vec<_>>().join(", ");
    let errcode = match union.errcode {
        Some(code) => quote!(::core::option::Option::Some(#code)),
        None => quote!(::core::option::Option::None),
    };
    let absent = match union.absent.and_then(|index| union.cases.get(index)) {
        Some(case) => {
            let wire = &case.wire;
            quote!(::core::option::Option::Some(#wire))
        }
        None => quote!(::core::option::Option::None),
    };
    let cases = union.cases.iter().map(|case| {
        let (variant, wire) = (ident(&case.variant), &case.wire);
        let value = match &case.payload {
            Some(_) => quote!(Self::#variant(#rt::Read::read(members)?)),
            None => quote!(Self::#variant),
        };
        let ignores = &case.ignores;
        let ignore = (!ignores.is_empty()).then(|| quote!(members.ignore(&[#(#ignores),*]);));
        match ignore {
            Some(ignore) => quote!(#wire => { let value = #value; #ignore value }),
            None => quote!(#wire => #value,),
        }
    });
    quote! {
        let tag = members.#take(#member, #absent, #known, #errcode)?;
        ::core::option::Option::Some(match tag.as_str() {
            #(#cases)*
            _ => return members.unknown_case(#member, &tag, #known, #errcode),
        })
    }
}

/// Strings and lists are never absent: an empty one is there because its member is.
fn take_case(wire: &str, variant: &TokenStream, payload: Option<&Kind>) -> TokenStream {
    match payload {
        Some(Kind::String) => quote!(#wire => ::core::option::Option::Some(#variant(members.string(#wire))),),
        Some(Kind::List(_)) => quote!(#wire => ::core::option::Option::Some(#variant(members.list(#wire))),),
        _ => quote!(#wire => members.take(#wire).map(#variant),),
    }
}

fn read_keyed(union: &Union) -> TokenStream {
    let wires: Vec<&str> = union.cases.iter().map(|case| case.wire.as_str()).collect();
    let cases = union.cases.iter().map(|case| {
        let (variant, wire) = (ident(&case.variant), &case.wire);
        take_case(wire, &quote!(Self::#variant), case.payload.as_ref())
    });
    quote! {
        match members.only_one_of(&[#(#wires),*])? {
            #(#cases)*
            _ => ::core::option::Option::None,
        }
    }
}
