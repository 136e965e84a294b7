//! Checks: one statement per field that has rules, one per rule.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use wecom_schema::model::{
    Charset, Consequence, Field, Kind, Limit, Object, Path, Prefix, Rule, RuleKind, TypeId, Unit, ranges,
};

use super::{literal, presence, remarks};
use crate::context::{Context, field_ident, ident};

pub(super) fn object(context: Context<'_>, id: TypeId, object: &Object) -> TokenStream {
    let name = ident(&object.rust);
    let body = body(context, object, &quote!(self), &remarks::report(context, id));
    quote!(impl rt::Check for #name { #body })
}

/// The method that checks the members of the object itself; `this` holds the fields. `remarks` reports what reading found.
pub(super) fn body(context: Context<'_>, object: &Object, this: &TokenStream, remarks: &TokenStream) -> TokenStream {
    let fields = fields(context, object.body(), this);
    let rules = rules(context, object, this, |rule| !object.is_over_options(rule));
    let report = if fields.is_empty() && rules.is_empty() && remarks.is_empty() { quote!(_) } else { quote!(report) };
    quote! {
        #[inline]
        fn check(&self, #report: &mut rt::Report) {
            #fields
            #rules
            #remarks
        }
    }
}

/// Statements for the options of a message, and for the rules that are about nothing else.
pub(super) fn options(context: Context<'_>, object: &Object) -> TokenStream {
    let this = quote!(self);
    let fields = fields(context, object.options(), &this);
    let rules = rules(context, object, &this, |rule| object.is_over_options(rule));
    quote!(#fields #rules)
}

/// Statements for these fields; `this` holds them.
fn fields(context: Context<'_>, fields: &[Field], this: &TokenStream) -> TokenStream {
    let checks = fields.iter().map(|field| {
        let own = own_rules(context, field, this);
        let counted = counted_cases(context, field, this);
        let inside = inside(context, field, this);
        quote!(#own #counted #inside)
    });
    checks.collect()
}

/// The rules of the field itself.
fn own_rules(context: Context<'_>, field: &Field, this: &TokenStream) -> TokenStream {
    let required = field.required.filter(|_| field.default.is_none()).map(|required| {
        let errcode = literal::errcode(required.errcode);
        quote!(.required(#errcode))
    });
    let size = match &field.kind {
        Kind::List(_) | Kind::Joined(_) => limits(field, |limit| limit.unit == Unit::Items && limit.cases.is_empty()),
        _ => value_rules(field),
    };
    let known = if let (Kind::Values(id), Some(unknown)) = (&field.kind, field.unknown) {
        let (name, ty, beyond) = (field_ident(field), context.ty(*id), consequence(unknown));
        let is_known = quote!(#this.#name.as_ref().is_none_or(#ty::is_known));
        quote!(.known(#is_known, #beyond, rt::None))
    } else {
        TokenStream::new()
    };
    let rules = quote!(#required #size #known);
    // An inline union is never absent.
    if rules.is_empty() || matches!(field.kind, Kind::Inline(_)) {
        return TokenStream::new();
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

/// Limits on the items of certain cases.
fn counted_cases(context: Context<'_>, field: &Field, this: &TokenStream) -> TokenStream {
    let Some((union, ty)) = field.kind.type_id().and_then(|id| Some((context.union(id)?, context.ty(id)))) else {
        return TokenStream::new();
    };
    let (name, wire) = (field_ident(field), &field.wire);
    let limits = field.limits.iter().filter(|limit| !limit.cases.is_empty()).filter_map(|limit| {
        let counted = union.cases.iter().filter(|case| limit.cases.contains(&case.name));
        let patterns = counted.map(|case| {
            let variant = ident(&case.variant);
            if case.payload.is_some() { quote!(#ty::#variant(_)) } else { quote!(#ty::#variant) }
        });
        let limit = self::limit(limit)?;
        Some(quote! {
            let counted = #this.#name.iter().filter(|item| matches!(item, #(#patterns)|*)).count();
            report.items(#wire, counted).limit(#limit);
        })
    });
    limits.collect()
}

/// The rules of a value, or of each item of a list.
fn value_rules(field: &Field) -> TokenStream {
    let limits = limits(field, |limit| limit.unit != Unit::Items);
    let charset = field.charset.as_ref().map(|charset| {
        let (beyond, errcode) = (consequence(charset.beyond), literal::errcode(charset.errcode));
        let secret = field.sensitive.then(|| quote!(.secret()));
        let charset = self::charset(charset);
        quote!(.charset(&#charset #secret, #beyond, #errcode))
    });
    let prefix = field.prefix.as_ref().map(|Prefix { any_of, beyond, errcode }| {
        let (beyond, errcode) = (consequence(*beyond), literal::errcode(*errcode));
        quote!(.starts_with(&[#(#any_of),*], #beyond, #errcode))
    });
    quote!(#limits #charset #prefix)
}

fn charset(charset: &Charset) -> TokenStream {
    let Charset { allowed, first, or, .. } = charset;
    let allowed = characters(allowed);
    let first = first.as_deref().map(characters).map(|first| quote!(.first(#first)));
    let or = (!or.is_empty()).then(|| quote!(.or(&[#(#or),*])));
    quote!(rt::Charset::new(#allowed) #first #or)
}

/// The characters as they are written, a bit for each of ASCII, and the ranges of the others.
fn characters(written: &str) -> TokenStream {
    let ascii = ranges(written).flat_map(|(first, last)| first..=last).filter(char::is_ascii);
    let ascii = Literal::u128_unsuffixed(ascii.fold(0, |bits, character| bits | 1 << u32::from(character)));
    let beyond = |(first, last): (char, char)| (first.max('\u{80}'), last);
    let others = ranges(written).filter(|(_, last)| !last.is_ascii()).map(beyond);
    let others = others.map(|(first, last)| quote!((#first, #last)));
    quote!(#written, #ascii, &[#(#others),*])
}

fn limits(field: &Field, of: fn(&Limit) -> bool) -> TokenStream {
    let limits = field.limits.iter().filter(|limit| of(limit)).filter_map(|limit| {
        let limit = self::limit(limit)?;
        Some(quote!(.limit(#limit)))
    });
    limits.collect()
}

/// The rules of the value inside the field.
fn inside(context: Context<'_>, field: &Field, this: &TokenStream) -> TokenStream {
    let (name, wire) = (field_ident(field), &field.wire);
    let each = match &field.kind {
        Kind::Object(_) | Kind::Union(_) => quote!(report.inside(#wire, #this.#name.as_ref());),
        Kind::Inline(_) => quote!(rt::Check::check(&#this.#name, report);),
        Kind::List(item) if matches!(**item, Kind::Object(_) | Kind::Union(_)) => {
            quote!(report.each(#wire, &#this.#name);)
        }
        Kind::List(item) => items(field, item, this),
        Kind::Joined(_) => items(field, &Kind::String, this),
        _ => TokenStream::new(),
    };
    let unique = field.unique.as_ref().map(|unique| {
        let (key, beyond, errcode) = (&unique.by.wire, consequence(unique.beyond), literal::errcode(unique.errcode));
        let item = match &field.kind {
            Kind::List(item) => item.type_id().and_then(|id| context.object(id)),
            _ => None,
        };
        let text = if let Some(item) = item {
            presence::text(context, item, &unique.by, &quote!(it))
        } else {
            quote!(rt::Some(it.as_str()))
        };
        quote!(report.unique(#wire, #key, #this.#name.iter().map(|it| #text), #beyond, #errcode);)
    });
    quote!(#each #unique)
}

/// The rules of items that are not objects; a string in a list should not be empty.
fn items(field: &Field, item: &Kind, this: &TokenStream) -> TokenStream {
    let rules = value_rules(field);
    let check = match item {
        Kind::String => {
            let (beyond, errcode) = (consequence(field.empty_item()), literal::errcode(field.item_errcode));
            quote!(report.string("", item).not_empty(#beyond, #errcode) #rules)
        }
        _ if rules.is_empty() => return TokenStream::new(),
        Kind::Newtype(_) => quote!(report.string("", item.as_str()) #rules),
        Kind::Integer => quote!(report.integer("", rt::Some(*item)) #rules),
        Kind::Number => quote!(report.number("", rt::Some(*item)) #rules),
        Kind::Seconds => quote!(report.number("", rt::Some(f64::from(*item))) #rules),
        _ => return TokenStream::new(),
    };
    let (name, wire) = (field_ident(field), &field.wire);
    quote!(report.each_item(#wire, &#this.#name, |report, item| { #check; });)
}

/// Statements for the rules over several fields.
fn rules(context: Context<'_>, object: &Object, this: &TokenStream, of: impl Fn(&Rule) -> bool) -> TokenStream {
    let rules = object.rules.iter().filter(|rule| of(rule)).map(|Rule { kind, beyond, errcode, .. }| {
        let (beyond, errcode) = (consequence(*beyond), literal::errcode(*errcode));
        let present = |path: &Path| presence::present(context, object, path, this);
        let pair = |path: &Path| {
            let (wire, present) = (&path.wire, present(path));
            quote!((#wire, #present))
        };
        let lists = |paths: &[Path]| {
            let wires = Path::once(paths).into_iter().map(|path| &path.wire);
            let present = paths.iter().map(present);
            quote!(&[#(#wires),*], &[#(#present),*])
        };
        match kind {
            RuleKind::AnyOf(paths) => {
                let lists = lists(paths);
                quote!(report.any_of(#lists, #beyond, #errcode);)
            }
            RuleKind::OneOf(paths) => {
                let lists = lists(paths);
                quote!(report.one_of(#lists, #beyond, #errcode);)
            }
            RuleKind::Given(given, then) => {
                let (given, then) = (pair(given), then.iter().map(pair));
                quote!(report.given(#given, &[#(#then),*], #beyond, #errcode);)
            }
            RuleKind::NotBoth(paths) => {
                let pairs = RuleKind::pairs(paths).map(|(one, other)| {
                    let (one, other) = (pair(one), pair(other));
                    quote!(report.not_both(#one, #other, #beyond, #errcode);)
                });
                quote!(#(#pairs)*)
            }
        }
    });
    rules.collect()
}

fn limit(limit: &Limit) -> Option<TokenStream> {
    let unit = match limit.unit {
        Unit::Bytes => quote!(Bytes),
        Unit::Chars => quote!(Chars),
        Unit::Items => quote!(Items),
        Unit::Range => quote!(Range),
    };
    let (unit, beyond) = (quote!(rt::Unit::#unit), consequence(limit.beyond));
    let sizes = match [limit.min, limit.max].map(|size| size.map(Literal::f64_unsuffixed)) {
        [Some(min), Some(max)] => quote!(between(#min, #max, #unit, #beyond)),
        [Some(min), None] => quote!(at_least(#min, #unit, #beyond)),
        [None, Some(max)] => quote!(at_most(#max, #unit, #beyond)),
        [None, None] => return None,
    };
    let cases = &limit.cases;
    let of = (!cases.is_empty()).then(|| quote!(.of(&[#(#cases),*])));
    let errcode = limit.errcode.map(Literal::i32_unsuffixed).map(|errcode| quote!(.errcode(#errcode)));
    Some(quote!(&rt::Limit::#sizes #of #errcode))
}

pub(super) fn consequence(consequence: Consequence) -> TokenStream {
    match consequence {
        Consequence::Refused => quote!(rt::Consequence::Refused),
        Consequence::Truncated => quote!(rt::Consequence::Truncated),
        Consequence::Advised => quote!(rt::Consequence::Advised),
        Consequence::Unstated => quote!(rt::Consequence::Unstated),
    }
}
