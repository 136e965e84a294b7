//! Demands of several members: turns the page's words into paths.

use std::collections::BTreeSet;

use super::Sample;
use super::path::{Paths, is_called};
use crate::fact::{Demand, Member, bare, parent};
use crate::sentence::Wish;

/// The rows of a body and the words for them.
pub(super) struct Words<'r> {
    pub(super) members: &'r [Member],
    /// For each member, the text of its cell, which begins with a word for it.
    pub(super) titles: &'r [String],
    /// The sample, in which a word can mean a member without a row.
    pub(super) sample: Option<&'r Sample>,
}

impl Words<'_> {
    /// The member that a word means. An empty word is the member `own`.
    fn path(&self, word: &str, own: &str) -> Option<String> {
        if word.is_empty() {
            return Some(own.to_owned());
        }
        let near = parent(own);
        let paths = Paths { known: self.members.iter().map(|member| member.path.as_str()).collect() };
        let shown = self.sample.iter().flat_map(|sample| &sample.members);
        let shown = Paths { known: shown.map(|member| member.path.as_str()).collect() };
        let object = || {
            let mut objects = self.members.iter().flat_map(|member| ancestors(&member.path));
            objects.find(|object| is_called(object, word)).map(str::to_owned)
        };
        let titled = || {
            let is_it = |(_, title): &(&Member, &String)| title.starts_with(word);
            self.members.iter().zip(self.titles).find(is_it).map(|(member, _)| member.path.clone())
        };
        // Pages about replies also use the names of messages: `sub_title_text` for `SubTitleText`.
        let spelled = || {
            let mut paths = self.members.iter().map(|member| member.path.as_str());
            paths.find(|path| is_called(&bare(path), &bare(word))).map(str::to_owned)
        };
        // Pages shorten names: `state` for `service_state`.
        let shortened = || {
            let mut paths = self.members.iter().map(|member| member.path.as_str());
            paths.find(|path| path.ends_with(&format!("_{word}"))).map(str::to_owned)
        };
        let found = paths.find(word, near).or_else(object).or_else(|| shown.find(word, near));
        found.or_else(titled).or_else(spelled).or_else(shortened)
    }

    fn all(&self, words: &[String], own: &str) -> Option<BTreeSet<String>> {
        words.iter().map(|word| self.path(word, own)).collect()
    }

    /// The demands of a wish in the row of `own`; `None` if it has an unknown word.
    pub(super) fn demands(&self, wish: &Wish, own: &str) -> Option<Vec<Demand>> {
        let one = |demand| Some(vec![demand]);
        match wish {
            Wish::AnyOf(words) => one(Demand::AnyOf(self.all(words, own)?)),
            Wish::OneOf(words) => one(Demand::NotBoth(self.all(words, own)?)),
            Wish::Together(words) => {
                let members = self.all(words, own)?;
                let pairs = members.iter().flat_map(|given| members.iter().map(move |then| (given, then)));
                let pairs = pairs.filter(|(given, then)| given != then);
                Some(pairs.map(|(given, then)| Demand::Given { given: given.clone(), then: then.clone() }).collect())
            }
            Wish::Given(word) => one(Demand::Given { given: self.path(word, own)?, then: own.to_owned() }),
            Wish::OnlyBeside(word) => one(Demand::Given { given: own.to_owned(), then: self.path(word, own)? }),
            Wish::When(word, value) => {
                one(Demand::When { tag: self.path(word, own)?, value: value.clone(), member: own.to_owned() })
            }
            Wish::WhenMeaning(meaning) => {
                let means = |member: &Member| {
                    let value = member.facts.values.iter().find(|(_, it)| it == &meaning)?.0.clone();
                    Some(Demand::When { tag: member.path.clone(), value, member: own.to_owned() })
                };
                one(self.members.iter().find_map(means)?)
            }
            Wish::NotBeside(word) => one(Demand::NotBoth(BTreeSet::from([own.to_owned(), self.path(word, own)?]))),
            Wish::Unique => one(Demand::Unique(own.to_owned())),
            Wish::OnlyWith(..) | Wish::Required => Some(Vec::new()),
        }
    }
}

/// The objects that contain a member, from the inside out.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(parent(path)), |path| Some(parent(path))).take_while(|path| !path.is_empty())
}
