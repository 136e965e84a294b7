//! Compares a whole page: its parts, missing ones, error codes, and the date.

use std::collections::BTreeSet;

use super::answer::answer;
use super::opened::opened;
use super::received::received;
use super::reply;
use super::request::{request, shared};
use super::spelling::in_snake_case;
use super::subjects::{About, about, on_page};
use crate::described::{Choice, Descriptions, Subject};
use crate::difference::{Class, Difference, Kind};
use crate::fact::Place;
use crate::page::{Body, Page, Part};

/// The differences, and the names of the descriptions that the page is about.
pub(super) fn differences(page: &Page, all: Descriptions<'_>) -> (Vec<Difference>, Vec<String>) {
    let page = &opened(page, all);
    let abouts: Vec<About<'_>> = page.parts.iter().map(|part| about(page, part, all)).collect();
    let page = &in_snake_case(page, &abouts, all);
    let mut met: BTreeSet<String> = BTreeSet::new();
    let mut found = Vec::new();
    for (part, about) in page.parts.iter().zip(&abouts) {
        for subject in about.subjects() {
            let name = subject.name();
            let is_same = |(_, about): &(&Part, &About<'_>)| about.subjects().iter().any(|other| other.name() == name);
            let siblings: Vec<&Part> = page.parts.iter().zip(&abouts).filter(is_same).map(|(part, _)| part).collect();
            let shared: Vec<&Part> =
                page.parts.iter().zip(&abouts).filter(|it| shares(it, &name)).map(|it| it.0).collect();
            match subject {
                Subject::Received(..) => found.extend(received(page, part, &siblings, *subject, all)),
                Subject::Reply(..) => {
                    let reply = request(page, part, (&siblings, &shared), *subject, all);
                    found.extend(reply::without_shared_advice(reply, all));
                }
                Subject::Message(..) | Subject::Operation(..) => {
                    found.extend(request(page, part, (&siblings, &shared), *subject, all));
                    found.extend(answer(page, part, &siblings, &[*subject], all));
                }
            }
            found.extend(hidden(part, *subject));
            met.insert(name);
        }
        match about {
            About::Channel(subjects) => {
                found.extend(shared(page, part, subjects, all));
                found.extend(answer(page, part, &[], subjects, all));
            }
            // WeCom has given up what it keeps in a comment.
            About::UnknownMessage(name) | About::UnknownRequest(name) if !part.hidden => {
                found.push(unknown(page, part, name));
            }
            About::InCallback(command) => found.extend(first_place(part).map(|place| Difference {
                page: vec![place],
                parts: vec![part.title.clone()],
                ..Difference::of(Kind::Sentence, Class::NotUnderstood, &format!("a table inside of {command}"), "")
            })),
            _ => {}
        }
        found.extend(unread(part, about));
    }
    found.extend(queries(page, &abouts));
    found.extend(left_out(page, &met, all));
    found.extend(error_codes(page, all));
    found.extend(date(page, &abouts, all));
    (found, met.into_iter().collect())
}

/// Whether a part is about all messages of a channel, with this one among them.
fn shares((_, about): &(&Part, &About<'_>), name: &str) -> bool {
    matches!(about, About::Channel(subjects) if subjects.iter().any(|subject| subject.name() == name))
}

/// WeCom has given up what it keeps in a comment; the description should be deprecated.
fn hidden(part: &Part, subject: Subject<'_>) -> Option<Difference> {
    let place = first_place(part).filter(|_| part.hidden && !subject.is_deprecated())?;
    Some(Difference {
        subjects: vec![subject.name()],
        parts: vec![part.title.clone()],
        page: vec![place],
        ..Difference::of(Kind::Request, Class::Contradiction, "kept in a comment", "not deprecated")
    })
}

fn unknown(page: &Page, part: &Part, name: &str) -> Difference {
    let place = first_place(part).unwrap_or_else(|| page.start());
    Difference { page: vec![place], ..Difference::of(Kind::Request, Class::MissingHere, name, "") }
}

/// The first row of a part, or else its first table.
fn first_place(part: &Part) -> Option<Place> {
    let of = |body: &Body| body.members.first().map(|row| &row.place).or(body.tables.first()).cloned();
    of(&part.request).or_else(|| of(&part.answer))
}

fn unread(part: &Part, about: &About<'_>) -> Vec<Difference> {
    let subjects: Vec<String> = match about {
        About::One(_) | About::Callbacks(_) => about.subjects().iter().map(Subject::name).collect(),
        About::Channel(subjects) => subjects.iter().map(Subject::name).collect(),
        _ => return Vec::new(),
    };
    let of = |in_answer: bool| {
        let body = if in_answer { &part.answer } else { &part.request };
        let subjects = subjects.clone();
        body.unread.iter().map(move |unread| Difference {
            subjects: subjects.clone(),
            parts: vec![part.title.clone()],
            in_answer,
            member: unread.member.clone(),
            page: vec![unread.place.clone()],
            ..Difference::of(Kind::Sentence, Class::NotUnderstood, &unread.text, "")
        })
    };
    of(false).chain(of(true)).collect()
}

/// The members in an address must have a row and be required.
fn queries(page: &Page, known: &[About<'_>]) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut done = BTreeSet::new();
    for (part, about) in page.parts.iter().zip(known) {
        let (Some(address), About::One(_) | About::Channel(_)) = (&part.address, about) else { continue };
        let same = |other: &&Part| other.address.as_ref().is_some_and(|it| it.path == address.path);
        let row = |name: &str| page.parts.iter().filter(same).find_map(|part| part.request.member(name));
        // A webhook's key is part of its address and seldom has a row.
        for name in address.query.iter().filter(|name| *name != "key" && !part.request.tables.is_empty()) {
            if !done.insert((address.path.clone(), name.clone())) {
                continue;
            }
            let (class, says, place) = match row(name) {
                None => (Class::MissingThere, "in the address, in no table", first_place(part)),
                Some(row) if row.facts.required == Some(false) => {
                    (Class::Contradiction, "optional", Some(row.place.clone()))
                }
                Some(_) => continue,
            };
            let (page, parts) = (place.into_iter().collect(), vec![part.title.clone()]);
            found.push(Difference {
                member: name.clone(),
                page,
                parts,
                ..Difference::of(Kind::Member, class, says, "in every request")
            });
        }
    }
    found
}

/// Descriptions that name this page but are not on it.
fn left_out(page: &Page, met: &BTreeSet<String>, all: Descriptions<'_>) -> Vec<Difference> {
    let left_out = on_page(page, all).into_iter().filter(|subject| !met.contains(&subject.name()));
    let of = |subject: Subject<'_>| Difference {
        subjects: vec![subject.name()],
        page: vec![page.start()],
        ..Difference::of(Kind::Request, Class::MissingThere, "", &subject.name())
    };
    left_out.map(of).collect()
}

fn error_codes(page: &Page, all: Descriptions<'_>) -> Vec<Difference> {
    let is_known = |code: i32| all.schema.error_codes.iter().any(|known| known.code == code);
    let unknown = page.error_codes.iter().filter(|(code, _)| !is_known(*code));
    let of = |(code, place): &(i32, Place)| Difference {
        page: vec![place.clone()],
        ..Difference::of(Kind::ErrorCode, Class::MissingHere, &code.to_string(), "")
    };
    if all.schema.error_codes.is_empty() { Vec::new() } else { unknown.map(of).collect() }
}

/// A page that has changed since it was read for a description.
fn date(page: &Page, known: &[About<'_>], all: Descriptions<'_>) -> Option<Difference> {
    let (updated, place) = page.updated.as_ref()?;
    let met = known.iter().flat_map(About::subjects).copied();
    let older: Vec<Subject<'_>> = met
        .filter(|it| it.page().is_some_and(|read| page.id.is_none_or(|id| id == read.id) && read.read < *updated))
        .collect();
    let read = older.iter().filter_map(Subject::page).map(|page| page.read.clone()).min()?;
    let request = older.first().map(|subject| subject.request(all, &Choice::open()));
    let first = request.iter().flat_map(|request| &request.members).map(|member| member.place.clone()).next();
    Some(Difference {
        subjects: older.iter().map(Subject::name).collect(),
        page: vec![place.clone()],
        description: first.into_iter().collect(),
        ..Difference::of(Kind::Date, Class::MissingHere, &format!("changed {updated}"), &format!("read {read}"))
    })
}
