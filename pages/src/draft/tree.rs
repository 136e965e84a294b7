//! The members of a part as a tree.

use crate::fact::{Facts, Shape, last, parent};
use crate::page::{Body, Sample};

/// A member, and the members in it.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) path: String,
    pub(super) name: String,
    pub(super) facts: Facts,
    /// The text of its cell.
    pub(super) words: String,
    /// The value in the sample.
    pub(super) sample: Option<String>,
    pub(super) members: Vec<Node>,
}

/// The members of a body in the order of its table, followed by those that only the sample has.
pub(super) fn nodes(body: &Body, words: &dyn Fn(&str) -> String) -> Vec<Node> {
    let rows = body.members.iter().map(|row| row.path.as_str());
    let sample = body.sample.iter().flat_map(|sample| &sample.members).map(|member| member.path.as_str());
    let mut paths: Vec<&str> = Vec::new();
    for path in rows.chain(sample) {
        // An object without a row takes the place of its first member.
        let mut way: Vec<&str> =
            std::iter::successors(Some(path), |path| Some(parent(path))).take_while(|it| !it.is_empty()).collect();
        way.reverse();
        for path in way {
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
    }
    below("", &paths, body, words)
}

fn below(object: &str, paths: &[&str], body: &Body, words: &dyn Fn(&str) -> String) -> Vec<Node> {
    let inside = paths.iter().filter(|path| parent(path) == object);
    inside.map(|path| node(path, below(path, paths, body, words), body, words)).collect()
}

fn node(path: &str, members: Vec<Node>, body: &Body, words: &dyn Fn(&str) -> String) -> Node {
    let sample = body.sample.as_ref().and_then(|sample: &Sample| sample.member(path));
    let mut facts = body.member(path).map(|row| row.facts.clone()).unwrap_or_default();
    if facts.required.is_none() && body.member(path).is_none() {
        // An object without a row is required if one of its members is.
        facts.required = Some(members.iter().any(|member| member.facts.required == Some(true)));
    }
    facts.shape = facts.shape.or_else(|| sample.and_then(|sample| sample.shape.clone()));
    let are_numbers = || !facts.values.is_empty() && facts.values.keys().all(|value| value.parse::<i64>().is_ok());
    facts.shape = match facts.shape {
        None if members.is_empty() && are_numbers() => Some(Shape::Integer),
        None | Some(Shape::String) if !members.is_empty() => Some(Shape::Object),
        shape => shape,
    };
    let value = sample.and_then(|sample| sample.value.clone());
    Node { path: path.to_owned(), name: last(path).to_owned(), facts, words: words(path), sample: value, members }
}

/// The names that a constructor must set.
pub(super) fn required(members: &[Node]) -> Vec<String> {
    let must = |node: &&Node| node.facts.required == Some(true) && node.facts.default.is_none();
    members.iter().filter(must).map(|node| node.name.clone()).collect()
}
