//! Compares requests, and replies to callbacks.

use std::collections::BTreeMap;

use super::body;
use super::side::{Role, Side};
use crate::described::{Choice, Described, Descriptions, Subject};
use crate::difference::Difference;
use crate::page::{Body, Page, Part};

/// Compares the request of a part. `siblings` are all parts of the page about the same request, `shared` those about all
/// requests of its channel.
pub(super) fn request<'p, 's>(
    page: &'p Page,
    part: &'p Part,
    (siblings, shared): (&[&'p Part], &[&'p Part]),
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
    let inherited = others.filter(|other| general(other)).chain(shared).copied().collect();
    let mut described = subject.request(all, &Choice { has: &|path| part.request.has(path), values: fixed(part) });
    if !part.inside.is_empty() {
        let inside = format!("{}.", part.inside);
        let is_inside = |path: &str| path.starts_with(&inside);
        described.members.retain(|member| is_inside(&member.path));
        described.demands.retain(|(demand, _)| demand.members().into_iter().all(is_inside));
    }
    body::differences(&side(inherited), &described)
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

pub(super) fn fixed_rows(body: &Body) -> impl Iterator<Item = (String, String)> + '_ {
    body.members.iter().filter_map(|row| Some((row.path.clone(), row.facts.fixed.clone()?)))
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
