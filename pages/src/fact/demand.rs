//! Demands of several members.

use std::collections::BTreeSet;
use std::fmt;

/// A demand. Members are named by their paths.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Demand {
    /// At least one of these is present.
    AnyOf(BTreeSet<String>),
    /// If the first is present, so is the second.
    Given { given: String, then: String },
    /// The member is present if the tag has this value.
    When { tag: String, value: String, member: String },
    /// At most one of these is present.
    NotBoth(BTreeSet<String>),
    /// It differs between the items of its list.
    Unique(String),
}

impl Demand {
    /// The members that it concerns.
    pub(crate) fn members(&self) -> Vec<&str> {
        match self {
            Demand::AnyOf(members) | Demand::NotBoth(members) => members.iter().map(String::as_str).collect(),
            Demand::Given { given, then } => vec![given, then],
            Demand::When { member, .. } | Demand::Unique(member) => vec![member],
        }
    }

    /// The demand with other paths.
    pub(crate) fn renamed(&self, path: &dyn Fn(&str) -> String) -> Self {
        let all = |members: &BTreeSet<String>| members.iter().map(|member| path(member)).collect();
        match self {
            Demand::AnyOf(members) => Demand::AnyOf(all(members)),
            Demand::NotBoth(members) => Demand::NotBoth(all(members)),
            Demand::Given { given, then } => Demand::Given { given: path(given), then: path(then) },
            Demand::When { tag, value, member } => {
                Demand::When { tag: path(tag), value: value.clone(), member: path(member) }
            }
            Demand::Unique(member) => Demand::Unique(path(member)),
        }
    }

    /// Whether both demand the same. A page can name an object for a member of it, and one member for several that belong
    /// together.
    pub(crate) fn agrees(&self, other: &Demand) -> bool {
        match (self, other) {
            (Demand::AnyOf(one), Demand::AnyOf(other)) | (Demand::NotBoth(one), Demand::NotBoth(other)) => {
                let in_both = members_in(one, other).min(members_in(other, one));
                in_both >= 2 && in_both >= one.len().min(other.len())
            }
            (Demand::Given { given, then }, Demand::Given { given: other_given, then: other_then }) => {
                is_same(given, other_given) && is_same(then, other_then)
            }
            _ => self == other,
        }
    }
}

/// The number of members of one that are in the other.
fn members_in(one: &BTreeSet<String>, other: &BTreeSet<String>) -> usize {
    one.iter().filter(|member| other.iter().any(|other| is_same(member, other))).count()
}

/// Whether the paths are equal or one contains the other.
fn is_same(one: &str, other: &str) -> bool {
    let within = |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'));
    one == other || within(one, other) || within(other, one)
}

impl fmt::Display for Demand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed = |members: &BTreeSet<String>| members.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        match self {
            Demand::AnyOf(members) => write!(f, "at least one of {}", listed(members)),
            Demand::Given { given, then } => write!(f, "with {given} also {then}"),
            Demand::When { tag, value, member } => write!(f, "{member} where {tag} is {value}"),
            Demand::NotBoth(members) => write!(f, "only one of {}", listed(members)),
            Demand::Unique(member) => write!(f, "{member} differs between items"),
        }
    }
}
