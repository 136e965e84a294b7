//! Checks: one statement per field that has rules, one per rule.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{Charset, Consequence, Field, Kind, Limit, Object, Path, Place, Rule, RuleKind, Unit};

use super::presence;
use crate::context::{Context, field_ident, ident};

pub(super) fn object(context: Context<'_>, object: &Object) -> TokenStream {
    let rt = context.rt();
    let name = ident(&object.rust);
    let fields = fields(context, object, Place::Body, &quote!(self));
    let rules = rules(context, object, &quote!(self));
    let report = if fields.is_empty() && rules.is_empty() { quote!(_) } else { quote!(report) };
    quote! {
        impl #rt::Check for #name {
            fn check(&self, #report: &mut #rt::Report) {
                #fields
                #rules
            }
        }
    }
}

/// Statements for the fields at this place; `this` holds the fields.
pub(super) fn fields(context: Context<'_>, object: &Object, place: Place, this: &TokenStream) -> TokenStream {
    let fields = object.fields.iter().filter(|field| field.place == place);
    let checks = fields.map(|field| {
        let own = own_rules(context, field, this);
        let inside = inside(context, field, this);
        quote!(#own #inside)
    });
    quote!(#(#checks)*)
}

/// What the description says of the field itself.
fn own_rules(context: Context<'_>, field: &Field, this: &TokenStream) -> TokenStream {
    let required = field.required.filter(|_| field.default.is_none()).map(|required| {
        let errcode = option(required.errcode);
        quote!(.required(#errcode))
    });
    let limits = field.limits.iter().map(|limit| {
        let limit = self::limit(context, limit);
        quote!(.limit(#limit))
    });
    let charset = field.charset.as_ref().map(|Charset { allowed, beyond, errcode }| {
        let (beyond, errcode) = (consequence(context, *beyond), option(*errcode));
        quote!(.charset(#allowed, #beyond, #errcode))
    });
    let known = match &field.kind {
        Kind::Values(_) => {
            let name = field_ident(field);
            let beyond = consequence(context, field.unknown);
            Some(
                quote!(.known(#this.#name.as_ref().is_none_or(|value| value.is_known()), #beyond, ::core::option::Option::None)),
            )
        }
        _ => None,
    };
    let rules = quote!(#required #(#limits)* #charset #known);
    if rules.is_empty() {
        return rules;
    }
    let (name, wire) = (field_ident(field), &field.wire);
    let subject = match &field.kind {
        Kind::String => quote!(report.string(#wire, &#this.#name)),
        Kind::Newtype(id) => {
            let ty = context.ty(*id);
            quote!(report.string(#wire, #this.#name.as_ref().map_or("", #ty::as_str)))
        }
        Kind::List(_) | Kind::Joined(_) => quote!(report.items(#wire, #this.#name.len())),
        Kind::Integer => quote!(report.integer(#wire, #this.#name)),
        Kind::Seconds => quote!(report.number(#wire, #this.#name.map(f64::from))),
        Kind::Number => quote!(report.number(#wire, #this.#name)),
        _ => quote!(report.presence(#wire, #this.#name.is_some())),
    };
    quote!(#subject #rules;)
}

/// What is inside the field.
fn inside(context: Context<'_>, field: &Field, this: &TokenStream) -> TokenStream {
    let rt = context.rt();
    let (name, wire) = (field_ident(field), &field.wire);
    let content = match &field.kind {
        Kind::Object(_) | Kind::Union(_) => quote!(report.inside(#wire, #this.#name.as_ref());),
        Kind::Inline(_) => quote!(#rt::Check::check(&#this.#name, report);),
        Kind::List(item) if matches!(**item, Kind::Object(_) | Kind::Union(_)) => {
            quote!(report.each(#wire, &#this.#name);)
        }
        Kind::List(item) if **item == Kind::String => strings(field, this),
        Kind::Joined(_) => strings(field, this),
        _ => TokenStream::new(),
    };
    let unique = field.unique.as_ref().map(|unique| {
        let (key, beyond, errcode) = (&unique.by.wire, consequence(context, unique.beyond), option(unique.errcode));
        let item = match &field.kind {
            Kind::List(item) => item.type_id().and_then(|id| context.object(id)),
            _ => None,
        };
        let text = match item {
            Some(item) => presence::text(context, item, &unique.by, &quote!(it)),
            None => quote!(::core::option::Option::Some(it.as_str())),
        };
        quote!(report.unique(#wire, #key, #this.#name.iter().map(|it| #text), #beyond, #errcode);)
    });
    quote!(#content #unique)
}

fn strings(field: &Field, this: &TokenStream) -> TokenStream {
    let (name, wire, errcode) = (field_ident(field), &field.wire, option(field.item_errcode));
    quote!(report.each_string(#wire, &#this.#name, #errcode);)
}

/// Statements for the rules over several fields.
pub(super) fn rules(context: Context<'_>, object: &Object, this: &TokenStream) -> TokenStream {
    let rules = object.rules.iter().map(|Rule { kind, beyond, errcode, .. }| {
        let (beyond, errcode) = (consequence(context, *beyond), option(*errcode));
        let present = |path: &Path| presence::present(context, object, path, this);
        let pair = |path: &Path| {
            let (wire, present) = (&path.wire, present(path));
            quote!((#wire, #present))
        };
        match kind {
            RuleKind::AnyOf(paths) => {
                let (wires, present) = (paths.iter().map(|path| &path.wire), paths.iter().map(present));
                quote!(report.any_of(&[#(#wires),*], &[#(#present),*], #beyond, #errcode);)
            }
            RuleKind::OneOf(paths) => {
                let (wires, present) = (paths.iter().map(|path| &path.wire), paths.iter().map(present));
                quote!(report.one_of(&[#(#wires),*], &[#(#present),*], #beyond, #errcode);)
            }
            RuleKind::Given(given, then) => {
                let (given, then) = (pair(given), then.iter().map(pair));
                quote!(report.given(#given, &[#(#then),*], #beyond, #errcode);)
            }
            RuleKind::NotBoth(one, other) => {
                let (one, other) = (pair(one), pair(other));
                quote!(report.not_both(#one, #other, #beyond, #errcode);)
            }
        }
    });
    quote!(#(#rules)*)
}

fn limit(context: Context<'_>, limit: &Limit) -> TokenStream {
    let rt = context.rt();
    let unit = match limit.unit {
        Unit::Bytes => quote!(Bytes),
        Unit::Chars => quote!(Chars),
        Unit::Items => quote!(Items),
        Unit::Range => quote!(Range),
    };
    let (min, max, errcode) = (option(limit.min), option(limit.max), option(limit.errcode));
    let beyond = consequence(context, limit.beyond);
    quote!(#rt::Limit { min: #min, max: #max, unit: #rt::Unit::#unit, beyond: #beyond, errcode: #errcode })
}

fn consequence(context: Context<'_>, consequence: Consequence) -> TokenStream {
    let rt = context.rt();
    match consequence {
        Consequence::Refused => quote!(#rt::Consequence::Refused),
        Consequence::Truncated => quote!(#rt::Consequence::Truncated),
        Consequence::Advised => quote!(#rt::Consequence::Advised),
        Consequence::Unstated => quote!(#rt::Consequence::Unstated),
    }
}

/// A number as it would be written by hand.
fn option<T: std::fmt::Debug>(value: Option<T>) -> TokenStream {
    match value {
        Some(value) => {
            let value: TokenStream = format!("{value:?}").parse().unwrap_or_default();
            quote!(::core::option::Option::Some(#value))
        }
        None => quote!(::core::option::Option::None),
    }
}
