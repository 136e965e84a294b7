//! Compares a draft with a description.

use std::collections::BTreeMap;

use crate::described::{Choice, Described, Descriptions, Subject};
use crate::fact::{Limit, Member};
use crate::page::{Page, Part};

/// A comparison of a draft with the description of the same message.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Score {
    /// The number of facts that agree: the presence of a member, whether it is required, each limit.
    pub right: usize,
    /// The facts that differ: the member, the draft's side, the description's side.
    pub wrong: Vec<(String, String, String)>,
}

/// Compares the members of a message's body, in each of its layouts on the page. `name` is that of its file, `app/text`.
pub fn score(page: &Page, name: &str, drafted: Descriptions<'_>, described: Descriptions<'_>) -> Score {
    let mut score = Score::default();
    let msgtype = name.rsplit('/').next().unwrap_or(name);
    for part in page.parts.iter().filter(|part| part.msgtype() == Some(msgtype)) {
        let body = |all: Descriptions<'_>| body(all, name, part);
        if let (Some(draft), Some(description)) = (body(drafted), body(described)) {
            score.add(&draft, &description, &format!("{msgtype}."));
        }
    }
    score
}

fn body(all: Descriptions<'_>, name: &str, part: &Part) -> Option<Described> {
    let subject = all.subjects().find(|subject: &Subject<'_>| subject.name() == name)?;
    let fixed = part.request.members.iter().filter_map(|row| Some((row.path.clone(), row.facts.fixed.clone()?)));
    let values: BTreeMap<String, String> = fixed.collect();
    Some(subject.request(all, &Choice { has: &|_| false, values }))
}

impl Score {
    fn add(&mut self, draft: &Described, description: &Described, within: &str) {
        let inside = |all: &Described| {
            all.members.iter().filter(|it| it.path.starts_with(within)).cloned().collect::<Vec<Member>>()
        };
        for member in inside(description) {
            match draft.member(&member.path) {
                Some(drafted) => self.facts(drafted, &member),
                None => self.wrong.push((member.path, String::new(), "a member".to_owned())),
            }
        }
        for drafted in inside(draft).into_iter().filter(|it| description.member(&it.path).is_none()) {
            self.wrong.push((drafted.path, "a member".to_owned(), String::new()));
        }
    }

    fn facts(&mut self, drafted: &Member, member: &Member) {
        self.right += 1;
        let word = |member: &Member| if member.facts.required == Some(true) { "required" } else { "optional" };
        self.one(member, word(drafted), word(member), word(drafted) == word(member));
        let (drafts, described) = (limits(drafted), limits(member));
        for limit in &described {
            let same = drafts.iter().any(|it| it.allows_the_same(limit));
            let other = drafts.iter().find(|it| it.unit == limit.unit).map(ToString::to_string).unwrap_or_default();
            self.one(member, &other, &limit.to_string(), same);
        }
        for limit in drafts.iter().filter(|it| !described.iter().any(|other| other.unit == it.unit)) {
            self.one(member, &limit.to_string(), "", false);
        }
    }

    fn one(&mut self, member: &Member, draft: &str, description: &str, is_right: bool) {
        if is_right {
            self.right += 1;
        } else {
            self.wrong.push((member.path.clone(), draft.to_owned(), description.to_owned()));
        }
    }
}

fn limits(member: &Member) -> Vec<Limit> {
    member.facts.limits.iter().filter(|limit| !limit.is_idle()).cloned().collect()
}
