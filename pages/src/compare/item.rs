//! Parts of a page that describe an item of a list in an answer.

use super::body::STANDING;
use crate::described::Described;
use crate::fact::{Shape, join};
use crate::page::Body;

/// The path of the list or object that contains a body, and the body with paths in the answer; `None` for a whole answer.
pub(super) fn in_answer(body: &Body, answer: &Described) -> Option<(String, Body)> {
    let sample = body.sample.iter().flat_map(|sample| &sample.members).map(|member| member.path.as_str());
    let rows = body.members.iter().map(|row| row.path.as_str());
    let names: Vec<&str> = sample.chain(rows).filter(|path| !path.contains('.')).collect();
    let has_all = |path: &str| names.iter().all(|name| answer.member(&join(path, name)).is_some());
    if names.is_empty() || names.iter().any(|name| STANDING.contains(name)) || has_all("") {
        return None;
    }
    let holds = |shape: &Shape| match shape {
        Shape::List(item) => item.as_deref() == Some(&Shape::Object),
        shape => *shape == Shape::Object,
    };
    let objects = answer.members.iter().filter(|member| member.facts.shape.as_ref().is_some_and(holds));
    let mut objects: Vec<&str> = objects.map(|member| member.path.as_str()).filter(|path| has_all(path)).collect();
    objects.sort_by_key(|path| path.matches('.').count());
    let holder = (*objects.first()?).to_owned();
    let body = body.renamed(&|path| join(&holder, path));
    Some((holder, body))
}
