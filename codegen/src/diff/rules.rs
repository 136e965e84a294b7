//! Rules over several fields.

use wecom_schema::model::{Object, Path, Rule, RuleKind, Step};

use super::change::{Breaks, ChangeKind, Changes, code};
use super::limits::footnotes;
use super::moved::{self, Moved};
use super::paired::pair;
use super::sides::{Sides, spelled};
use crate::context::Context;

pub(super) fn compare(sides: &Sides<'_>, at: &str, (old, new): (&Object, &Object), changes: &mut Changes) {
    let checked = new.role != wecom_schema::model::Role::Reply;
    let change = |one: &Rule, other: &Rule| direction(sides, (old, &one.kind), (new, &other.kind));
    let paired = pair(
        &old.rules,
        &new.rules,
        &[
            &|one, other| change(one, other) == Some((false, false)) && one.beyond == other.beyond,
            &|one, other| change(one, other) == Some((false, false)),
            &|one, other| change(one, other).is_some(),
        ],
    );
    for (was, is) in paired.both {
        let Rule { kind: _, beyond, errcode, evidence } = was;
        let (narrower, wider) = change(was, is).unwrap_or_default();
        let said = told(sides.new, new, is);
        if !narrower && !wider && *beyond == is.beyond {
            footnotes(at, &said, (*errcode, is.errcode), *evidence != is.evidence, changes);
        } else {
            let moved = Moved { old: *beyond, new: is.beyond, narrower, wider, checked };
            let what = format!("{} → {said}", told(sides.old, old, was));
            changes.add(at, moved.kind(), moved.breaks(), what);
        }
    }
    for gone in paired.removed {
        let what = format!("no longer: {}", told(sides.old, old, gone));
        changes.add(at, ChangeKind::Loosened, Breaks::Nobody, what);
    }
    for added in paired.added {
        let breaks = moved::added(added.beyond, checked);
        changes.add(at, ChangeKind::Tightened, breaks, told(sides.new, new, added));
    }
}

/// Whether a rule became narrower, and whether it became wider; `None` where it is another rule.
fn direction(
    sides: &Sides<'_>,
    (old, was): (&Object, &RuleKind),
    (new, is): (&Object, &RuleKind),
) -> Option<(bool, bool)> {
    let translated = |path: &Path| sides.path(old, new, path);
    let sets = |was: &[Path], is: &[Path]| {
        let was: Vec<Option<Vec<Step>>> = was.iter().map(translated).collect();
        let is: Vec<Option<Vec<Step>>> = is.iter().map(|path| Some(path.steps.clone())).collect();
        let kept = was.iter().filter(|path| is.contains(path)).count();
        (kept > 0).then_some((kept < was.len(), is.iter().any(|path| !was.contains(path))))
    };
    match (was, is) {
        // One more way to obey it makes it wider.
        (RuleKind::AnyOf(was), RuleKind::AnyOf(is)) => sets(was, is),
        (RuleKind::OneOf(was), RuleKind::OneOf(is)) => {
            sets(was, is).map(|(lost, gained)| (lost || gained, lost || gained))
        }
        (RuleKind::Given(was_given, was), RuleKind::Given(is_given, is)) => {
            let same = translated(was_given).is_some_and(|steps| steps == is_given.steps);
            sets(was, is).filter(|_| same).map(|(lost, gained)| (gained, lost))
        }
        // One more that does not go with the others makes it narrower; with one replaced it is another rule.
        (RuleKind::NotBoth(was), RuleKind::NotBoth(is)) => {
            sets(was, is).filter(|(lost, gained)| !(*lost && *gained)).map(|(lost, gained)| (gained, lost))
        }
        (RuleKind::AnyOf(_) | RuleKind::OneOf(_) | RuleKind::Given(..) | RuleKind::NotBoth(..), _) => None,
    }
}

/// A rule in words: ``any of `title`, `desc`, refused``.
fn told(context: Context<'_>, object: &Object, rule: &Rule) -> String {
    let name = |path: &Path| code(&spelled(context, object, path));
    let list = |paths: &[Path]| paths.iter().map(name).collect::<Vec<_>>().join(", ");
    let demand = match &rule.kind {
        RuleKind::AnyOf(paths) => format!("any of {}", list(paths)),
        RuleKind::OneOf(paths) => format!("one of {}", list(paths)),
        RuleKind::Given(given, then) => format!("{} given, then {}", name(given), list(then)),
        RuleKind::NotBoth(paths) => match paths.as_slice() {
            [one, other] => format!("not both {} and {}", name(one), name(other)),
            _ => format!("no two of {}", list(paths)),
        },
    };
    format!("{demand}, {}", moved::name(rule.beyond))
}
