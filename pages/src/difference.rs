//! Differences between a page and the descriptions.

use std::fmt;

use crate::fact::{Place, position};
use crate::page::Page;

/// The subject of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A request, a message type or a callback.
    Request,
    /// A member of a body.
    Member,
    /// The order of members.
    Order,
    /// The type of a member.
    Type,
    /// Whether a member is required.
    Required,
    /// The default of a member.
    Default,
    /// A limit with its unit and consequence, a charset or a prefix.
    Limit,
    /// The values of a member.
    Values,
    /// A demand of several members, or one under a condition.
    Condition,
    /// Whether id translation applies to a member.
    Translation,
    /// An error code.
    ErrorCode,
    /// The page has changed since it was read for the description.
    Date,
    /// A sentence of the page.
    Sentence,
}

/// What is wrong with the two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Class {
    /// Both state something different.
    Contradiction,
    /// Only the page states it.
    MissingHere,
    /// Only the descriptions state it.
    MissingThere,
    /// The reader does not understand the sentence.
    NotUnderstood,
    /// An accepted difference no longer occurs.
    Gone,
}

/// A difference, with all its places.
#[derive(Clone, Debug)]
pub struct Difference {
    /// Its subject.
    pub kind: Kind,
    /// Its class.
    pub class: Class,
    /// The descriptions that it concerns: `app/text`.
    pub subjects: Vec<String>,
    /// Whether it concerns the answer.
    pub in_answer: bool,
    /// The member's path in the body, `news.articles.title`; empty if it concerns the whole.
    pub member: String,
    /// What the page says, in short.
    pub page_says: String,
    /// What the descriptions say, in short.
    pub description_says: String,
    /// The headings of the parts of the page.
    pub(crate) parts: Vec<String>,
    pub(crate) page: Vec<Place>,
    pub(crate) description: Vec<Place>,
}

impl Difference {
    /// A difference without places.
    pub(crate) fn of(kind: Kind, class: Class, page_says: &str, description_says: &str) -> Self {
        Self {
            kind,
            class,
            subjects: Vec::new(),
            in_answer: false,
            member: String::new(),
            page_says: page_says.to_owned(),
            description_says: description_says.to_owned(),
            parts: Vec::new(),
            page: Vec::new(),
            description: Vec::new(),
        }
    }

    /// The lines of the page, counted from one.
    pub fn page_lines(&self, page: &Page) -> Vec<usize> {
        self.page.iter().map(|place| position(page.text(), place.start).0).collect()
    }

    /// Whether both are the same difference, regardless of their places.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let key = |it: &Self| {
            (it.kind, it.class, it.in_answer, it.member.clone(), it.page_says.clone(), it.description_says.clone())
        };
        key(self) == key(other)
    }

    /// Adds the places of the same difference.
    pub(crate) fn take(&mut self, other: Self) {
        fn add<T: PartialEq>(to: &mut Vec<T>, from: Vec<T>) {
            for it in from {
                if !to.contains(&it) {
                    to.push(it);
                }
            }
        }
        add(&mut self.subjects, other.subjects);
        add(&mut self.parts, other.parts);
        add(&mut self.page, other.page);
        add(&mut self.description, other.description);
    }
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 13] = [
        Kind::Request,
        Kind::Member,
        Kind::Order,
        Kind::Type,
        Kind::Required,
        Kind::Default,
        Kind::Limit,
        Kind::Values,
        Kind::Condition,
        Kind::Translation,
        Kind::ErrorCode,
        Kind::Date,
        Kind::Sentence,
    ];

    /// Its name in files and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Request => "request",
            Kind::Member => "member",
            Kind::Order => "order",
            Kind::Type => "type",
            Kind::Required => "required",
            Kind::Default => "default",
            Kind::Limit => "limit",
            Kind::Values => "values",
            Kind::Condition => "condition",
            Kind::Translation => "translation",
            Kind::ErrorCode => "error_code",
            Kind::Date => "date",
            Kind::Sentence => "sentence",
        }
    }
}

impl Class {
    /// Every class.
    pub const ALL: [Class; 5] =
        [Class::Contradiction, Class::MissingHere, Class::MissingThere, Class::NotUnderstood, Class::Gone];

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Class::Contradiction => "contradiction",
            Class::MissingHere => "missing_here",
            Class::MissingThere => "missing_there",
            Class::NotUnderstood => "not_understood",
            Class::Gone => "gone",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name().replace('_', " "))
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Class::Contradiction => "contradiction",
            Class::MissingHere => "missing in the descriptions",
            Class::MissingThere => "missing on the page",
            Class::NotUnderstood => "not understood",
            Class::Gone => "accepted and gone",
        })
    }
}
