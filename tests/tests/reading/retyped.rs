//! Numbers, flags and strings in another JSON type: every scalar of every example.

use serde_json::{Value, json};
use wecom_schema::model::Kind;
use wecom_tests::bodies::{Body, bodies, schema};
use wecom_tests::spots::{Spot, path, spots};

use super::reading;

#[test]
fn a_scalar_in_another_type_reads_equal_and_is_named() {
    let mut tried = 0;
    for body in bodies(&schema()) {
        for spot in spots(&body) {
            let Spot::Field { field, pointer, .. } = spot else { continue };
            for (canonical, other) in pairs(&field.kind, body.json.pointer(&pointer).unwrap()) {
                assert_same(&body, &pointer, &canonical, &other);
                tried += 1;
            }
        }
    }
    assert!(tried > 1000, "{tried}");
}

#[test]
fn null_reads_as_an_absent_member_and_is_named() {
    for body in bodies(&schema()) {
        for spot in spots(&body) {
            let Spot::Field { pointer, .. } = spot else { continue };
            let (mut with_null, mut without) = (body.json.clone(), body.json.clone());
            *with_null.pointer_mut(&pointer).unwrap() = Value::Null;
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            without.pointer_mut(parent).and_then(Value::as_object_mut).unwrap().remove(name);
            match (reading(&body.operation, &without), reading(&body.operation, &with_null)) {
                (Ok(without), Ok(with_null)) => {
                    assert_eq!(with_null.written, without.written, "{} {pointer}", body.subject);
                    assert!(with_null.names(&path(&pointer)) && !with_null.is_exact, "{} {pointer}", body.subject);
                }
                (Err(_), Err(_)) => {}
                _ => panic!("{} {pointer}: null is not the same as absent", body.subject),
            }
        }
    }
}

/// A value of the kind in its own JSON type and in another one.
fn pairs(kind: &Kind, value: &Value) -> Vec<(Value, Value)> {
    match (kind, value) {
        (Kind::String | Kind::Newtype(_) | Kind::Joined(_), _) => {
            vec![(json!("17"), json!(17)), (json!("1.5"), json!(1.5))]
        }
        (Kind::Flag, _) => [0, 1]
            .map(|flag| (json!(flag), json!(flag.to_string())))
            .into_iter()
            .chain([(json!(1), json!(true)), (json!(1), json!(1.0))])
            .collect(),
        (Kind::Boolean, Value::Bool(on)) => vec![(json!(on), json!(on.to_string())), (json!(on), json!(u8::from(*on)))],
        (Kind::Integer | Kind::Number | Kind::Seconds | Kind::Values(_), Value::Number(number)) => {
            let mut pairs =
                vec![(json!(number), json!(number.to_string())), (json!(number), json!(format!(" {number}\n")))];
            if let (false, Some(whole)) = (*kind == Kind::Number, number.as_i64()) {
                pairs.push((json!(whole), json!(number.as_f64())));
            }
            pairs
        }
        (Kind::List(item), Value::Array(_)) => {
            let items = pairs(item, &Value::Null);
            items.into_iter().map(|(canonical, other)| (json!([canonical]), json!([other]))).collect()
        }
        _ => Vec::new(),
    }
}

fn assert_same(body: &Body<'_>, pointer: &str, canonical: &Value, other: &Value) {
    let with = |value: &Value| {
        let mut json = body.json.clone();
        *json.pointer_mut(pointer).unwrap() = value.clone();
        json
    };
    let context = format!("{} {pointer}: {other}", body.subject);
    let read = |json: &Value| reading(&body.operation, json).unwrap_or_else(|error| panic!("{context}: {error}"));
    let (expected, found) = (read(&with(canonical)), read(&with(other)));
    assert_eq!(found.written, expected.written, "{context}");
    assert!(expected.is_exact && !found.is_exact, "{context}");
    let item = if other.is_array() { "[0]" } else { "" };
    assert!(found.names(&format!("{}{item}", path(pointer))), "{context}: {:?}", found.report);

    let judged = body.judge(&with(other));
    let mut straightened = with(other);
    judged.straighten(&mut straightened);
    assert_eq!(straightened, with(canonical), "{context}");
    assert!(judged.exact().is_refused(), "{context}");
}
