//! Titles, documentation, deprecation.

use wecom_schema::model::About;

use super::change::{Breaks, ChangeKind, Changes};

/// Compares what is told of a thing.
pub(super) fn compare(at: &str, old: &About, new: &About, changes: &mut Changes) {
    let About { title, doc, page, since, deprecated, evidence } = old;
    match (deprecated, &new.deprecated) {
        (None, Some(note)) => changes.add(at, ChangeKind::Deprecated, Breaks::Nobody, note.as_str()),
        (Some(_), None) => changes.add(at, ChangeKind::Changed, Breaks::Nobody, "no longer deprecated"),
        _ => {}
    }
    let told_anew = deprecated.is_some() && new.deprecated.is_some() && *deprecated != new.deprecated;
    let parts = [
        ("title", *title != new.title),
        ("doc", *doc != new.doc),
        ("page", *page != new.page),
        ("since", *since != new.since),
        ("deprecation", told_anew),
        ("evidence", *evidence != new.evidence),
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|(_, is_changed)| *is_changed).map(|(part, _)| part).collect();
    if !parts.is_empty() {
        changes.add(at, ChangeKind::Documented, Breaks::Nobody, parts.join(", "));
    }
}
