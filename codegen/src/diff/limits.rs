//! Demands on a field's value: limits, characters, prefixes, uniqueness.

use wecom_schema::model::{Charset, Field, Kind, Limit, Prefix, Unique, Unit};

use super::change::code;
use super::demands::{Demand, Form};
use super::names::{Names, View};

pub(super) fn demands(view: &View<'_>, field: &Field, is_checked: bool) -> impl Iterator<Item = Demand> {
    let limits = field.limits.iter().map(|limit| {
        let own = |names: &Names<'_, '_>| today(names, &field.kind, limit);
        let words = view.text(|names| self::limit(&own(names)));
        let Limit { beyond, errcode, evidence, .. } = *limit;
        Demand { errcode, evidence, ..Demand::new(words, Form::Limit(own(&view.today())), beyond) }
    });
    let charset = field.charset.iter().map(|charset| {
        let Charset { ref allowed, ref first, ref or, beyond, errcode } = *charset;
        let first = first.as_ref().map(|first| format!(", the first {}", code(first))).unwrap_or_default();
        let or: Vec<String> = or.iter().map(|value| code(value)).collect();
        let or = if or.is_empty() { String::new() } else { format!(", or {}", or.join(" or ")) };
        let words = format!("characters {}{first}{or}, {}", code(allowed), beyond.name());
        Demand { errcode, ..Demand::new(words, Form::Charset(charset.clone()), beyond) }
    });
    let prefix = field.prefix.iter().map(|prefix| {
        let Prefix { ref any_of, beyond, errcode } = *prefix;
        let beginnings: Vec<String> = any_of.iter().map(|prefix| code(prefix)).collect();
        let words = format!("begins with {}, {}", beginnings.join(" or "), beyond.name());
        Demand { errcode, ..Demand::new(words, Form::Prefix(prefix.clone()), beyond) }
    });
    let unique = field.unique.iter().map(|unique| {
        let Unique { ref by, beyond, errcode, evidence } = *unique;
        let member = if by.wire.is_empty() { String::new() } else { format!(" in {}", code(&by.wire)) };
        let words = format!("items differ{member}, {}", beyond.name());
        Demand { errcode, evidence, ..Demand::new(words, Form::Unique(by.wire.clone()), beyond) }
    });
    let demands = limits.chain(charset).chain(prefix).chain(unique);
    demands.map(move |demand| Demand { is_checked, ..demand })
}

/// A limit with the names of the cases that it counts.
fn today(names: &Names<'_, '_>, kind: &Kind, limit: &Limit) -> Limit {
    let name = |case: &String| kind.type_id().map_or_else(|| case.clone(), |id| names.member(id, case));
    Limit { cases: limit.cases.iter().map(name).collect(), ..limit.clone() }
}

/// A limit in words: `at most 2048 bytes, truncated`.
fn limit(limit: &Limit) -> String {
    let unit = match limit.unit {
        Unit::Bytes => " bytes",
        Unit::Chars => " characters",
        Unit::Items => " items",
        Unit::Range => "",
    };
    let size = match (limit.min, limit.max) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "any number of".to_owned(),
    };
    let cases: Vec<String> = limit.cases.iter().map(|case| code(case)).collect();
    let of = if cases.is_empty() { String::new() } else { format!(" of {}", cases.join(", ")) };
    format!("{size}{unit}{of}, {}", limit.beyond.name())
}
