//! Structures: tables of their own for objects that several rows refer to, as in "参考Source结构体说明".

use std::collections::BTreeSet;

use super::{Body, Part, Unread};
use crate::fact::{Member, join};

/// How deep structures are looked up in each other; a file can contain a circle.
const DEEPEST: usize = 4;

/// What a row says about the members of its object.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    /// The object; empty for the body.
    pub(crate) member: String,
    /// The name of a structure on the same page; empty if the members are on another page.
    pub(crate) structure: String,
}

impl Reference {
    /// The reference in the description of a member.
    pub(super) fn read(member: &str, description: &str) -> Option<Self> {
        let (_, rest) = ["参考", "详见"].iter().find_map(|word| description.split_once(word))?;
        let words = rest.split(['，', '。', '；', '\n']).next().unwrap_or_default();
        let structure = if words.contains("结构") { name(words) } else { String::new() };
        Some(Self { member: member.to_owned(), structure })
    }
}

/// The name of a structure in a heading or in a reference.
fn name(words: &str) -> String {
    let name = words.split("结构").next().unwrap_or_default();
    name.trim_matches(|character: char| character.is_whitespace() || "*`".contains(character)).to_ascii_lowercase()
}

/// Puts the members of structures below the rows that refer to them, and removes the parts of these structures.
pub(super) fn put_in_place(parts: &mut Vec<Part>) {
    let named: Vec<(String, Body)> = parts.iter().map(|part| (name(&part.title), part.described().clone())).collect();
    let find = |reference: &Reference| named.iter().find(|(name, _)| *name == reference.structure);
    let is_structure = |part: &Part| {
        let name = name(&part.title);
        let bodies = named.iter().flat_map(|(_, body)| &body.references);
        !name.is_empty() && bodies.into_iter().any(|reference| reference.structure == name)
    };
    parts.retain(|part| !is_structure(part));
    let mut said = BTreeSet::new();
    for part in parts {
        for body in [&mut part.request, &mut part.answer] {
            for _ in 0..DEEPEST {
                for reference in std::mem::take(&mut body.references) {
                    match find(&reference).filter(|_| !reference.structure.is_empty()) {
                        Some((_, structure)) => body.take_in(&reference.member, structure),
                        None => body.references.push(reference),
                    }
                }
            }
            body.say_what_is_missing();
            // What is not understood of a structure is said once, where it is first put.
            body.unread.retain(|unread| said.insert((unread.place.clone(), unread.text.clone())));
        }
    }
}

impl Body {
    /// Whether another place has the members of an object that contains this one.
    pub(crate) fn refers_for(&self, path: &str) -> bool {
        let is_inside =
            |object: &str| object.is_empty() || path.strip_prefix(object).is_some_and(|rest| rest.starts_with('.'));
        self.references.iter().any(|reference| is_inside(&reference.member))
    }

    /// Reports references to structures that the page does not have.
    fn say_what_is_missing(&mut self) {
        for reference in self.references.iter().filter(|reference| !reference.structure.is_empty()) {
            let inside = format!("{}.", reference.member);
            let Some(row) = self.member(&reference.member) else { continue };
            if !self.members.iter().any(|member| member.path.starts_with(&inside)) {
                let text = format!("no structure `{}` on this page", reference.structure);
                let (member, place) = (reference.member.clone(), row.place.clone());
                self.unread.push(Unread { member, text, place });
            }
        }
    }

    fn take_in(&mut self, object: &str, structure: &Body) {
        let structure = structure.renamed(&|path| join(object, path));
        let is_new = |member: &Member| self.member(&member.path).is_none();
        let members: Vec<Member> = structure.members.iter().filter(|member| is_new(member)).cloned().collect();
        let at = self.members.iter().position(|member| member.path == object).map_or(self.members.len(), |at| at + 1);
        self.members.splice(at..at, members);
        self.demands.extend(structure.demands);
        self.unread.extend(structure.unread);
        self.references.extend(structure.references);
    }
}
