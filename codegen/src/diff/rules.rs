//! Rules over several fields.

use wecom_schema::model::{Object, Path, Rule, RuleKind, TypeId};

use super::change::code;
use super::demands::{Demand, Form};
use super::names::{Names, View};

pub(super) fn demands(view: &View<'_>, id: TypeId, object: &Object, is_checked: bool) -> impl Iterator<Item = Demand> {
    object.rules.iter().map(move |rule| {
        let Rule { ref kind, beyond, errcode, evidence } = *rule;
        let words = view.text(|names| format!("{}, {}", words(names, id, kind), beyond.name()));
        let gone = format!("no longer: {words}");
        let (given, paths) = match kind {
            RuleKind::AnyOf(paths) | RuleKind::OneOf(paths) | RuleKind::NotBoth(paths) => (None, paths),
            RuleKind::Given(given, then) => (Some(given), then),
        };
        let today = |path| view.today().path(id, path);
        let form = Form::Rule(kind.clone(), given.map(today), paths.iter().map(today).collect());
        Demand { gone: Some(gone), errcode, evidence, is_checked, ..Demand::new(words, form, beyond) }
    })
}

fn words(names: &Names<'_, '_>, id: TypeId, rule: &RuleKind) -> String {
    let path = |path: &Path| code(&names.path(id, path));
    match rule {
        RuleKind::AnyOf(paths) => format!("any of {}", names.paths(id, paths)),
        RuleKind::OneOf(paths) => format!("one of {}", names.paths(id, paths)),
        RuleKind::Given(given, then) => format!("{} given, then {}", path(given), names.paths(id, then)),
        RuleKind::NotBoth(paths) => match paths.as_slice() {
            [one, other] => format!("not both {} and {}", path(one), path(other)),
            paths => format!("no two of {}", names.paths(id, paths)),
        },
    }
}
