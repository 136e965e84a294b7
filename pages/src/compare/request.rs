//! Compares requests, replies to callbacks, and answers.

use std::collections::BTreeMap;

use super::side::{Role, Side};
use super::{body, item, tags};
use crate::described::{Choice, Described, Descriptions, Subject};
use crate::difference::Difference;
use crate::fact::Member;
use crate::page::{Body, Page, Part};

/// Compares the request of a part. `siblings` are all parts of the page about the same request.
pub(super) fn request<'p, 's>(
    page: &'p Page,
    part: &'p Part,
    siblings: &[&'p Part],
    subject: Subject<'s>,
    all: Descriptions<'s>,
) -> Vec<Difference> {
    let everything = subject.request(all, &Choice::open());
    let general = |part: &Part| is_general(part, &everything);
    let side = |inherited: Vec<&'p Part>| Side {
        page,
        part,
        subjects: vec![subject.name()],
        role: Role::Sent,
        body: &part.request,
        inherited: inherited.iter().map(|part| &part.request).collect(),
    };
    let is_get = everything.members.iter().all(|member| part.is_in_query(&member.path));
    let is_one_of_many = only_query(part) || siblings.iter().any(|other| !general(other));
    if general(part) && is_one_of_many && !is_get {
        return side(Vec::new()).undescribed(&everything);
    }
    let others = siblings.iter().filter(|other| !std::ptr::eq(**other, part));
    let inherited = others.filter(|other| general(other)).copied().collect();
    let described = subject.request(all, &Choice { has: &|path| has(&part.request, path), values: fixed(part) });
    body::differences(&side(inherited), &described)
}

/// Whether a body has a member, in its table or in its sample.
pub(super) fn has(body: &Body, path: &str) -> bool {
    body.sample.as_ref().is_some_and(|sample| sample.member(path).is_some()) || body.member(path).is_some()
}

/// Whether a part describes what all cases of a request share: its tag has an unknown value, or its table has only the
/// query.
fn is_general(part: &Part, everything: &Described) -> bool {
    let names_no_case = |(path, value): (&String, &String)| {
        let values = everything.member(path).map(|tag| &tag.facts.values);
        values.is_some_and(|values| !values.is_empty() && !values.contains_key(value))
    };
    let shows_none = part.request.sample.is_none() && only_query(part);
    shows_none || fixed(part).iter().any(names_no_case)
}

fn only_query(part: &Part) -> bool {
    part.request.members.iter().all(|member| part.is_in_query(&member.path))
}

/// The values that select cases in a part: the fixed ones and the msgtype.
fn fixed(part: &Part) -> BTreeMap<String, String> {
    let msgtype = part.msgtype().map(|msgtype| ("msgtype".to_owned(), msgtype.to_owned()));
    msgtype.into_iter().chain(fixed_rows(&part.request)).collect()
}

fn fixed_rows(body: &Body) -> impl Iterator<Item = (String, String)> + '_ {
    body.members.iter().filter_map(|row| Some((row.path.clone(), row.facts.fixed.clone()?)))
}

/// Compares the answer of a part, which the subjects share. `siblings` are all parts of the page about the same request.
pub(super) fn answer<'p, 's>(
    page: &'p Page,
    part: &'p Part,
    siblings: &[&'p Part],
    subjects: &[Subject<'s>],
    all: Descriptions<'s>,
) -> Vec<Difference> {
    let Some(first) = subjects.first().filter(|_| !part.answer.is_empty()) else { return Vec::new() };
    let whole = first.answer(all, &Choice::open());
    let subjects = subjects.iter().map(Subject::name).collect();
    let others = siblings.iter().filter(|other| !std::ptr::eq(**other, part)).map(|other| &other.answer);
    let (items, wholes): (Vec<_>, Vec<_>) =
        others.map(|body| (body, item::in_answer(body, &whole))).partition(|(_, item)| item.is_some());
    let items: Vec<Body> = items.into_iter().filter_map(|(_, item)| item).map(|(_, body)| body).collect();
    let in_item = |path: &str| items.iter().any(|body| has(body, path));
    let Some((holder, body)) = item::in_answer(&part.answer, &whole) else {
        let side = Side { page, part, subjects, role: Role::Answer, body: &part.answer, inherited: Vec::new() };
        let items: Vec<&Body> = items.iter().collect();
        let tags = tags::differences(&side, &items, &whole);
        let is_tag =
            |path: &str| items.iter().any(|body| body.member(path).is_some_and(|row| row.facts.fixed.is_some()));
        let is_here = |path: &str| has(side.body, path) || !in_item(path);
        let members = whole.members.into_iter().filter(|member| is_here(&member.path));
        let without_values = |mut member: Member| {
            if is_tag(&member.path) {
                member.facts.values.clear();
            }
            member
        };
        let described = Described { members: members.map(without_values).collect(), ..whole };
        return [body::differences(&side, &described), tags].concat();
    };
    let choice = Choice { has: &|path| has(&body, path), values: fixed_rows(&body).collect() };
    let Described { members, demands, documentation } = first.answer(all, &choice);
    // Members that no item has are reported for the whole answer. With an unknown tag, no members are expected.
    let is_known = |(path, value): (&String, &String)| {
        whole.member(path).is_none_or(|tag| tag.facts.values.is_empty() || tag.facts.values.contains_key(value))
    };
    let is_whole = choice.values.iter().all(is_known);
    let inside = format!("{holder}.");
    let is_here = |path: &str| path.starts_with(&inside) && (has(&body, path) || is_whole && in_item(path));
    let members = members.into_iter().filter(|member| is_here(&member.path)).collect();
    let inherited = wholes.into_iter().map(|(body, _)| body).collect();
    let side = Side { page, part, subjects, role: Role::Item, body: &body, inherited };
    body::differences(&side, &Described { members, demands, documentation })
}

/// Compares a part about every message of a channel.
pub(super) fn shared<'s>(page: &Page, part: &Part, subjects: &[Subject<'s>], all: Descriptions<'s>) -> Vec<Difference> {
    let requests = subjects.iter().map(|subject| subject.request(all, &Choice::open()));
    let members = requests.flat_map(|described| described.members).collect();
    let described = Described { members, ..Described::default() };
    let subjects = subjects.iter().map(Subject::name).collect();
    let side = Side { page, part, subjects, role: Role::Sent, body: &part.request, inherited: Vec::new() };
    side.undescribed(&described)
}
