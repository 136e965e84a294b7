//! What constructors and setters put on the wire.

use serde_json::{Value, json};
use wecom_message::message::{Call, Message};
use wecom_message::read::read;
use wecom_tests::fixture::demo::{
    self, AnyMessage, AppLink, Back, Change, ChangeReply, ChangeReplyState, Defaults, Dot, Form, Gift, Glad, Link,
    Lists, ListsGrades, Mood, Named, Names, Options, Page, Ping, Receipt, ReceiptState, Row, Scalars, ScalarsColor,
    ScalarsShape, Secrets, SomeClone, SomeDefault, TextAnswer, Twin, Unions, replace,
};

use super::{broken, travels, wire};

#[test]
fn scalars_are_written_in_the_order_of_their_description() {
    let message = Scalars::new()
        .shape(ScalarsShape::TwoSided)
        .color(-1)
        .wait(90)
        .loud(true)
        .open(false)
        .ratio(3)
        .count(-5)
        .text("你好");
    travels(
        &message,
        r#"{"msgtype":"scalars","scalars":{"text":"你好","count":-5,"ratio":3,"open":false,"loud":1,"wait":90,"color":-1,"shape":"two-sided"}}"#,
    );
    travels(&Scalars::new().ratio(2.5), r#"{"msgtype":"scalars","scalars":{"ratio":2.5}}"#);
    travels(&Scalars::default(), r#"{"msgtype":"scalars","scalars":{}}"#);
}

#[test]
fn named_values_have_a_variant_for_what_is_not_documented() {
    assert_eq!(ScalarsColor::from(1_000_000), ScalarsColor::Million);
    assert_eq!((ScalarsColor::from(7), ScalarsColor::Other(7).value()), (ScalarsColor::Other(7), 7));
    assert_eq!((ScalarsShape::from("round"), ScalarsShape::TwoSided.as_str()), (ScalarsShape::Round, "two-sided"));
    let message = Scalars::new().color(7).shape("oval");
    assert_eq!(wire(&message), r#"{"msgtype":"scalars","scalars":{"color":7,"shape":"oval"}}"#);
    assert_eq!(broken(&message), ["scalars.color Refused", "scalars.shape Unstated"]);
}

#[test]
fn lists_of_every_kind_travel() {
    let message = Lists::of(["a", "b"], [Dot::page("one", "https://example.com/1"), Dot::new("two")])
        .numbers([1, 9])
        .pauses([60])
        .switches([true, false])
        .grades([ListsGrades::Better, 1.into()])
        .tickets(["t1"])
        .links([Link::page("https://example.com"), Link::app("a"), Link::Nothing, AppLink::new("b").path("/x").into()])
        .joined(["x", "y"]);
    travels(
        &message,
        r#"{"msgtype":"lists","lists":{"words":["a","b"],"numbers":[1,9],"pauses":[60],"switches":[true,false],"grades":[2,1],"tickets":["t1"],"dots":[{"name":"one","kind":"page","url":"https://example.com/1"},{"name":"two"}],"links":[{"kind":"page","url":"https://example.com"},{"kind":"app","id":"a"},{"kind":"nothing"},{"kind":"app","id":"b","path":"/x"}],"joined":"x,y"}}"#,
    );
    travels(&Lists::new().words([""; 0]), r#"{"msgtype":"lists","lists":{}}"#);
}

#[test]
fn what_is_always_sent_is_set_by_constructors_to_its_default() {
    travels(
        &Defaults::new(),
        r#"{"msgtype":"defaults","defaults":{"sent":0,"open":false,"level":1234567,"ratio":0.5,"wait":30,"word":"so","mode":1}}"#,
    );
    let read = read::<Defaults>(r#"{"msgtype":"defaults","defaults":{}}"#).unwrap().value;
    assert_eq!(wire(&read), r#"{"msgtype":"defaults","defaults":{}}"#, "reading makes nothing up");
    assert_eq!(broken(&read), [""; 0]);
}

#[test]
fn secrets_do_not_show() {
    let message = Secrets::new("hunter2", "m-1").ticket("t-1").greeting("hi");
    travels(
        &message,
        r#"{"msgtype":"secrets","secrets":{"password":"hunter2","ticket":"t-1","id":"m-1","greeting":"hi"}}"#,
    );
    let shown = format!("{:?} {:?}", message, AnyMessage::from(message.clone()));
    assert!(!shown.contains("hunter2") && !shown.contains("t-1"), "{shown}");
    assert!(shown.contains("m-1") && shown.contains("hi"), "{shown}");
    assert_eq!(message.id.unwrap().to_string(), "m-1");
    assert_eq!(broken(&Secrets::new("", "")), ["secrets.password Refused 1050", "secrets.id Refused"]);
    let receipt = read::<Receipt>(r#"{"password":"hunter2","parts":[{"size":3}],"state":"lost"}"#).unwrap().value;
    assert!(!format!("{receipt:?}").contains("hunter2") && format!("{receipt:?}").contains("warnings"));
    assert_eq!(receipt.state, Some(ReceiptState::Other("lost".to_owned())));
    assert_eq!(receipt.parts[0].size, Some(3));
}

#[test]
fn options_stand_beside_the_body() {
    let message = Options::new("hi").safe(true).delay(5).note("n").mood(Glad::new().reason("sun"));
    travels(
        &message,
        r#"{"msgtype":"options","options":{"text":"hi"},"note":"n","mood":2,"reason":"sun","safe":1,"delay":5}"#,
    );
    travels(&Options::from("hi"), r#"{"msgtype":"options","options":{"text":"hi"}}"#);
    assert_eq!(broken(&Options::new("hi").delay(3601)), ["delay Unstated"]);
    assert!(!message.needs_sender());
    assert!(message.is_addressed() && !Options::new("hi").is_addressed(), "by its note");
}

#[test]
fn the_case_that_absence_means_is_written_without_its_tag() {
    let base = || Unions::new(Gift::page("https://example.com/0"));
    travels(&base(), r#"{"msgtype":"unions","unions":{"page":{"url":"https://example.com/0"}}}"#);
    let key = r#"{"msgtype":"unions","unions":{"key":"k","page":{"url":"https://example.com/0"}}}"#;
    travels(&base().push(Back::new().key("k")), key);
    let sad = r#"{"msgtype":"unions","unions":{"mood":-3,"cause":"rain","page":{"url":"https://example.com/0"}}}"#;
    travels(&base().mood(Mood::sad("rain")), sad);
    assert_eq!(broken(&base().mood(Mood::sad(""))), ["unions.cause Refused"]);
}

#[test]
fn unions_travel_among_the_fields_and_as_objects() {
    travels(
        &Unions::page("https://example.com/2", "https://example.com/1").twin(Twin::Left(Named::new("l"))),
        r#"{"msgtype":"unions","unions":{"link":{"kind":"page","url":"https://example.com/1"},"twin":{"side":"left","name":"l"},"page":{"url":"https://example.com/2"}}}"#,
    );
    travels(
        &Unions::linked("b").chest(Mood::sad("rain")),
        r#"{"msgtype":"unions","unions":{"chest":{"mood":{"mood":-3,"cause":"rain"}},"link_":{"kind":"app","id":"b"}}}"#,
    );
    let unfit = Unions::new(Gift::Link(Page::new("ftp://example.com").into())).chest(Dot::page("", ""));
    assert_eq!(
        broken(&unfit),
        ["unions.chest.dot.name Refused", "unions.chest.dot.url Refused 1032", "unions.link_.url Refused 1033"]
    );
}

#[test]
fn what_is_sent_converts_into_its_replacement() {
    let row = Row::new("r").hint("h");
    let sent = Form::new("f1").title("t").rows([row.clone()]).head(row).answer(TextAnswer::new("a").hint("h"));
    let replacement = replace::Form::from(sent).locked(true);
    let expected = replace::Form::over("t", true)
        .rows([replace::Row::new("r")])
        .head(replace::Row::new("r"))
        .answer(replace::TextAnswer::new("a"));
    assert_eq!(replacement, expected);
    travels(
        &replacement,
        r#"{"title":"t","rows":[{"name":"r"}],"head":{"name":"r"},"answer":{"kind":"text","text":"a"},"locked":1}"#,
    );
    assert_eq!(
        broken(&replace::Form::new("").rows([replace::Row::new("r")])),
        ["title Refused 1091", "head Refused 1092"]
    );
    assert_eq!(broken(&Form::new("")), ["id Refused 1090"]);
}

#[test]
fn an_operation_knows_where_it_goes_and_the_client_fills_in_its_part() {
    let mut call = Change::new("t-1", replace::Form::new("t"));
    assert_eq!(<Change as Call>::PATH, "demo/change");
    assert_eq!(broken(&call), ["agentid Refused 1100"]);
    call.supply(7);
    call.supply(8);
    travels(&call, r#"{"agentid":7,"ticket":"t-1","form":{"title":"t"}}"#);
    let reply = r#"{"invaliduser":["li"],"ticket":"t-2","state":5,"part":{"size":1,"more":1},"new":1}"#;
    let reply = read::<ChangeReply>(reply).unwrap();
    assert_eq!(
        (reply.value.state, reply.value.invalid_users.as_slice()),
        (Some(ChangeReplyState::Other(5)), &["li".to_owned()][..])
    );
    assert_eq!(reply.unknown_members(), ["part.more", "new"], "an answer may say more");
    assert!(!format!("{:?}", reply.value).contains("t-2"));
    travels(&Ping::default(), "{}");
}

#[test]
fn names_on_the_wire_are_what_the_description_says_whatever_they_are_in_rust() {
    let message = Names::send("v", "s")
        .kind("t")
        .myself("s")
        .second("2")
        .x_mark(true)
        .say_hi("hi")
        .fields("f")
        .check(1)
        .read(2)
        .map(["m"])
        .it(["i"])
        .f(0.5)
        .into("m")
        .default("d")
        .eq(demo::Some::new().default(SomeDefault::None).clone(SomeClone::Box))
        .ok("o")
        .tag(demo::From::new().into("i"));
    assert_eq!(
        serde_json::to_value(&message).unwrap()["names"],
        json!({
            "type": "t", "self": "s", "2nd": "2", "x-mark": 1, "say \"hi\" \\ {}": "hi", "fields": "f", "check": 1, "read": 2,
            "map": ["m"], "it": [{"into": "i"}], "f": 0.5, "into": "m", "default": "d",
            "clone": {"Some": {"vec": "v"}}, "eq": {"default": 1, "clone": "Box"}, "from": {"string": "s"}, "ok": "o",
            "tag": "from", "into_": "i"
        })
    );
    assert_eq!(read::<Names>(&wire(&message)).unwrap().value, message);
    assert_eq!(broken(&message), [""; 0]);
    assert_eq!(broken(&Names::new("t", ["a", "a"], [""; 0])), ["names.it[1].into Refused"]);
}

#[test]
fn the_wire_has_no_null() {
    let body = wire(&AnyMessage::from(Names::new("t", ["i"], ["m"])));
    let value: Value = serde_json::from_str(&body).unwrap();
    assert!(!body.contains("null") && value.is_object(), "{body}");
}
