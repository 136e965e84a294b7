//! Bodies in the form of descriptions: what smart bots receive, and objects that a page describes alone.

use crate::described::{Choice, Descriptions, Subject};
use crate::fact::{Shape, join};
use crate::page::{Body, Page, Part};

/// The page with the members of opened objects beside those of the head, and with objects at their places in requests.
pub(super) fn opened(page: &Page, all: Descriptions<'_>) -> Page {
    let part = |part: &Part| {
        if part.is_callback() {
            return Part { request: beside_the_head(&part.request, all), ..part.clone() };
        }
        object_of_a_message(page, part, all).unwrap_or_else(|| part.clone())
    };
    Page { parts: page.parts.iter().map(part).collect(), ..page.clone() }
}

/// Moves the members of objects that strings of the head name: `text.content` to `content`, where the msgtype is `text`.
fn beside_the_head(body: &Body, all: Descriptions<'_>) -> Body {
    let opens = all.schema.channels.iter().map(|channel| &channel.opens).find(|opens| !opens.is_empty());
    let mut body = body.clone();
    for name in opens.into_iter().flatten() {
        let row = body.member(name).and_then(|row| row.facts.fixed.clone());
        let sample = || body.sample.as_ref()?.member(name)?.value.clone();
        let Some(object) = sample().or(row) else { continue };
        let inside = format!("{object}.");
        let is_object = |path: &str| path == object;
        let path = |path: &str| path.strip_prefix(&inside).unwrap_or(path).to_owned();
        body = body.without(&is_object).renamed(&path);
    }
    body
}

/// A part about an object of a message that the page is about, such as a card. Its members get their paths in the message.
fn object_of_a_message(page: &Page, part: &Part, all: Descriptions<'_>) -> Option<Part> {
    let sample = part.request.sample.as_ref().filter(|_| part.address.is_none() && part.msgtype().is_none())?;
    let is_on_page = |subject: &Subject<'_>| page.id.is_some() && subject.page().map(|it| it.id) == page.id;
    let holder = |subject: Subject<'_>| {
        let Subject::Message(_, message) = subject else { return None };
        let described = subject.request(all, &Choice::open());
        let is_object = described.member(&message.msgtype)?.facts.shape == Some(Shape::Object);
        let mut names = sample.members.iter().map(|member| member.path.as_str()).filter(|path| !path.contains('.'));
        let has_all = names.all(|name| described.member(&join(&message.msgtype, name)).is_some());
        (is_object && has_all).then(|| message.msgtype.clone())
    };
    let inside = all.subjects().filter(is_on_page).find_map(holder)?;
    Some(Part { request: part.request.renamed(&|path| join(&inside, path)), inside, ..part.clone() })
}
