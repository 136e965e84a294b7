//! Drafts an example: a body with every member, and the values of the sample.

use super::json::Json;
use super::tree::Node;
use crate::fact::Shape;

pub(super) fn body(nodes: &[&Node]) -> Json {
    Json::Object(nodes.iter().map(|node| (node.name.clone(), value(node))).collect())
}

fn value(node: &Node) -> Json {
    if !node.members.is_empty() {
        let object = body(&node.members.iter().collect::<Vec<&Node>>());
        return if matches!(node.facts.shape, Some(Shape::List(_))) { Json::List(vec![object]) } else { object };
    }
    let scalar = scalar(node);
    match &node.facts.shape {
        Some(Shape::List(_)) => Json::List(vec![scalar; least(node)]),
        _ => scalar,
    }
}

/// The number of items in a list: its minimum.
fn least(node: &Node) -> usize {
    let least = node.facts.limits.iter().filter_map(|limit| limit.min).fold(1.0, f64::max);
    (1..=20).find(|count| f64::from(*count) >= least).map_or(1, |count| usize::try_from(count).unwrap_or(1))
}

fn scalar(node: &Node) -> Json {
    let facts = &node.facts;
    let shape = match &facts.shape {
        Some(Shape::List(item)) => item.as_deref(),
        shape => shape.as_ref(),
    };
    let sample = facts.fixed.as_ref().or(node.sample.as_ref()).filter(|value| {
        facts.prefixes.is_empty() || facts.prefixes.iter().any(|prefix| value.starts_with(prefix.as_str()))
    });
    let number = |otherwise: &str| Json::Scalar(sample.cloned().unwrap_or_else(|| otherwise.to_owned()));
    let first = facts.values.keys().next();
    match shape {
        Some(Shape::Integer | Shape::Number) => number(first.map_or("1", String::as_str)),
        Some(Shape::Boolean) => Json::Scalar(
            sample.filter(|it| matches!(it.as_str(), "true" | "false")).cloned().unwrap_or_else(|| "true".to_owned()),
        ),
        _ if !facts.prefixes.is_empty() && sample.is_none() => {
            Json::text(&format!("{}example.com", facts.prefixes.iter().next_back().map_or("", String::as_str)))
        }
        _ => Json::text(sample.or(first).map_or("TEXT", String::as_str)),
    }
}
