//! What a type converts from, as the emitters write it: a constructor's only parameter, a case's payload, another profile.

use proc_macro2::TokenStream;
use quote::ToTokens;
use wecom_schema::model::{Object, Role, Type, TypeId};

use super::change::{Breaks, ChangeKind, Changes, code};
use super::sides::{Sides, path_of, shown};
use crate::context::Context;
use crate::emit::{converts_from_only_parameter, converts_from_payloads, converts_object, converts_union};

/// Compares the conversions into a type; those from a type that is told to be gone go with it.
pub(super) fn compare(sides: &Sides<'_>, old: TypeId, new: TypeId, changes: &mut Changes) {
    let (was, is) = (sources(sides.old, old), sources(sides.new, new));
    let translated: Vec<(String, String)> =
        was.iter().filter_map(|source| Some((source.clone(), translate(sides, source)?))).collect();
    for (source, today) in &translated {
        if !is.contains(today) {
            let what = format!("conversion from {}", code(source));
            changes.add("", ChangeKind::Removed, Breaks::AtCompileTime, what);
        }
    }
    for source in is.iter().filter(|source| !translated.iter().any(|(_, today)| today == *source)) {
        changes.add("", ChangeKind::Added, Breaks::Nobody, format!("conversion from {}", code(source)));
    }
}

fn sources(context: Context<'_>, id: TypeId) -> Vec<String> {
    let emitted = match context.channel.ty(id) {
        Type::Object(Object { role: Role::Reply, .. }) | Type::Values(_) | Type::Newtype(_) => {
            return Vec::new();
        }
        Type::Object(object) => [converts_from_only_parameter(context, object), converts_object(context, id, object)],
        Type::Union(union) => [converts_from_payloads(context, id, union), converts_union(context, id, union)],
    };
    emitted.into_iter().flat_map(sources_of).collect()
}

/// The `T` of each `impl From<T> for …`.
fn sources_of(emitted: TokenStream) -> Vec<String> {
    let items = syn::parse2::<syn::File>(emitted).map(|file| file.items).unwrap_or_default();
    let source = |item: syn::Item| {
        let syn::Item::Impl(item) = item else { return None };
        let (path, _) = item.trait_?;
        let syn::PathArguments::AngleBracketed(arguments) = &path.segments.last()?.arguments else { return None };
        arguments.args.first().map(|source| shown(&source.to_token_stream()))
    };
    items.into_iter().filter_map(source).collect()
}

/// The same with today's names of types; `None` where one of them is gone.
fn translate(sides: &Sides<'_>, source: &str) -> Option<String> {
    let old = sides.old.channel;
    let mut words = Vec::new();
    for word in source.split_inclusive(|it: char| !it.is_alphanumeric() && it != '_' && it != ':') {
        let name = word.trim_end_matches(|it: char| !it.is_alphanumeric() && it != '_');
        let today = match old.ids().find(|id| path_of(old, *id) == name) {
            Some(id) => path_of(sides.new.channel, sides.ty(id)?),
            None => name.to_owned(),
        };
        words.push(format!("{today}{}", word.get(name.len()..).unwrap_or_default()));
    }
    Some(words.concat())
}
