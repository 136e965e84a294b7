//! What a page or a description says about the members of a body, in terms that both sides share.

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
    /// Where it stands in the body: `news.articles.title`; lists are not marked.
    pub(crate) path: String,
    pub(crate) place: Place,
    pub(crate) facts: Facts,
}

/// The facts about a member.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub(crate) shape: Option<Shape>,
    /// Whether it must always be there; `None` where nothing is said of it, as in answers.
    pub(crate) required: Option<bool>,
    /// What an absent one counts as, as on the wire.
    pub(crate) default: Option<String>,
    /// What it can be, each with its meaning.
    pub(crate) values: BTreeMap<String, String>,
    /// The one value that it must have here.
    pub(crate) fixed: Option<String>,
    pub(crate) limits: Vec<Limit>,
    pub(crate) charset: Option<Charset>,
    /// Its beginnings.
    pub(crate) prefixes: BTreeSet<String>,
    /// It takes part in id translation.
    pub(crate) translated: bool,
    /// How long and how often it can be used, in words of English: `72 hours`, `once`.
    pub(crate) windows: BTreeSet<String>,
    /// It is each item of a list in XML, so that pages seldom give it a row.
    pub(crate) is_item: bool,
    /// The member, and its values with which this one means something.
    pub(crate) only_with: Option<(String, BTreeSet<String>)>,
}

/// The name of a member without those it stands in.
pub(crate) fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

/// The path of the object that a member stands in; empty for the body.
pub(crate) fn parent(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(parent, _)| parent)
}

/// A path without what `CamelCase` and `snake_case` differ in.
pub(crate) fn bare(path: &str) -> String {
    path.replace('_', "").to_ascii_lowercase()
}

/// `news` and `title` are `news.title`; in the body it is `title`.
pub(crate) fn join(parent: &str, name: &str) -> String {
    if parent.is_empty() { name.to_owned() } else { format!("{parent}.{name}") }
}
