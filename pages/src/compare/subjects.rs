//! Finds the descriptions that the parts of a page are about.

use crate::described::{Choice, Descriptions, Subject};
use crate::fact::bare;
use crate::page::{Page, Part};

/// The subject of a part.
pub(super) enum About<'s> {
    /// One message, operation or reply to a callback.
    One(Subject<'s>),
    /// Callbacks that share a table, such as `subscribe` and `unsubscribe`.
    Callbacks(Vec<Subject<'s>>),
    /// All messages of a channel: their address and answer.
    Channel(Vec<Subject<'s>>),
    /// A message type or an event that no description has.
    UnknownMessage(String),
    /// A request that no description has.
    UnknownRequest(String),
    /// Something inside of the callbacks that come with this command.
    InCallback(String),
    /// Something that descriptions do not cover.
    Nothing,
}

impl<'s> About<'s> {
    /// The descriptions that the part alone is about.
    pub(super) fn subjects(&self) -> &[Subject<'s>] {
        match self {
            About::One(subject) => std::slice::from_ref(subject),
            About::Callbacks(subjects) => subjects,
            _ => &[],
        }
    }
}

pub(super) fn about<'s>(page: &Page, part: &Part, all: Descriptions<'s>) -> About<'s> {
    if part.is_callback() {
        return callback(page, part, all);
    }
    if !part.inside.is_empty() {
        let is_it = |it: &Subject<'_>| is_on(page, it) && it.msgtype() == Some(&part.inside);
        return all.subjects().find(is_it).map_or(About::Nothing, About::One);
    }
    let path = part.address.as_ref().map(|address| address.path.as_str());
    let on_path = |subject: &Subject<'_>| path.is_some() && subject.path() == path;
    let on_page = |subject: &Subject<'_>| subject.is_request() && is_on(page, subject);
    let operation = |subject: &Subject<'_>| matches!(subject, Subject::Operation(..));
    let is_kind = |subject: &Subject<'_>| is_kind(part, subject, all);
    let operations: Vec<Subject<'s>> = all.subjects().filter(|it| operation(it) && on_path(it)).collect();
    if let Some(subject) = operations.iter().find(|subject| is_kind(subject)).or(operations.first()) {
        return About::One(*subject);
    }
    let by_path: Vec<Subject<'s>> = all.subjects().filter(on_path).collect();
    let subjects =
        if by_path.is_empty() && path.is_none() { all.subjects().filter(on_page).collect() } else { by_path };
    match (subjects.as_slice(), part.msgtype(), path) {
        ([], _, Some(path)) if path.ends_with("_callback") => About::InCallback(path.to_owned()),
        ([], _, Some(path)) => About::UnknownRequest(path.to_owned()),
        ([], _, None) => About::Nothing,
        ([one], None, _) if operation(one) => About::One(*one),
        (several, ..) if several.iter().any(|it| operation(it) && is_kind(it)) => {
            several.iter().find(|it| operation(it) && is_kind(it)).map_or(About::Nothing, |it| About::One(*it))
        }
        (_, None, _) => About::Channel(subjects),
        (all, Some(_), _) if lists_messages(part, all) => About::Channel(subjects),
        (_, Some(msgtype), _) => match subjects.iter().find(|subject| subject.msgtype() == Some(msgtype)) {
            Some(subject) => About::One(*subject),
            None => About::UnknownMessage(msgtype.to_owned()),
        },
    }
}

/// Whether the table has rows for the objects of several messages, each instead of the others.
fn lists_messages(part: &Part, messages: &[Subject<'_>]) -> bool {
    let rows = &part.request;
    let is_open = rows.member("msgtype").is_some_and(|row| row.facts.fixed.is_none());
    let has_row = |it: &&Subject<'_>| it.msgtype().is_some_and(|msgtype| rows.member(msgtype).is_some());
    is_open && messages.iter().filter(has_row).count() > 1
}

/// Whether the part has a value of one of the operation's tags, which tells it from others with the same address.
fn is_kind(part: &Part, operation: &Subject<'_>, all: Descriptions<'_>) -> bool {
    let described = operation.request(all, &Choice::open());
    let mut tags = described.members.iter().filter(|it| !it.path.contains('.') && it.facts.required == Some(true));
    tags.any(|tag| part.request.values(&tag.path).iter().any(|value| tag.facts.values.contains_key(value)))
}

/// Finds a callback by the members that name it, and a reply by its `MsgType`. Of several, prefers those that name this page,
/// then those that describe most of the sample.
fn callback<'s>(page: &Page, part: &Part, all: Descriptions<'s>) -> About<'s> {
    let said = |name: &str, value: &str| part.request.values(name).contains(value);
    let is_it = |subject: &Subject<'_>| match subject {
        Subject::Received(_, received) => received.matches.iter().all(|(name, value)| said(name, value)),
        Subject::Reply(_, reply) => said("MsgType", &reply.msgtype),
        _ => false,
    };
    let mut found: Vec<Subject<'s>> = all.subjects().filter(is_it).collect();
    if found.iter().any(|subject| is_on(page, subject)) {
        found.retain(|subject| is_on(page, subject));
    }
    let sample = || part.request.sample.iter().flat_map(|sample| &sample.members);
    let undescribed = |subject: &Subject<'s>| {
        let described = subject.request(all, &Choice::open());
        let is_described = |path: &str| described.members.iter().any(|member| bare(&member.path) == bare(path));
        sample().filter(|member| !is_described(&member.path)).count()
    };
    let least = found.iter().map(undescribed).min();
    found.retain(|subject| Some(undescribed(subject)) == least);
    match found.as_slice() {
        [one @ Subject::Reply(..), ..] => About::One(*one),
        [] => part.callback().map_or(About::Nothing, |name| About::UnknownMessage(name.to_owned())),
        _ => About::Callbacks(found),
    }
}

fn is_on(page: &Page, subject: &Subject<'_>) -> bool {
    page.id.is_some() && subject.page().map(|page| page.id) == page.id
}

/// The descriptions that name this page.
pub(super) fn on_page<'s>(page: &Page, all: Descriptions<'s>) -> Vec<Subject<'s>> {
    all.subjects().filter(|subject| is_on(page, subject)).collect()
}
