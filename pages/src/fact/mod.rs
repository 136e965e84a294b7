//! Facts about the members of a body, in terms that pages and descriptions share.

mod demand;
mod limit;
mod place;
mod shape;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use demand::Demand;
pub(crate) use limit::{Charset, Limit};
pub(crate) use place::{Place, boundary, position};
pub(crate) use shape::Shape;

/// A member of a body.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// Its path in the body: `news.articles.title`. Lists are not marked.
    pub(crate) path: String,
    pub(crate) place: Place,
    pub(crate) facts: Facts,
}

/// The facts about a member.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub(crate) shape: Option<Shape>,
    /// Whether it is always required; `None` if not stated, as in answers.
    pub(crate) required: Option<bool>,
    /// The default, as on the wire.
    pub(crate) default: Option<String>,
    /// Its values, each with its meaning.
    pub(crate) values: BTreeMap<String, String>,
    /// The only value that it has here.
    pub(crate) fixed: Option<String>,
    pub(crate) limits: Vec<Limit>,
    pub(crate) charset: Option<Charset>,
    /// The prefixes it may begin with.
    pub(crate) prefixes: BTreeSet<String>,
    /// Whether id translation applies to it.
    pub(crate) translated: bool,
    /// How long and how often it can be used, in English: `72 hours`, `once`.
    pub(crate) windows: BTreeSet<String>,
    /// Whether it is the element of each item of a list in XML, for which pages seldom have a row.
    pub(crate) is_item: bool,
    /// The tag, and its values for which WeCom reads this member.
    pub(crate) only_with: Option<(String, BTreeSet<String>)>,
}

/// The last name of a path.
pub(crate) fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

/// The path of the object that contains a member; empty for the body.
pub(crate) fn parent(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(parent, _)| parent)
}

/// A path without underscores and capitals, so that `CamelCase` and `snake_case` are equal.
pub(crate) fn bare(path: &str) -> String {
    path.replace('_', "").to_ascii_lowercase()
}

/// Joins `news` and `title` to `news.title`. A member of the body has no parent.
pub(crate) fn join(parent: &str, name: &str) -> String {
    if parent.is_empty() { name.to_owned() } else { format!("{parent}.{name}") }
}
