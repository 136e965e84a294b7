//! Demands on a value or an object. Limits and rules alike name a consequence for messages that break them.

use std::collections::BTreeSet;

use wecom_schema::model::{Charset, Consequence, Evidence, Limit, Prefix, RuleKind, ranges};

use super::change::{Breaks, ChangeKind, or_none};
use super::changes::Changes;
use super::names::Text;
use super::paired::pair;

/// A limit, a rule, or anything else that names a consequence.
pub(super) struct Demand {
    /// Written once before the old and the new words of a change.
    pub(super) label: &'static str,
    /// For example `at most 2048 bytes, truncated`.
    pub(super) words: Text,
    /// The report of its removal. Without one, a demand that exists on one side only is not reported.
    pub(super) gone: Option<String>,
    pub(super) form: Form,
    pub(super) beyond: Consequence,
    pub(super) errcode: Option<i32>,
    pub(super) evidence: Evidence,
    /// Whether it is checked before sending; replies are not.
    pub(super) is_checked: bool,
}

/// The comparable part of a demand, in today's names.
#[derive(Clone)]
pub(super) enum Form {
    Limit(Limit),
    Charset(Charset),
    Prefix(Prefix),
    /// The member that must be unique among items.
    Unique(String),
    /// The kind of rule, its condition, and the fields it is about.
    Rule(RuleKind, Option<String>, BTreeSet<String>),
    /// Only the consequence can change.
    Fixed,
}

/// How a demand changed.
#[derive(Clone, Copy, Default)]
struct Moved {
    /// Whether it is worded differently, or counts other items.
    is_another: bool,
    /// Whether it forbids something that was allowed.
    narrower: bool,
    /// Whether it allows something that was forbidden.
    wider: bool,
}

/// Compares demands. Those that changed least are paired first.
pub(super) fn compare(old: &[Demand], new: &[Demand], changes: &mut Changes) {
    let moved = |old: &Demand, new: &Demand| old.form.moved(&new.form);
    let is_another = |old: &Demand, new: &Demand| moved(old, new).is_none_or(|moved| moved.is_another);
    let has_moved = |old: &Demand, new: &Demand| {
        moved(old, new).is_none_or(|it| it.is_another || it.narrower || it.wider) || old.beyond != new.beyond
    };
    let paired = pair(
        old,
        new,
        &[
            &|old, new| !has_moved(old, new),
            &|old, new| !is_another(old, new) && old.beyond == new.beyond,
            &|old, new| !is_another(old, new),
            &|old, new| moved(old, new).is_some() && old.beyond == new.beyond,
            &|old, new| moved(old, new).is_some(),
        ],
    );
    for [old, new] in paired.both {
        if has_moved(old, new) {
            change(moved(old, new).unwrap_or_default(), old, new, changes);
            continue;
        }
        if old.errcode != new.errcode {
            let codes = format!("{} → {}", or_none(old.errcode), or_none(new.errcode));
            changes.add(ChangeKind::Changed, Breaks::Nobody, format!("{}: error code {codes}", new.words));
        }
        if old.evidence != new.evidence {
            changes.add(ChangeKind::Documented, Breaks::Nobody, format!("{}: evidence", new.words));
        }
    }
    for gone in paired.removed.into_iter().filter_map(|demand| demand.gone.as_ref()) {
        changes.add(ChangeKind::Loosened, Breaks::Nobody, gone);
    }
    for added in paired.added.into_iter().filter(|demand| demand.gone.is_some()) {
        changes.add(ChangeKind::Tightened, added.stops(), format!("{}{}", added.label, added.words));
    }
}

fn change(moved: Moved, old: &Demand, new: &Demand, changes: &mut Changes) {
    let (before, after) = (weight(old.beyond), weight(new.beyond));
    let kind = match (moved.narrower || after > before, moved.wider || after < before) {
        (true, false) => ChangeKind::Tightened,
        (false, true) => ChangeKind::Loosened,
        _ => ChangeKind::Changed,
    };
    let stops_more = moved.narrower || old.beyond != Consequence::Refused;
    let breaks = if stops_more { new.stops() } else { Breaks::Nobody };
    changes.add(kind, breaks, format!("{}{} → {}", new.label, old.words, new.words));
}

/// Consequences from mild to severe.
fn weight(consequence: Consequence) -> u8 {
    match consequence {
        Consequence::Advised => 0,
        Consequence::Unstated => 1,
        Consequence::Truncated => 2,
        Consequence::Refused => 3,
    }
}

