//! Drafts a field.

use wecom_schema::model::{Consequence, Unit};

use super::json::Json;
use super::tree::Node;
use crate::fact::{Limit, Shape};

/// A field. `of` is the type of its object or of its items.
pub(super) fn field(node: &Node, of: Option<&str>, notes: Vec<String>) -> Json {
    let facts = &node.facts;
    let mut members = vec![("name".to_owned(), Json::text(&node.name))];
    let mut notes = notes;
    if is_keyword(&node.name) {
        let rust = if node.name == "type" { "kind".to_owned() } else { format!("{}_value", node.name) };
        members.push(("rust".to_owned(), Json::text(&rust)));
        notes.push("a better name in Rust".to_owned());
    }
    let mut add = |name: &str, value: Json| members.push((name.to_owned(), value));
    let is_switch = facts.shape == Some(Shape::Integer) && facts.values.keys().eq(["0", "1"]);
    match &facts.shape {
        Some(Shape::List(item)) => add("list", Json::text(of.unwrap_or_else(|| builtin(item.as_deref())))),
        _ if is_switch => add("type", Json::text("flag")),
        shape => add("type", Json::text(of.unwrap_or_else(|| builtin(shape.as_ref())))),
    }
    if facts.shape.is_none() {
        notes.push("neither the table nor the sample says what it holds".to_owned());
    }
    if facts.required == Some(true) {
        add("required", Json::Scalar("true".to_owned()));
    }
    if let Some(default) = facts.default.as_ref().and_then(|default| value(default, facts.shape.as_ref(), is_switch)) {
        add("default", default);
    }
    if !facts.values.is_empty()
        && !is_switch
        && of.is_none()
        && !matches!(facts.shape, Some(Shape::Boolean | Shape::List(_)))
    {
        notes.push("the values want names".to_owned());
        add(
            "values",
            Json::Object(facts.values.iter().map(|(wire, means)| (wire.clone(), named(wire, means))).collect()),
        );
    }
    let limits: Vec<Json> = facts.limits.iter().filter(|it| fits(it, facts.shape.as_ref())).map(limit).collect();
    let silent = facts.limits.iter().any(|limit| limit.beyond.is_none());
    if !limits.is_empty() {
        add("limits", Json::List(limits));
    }
    if silent {
        notes.push("the page does not say what happens beyond the limit".to_owned());
    }
    if let Some(charset) = &facts.charset {
        let shown = charset.to_string();
        let allowed = shown.trim_start_matches("only ").split(", ").next().unwrap_or_default().to_owned();
        let beyond = charset.beyond.unwrap_or(Consequence::Unstated).name();
        add("charset", Json::object([("allowed", Json::text(&hyphen_last(&allowed))), ("beyond", Json::text(beyond))]));
    }
    if !facts.prefixes.is_empty() {
        let any_of = Json::texts(facts.prefixes.iter().map(String::as_str));
        add("starts_with", Json::object([("any_of", any_of), ("beyond", Json::text("unstated"))]));
    }
    if facts.translated {
        add("translated", Json::Scalar("true".to_owned()));
    }
    notes.extend(Some(format!("doc: {}", node.words)).filter(|_| !node.words.is_empty()));
    if !notes.is_empty() {
        members.insert(1, ("TODO".to_owned(), Json::text(&notes.join("; "))));
    }
    Json::Object(members)
}

/// Whether a name cannot be that of a field in Rust.
fn is_keyword(name: &str) -> bool {
    matches!(
        name,
        "type"
            | "match"
            | "ref"
            | "use"
            | "mod"
            | "move"
            | "self"
            | "in"
            | "as"
            | "where"
            | "loop"
            | "for"
            | "if"
            | "final"
    )
}

fn builtin(shape: Option<&Shape>) -> &'static str {
    match shape {
        Some(Shape::Integer) => "integer",
        Some(Shape::Number) => "number",
        Some(Shape::Boolean) => "boolean",
        _ => "string",
    }
}

/// A value in JSON; `None` if it is not of the type.
fn value(text: &str, shape: Option<&Shape>, is_switch: bool) -> Option<Json> {
    let number = text.parse::<f64>().is_ok();
    match shape {
        Some(Shape::Integer | Shape::Number) => (number || is_switch).then(|| Json::Scalar(text.to_owned())),
        Some(Shape::Boolean) => matches!(text, "true" | "false").then(|| Json::Scalar(text.to_owned())),
        Some(Shape::List(_) | Shape::Object) => None,
        _ => Some(Json::text(text)),
    }
}

fn named(wire: &str, means: &str) -> Json {
    let is_name = wire.starts_with(|first: char| first.is_ascii_lowercase());
    let name = if is_name { wire.to_owned() } else { format!("value_{}", wire.replace('-', "minus_")) };
    if means.is_empty() {
        Json::text(&name)
    } else {
        Json::object([("name", Json::text(&name)), ("doc", Json::text(means))])
    }
}

fn fits(limit: &Limit, shape: Option<&Shape>) -> bool {
    match limit.unit {
        Unit::Bytes | Unit::Chars => matches!(shape, None | Some(Shape::String | Shape::List(_))),
        Unit::Items => matches!(shape, Some(Shape::List(_))),
        Unit::Range => matches!(shape, Some(Shape::Integer | Shape::Number)),
    }
}

fn limit(limit: &Limit) -> Json {
    let end = |name: &str, end: Option<f64>| end.map(|end| (name.to_owned(), Json::Scalar(end.to_string())));
    let unit = match limit.unit {
        Unit::Bytes => "bytes",
        Unit::Chars => "chars",
        Unit::Items => "items",
        Unit::Range => "range",
    };
    let rest = [("unit", unit), ("beyond", limit.beyond.unwrap_or(Consequence::Unstated).name())]
        .map(|(name, text)| (name.to_owned(), Json::text(text)));
    Json::Object(end("min", limit.min).into_iter().chain(end("max", limit.max)).chain(rest).collect())
}

/// Moves a literal `-` to the end.
fn hyphen_last(allowed: &str) -> String {
    match allowed.strip_prefix('-') {
        Some(rest) => format!("{rest}-"),
        None => allowed.to_owned(),
    }
}
