//! The generated checks and the sandbox's interpreter are written apart from each other and must agree: thousands of
//! bodies, mutated from the examples of the descriptions, get the same verdict from both.

use serde_json::{Value, json};
use wecom_message::check::{Check, Limit, Problem, Report};
use wecom_message::fields::{Fields, Object};
use wecom_message::message::Visit;
use wecom_message::read::{FromMembers, Reading, read_value};
use wecom_schema::Schema;
use wecom_schema::judge::Verdict;
use wecom_tests::bodies::{Body, bodies, passive_replies, schema};
use wecom_tests::mutation::mutate;
use wecom_tests::visit::visit;

const ROUNDS: usize = 12_000;

#[test]
fn the_generated_check_and_the_sandbox_agree_on_mutated_examples() {
    let schema = schema();
    let seeds = seeds(&schema);
    let mut random = fastrand::Rng::with_seed(20_261_123);
    let mut verdicts = [0usize; 3];
    for round in 0..ROUNDS {
        let Some(seed) = random.choice(&seeds) else { panic!("no examples") };
        let mut body = seed.json.clone();
        for _ in 0..random.usize(0..4) {
            mutate(&mut body, &mut random);
        }
        let judged = Summary::of_verdict(&seed.judge(&body));
        let checked = visit(&seed.operation, CheckBody(body.clone())).unwrap();
        assert_eq!(checked, judged, "round {round}, {}: {body}", seed.operation);
        verdicts[match &judged {
            Summary::NotSuch => 2,
            Summary::Such { findings } => usize::from(findings.iter().any(|it| it.contains("Refused"))),
        }] += 1;
    }
    assert!(verdicts.iter().all(|count| *count > ROUNDS / 20), "every verdict occurs often enough: {verdicts:?}");
}

fn seeds(schema: &Schema) -> Vec<Body<'_>> {
    bodies(schema).into_iter().chain(passive_replies(schema)).collect()
}

#[test]
fn every_example_goes_through_the_typed_request_unchanged() {
    for seed in seeds(&schema()) {
        let written = visit(&seed.operation, WriteBody(seed.json.clone())).unwrap();
        assert_eq!(written, seed.json, "{}", seed.operation);
    }
}

/// What both sides say, in a form that compares: paths, consequences and codes, in no particular order.
#[derive(Debug, PartialEq)]
enum Summary {
    NotSuch,
    Such { findings: Vec<String> },
}

impl Summary {
    fn of_verdict(verdict: &Verdict) -> Self {
        if !verdict.mismatches.is_empty() {
            return Self::NotSuch;
        }
        let line = |finding: &wecom_schema::judge::Finding| {
            format!("{} {:?} {:?}", finding.path, finding.consequence, finding.errcode)
        };
        let findings = verdict.findings.iter().map(line);
        let lost = verdict.unknown_members.iter().chain(verdict.ignored.iter().map(|it| &it.path));
        let lost = lost.map(|path| format!("{path} NotSent None"));
        let rewritten = verdict.straightened.iter().map(|it| format!("{} Rewritten None", it.path));
        Self::such(findings.chain(lost).chain(rewritten).collect())
    }

    fn such(mut findings: Vec<String>) -> Self {
        findings.sort();
        Self::Such { findings }
    }
}

struct CheckBody(Value);

impl Visit for CheckBody {
    type Output = Summary;

    fn visit<T: Fields + FromMembers + Check>(self) -> Summary {
        let Ok(reading) = read_value::<T>(self.0.clone()) else { return Summary::NotSuch };
        let Reading { value, .. } = reading;
        let written = serde_json::to_value(Object(&value)).unwrap();
        assert_invents_nothing(&written, &self.0);
        let again = read_value::<T>(written.clone()).unwrap_or_else(|error| panic!("{error}: {written}"));
        let again = serde_json::to_value(Object(&again.value)).unwrap();
        assert_eq!(without_empty(again), without_empty(written), "reading back changes nothing");
        let line = |it: &wecom_message::check::Violation| format!("{} {:?} {:?}", it.path, it.consequence, it.errcode);
        Summary::such(Report::of(&value).iter().filter(|it| !is_by_hand(it)).map(line).collect())
    }
}

/// What descriptions cannot say of the picture in a robot's message, `"checked_in_runtime": true`.
fn is_by_hand(violation: &wecom_message::check::Violation) -> bool {
    let is_of_picture = matches!(violation.path.as_str(), "image.base64" | "image.md5");
    let said = |limit: &Limit| limit.errcode == Some(40009) && limit.min.is_some() || limit.errcode == Some(44001);
    is_of_picture
        && match &violation.problem {
            Problem::Other(_) => true,
            Problem::Limit { limit, .. } => said(limit),
            _ => false,
        }
}

struct WriteBody(Value);

impl Visit for WriteBody {
    type Output = Value;

    fn visit<T: Fields + FromMembers + Check>(self) -> Value {
        let Reading { value, remarks, .. } = read_value::<T>(self.0).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(remarks, []);
        serde_json::to_value(Object(&value)).unwrap()
    }
}

/// An empty object counts as absent.
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

/// The meaning of a value, in any JSON type.
fn said(value: &Value) -> String {
    match value {
        Value::Bool(on) => u8::from(*on).to_string(),
        Value::Number(number) => number.as_f64().unwrap_or_default().to_string(),
        Value::String(text) => match text.trim() {
            "true" => "1".to_owned(),
            "false" => "0".to_owned(),
            trimmed => trimmed.parse::<f64>().map_or_else(|_| text.clone(), |number| number.to_string()),
        },
        other => other.to_string(),
    }
}

/// Everything written stood in the body that was read, with the same meaning; only a message's own object is always
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
        (written, body) => assert_eq!(said(written), said(body)),
    }
}
