//! The generated JSON Schemas, by the word of a validator that knows nothing of the descriptions: they take every
//! example, and of thousands of mutated bodies they never refuse one in which the descriptions find nothing to refuse, and
//! refuse every mistake that JSON Schema can express.

use std::collections::BTreeMap;

use jsonschema::Validator;
use serde_json::{Value, json};
use wecom_codegen::json_schema::{self, Strictness};
use wecom_schema::Schema;
use wecom_schema::judge::{Finding, Mismatch, Problem, Verdict};
use wecom_schema::model::Unit;
use wecom_tests::bodies::{bodies, fixture, schema};
use wecom_tests::mutation::mutate;

const ROUNDS: usize = 12_000;

fn validators(schema: &Schema, strictness: Strictness) -> BTreeMap<String, Validator> {
    let files = json_schema::files(schema, strictness).into_iter().map(|file| {
        let schema: Value = serde_json::from_str(&file.text).unwrap();
        let name = file.name.strip_suffix(".schema.json").unwrap().to_owned();
        let validator = jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, validator)
    });
    files.collect()
}

#[test]
fn the_schemas_are_schemas() {
    for strictness in [Strictness::Refused, Strictness::Everything] {
        for file in [schema(), fixture()].iter().flat_map(|schema| json_schema::files(schema, strictness)) {
            let schema: Value = serde_json::from_str(&file.text).unwrap();
            jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{}: {error}", file.name));
            // Nothing is lost to a keyword that stands twice.
            let keywords = |text: &str| text.matches("\": ").count();
            assert_eq!(
                keywords(&file.text),
                keywords(&serde_json::to_string_pretty(&schema).unwrap()),
                "{}",
                file.name
            );
        }
    }
}

#[test]
fn every_operation_has_one() {
    let names: Vec<String> = json_schema::operations(&schema());
    assert_eq!(names, wecom_message::operations::NAMES);
    assert!(json_schema::operation(&schema(), "app.nothing", Strictness::Refused).is_none());
}

#[test]
fn every_example_validates() {
    for schema in [schema(), fixture()] {
        let validators = validators(&schema, Strictness::Refused);
        for body in bodies(&schema) {
            if let Err(error) = validators[&body.operation].validate(&body.json) {
                panic!("{} {}: {error} at {}", body.subject, body.name, error.instance_path());
            }
        }
    }
}

#[test]
fn the_schemas_agree_with_the_judge_on_mutated_examples() {
    agree(&schema(), Strictness::Refused);
    agree(&schema(), Strictness::Everything);
}

#[test]
fn the_schemas_agree_with_the_judge_on_every_feature_of_the_language() {
    agree(&fixture(), Strictness::Refused);
    agree(&fixture(), Strictness::Everything);
}

fn agree(schema: &Schema, strictness: Strictness) {
    let validators = validators(schema, strictness);
    let seeds = bodies(schema);
    let mut random = fastrand::Rng::with_seed(20_261_123);
    let (mut taken, mut refused) = (0, 0);
    for round in 0..ROUNDS {
        let Some(seed) = random.choice(&seeds) else { panic!("no examples") };
        let mut body = seed.json.clone();
        for _ in 0..random.usize(0..4) {
            mutate(&mut body, &mut random);
        }
        let verdict = seed.judge(&body).exact(); // a schema describes the canonical form
        let outcome = validators[&seed.operation].validate(&body);
        let context = || format!("round {round}, {}: {body}\n{verdict:?}", seed.operation);
        if is_fine(&verdict, strictness) {
            taken += 1;
            if let Err(error) = outcome {
                panic!("{}\nis refused for {error} at {}", context(), error.instance_path());
            }
        } else if can_be_said(&verdict, strictness, &body) {
            refused += 1;
            assert!(outcome.is_err(), "{}\nis taken", context());
        }
    }
    assert!(taken > ROUNDS / 5 && refused > ROUNDS / 5, "every outcome occurs often enough: {taken}, {refused}");
}

fn counts(finding: &Finding, strictness: Strictness) -> bool {
    finding.is_refused() || strictness == Strictness::Everything
}

fn is_fine(verdict: &Verdict, strictness: Strictness) -> bool {
    verdict.mismatches.is_empty() && !verdict.findings.iter().any(|finding| counts(finding, strictness))
}

