//! Every limit of the descriptions, at its edge and one beyond, in its unit, with multi-byte text.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use wecom_message::check::{self, Check, Problem, Report, Violation};
use wecom_message::fields::Fields;
use wecom_message::message::Visit;
use wecom_message::read::{FromMembers, read_value};
use wecom_schema::judge;
use wecom_schema::model::{Channel, Charset, Consequence, Field, Kind, Limit, Object, Role, Type, Unit};
use wecom_tests::bodies::{Body, bodies, passive_replies, schema};
use wecom_tests::spots::{Spot, active_case, path, spots};
use wecom_tests::visit::visit;

#[test]
fn every_limit_holds_at_its_edge_and_speaks_one_beyond() {
    let schema = schema();
    let mut tried = BTreeSet::new();
    for body in bodies(&schema).into_iter().chain(passive_replies(&schema)) {
        for at in limited_fields(&body) {
            for limit in &at.field.limits {
                try_limit(&body, &at, limit);
            }
            tried.insert((body.channel.name.clone(), at.owner));
        }
    }
    for channel in &schema.channels {
        for (owner, field) in described_limits(channel) {
            assert!(
                tried.contains(&(channel.name.clone(), owner.clone())),
                "no example reaches {owner}: {}",
                field.wire
            );
        }
    }
}

/// What people write in place of an id, and what of it is an id.
const NOT_QUITE: [(&str, &str); 7] =
    [(" ", ""), ("", " "), ("", "\n"), ("\u{200b}", ""), ("", "\u{feff}"), ("\"", "\""), ("“", "”")];

#[test]
fn every_charset_speaks_where_a_character_does_not_belong_and_names_the_id_that_was_meant() {
    let schema = schema();
    let mut tried = BTreeSet::new();
    for body in bodies(&schema) {
        for spot in spots(&body) {
            let Spot::Field { field, pointer, object, index } = spot else { continue };
            let Some(charset) = &field.charset else { continue };
            tried.insert((body.channel.name.clone(), owner(object, index)));
            for (before, behind) in NOT_QUITE {
                try_charset(&body, field, charset, &pointer, &[format!("{before}7{behind}")], &["7"]);
            }
            if matches!(field.kind, Kind::List(_) | Kind::Joined(_)) {
                for several in ["7,8", "7，8", "7; 8", "7、8 ", "[\"7\",\"8\"]"] {
                    try_charset(&body, field, charset, &pointer, &[several.to_owned()], &["7", "8"]);
                }
            } else {
                try_charset(&body, field, charset, &pointer, &["7,8".to_owned()], &[]);
            }
        }
    }
    for channel in &schema.channels {
        for (owner, field) in described(channel, |field| field.charset.is_some()) {
            let is_reply = channel.passive_replies.iter().any(|reply| channel.reachable([reply.object]).len() > 1);
            let is_tried = tried.contains(&(channel.name.clone(), owner.clone()));
            assert!(is_tried || is_reply, "no example reaches {owner}: {}", field.wire);
        }
    }
}

/// Both sides speak of the value with the charset's consequence and code, and mean the same by it.
fn try_charset(body: &Body<'_>, field: &Field, charset: &Charset, pointer: &str, values: &[String], ids: &[&str]) {
    let mut json = body.json.clone();
    let (value, path) = match &field.kind {
        Kind::Joined(separator) => (json!(values.join(separator)), format!("{}[0]", path(pointer))),
        Kind::List(_) => (json!(values), format!("{}[0]", path(pointer))),
        _ => (json!(values[0]), path(pointer)),
    };
    *json.pointer_mut(pointer).unwrap() = value;
    let violations = visit(&body.operation, Violations(json.clone())).unwrap();
    let is_charset = |problem: &Problem| matches!(problem, Problem::Charset { .. });
    let violation = violations.into_iter().find(|it| it.path == path && is_charset(&it.problem));
    let violation = violation.unwrap_or_else(|| panic!("{} {path} is silent: {json}", body.subject));
    assert_eq!((violation.consequence, violation.errcode), (consequence(charset.beyond), charset.errcode), "{path}");
    let Problem::Charset { meant, .. } = &violation.problem else { unreachable!() };
    assert_eq!(meant, ids, "{path} {values:?}");
    let verdict = body.judge(&json);
    let finding =
        verdict.findings.iter().find(|it| it.path == path && matches!(it.problem, judge::Problem::Charset { .. }));
    let finding = finding.unwrap_or_else(|| panic!("{} {path}: the sandbox is silent: {json}", body.subject));
    assert_eq!(finding.problem.to_string(), violation.problem.to_string());
}

fn try_limit(body: &Body<'_>, at: &At<'_>, limit: &Limit) {
    if let Some(max) = limit.max {
        let edge = sized(at, limit, max, body);
        let beyond = sized(at, limit, max + step(at), body);
        assert!(found(body, at, limit, edge).is_none(), "{} {}: {max} is allowed", body.subject, at.pointer);
        let violation = found(body, at, limit, beyond);
        let violation = violation.unwrap_or_else(|| panic!("{} {}: {max} is the most", body.subject, at.pointer));
        assert_eq!(violation.errcode, limit.errcode, "{}", at.pointer);
        assert_eq!(violation.consequence, consequence(limit.beyond), "{}", at.pointer);
    }
    if let Some(min) = limit.min.filter(|min| *min > 1.0) {
        assert!(found(body, at, limit, sized(at, limit, min, body)).is_none(), "{}: {min} is allowed", at.pointer);
        let violation = found(body, at, limit, sized(at, limit, min - step(at), body));
        assert!(violation.is_some(), "{}: {min} is the least", at.pointer);
    }
}

