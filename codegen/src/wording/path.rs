//! Paths: members by their names on the wire, cases by their names in the descriptions.

use wecom_schema::model::{Channel, Object, Path};

use super::language::Language;

/// A list of paths in a sentence.
pub(crate) fn list(language: Language, channel: &Channel, object: &Object, paths: &[&Path]) -> String {
    let twice = |path: &Path| paths.iter().filter(|other| other.wire == path.wire).count() > 1;
    let names = paths.iter().map(|path| format!("`{}`", shown(channel, object, path, twice(path))));
    language.and(names.collect())
}

/// The wire name if it is unique; otherwise the name in the description, because inline unions have no wire name and cases share names.
fn shown(channel: &Channel, object: &Object, path: &Path, with_cases: bool) -> String {
    if with_cases || path.wire.is_empty() { path.spelled(&channel.types, object) } else { path.wire.clone() }
}
