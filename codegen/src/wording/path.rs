//! Paths as readers know them: members by their names on the wire, cases by theirs in the descriptions.

use wecom_schema::model::{Channel, Object, Path};

use super::language::Language;

/// Several paths in a sentence.
pub(crate) fn list(language: Language, channel: &Channel, object: &Object, paths: &[&Path]) -> String {
    let twice = |path: &Path| paths.iter().filter(|other| other.wire == path.wire).count() > 1;
    let names = paths.iter().map(|path| format!("`{}`", shown(channel, object, path, twice(path))));
    language.and(names.collect())
}

/// What stands among the other members has no name of its own on the wire, and cases can have members of one name.
fn shown(channel: &Channel, object: &Object, path: &Path, with_cases: bool) -> String {
    if with_cases || path.wire.is_empty() { path.spelled(&channel.types, object) } else { path.wire.clone() }
}