/// The least that goes beyond a limit.
fn step(at: &At<'_>) -> f64 {
    if at.field.kind == Kind::Number { 0.001 } else { 1.0 }
}

/// A value of this size: text mostly of three-byte characters, so that bytes and characters cannot be mistaken.
fn sized(at: &At<'_>, limit: &Limit, size: f64, body: &Body<'_>) -> Value {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "limits are small")]
    let count = size as usize;
    match (limit.unit, &at.field.kind) {
        (Unit::Chars, _) => json!("企".repeat(count)),
        (Unit::Bytes, _) if at.field.charset.is_some() => json!("a".repeat(count)),
        (Unit::Bytes, _) => json!("企".repeat(count / 3) + &"a".repeat(count % 3)),
        (Unit::Items, Kind::Joined(separator)) => json!(vec!["a"; count].join(separator)),
        (Unit::Items, _) => json!(items(at, limit, count, body)),
        (Unit::Range, Kind::Number) => json!(size),
        (Unit::Range, _) => json!(count),
    }
}

/// So many items that the limit counts, of each of its cases in turn, and behind them one of each that it does not.
fn items(at: &At<'_>, limit: &Limit, count: usize, body: &Body<'_>) -> Vec<Value> {
    let listed = body.json.pointer(&at.pointer).and_then(Value::as_array).cloned().unwrap_or_default();
    let is_counted = |item: &Value| limit.cases.is_empty() || limit.cases.contains(&case_of_item(at, item, body));
    let (counted, others): (Vec<_>, Vec<_>) = listed.into_iter().partition(is_counted);
    assert!(!counted.is_empty(), "{} {}: an example with an item is wanted", body.subject, at.pointer);
    counted.into_iter().cycle().take(count).chain(others).collect()
}

fn case_of_item(at: &At<'_>, item: &Value, body: &Body<'_>) -> String {
    let Kind::List(of) = &at.field.kind else { panic!("{}: limits on cases are for lists", at.pointer) };
    let Kind::Union(id) = **of else { panic!("{}: limits on cases are for unions", at.pointer) };
    active_case(body.channel.union(id).unwrap(), item).map(|case| case.name.clone()).unwrap_or_default()
}

/// The violation of this limit that the generated check reports, with the value in the field's place.
fn found(body: &Body<'_>, at: &At<'_>, limit: &Limit, value: Value) -> Option<Violation> {
    let mut json = body.json.clone();
    *json.pointer_mut(&at.pointer).unwrap() = value;
    let violations = visit(&body.operation, Violations(json)).unwrap();
    let path = path(&at.pointer);
    violations.into_iter().find(|violation| match &violation.problem {
        Problem::Limit { limit: broken, .. } => {
            [path.clone(), format!("{path}[0]")].contains(&violation.path)
                && broken.max == limit.max
                && broken.min == limit.min
        }
        _ => false,
    })
}

struct Violations(Value);

impl Visit for Violations {
    type Output = Vec<Violation>;

    fn visit<T: Fields + FromMembers + Check>(self) -> Vec<Violation> {
        Report::of(&read_value::<T>(self.0).unwrap_or_else(|error| panic!("{error}")).value)
    }
}

fn consequence(described: Consequence) -> check::Consequence {
    match described {
        Consequence::Refused => check::Consequence::Refused,
        Consequence::Truncated => check::Consequence::Truncated,
        Consequence::Advised => check::Consequence::Advised,
        Consequence::Unstated => check::Consequence::Unstated,
    }
}

/// A field with limits and where it stands in a body.
struct At<'c> {
    field: &'c Field,
    owner: String,
    pointer: String,
}

/// The fields with limits that a body uses.
fn limited_fields<'c>(body: &Body<'c>) -> Vec<At<'c>> {
    let limited = |spot| match spot {
        Spot::Field { object, field, index, pointer } if !field.limits.is_empty() => {
            Some(At { field, owner: owner(object, index), pointer })
        }
        _ => None,
    };
    spots(body).into_iter().filter_map(limited).collect()
}

fn owner(object: &Object, field: usize) -> String {
    format!("{}::{}.{}", object.module.as_deref().unwrap_or("-"), object.rust, object.fields[field].rust)
}

/// Every field with limits in the requests and passive replies of a channel.
fn described_limits(channel: &Channel) -> Vec<(String, &Field)> {
    described(channel, |field| !field.limits.is_empty())
}

fn described(channel: &Channel, is_wanted: fn(&Field) -> bool) -> Vec<(String, &Field)> {
    let mut limits = Vec::new();
    for id in channel.ids() {
        if let Type::Object(object) = channel.ty(id) {
            for (index, field) in object.fields.iter().enumerate() {
                if object.role != Role::Reply && is_wanted(field) {
                    limits.push((owner(object, index), field));
                }
            }
        }
    }
    limits
}
