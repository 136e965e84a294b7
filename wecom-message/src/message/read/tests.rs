//! What is tolerated in a request and in an answer.

use serde_json::{Value, json};

use super::mismatch::ReadError;
use super::reader::{FromMembers, Members};
use super::{read, read_object};
use crate::message::check::violation::Consequence;

#[derive(Debug, Default, PartialEq)]
struct Everything {
    text: String,
    integer: Option<i64>,
    number: Option<f64>,
    boolean: Option<bool>,
    flag: Option<bool>,
    list: Vec<String>,
    ids: Vec<String>,
}

impl FromMembers for Everything {
    fn from_members(members: &mut Members<'_>) -> Option<Self> {
        Some(Self {
            text: members.string("text"),
            integer: members.take("integer"),
            number: members.take("number"),
            boolean: members.take("boolean"),
            flag: members.flag("flag"),
            list: members.list("list"),
            ids: members.ids("ids", "|"),
        })
    }
}

fn answered(value: Value) -> Result<Everything, ReadError> {
    read_object(serde_json::from_value(value).unwrap())
}

#[test]
fn an_answer_is_read_by_what_its_values_say() {
    let canonical = json!({
        "text": "17", "integer": -3, "number": 1.5, "boolean": true, "flag": 1, "list": ["a"],
    });
    let stringly = json!({
        "text": 17, "integer": "-3", "number": " 1.5 ", "boolean": "true", "flag": "1", "list": "a",
    });
    let switches = json!({
        "text": "17", "integer": -3, "number": 1.5, "boolean": 1, "flag": true, "list": ["a"],
    });
    let expected = Everything {
        text: "17".to_owned(),
        integer: Some(-3),
        number: Some(1.5),
        boolean: Some(true),
        flag: Some(true),
        list: vec!["a".to_owned()],
        ids: Vec::new(),
    };
    for answer in [canonical, stringly, switches] {
        assert_eq!(answered(answer).unwrap(), expected);
    }
}

#[test]
fn null_and_the_empty_string_are_absent_in_an_answer() {
    for absent in [json!(null), json!("")] {
        let answer = json!({
            "text": absent, "integer": absent, "number": absent, "boolean": absent, "flag": absent, "list": absent,
        });
        assert_eq!(answered(answer).unwrap(), Everything::default());
    }
}

#[test]
fn what_says_nothing_of_the_kind_is_a_mismatch_in_an_answer() {
    for (answer, path) in [
        (json!({ "integer": "three" }), "integer"),
        (json!({ "boolean": "2" }), "boolean"),
        (json!({ "flag": 2 }), "flag"),
        (json!({ "text": {} }), "text"),
        (json!({ "list": [{}] }), "list[0]"),
    ] {
        let Err(ReadError::Mismatch(mismatches)) = answered(answer) else { panic!("{path} is read") };
        assert_eq!(mismatches[0].path, path);
    }
}

#[test]
fn in_a_request_another_type_is_read_and_named_or_refused_by_an_exact_reader() {
    for text in [r#"{"integer":"3"}"#, r#"{"text":3}"#, r#"{"list":null}"#, r#"{"flag":true}"#, r#"{"boolean":1}"#] {
        let reading = read::<Everything>(text).unwrap();
        let named: Vec<_> = reading.remarks.iter().map(|remark| remark.consequence).collect();
        assert_eq!(named, [Consequence::Rewritten], "{text}");
        assert!(reading.exact().is_err(), "{text}");
    }
    for text in
        [r#"{"list":"a"}"#, r#"{"integer":""}"#, r#"{"number":"inf"}"#, r#"{"flag":"yes"}"#, r#"{"list":[null]}"#]
    {
        assert!(read::<Everything>(text).is_err(), "{text}");
    }
}

#[test]
fn null_is_absent_wherever_an_answer_has_it() {
    for name in ["text", "integer", "number", "boolean", "flag", "list", "ids", "undescribed"] {
        assert_eq!(answered(json!({ name: null })).unwrap(), Everything::default(), "{name}");
    }
    let numbers = answered(json!({ "ids": [1, "a", 2] })).unwrap();
    assert_eq!(numbers.ids, ["1", "a", "2"]);
}
