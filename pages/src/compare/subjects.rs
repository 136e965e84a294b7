//! Which descriptions the parts of a page are about.

use crate::described::{Descriptions, Subject};
use crate::page::{Page, Part};

/// What a part is about.
pub(super) enum About<'s> {
    /// One message or operation.
    One(Subject<'s>),
    /// Every message of a channel: an address and an answer.
    Channel(Vec<Subject<'s>>),
    /// A message type that no description has.
    UnknownMessage(String),
    /// A request that no description has.
    UnknownRequest(String),
    /// Nothing that is sent.
    Nothing,
}

pub(super) fn about<'s>(page: &Page, part: &Part, all: Descriptions<'s>) -> About<'s> {
    let path = part.address.as_ref().map(|address| address.path.as_str());
    let on_path = |subject: &Subject<'_>| path.is_some() && subject.path() == path;
    let on_page = |subject: &Subject<'_>| page.id.is_some() && subject.page().map(|page| page.id) == page.id;
    let operation = |subject: &Subject<'_>| matches!(subject, Subject::Operation(..));
    if let Some(subject) = all.subjects().find(|subject| operation(subject) && on_path(subject)) {
        return About::One(subject);
    }
    let by_path: Vec<Subject<'s>> = all.subjects().filter(on_path).collect();
    let subjects =
        if by_path.is_empty() && path.is_none() { all.subjects().filter(on_page).collect() } else { by_path };
    match (subjects.as_slice(), part.msgtype(), path) {
        ([], _, Some(path)) => About::UnknownRequest(path.to_owned()),
        ([], _, None) => About::Nothing,
        ([one], None, _) if operation(one) => About::One(*one),
        (_, None, _) => About::Channel(subjects),
        (_, Some(msgtype), _) => match subjects.iter().find(|subject| subject.msgtype() == Some(msgtype)) {
            Some(subject) => About::One(*subject),
            None => About::UnknownMessage(msgtype.to_owned()),
        },
    }
}

/// The descriptions that name this page.
pub(super) fn on_page<'s>(page: &Page, all: Descriptions<'s>) -> Vec<Subject<'s>> {
    all.subjects().filter(|subject| page.id.is_some() && subject.page().map(|page| page.id) == page.id).collect()
}
