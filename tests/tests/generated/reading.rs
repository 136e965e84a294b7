//! What is read, what is named when it does not fit.

use wecom_message::check::Report;
use wecom_message::read::read;
use wecom_tests::bodies::fixture;
use wecom_tests::fixture::demo::{AnyMessage, Change, Dot, Lists, Scalars, Unions};
use wecom_tests::fixture::operations;

use super::{broken, mismatches, shown, wire};

#[test]
fn what_does_not_fit_is_named_by_its_path() {
    let body = r#"{"msgtype":"scalars","scalars":{"count":1.5,"loud":2,"wait":-1,"color":"gray"}}"#;
    assert_eq!(
        mismatches::<Scalars>(body),
        [
            "scalars.count: an integer is wanted here, not the number 1.5",
            "scalars.loud: 0 or 1 is wanted here, not the number 2",
            "scalars.wait: a number of seconds is wanted here, not the number -1",
            "scalars.color: an integer is wanted here, not a string",
        ]
    );
}

#[test]
fn unknown_members_are_named_and_any_message_refuses_them() {
    let body = r#"{"msgtype":"lists","lists":{"numbers":[1],"dots":[{"name":"a","size":1}],"more":1},"extra":1}"#;
    assert_eq!(read::<Lists>(body).unwrap().unknown_members(), ["lists.dots[0].size", "lists.more", "extra"]);
    assert!(serde_json::from_str::<Lists>(body).is_ok());
    let error = serde_json::from_str::<AnyMessage>(body).unwrap_err().to_string();
    assert!(error.contains("lists.dots[0].size, lists.more, extra"), "{error}");
}

#[test]
fn an_unknown_case_is_no_message() {
    assert_eq!(
        mismatches::<Unions>(r#"{"msgtype":"unions","unions":{"mood":9,"page":{"url":"x"}}}"#),
        ["unions.mood: one of 0 (plain), 2 (glad), -3 (sad) is wanted here, but it is 9"]
    );
    let found = mismatches::<Unions>(r#"{"msgtype":"unions","unions":{"link":{"kind":"x"},"page":{"url":"x"}}}"#);
    assert!(found[0].starts_with("unions.link.kind: ") && found[0].ends_with("(WeCom answers 1030)"), "{found:?}");
    assert_eq!(
        mismatches::<Unions>(r#"{"msgtype":"unions","unions":{"page":{"url":"x"},"link_":{"kind":"nothing"}}}"#),
        ["unions: exactly one of page, link_ is wanted here, but several are there"]
    );
}

#[test]
fn members_that_a_case_ignores_are_dropped_and_named() {
    let dot = read::<Dot>(r#"{"name":"d","url":"https://example.com"}"#).unwrap();
    assert_eq!((wire(&dot.value), shown(&dot.remarks)), (r#"{"name":"d"}"#.to_owned(), vec!["url NotSent".to_owned()]));
    assert_eq!(dot.remarks[0].to_string(), "url: WeCom reads it only with `kind` page; it is not sent");
}

#[test]
fn every_example_travels_unchanged_and_breaks_no_rule() {
    let schema = fixture();
    let channel = schema.channels.iter().find(|channel| channel.name == "demo").unwrap();
    for example in channel.messages.iter().flat_map(|message| &message.examples) {
        let message: AnyMessage = serde_json::from_value(example.body.clone()).unwrap();
        assert_eq!(serde_json::to_value(&message).unwrap(), example.body, "{}", example.name);
        let refused = |violation: &wecom_message::check::Violation| violation.errcode.is_some();
        assert!(!Report::of(&message).iter().any(refused), "{}: {:?}", example.name, broken(&message));
    }
    let change = channel.operations.iter().find(|operation| operation.name == "change").unwrap();
    for example in &change.examples {
        let call: Change = serde_json::from_value(example.body.clone()).unwrap();
        assert_eq!(serde_json::to_value(&call).unwrap(), example.body, "{}", example.name);
    }
}

#[test]
fn every_described_operation_has_its_name_in_the_list() {
    let schema = fixture();
    let names = schema.channels.iter().flat_map(|channel| {
        let send = (!channel.messages.is_empty()).then_some("send");
        let operations = channel.operations.iter().map(|operation| operation.name.as_str());
        send.into_iter().chain(operations).map(|name| format!("{}.{name}", channel.name))
    });
    assert_eq!(names.collect::<Vec<_>>(), operations::NAMES);
}
