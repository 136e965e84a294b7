//! The generated checks and the sandbox's interpreter are written apart from each other and must agree: thousands of
//! bodies, mutated from the examples of the descriptions, get the same verdict from both.

use serde_json::{Map, Value, json};
use wecom_message::check::{Check, Report};
use wecom_message::fields::{Fields, Object};
use wecom_message::message::Visit;
use wecom_message::operations;
use wecom_message::read::{Read, Reading, read_value};
use wecom_schema::judge::{Verdict, judge_object};
use wecom_tests::bodies::{Body, bodies, schema};

const ROUNDS: usize = 12_000;

#[test]
fn the_generated_check_and_the_sandbox_agree_on_mutated_examples() {
    let schema = schema();
    let seeds = bodies(&schema);
    let mut random = fastrand::Rng::with_seed(20_261_123);
    let mut verdicts = [0usize; 3];
    for round in 0..ROUNDS {
        let Some(seed) = random.choice(&seeds) else { panic!("no examples") };
        let mut body = seed.json.clone();
        for _ in 0..random.usize(0..4) {
            mutate(&mut body, &mut random);
        }
        let judged = Summary::of_verdict(&judge(seed, &body));
        let checked = operations::visit(&seed.operation, CheckBody(body.clone())).unwrap();
        assert_eq!(checked, judged, "round {round}, {}: {body}", seed.operation);
        verdicts[match &judged {
            Summary::NotSuch => 2,
            Summary::Such { findings, .. } => usize::from(findings.iter().any(|it| it.contains("Refused"))),
        }] += 1;
    }
    assert!(verdicts.iter().all(|count| *count > ROUNDS / 20), "every verdict occurs often enough: {verdicts:?}");
}

#[test]
fn every_example_goes_through_the_typed_request_unchanged() {
    for seed in bodies(&schema()) {
        let written = operations::visit(&seed.operation, WriteBody(seed.json.clone())).unwrap();
        assert_eq!(written, seed.json, "{}", seed.operation);
    }
}

fn judge(seed: &Body<'_>, body: &Value) -> Verdict {
    match seed.msgtype {
        Some(_) => seed.channel.judge_send(body),
        None => judge_object(seed.channel, seed.object, body),
    }
}

/// What both sides say, in a form that compares: paths, consequences and codes, in no particular order.
#[derive(Debug, PartialEq)]
enum Summary {
    NotSuch,
    Such { findings: Vec<String>, foreign: Vec<String> },
}

impl Summary {
    fn of_verdict(verdict: &Verdict) -> Self {
        if !verdict.mismatches.is_empty() {
            return Self::NotSuch;
        }
        let line = |finding: &wecom_schema::judge::Finding| {
            format!("{} {:?} {:?}", finding.path, finding.consequence, finding.errcode)
        };
        Self::such(verdict.findings.iter().map(line).collect(), verdict.foreign.clone())
    }

    fn such(mut findings: Vec<String>, mut foreign: Vec<String>) -> Self {
        findings.sort();
        foreign.sort();
        Self::Such { findings, foreign }
    }
}

struct CheckBody(Value);

impl Visit for CheckBody {
    type Output = Summary;

    fn visit<T: Fields + Read + Check>(self) -> Summary {
        let Ok(reading) = read_value::<T>(self.0.clone()) else { return Summary::NotSuch };
        let Reading { value, foreign, refused, .. } = reading;
        let written = serde_json::to_value(Object(&value)).unwrap();
        assert_invents_nothing(&written, &self.0);
        let again = read_value::<T>(written.clone()).unwrap_or_else(|error| panic!("{error}: {written}"));
        let again = serde_json::to_value(Object(&again.value)).unwrap();
        assert_eq!(without_empty(again), without_empty(written), "reading back changes nothing");
        let line = |it: &wecom_message::check::Violation| format!("{} {:?} {:?}", it.path, it.consequence, it.errcode);
        Summary::such(Report::of(&value).iter().chain(&refused).map(line).collect(), foreign)
    }
}

struct WriteBody(Value);

impl Visit for WriteBody {
    type Output = Value;

    fn visit<T: Fields + Read + Check>(self) -> Value {
        let Reading { value, foreign, .. } = read_value::<T>(self.0).unwrap_or_else(|error| panic!("{error}"));
        assert!(foreign.is_empty(), "{foreign:?}");
        serde_json::to_value(Object(&value)).unwrap()
    }
}

/// An empty object is as good as none.
fn without_empty(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.into_iter().map(|(name, value)| (name, without_empty(value)));
            Value::Object(members.filter(|(_, value)| *value != json!({})).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_empty).collect()),
        value => value,
    }
}

/// Everything written stood in the body that was read, with the same value; only a message's own object is always
/// written, if empty.
fn assert_invents_nothing(written: &Value, body: &Value) {
    match (written, body) {
        (Value::Object(written), Value::Object(body)) => {
            for (name, value) in written.iter().filter(|(_, value)| **value != json!({})) {
                let stood = body.get(name).unwrap_or_else(|| panic!("{name} was invented"));
                assert_invents_nothing(value, stood);
            }
        }
        (Value::Array(written), Value::Array(body)) => {
            assert_eq!(written.len(), body.len());
            written.iter().zip(body).for_each(|(written, body)| assert_invents_nothing(written, body));
        }
        (Value::Number(written), Value::Number(body)) => assert_eq!(written.as_f64(), body.as_f64()),
        (written, body) => assert_eq!(written, body),
    }
}

