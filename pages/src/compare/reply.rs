//! Differences in replies to callbacks.

use std::collections::BTreeSet;

use crate::described::{Choice, Descriptions, Subject};
use crate::difference::{Class, Difference, Kind};

/// Drops missing advice and translation from objects that replies share with messages: only the pages of messages state
/// these.
pub(super) fn without_shared_advice(found: Vec<Difference>, all: Descriptions<'_>) -> Vec<Difference> {
    let messages = all.subjects().filter(|subject| matches!(subject, Subject::Message(..)));
    let members = messages.flat_map(|message| message.request(all, &Choice::open()).members);
    let shared: BTreeSet<_> = members.map(|member| member.place.file).collect();
    let is_advice = |it: &Difference| match it.kind {
        Kind::Limit => it.description_says.ends_with("advised"),
        kind => kind == Kind::Translation,
    };
    let is_shared = |it: &Difference| it.description.first().is_some_and(|place| shared.contains(&place.file));
    found.into_iter().filter(|it| it.class != Class::MissingThere || !is_advice(it) || !is_shared(it)).collect()
}