impl Demand {
    pub(super) fn new(words: impl Into<Text>, form: Form, beyond: Consequence) -> Self {
        let words = words.into();
        Self {
            label: "",
            gone: Some(format!("no longer {words}")),
            words,
            form,
            beyond,
            errcode: None,
            evidence: Evidence::default(),
            is_checked: true,
        }
    }

    /// A demand of which only the consequence can change.
    pub(super) fn consequence(label: &'static str, beyond: Consequence, gone: Option<&str>) -> Self {
        let gone = gone.map(str::to_owned);
        Self { label, gone, ..Self::new(beyond.name(), Form::Fixed, beyond) }
    }

    /// What a new violation of it breaks.
    fn stops(&self) -> Breaks {
        if self.is_checked && self.beyond == Consequence::Refused { Breaks::AtRunTime } else { Breaks::Nobody }
    }
}

impl Form {
    /// The change from this to the other; `None` if they are unrelated.
    fn moved(&self, new: &Form) -> Option<Moved> {
        match (self, new) {
            (Form::Limit(old), Form::Limit(new)) => limit(old, new),
            (Form::Charset(old), Form::Charset(new)) => Some(Moved {
                is_another: (&old.allowed, &old.first, &old.or) != (&new.allowed, &new.first, &new.or),
                narrower: !includes(new, old),
                wider: !includes(old, new),
            }),
            (Form::Prefix(old), Form::Prefix(new)) => Some(Moved {
                is_another: old.any_of != new.any_of,
                narrower: !old.any_of.iter().all(|prefix| new.allows(prefix)),
                wider: !new.any_of.iter().all(|prefix| old.allows(prefix)),
            }),
            (Form::Unique(old), Form::Unique(new)) => {
                let is_another = old != new;
                Some(Moved { is_another, narrower: is_another, wider: is_another })
            }
            (Form::Rule(old, was_given, was), Form::Rule(new, is_given, is)) => {
                let (lost, gained) = (!was.is_subset(is), !is.is_subset(was));
                let (narrower, wider) = match (old, new) {
                    // Another way to satisfy the rule makes it wider.
                    (RuleKind::AnyOf(_), RuleKind::AnyOf(_)) => (lost, gained),
                    (RuleKind::OneOf(_), RuleKind::OneOf(_)) => (lost || gained, lost || gained),
                    (RuleKind::Given(..), RuleKind::Given(..)) if was_given == is_given => (gained, lost),
                    // Another exclusive member makes the rule narrower; with one replaced it is a different rule.
                    (RuleKind::NotBoth(_), RuleKind::NotBoth(_)) if !(lost && gained) => (gained, lost),
                    _ => return None,
                };
                (!was.is_disjoint(is)).then_some(Moved { is_another: false, narrower, wider })
            }
            (Form::Fixed, Form::Fixed) => Some(Moved::default()),
            _ => None,
        }
    }
}

fn limit(old: &Limit, new: &Limit) -> Option<Moved> {
    // A missing bound is infinite.
    let [(old_min, old_max), (new_min, new_max)] =
        [old, new].map(|limit| (limit.min.unwrap_or(f64::MIN), limit.max.unwrap_or(f64::MAX)));
    let (counts_more, counts_less) = (!counts_all_of(old, new), !counts_all_of(new, old));
    let (has_min, has_max) = (new.min.is_some(), new.max.is_some());
    (old.unit == new.unit).then_some(Moved {
        is_another: old.cases != new.cases,
        narrower: new_min > old_min || new_max < old_max || (counts_more && has_max) || (counts_less && has_min),
        wider: new_min < old_min || new_max > old_max || (counts_less && has_max) || (counts_more && has_min),
    })
}

/// Whether one limit counts all items that the other counts. Without cases it counts every item.
fn counts_all_of(one: &Limit, other: &Limit) -> bool {
    one.cases.is_empty() || (!other.cases.is_empty() && other.cases.iter().all(|case| one.cases.contains(case)))
}

fn includes(outer: &Charset, inner: &Charset) -> bool {
    let first = inner.first.as_ref().unwrap_or(&inner.allowed);
    let all = |written: &str, is_allowed: &dyn Fn(char) -> bool| {
        ranges(written).flat_map(|(first, last)| first..=last).all(is_allowed)
    };
    all(&inner.allowed, &|character| outer.allows(character))
        && all(first, &|character| outer.allows_first(character))
        && inner.or.iter().all(|value| outer.misfit(value).is_none())
}