/// Whether something is wrong that JSON Schema has words for.
fn can_be_said(verdict: &Verdict, strictness: Strictness, body: &Value) -> bool {
    // A null where no member is described says nothing.
    let is_null = |mismatch: &Mismatch| mismatch.reason == "null counts as absent";
    let sayable = |finding: &Finding| match &finding.problem {
        Problem::Missing
        | Problem::Charset { .. }
        | Problem::UnknownValue
        | Problem::NoneOf(_)
        | Problem::MoreThanOneOf(_)
        | Problem::NeededBy(_)
        | Problem::NotTogether(..)
        | Problem::Prefix(_)
        | Problem::NotHere(_)
        | Problem::Everyone
        | Problem::EveryoneAmongOthers => true,
        // That items differ in one member, or pieces of one string from each other, cannot be said.
        Problem::Duplicate => false,
        Problem::Limit { limit, .. } => match limit.unit {
            Unit::Chars | Unit::Items | Unit::Range => true,
            // Bytes are counted as characters: at most as many, at least a quarter.
            Unit::Bytes => at(body, &finding.path).is_some_and(|text| {
                #[allow(clippy::cast_precision_loss, reason = "no text is that long")]
                let chars = text.chars().count() as f64;
                limit.max.is_some_and(|max| chars > max) || limit.min.is_some_and(|min| chars * 4.0 < min)
            }),
        },
    };
    !verdict.mismatches.iter().all(is_null)
        || verdict.findings.iter().filter(|finding| counts(finding, strictness)).any(sayable)
}

/// The text at a finding's path; a piece of a joined list counts as none.
fn at<'b>(body: &'b Value, path: &str) -> Option<&'b str> {
    let pointer = path.replace(['.', '['], "/").replace(']', "");
    body.pointer(&format!("/{pointer}"))?.as_str()
}

#[test]
fn a_limit_in_bytes_refuses_no_text_that_fits() {
    let validators = validators(&schema(), Strictness::Refused);
    let body = |content: String| json!({ "msgtype": "markdown", "markdown": { "content": content } });
    let send = &validators["robot.send"];
    assert!(send.is_valid(&body("a".repeat(4096))));
    assert!(!send.is_valid(&body("a".repeat(4097))));
    assert!(send.is_valid(&body("企".repeat(1365))));
    assert!(send.is_valid(&body("企".repeat(1366))), "4098 bytes in 1366 characters: JSON Schema cannot tell");
}

#[test]
fn what_wecom_cuts_is_refused_by_the_strict_schema_only() {
    let body = json!({ "touser": "lisi", "agentid": 1, "msgtype": "text", "text": { "content": "a".repeat(2049) } });
    assert!(validators(&schema(), Strictness::Refused)["app.send"].is_valid(&body));
    assert!(!validators(&schema(), Strictness::Everything)["app.send"].is_valid(&body));
}

#[test]
fn counted_cases_nested_cases_and_flags_are_said() {
    let validators = validators(&schema(), Strictness::Refused);
    let menu = |items: Vec<Value>| {
        let list: Vec<Value> = items;
        json!({ "touser": "wm1", "open_kfid": "wk1", "msgtype": "msgmenu", "msgmenu": { "head_content": "h", "list": list } })
    };
    let click = json!({ "type": "click", "click": { "id": "1", "content": "c" } });
    let text = json!({ "type": "text", "text": { "content": "c" } });
    let kf = &validators["kf.send"];
    assert!(kf.is_valid(&menu(vec![click.clone(); 10])));
    assert!(!kf.is_valid(&menu(vec![click.clone(); 11])), "ten choices at most");
    assert!(kf.is_valid(&menu([vec![click; 10], vec![text; 20]].concat())), "text is no choice");
    assert!(!kf.is_valid(&menu(vec![json!({ "type": "click" })])), "what a case needs is in an object of its name");
    assert!(!kf.is_valid(&menu(vec![json!({ "type": "click", "content": "c" })])), "and not beside it");

    let to = |to: Value| {
        let mut body = json!({ "agentid": 1, "msgtype": "text", "text": { "content": "c" } });
        body.as_object_mut().unwrap().extend(to.as_object().unwrap().clone());
        body
    };
    let linked = &validators["linked_corp.send"];
    assert!(linked.is_valid(&to(json!({ "toall": 1 }))));
    assert!(!linked.is_valid(&to(json!({ "toall": 0 }))), "a switch that is off is nobody");
    assert!(linked.is_valid(&to(json!({ "toall": 0, "totag": ["7"] }))));
}

#[test]
fn a_query_says_that_it_is_one() {
    let text = json_schema::operation(&schema(), "appchat.get", Strictness::Refused).unwrap();
    assert!(text.contains("the members of the query of GET cgi-bin/appchat/get"), "{text}");
    let names = json_schema::operations(&schema());
    assert!(names.contains(&"customer.send_welcome".to_owned()) && !names.contains(&"customer.send".to_owned()));
}
