//! What a type converts from: a constructor's only parameter, a case's payload, another profile.

use wecom_schema::model::TypeId;

use super::change::{Breaks, ChangeKind, Changes, code};
use super::sides::{Sides, path_of, shown};
use crate::context::Context;
use crate::conversion::{self, Source};

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
    conversion::sources(context, id).iter().map(|source| text(context, source)).collect()
}

fn text(context: Context<'_>, source: &Source) -> String {
    let ty = |id| path_of(context.channel, id);
    let item = |kind| shown(&context.value_type(kind));
    match source {
        Source::Str => "&str".to_owned(),
        Source::String => "String".to_owned(),
        Source::Type(id) => ty(*id),
        Source::Reference(id) => format!("&{}", ty(*id)),
        Source::List(kind) => format!("Vec<{}>", item(kind)),
        Source::Array(kind) => format!("[{}; N]", item(kind)),
    }
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
