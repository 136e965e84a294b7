//! Writing, checking and reading the cases of a union.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use wecom_schema::model::{Case, Kind, Tag, Union};

use super::literal;
use crate::context::{Context, ident};

pub(super) fn write(union: &Union) -> TokenStream {
    let name = ident(&union.rust);
    let cases = union.cases.iter().enumerate().map(|(index, case)| {
        let variant = ident(&case.variant);
        let wire = &case.wire;
        // The case that an absent tag means is written without the tag, as in WeCom's samples.
        let tag = match &union.tag {
            Tag::Keyed => return quote!(Self::#variant(value) => map.serialize_entry(#wire, value),),
            Tag::String(member) if union.nested && case.payload.is_some() => {
                return quote! {
                    Self::#variant(value) => {
                        map.serialize_entry(#member, #wire)?;
                        map.serialize_entry(#wire, value)
                    }
                };
            }
            _ if union.absent == Some(index) => TokenStream::new(),
            Tag::Integer(member) => {
                let number = wire.parse().ok().map(Literal::i64_suffixed);
                quote!(map.serialize_entry(#member, &#number)?;)
            }
            Tag::String(member) => quote!(map.serialize_entry(#member, #wire)?;),
        };
        if case.payload.is_some() {
            quote!(Self::#variant(value) => { #tag rt::Fields::fields(value, map) })
        } else {
            quote!(Self::#variant => { #tag rt::Ok(()) })
        }
    });
    let is_used = |(index, case): (usize, &Case)| case.payload.is_some() || union.absent != Some(index);
    let map = if union.cases.iter().enumerate().any(is_used) { quote!(map) } else { quote!(_) };
    quote! {
        impl rt::Fields for #name {
            fn fields<M: rt::SerializeMap>(&self, #map: &mut M) -> rt::Result<(), M::Error> {
                match self { #(#cases)* }
            }
        }
    }
}

pub(super) fn check(union: &Union) -> TokenStream {
    let name = ident(&union.rust);
    let in_a_member = union.nested || union.tag == Tag::Keyed;
    let statements = if in_a_member { checks_in_members(union) } else { tagged_checks(union) };
    let report = if statements.is_empty() { quote!(_) } else { quote!(report) };
    quote! {
        impl rt::Check for #name {
            #[inline]
            fn check(&self, #report: &mut rt::Report) { #statements }
        }
    }
}

/// Cases whose payload is in a member of its own.
fn checks_in_members(union: &Union) -> TokenStream {
    let cases = union.cases.iter().map(|case| {
        let (variant, wire) = (ident(&case.variant), &case.wire);
        if case.payload.is_none() {
            return quote!(Self::#variant => {});
        }
        quote!(Self::#variant(value) => { report.inside(#wire, rt::Some(value)); })
    });
    quote!(match self { #(#cases)* })
}

/// Cases that share a payload share their check.
fn tagged_checks(union: &Union) -> TokenStream {
    let mut payloads: Vec<&Kind> = Vec::new();
    for payload in union.cases.iter().filter_map(|case| case.payload.as_ref()) {
        if !payloads.contains(&payload) {
            payloads.push(payload);
        }
    }
    if payloads.is_empty() {
        return TokenStream::new();
    }
    let patterns: Vec<TokenStream> = payloads
        .iter()
        .map(|payload| {
            let cases = union.cases.iter().filter(|case| case.payload.as_ref() == Some(*payload));
            let variants = cases.map(|case| ident(&case.variant));
            quote!(#(Self::#variants(value))|*)
        })
        .collect();
    let some_have_none = union.cases.iter().any(|case| case.payload.is_none());
    if let ([pattern], true) = (patterns.as_slice(), some_have_none) {
        return quote!(if let #pattern = self { rt::Check::check(value, report); });
    }
    let rest = some_have_none.then(|| quote!(_ => {}));
    quote!(match self { #(#patterns => { rt::Check::check(value, report); })* #rest })
}

pub(super) fn read(context: Context<'_>, union: &Union) -> TokenStream {
    let name = ident(&union.rust);
    let body = match &union.tag {
        Tag::Integer(member) | Tag::String(member) if union.open => read_open(union, member),
        Tag::Integer(member) => read_tagged(context, union, member, &quote!(integer_tag)),
        Tag::String(member) => read_tagged(context, union, member, &quote!(string_tag)),
        Tag::Keyed => read_keyed(union),
    };
    quote! {
        impl rt::FromMembers for #name {
            #[inline]
            fn from_members(members: &mut rt::Members<'_>) -> rt::Option<Self> {
                #body
            }
        }
    }
}

fn read_tagged(context: Context<'_>, union: &Union, member: &str, take: &TokenStream) -> TokenStream {
    let known = union.cases.iter().map(Case::spelled).collect::<Vec<_>>().join(", ");
    let errcode = literal::errcode(union.errcode);
    let absent = union.absent.and_then(|index| union.cases.get(index)).map(|case| &case.wire);
    let absent = literal::option(absent.map(|wire| quote!(#wire)));
    let cases = union.cases.iter().map(|case| {
        let (variant, wire) = (ident(&case.variant), &case.wire);
        let value = match (&case.payload, union.holder(case)) {
            (Some(_), Some(holder)) => quote!(Self::#variant(members.nested(#holder)?)),
            (Some(_), None) => quote!(Self::#variant(rt::FromMembers::from_members(members)?)),
            (None, _) => quote!(Self::#variant),
        };
        let ignores = case.ignores.iter().map(|name| {
            let read_where = context.channel.read_where(union, name);
            quote!(members.ignore(#name, #read_where);)
        });
        if case.ignores.is_empty() {
            quote!(#wire => #value,)
        } else {
            quote!(#wire => { let value = #value; #(#ignores)* value })
        }
    });
    quote! {
        let tag = members.#take(#member, #absent, #known, #errcode)?;
        rt::Some(match tag.as_str() {
            #(#cases)*
            _ => return members.unknown_case(#member, &tag, #known, #errcode),
        })
    }
}

/// Reads any case. A missing tag is the case `when_absent`, or else an undescribed case.
fn read_open(union: &Union, member: &str) -> TokenStream {
    let cases = union.cases.iter().enumerate().map(|(index, case)| {
        let (variant, wire) = (ident(&case.variant), &case.wire);
        let absent = (union.absent == Some(index)).then(|| quote!(| ""));
        let payload = match (&case.payload, union.holder(case)) {
            (Some(_), Some(holder)) => quote!((members.nested(#holder)?)),
            (Some(_), None) => quote!((rt::FromMembers::from_members(members)?)),
            (None, _) => TokenStream::new(),
        };
        quote! {
            #wire #absent => {
                members.pass_over(#member);
                Self::#variant #payload
            }
        }
    });
    quote! {
        rt::Some(match members.word(#member).as_str() {
            #(#cases)*
            _ => Self::Other(rt::FromMembers::from_members(members)?),
        })
    }
}

fn read_keyed(union: &Union) -> TokenStream {
    let wires: Vec<&str> = union.cases.iter().map(|case| case.wire.as_str()).collect();
    let cases = union.cases.iter().map(|case| {
        let (variant, wire) = (ident(&case.variant), &case.wire);
        quote!(#wire => members.take(#wire).map(Self::#variant),)
    });
    quote! {
        match members.only_one_of(&[#(#wires),*])? {
            #(#cases)*
            _ => rt::None,
        }
    }
}
