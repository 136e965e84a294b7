//! What is said of a single value: limits, characters, beginnings, what must differ.

use wecom_schema::model::{Charset, Consequence, Limit, Prefix, Unique, Unit};

use super::change::{Breaks, ChangeKind, Changes, code, or_none};
use super::moved::{self, Moved};
use super::paired::pair;

pub(super) fn limits(at: &str, old: &[Limit], new: &[Limit], checked: bool, changes: &mut Changes) {
    let paired = pair(
        old,
        new,
        &[
            &|one, other| told(one) == told(other),
            &|one, other| one.unit == other.unit && one.cases == other.cases && one.beyond == other.beyond,
            &|one, other| one.unit == other.unit && one.cases == other.cases,
            &|one, other| one.unit == other.unit && one.beyond == other.beyond,
            &|one, other| one.unit == other.unit,
        ],
    );
    for (old, new) in paired.both {
        limit(at, old, new, checked, changes);
    }
    for gone in paired.removed {
        changes.add(at, ChangeKind::Loosened, Breaks::Nobody, format!("no longer {}", told(gone)));
    }
    for added in paired.added {
        changes.add(at, ChangeKind::Tightened, moved::added(added.beyond, checked), told(added));
    }
}

fn limit(at: &str, old: &Limit, new: &Limit, checked: bool, changes: &mut Changes) {
    let Limit { min, max, unit: _, cases, beyond, errcode, evidence } = old;
    if told(old) == told(new) {
        footnotes(at, &told(new), (*errcode, new.errcode), evidence != &new.evidence, changes);
        return;
    }
    // An end that is not there is as far away as can be.
    let (old_min, new_min) = (min.unwrap_or(f64::MIN), new.min.unwrap_or(f64::MIN));
    let (old_max, new_max) = (max.unwrap_or(f64::MAX), new.max.unwrap_or(f64::MAX));
    let (counts_more, counts_less) = (!counts_all_of(cases, &new.cases), !counts_all_of(&new.cases, cases));
    let (has_min, has_max) = (new.min.is_some(), new.max.is_some());
    let moved = Moved {
        old: *beyond,
        new: new.beyond,
        narrower: new_min > old_min || new_max < old_max || (counts_more && has_max) || (counts_less && has_min),
        wider: new_min < old_min || new_max > old_max || (counts_less && has_max) || (counts_more && has_min),
        checked,
    };
    changes.add(at, moved.kind(), moved.breaks(), format!("{} → {}", told(old), told(new)));
}

/// Whether a limit on these cases counts everything that one on the others does; without cases it counts all items.
fn counts_all_of(cases: &[String], others: &[String]) -> bool {
    cases.is_empty() || (!others.is_empty() && others.iter().all(|case| cases.contains(case)))
}

/// A limit in words: `at most 2048 bytes, truncated`.
fn told(limit: &Limit) -> String {
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
    format!("{size}{unit}{of}, {}", moved::name(limit.beyond))
}

/// What WeCom answers, and how that is known: a message is the same with and without it.
pub(super) fn footnotes(
    at: &str,
    what: &str,
    (old, new): (Option<i32>, Option<i32>),
    evidence: bool,
    changes: &mut Changes,
) {
    changes.changed(at, (&old, &new), Breaks::Nobody, || {
        format!("{what}: error code {} → {}", or_none(old), or_none(new))
    });
    if evidence {
        changes.add(at, ChangeKind::Documented, Breaks::Nobody, format!("{what}: evidence"));
    }
}

/// A rule on a value that is there on both sides or not, in words and with what happens beyond it.
struct Said {
    words: String,
    beyond: Consequence,
    errcode: Option<i32>,
}

/// Compares a rule that may be there once; `moved` says which way it went.
fn once(at: &str, old: Option<Said>, new: Option<Said>, moved: (bool, bool), checked: bool, changes: &mut Changes) {
    match (old, new) {
        (None, None) => {}
        (Some(gone), None) => {
            changes.add(at, ChangeKind::Loosened, Breaks::Nobody, format!("no longer {}", gone.words));
        }
        (None, Some(added)) => {
            changes.add(at, ChangeKind::Tightened, moved::added(added.beyond, checked), added.words);
        }
        (Some(old), Some(new)) if old.words == new.words => {
            footnotes(at, &new.words, (old.errcode, new.errcode), false, changes);
        }
        (Some(old), Some(new)) => {
            let (narrower, wider) = moved;
            let moved = Moved { old: old.beyond, new: new.beyond, narrower, wider, checked };
            changes.add(at, moved.kind(), moved.breaks(), format!("{} → {}", old.words, new.words));
        }
    }
}

pub(super) fn charset(at: &str, old: Option<&Charset>, new: Option<&Charset>, checked: bool, changes: &mut Changes) {
    let said = |Charset { allowed, beyond, errcode }: &Charset| Said {
        words: format!("characters {}, {}", code(allowed), moved::name(*beyond)),
        beyond: *beyond,
        errcode: *errcode,
    };
    let moved = match (old, new) {
        (Some(old), Some(new)) if old.allowed != new.allowed => (!includes(new, old), !includes(old, new)),
        _ => (false, false),
    };
    once(at, old.map(said), new.map(said), moved, checked, changes);
}

fn includes(outer: &Charset, inner: &Charset) -> bool {
    (char::MIN..=char::MAX).all(|character| outer.allows(character) || !inner.allows(character))
}

pub(super) fn prefix(at: &str, old: Option<&Prefix>, new: Option<&Prefix>, checked: bool, changes: &mut Changes) {
    let said = |Prefix { any_of, beyond, errcode }: &Prefix| {
        let beginnings: Vec<String> = any_of.iter().map(|prefix| code(prefix)).collect();
        let words = format!("begins with {}, {}", beginnings.join(" or "), moved::name(*beyond));
        Said { words, beyond: *beyond, errcode: *errcode }
    };
    let includes = |outer: &Prefix, inner: &Prefix| inner.any_of.iter().all(|prefix| outer.allows(prefix));
    let moved = match (old, new) {
        (Some(old), Some(new)) => (!includes(new, old), !includes(old, new)),
        _ => (false, false),
    };
    once(at, old.map(said), new.map(said), moved, checked, changes);
}

pub(super) fn unique(at: &str, old: Option<&Unique>, new: Option<&Unique>, checked: bool, changes: &mut Changes) {
    let said = |Unique { by, beyond, errcode, evidence: _ }: &Unique| {
        let by =
            if by.wire.is_empty() { "items differ".to_owned() } else { format!("items differ in {}", code(&by.wire)) };
        Said { words: format!("{by}, {}", moved::name(*beyond)), beyond: *beyond, errcode: *errcode }
    };
    let other = old.zip(new).is_some_and(|(old, new)| old.by.wire != new.by.wire);
    once(at, old.map(said), new.map(said), (other, other), checked, changes);
    if let Some((old, new)) = old.zip(new).filter(|(old, new)| said(old).words == said(new).words) {
        footnotes(at, &said(new).words, (None, None), old.evidence != new.evidence, changes);
    }
}