/// One change somewhere in the body.
fn mutate(body: &mut Value, random: &mut fastrand::Rng) {
    let count = count(body);
    let mut at = random.usize(0..count);
    if random.u8(0..20) == 0 {
        return to_everyone(body);
    }
    let Some(value) = nth(body, &mut at) else { return };
    match random.u8(0..12) {
        0 => remove_member(value, random),
        1 => *value = json!(""),
        2 => *value = json!([]),
        3 => *value = json!({}),
        4 => *value = other_type(random),
        5 | 6 => resize(value, random),
        7 => repeat_item(value, random),
        8 => rename_member(value, random),
        9 => add_member(value, random),
        10 => nudge(value, random),
        _ => copy_member(value, random),
    }
}

fn to_everyone(body: &mut Value) {
    if let Value::Object(members) = body {
        members.insert("touser".to_owned(), json!("@all"));
    }
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Object(members) => members.values().map(count).sum(),
        Value::Array(items) => items.iter().map(count).sum::<usize>(),
        _ => 0,
    }
}

/// The value of this number, counted in the order of the text.
fn nth<'v>(value: &'v mut Value, at: &mut usize) -> Option<&'v mut Value> {
    if *at == 0 {
        return Some(value);
    }
    *at -= 1;
    match value {
        Value::Object(members) => members.values_mut().find_map(|member| nth(member, at)),
        Value::Array(items) => items.iter_mut().find_map(|item| nth(item, at)),
        _ => None,
    }
}

fn member_name(members: &Map<String, Value>, random: &mut fastrand::Rng) -> Option<String> {
    random.choice(members.keys().collect::<Vec<_>>()).cloned()
}

fn remove_member(value: &mut Value, random: &mut fastrand::Rng) {
    if let Value::Object(members) = value {
        if let Some(name) = member_name(members, random) {
            members.remove(&name);
        }
    }
}

fn rename_member(value: &mut Value, random: &mut fastrand::Rng) {
    if let Value::Object(members) = value {
        if let Some(removed) = member_name(members, random).and_then(|name| members.remove(&name)) {
            members.insert("undescribed".to_owned(), removed);
        }
    }
}

/// Members that belong to some object or case, here or elsewhere.
fn add_member(value: &mut Value, random: &mut fastrand::Rng) {
    let members =
        ["type", "url", "appid", "pagepath", "key", "media_id", "userid", "task_id", "safe", "button", "card_type"];
    if let (Value::Object(object), Some(name)) = (value, random.choice(members)) {
        let value = random.choice([json!("a"), json!(0), json!(1), json!(2), json!({})]);
        object.insert(name.to_owned(), value.unwrap_or_default());
    }
}

fn copy_member(value: &mut Value, random: &mut fastrand::Rng) {
    if let Value::Object(members) = value {
        if let (Some(from), Some(to)) = (member_name(members, random), member_name(members, random)) {
            let copy = members.get(&from).cloned().unwrap_or_default();
            members.insert(to, copy);
        }
    }
}

fn other_type(random: &mut fastrand::Rng) -> Value {
    let values = [
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(2),
        json!(7),
        json!(-1),
        json!(2.5),
        json!("1"),
        json!("x"),
        json!(["x"]),
        json!([{}]),
        json!({ "x": 1 }),
        json!(u64::MAX),
        json!(i64::MIN),
        json!("text_notice"),
    ];
    random.choice(values).unwrap_or_default()
}

/// To the sizes that limits speak of, and one off.
fn resize(value: &mut Value, random: &mut fastrand::Rng) {
    match value {
        Value::String(text) => {
            let edge = *random.choice(&[1usize, 5, 10, 14, 16, 20, 36, 44, 128, 160, 1024, 2048]).unwrap_or(&1);
            let size = (edge + random.usize(0..3)).saturating_sub(1);
            *text = match random.u8(0..3) {
                0 => "a".repeat(size),
                1 => "企".repeat(size),
                _ => "企".repeat(size / 3) + &"a".repeat(size % 3),
            };
        }
        Value::Array(items) => {
            if let Some(item) = items.first().cloned() {
                items.resize(random.usize(0..24), item);
            }
        }
        _ => {}
    }
}

fn repeat_item(value: &mut Value, random: &mut fastrand::Rng) {
    if let Value::Array(items) = value {
        if let Some(item) = random.choice(items.iter()).cloned() {
            items.push(item);
        }
    }
}

/// A little to the side: numbers past their range, characters outside of a charset, ids that are empty.
fn nudge(value: &mut Value, random: &mut fastrand::Rng) {
    match value {
        Value::Number(_) => {
            let numbers = [
                json!(1.2999),
                json!(1.3),
                json!(2.25),
                json!(2.2501),
                json!(14400),
                json!(14401),
                json!(-1),
                json!(3),
            ];
            *value = random.choice(numbers).unwrap_or_default();
        }
        Value::String(text) => text.push_str(random.choice([" ", "|", "||x", "é", "_"]).unwrap_or_default()),
        _ => {}
    }
}
