//! A part of a page that is about one request, and its answer.

use std::collections::BTreeMap;

use super::body;
use super::side::Side;
use crate::described::{Choice, Described, Descriptions, Subject};
use crate::difference::Difference;
use crate::page::{Page, Part};

/// What a part says of a request. `siblings` are all parts of the page about the same one.
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
        in_answer: false,
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
    let has = |path: &str| {
        let in_sample = part.request.sample.as_ref().is_some_and(|sample| sample.member(path).is_some());
        in_sample || part.request.member(path).is_some()
    };
    let described = subject.request(all, &Choice { has: &has, values: fixed(part) });
    body::differences(&side(inherited), &described)
}

/// Whether a part says what all cases of a request share: its tag has the value of no case, or its table is of the query
/// alone.
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

/// The values that a part is about: those it calls fixed, and the msgtype.
fn fixed(part: &Part) -> BTreeMap<String, String> {
    let rows = part.request.members.iter().filter_map(|row| Some((row.path.clone(), row.facts.fixed.clone()?)));
    let msgtype = part.msgtype().map(|msgtype| ("msgtype".to_owned(), msgtype.to_owned()));
    msgtype.into_iter().chain(rows).collect()
}

/// What a part says of the answer, which the subjects share.
pub(super) fn answer<'s>(page: &Page, part: &Part, subjects: &[Subject<'s>], all: Descriptions<'s>) -> Vec<Difference> {
    let Some(first) = subjects.first().filter(|_| !part.answer.is_empty()) else { return Vec::new() };
    let described = first.answer(all, &Choice::open());
    let subjects = subjects.iter().map(Subject::name).collect();
    let side = Side { page, part, subjects, in_answer: true, body: &part.answer, inherited: Vec::new() };
    body::differences(&side, &described)
}

/// What a part says of every message of a channel.
pub(super) fn shared<'s>(page: &Page, part: &Part, subjects: &[Subject<'s>], all: Descriptions<'s>) -> Vec<Difference> {
    let requests = subjects.iter().map(|subject| subject.request(all, &Choice::open()));
    let members = requests.flat_map(|described| described.members).collect();
    let described = Described { members, ..Described::default() };
    let subjects = subjects.iter().map(Subject::name).collect();
    Side { page, part, subjects, in_answer: false, body: &part.request, inherited: Vec::new() }.undescribed(&described)
}
