//! What is tolerated in an answer, and nowhere else.

use serde_json::{Value, json};

use super::mismatch::ReadError;
use super::reader::{FromMembers, Members};
use super::{read, read_object};

#[derive(Debug, Default, PartialEq)]
struct Everything {
    text: String,
    integer: Option<i64>,
    number: Option<f64>,
    boolean: Option<bool>,
    flag: Option<bool>,
    list: Vec<String>,
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
fn a_text_of_the_programs_own_is_read_as_it_is_described() {
    for text in [r#"{"integer":"3"}"#, r#"{"text":3}"#, r#"{"list":"a"}"#, r#"{"flag":true}"#, r#"{"boolean":1}"#] {
        assert!(read::<Everything>(text).is_err(), "{text}");
    }
}
