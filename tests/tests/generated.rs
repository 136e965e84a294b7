//! What the generator makes of each feature of the description language, by what it does.

use serde_json::{Value, json};
use wecom_message::check::{Check, Report};
use wecom_message::message::{Call, Message};
use wecom_message::read::{FromJson, ReadError, read};
use wecom_tests::fixture::demo::*;

fn wire(value: &impl wecom_message::rt::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

/// `path consequence errcode` of each broken rule.
fn broken(value: &impl Check) -> Vec<String> {
    let show = |violation: &wecom_message::check::Violation| {
        let errcode = violation.errcode.map_or_else(String::new, |code| format!(" {code}"));
        format!("{} {:?}{errcode}", violation.path, violation.consequence)
    };
    Report::of(value).iter().map(show).collect()
}

/// Writes these bytes, breaks no rule, and reads back equal.
#[track_caller]
fn travels<T>(value: &T, expected: &str)
where
    T: wecom_message::rt::Serialize + FromJson + Check + PartialEq + std::fmt::Debug,
{
    assert_eq!(wire(value), expected);
    assert_eq!(broken(value), [""; 0]);
    let reading = read::<T>(expected).unwrap();
    assert_eq!((&reading.value, reading.foreign.len()), (value, 0));
}

#[track_caller]
fn mismatches<T: FromJson + std::fmt::Debug>(json: &str) -> Vec<String> {
    match read::<T>(json) {
        Err(ReadError::Mismatch(mismatches)) => mismatches.iter().map(ToString::to_string).collect(),
        other => panic!("{other:?}"),
    }
}

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
fn what_does_not_fit_is_named_by_its_path() {
    let body = r#"{"msgtype":"scalars","scalars":{"count":1.5,"loud":true,"wait":-1,"color":"gray"}}"#;
    assert_eq!(
        mismatches::<Scalars>(body),
        [
            "scalars.count: an integer is wanted here, not the number 1.5",
            "scalars.loud: 0 or 1 is wanted here, not the boolean true",
            "scalars.wait: a number of seconds is wanted here, not the number -1",
            "scalars.color: an integer is wanted here, not a string",
        ]
    );
}

#[test]
fn foreign_members_are_named_and_any_message_refuses_them() {
    let body = r#"{"msgtype":"lists","lists":{"numbers":[1],"dots":[{"name":"a","size":1}],"more":1},"extra":1}"#;
    assert_eq!(read::<Lists>(body).unwrap().foreign, ["lists.dots[0].size", "lists.more", "extra"]);
    assert!(serde_json::from_str::<Lists>(body).is_ok());
    let error = serde_json::from_str::<AnyMessage>(body).unwrap_err().to_string();
    assert!(error.contains("lists.dots[0].size, lists.more, extra"), "{error}");
}

#[test]
fn lists_of_every_kind_travel() {
    let message = Lists::of(["a", "b"], [Dot::page("one", "https://example.com/1"), Dot::new("two")])
        .numbers([1, 9])
        .pauses([60u32])
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
fn a_list_has_rules_and_so_has_each_of_its_items() {
    assert_eq!(broken(&Lists::new().words(["a"])), ["lists.words Refused 1022"]);
    assert_eq!(
        broken(&Lists::new().words(["a", "", "a", "六六六六六六"])),
        [
            "lists.words[1] Refused 1021",
            "lists.words[3] Truncated",
            "lists.words[3] Advised",
            "lists.words[2] Refused 1020",
        ]
    );
    assert_eq!(
        broken(&Lists::new().numbers([1, 0, 10])),
        ["lists.numbers[1] Refused 1023", "lists.numbers[2] Refused 1023"]
    );
    assert_eq!(
        broken(&Lists::new().tickets(["t", "much too long", "t"])),
        ["lists.tickets Unstated", "lists.tickets[1] Refused 1010"]
    );
    assert_eq!(broken(&Lists::new().joined(["abcd", "", "c"])).len(), 3);
    let dots = ["https://a.example", "https://a.example"].map(|url| Dot::page("d", url));
    assert_eq!(broken(&Lists::new().dots(dots)), ["lists.dots[1].url Refused 1024"]);
    assert_eq!(broken(&Lists::new().dots([Dot::new("d"), Dot::new("e")])), [""; 0], "without a key nothing repeats");
}

#[test]
fn limits_are_inclusive_and_each_has_its_consequence() {
    let within = Limits::new().bytes("六个").chars("三个字").items(["a"]).range(1).half(0.5).pause(10).code("A_1-Z");
    assert_eq!(broken(&within), [""; 0]);
    let beyond = Limits::new()
        .bytes("六个x")
        .chars("一")
        .items(["a", "b"])
        .range(-2)
        .half(0.51)
        .pause(9)
        .large("x".repeat(2048 * 1024 + 1))
        .code("a");
    assert_eq!(
        broken(&beyond),
        [
            "limits.bytes Truncated",
            "limits.chars Advised",
            "limits.items Unstated",
            "limits.range Refused 1040",
            "limits.half Refused",
            "limits.pause Advised",
            "limits.large Refused 301002",
            "limits.code Refused 1041",
        ]
    );
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
}

#[test]
fn not_every_message_can_go_to_everyone() {
    let everyone = read::<To>(r#"{"touser":"@all"}"#).unwrap().value;
    let mut report = Report::new();
    AnyMessage::from(Options::new("hi")).check_to(&everyone, &mut report);
    AnyMessage::from(Scalars::new()).check_to(&everyone, &mut report);
    assert_eq!(report.into_violations().len(), 1);
}

#[test]
fn recipients_are_checked_and_a_whole_request_travels() {
    let body = r#"{"touser":"li|wang","msgtype":"options","options":{"text":"hi"},"agentid":7}"#;
    let request = read::<SendRequest>(body).unwrap().value;
    travels(&request, body);
    let mut to = request.to.clone();
    to.users = ["a", "", "much too long", "b"].map(str::to_owned).to_vec();
    assert_eq!(broken(&to), ["touser Refused 1001", "touser[1] Refused 1003", "touser[2] Refused 1002"]);
    assert_eq!(broken(&To::default()), ["touser Refused 1004"]);
}

#[test]
fn the_case_that_absence_means_is_written_without_its_tag() {
    let base = || Unions::new(Page::new("https://example.com/0"));
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
fn members_that_a_case_ignores_are_dropped_without_a_word() {
    let dot = read::<Dot>(r#"{"name":"d","url":"https://example.com"}"#).unwrap();
    assert_eq!((wire(&dot.value), dot.foreign.len()), (r#"{"name":"d"}"#.to_owned(), 0));
}

#[test]
fn a_narrowed_use_lacks_what_is_left_out() {
    let message = Narrowed::page("https://example.com")
        .short(ShortPanel::new().title("t"))
        .tight(TightPanel::new().title("abc").color(2))
        .whole(Panel::new().title("abc"))
        .some(SomeLink::app("a"));
    assert_eq!(broken(&message), ["narrowed.tight.title Refused 1070"]);
    assert_eq!(
        mismatches::<Narrowed>(r#"{"msgtype":"narrowed","narrowed":{"one":{"kind":"app","id":"a"}}}"#),
        ["narrowed.one.kind: one of page (page) is wanted here, but it is app (WeCom answers 1030)"]
    );
    let foreign = read::<Narrowed>(r#"{"msgtype":"narrowed","narrowed":{"short":{"color":1}}}"#).unwrap().foreign;
    assert_eq!(foreign, ["narrowed.short.color"]);
    assert_eq!(broken(&Narrowed::page("https://example.com")).len(), 1, "a rule reaches into the only case");
}

#[test]
fn rules_reach_through_objects_lists_and_cases() {
    let table = [
        (Ruled::new(), vec!["ruled.title.title Refused 1080", "ruled.chest.page Refused 1081", "ruled.text Truncated"]),
        (Ruled::new().text("x").id("m"), vec![]),
        (Ruled::new().text("x").id(""), vec!["ruled.chest.page Refused 1081"]),
        (Ruled::new().words(["w"]).id("m"), vec!["ruled.text Truncated"]),
        (
            Ruled::new().title(Panel::new().title("t")).id("m").mood(Glad::new().reason("sun")),
            vec![
                "ruled.chest.page Refused 1081",
                "ruled.text Unstated",
                "ruled.title.color Unstated",
                "ruled.text Truncated",
            ],
        ),
        (
            Ruled::new().text("x").words(["w"]).id("m").chest(Dot::page("d", "https://example.com")),
            vec!["ruled.words Advised"],
        ),
        (Ruled::new().text("x").words(["w"]).id("m").chest(Dot::new("d")), vec![]),
    ];
    for (message, expected) in table {
        assert_eq!(broken(&message), expected, "{message:?}");
    }
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
    assert_eq!((reply.value.state, reply.value.invalid_users.len()), (Some(ChangeReplyState::Other(5)), 1));
    assert_eq!(reply.foreign, ["part.more", "new"], "an answer may say more");
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
        .eq(Some::new().default(SomeDefault::None).clone(SomeClone::Box))
        .ok("o")
        .tag(From::new().into("i"));
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
fn every_example_travels_unchanged_and_breaks_no_rule() {
    use std::path::Path;
    use wecom_schema::{Schema, Sources};

    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/fixture");
    let schema = Schema::load(&Sources::from_dir(&dir).unwrap()).unwrap();
    let [channel] = schema.channels.as_slice() else { panic!("one channel") };
    let mut count = 0;
    for example in channel.messages.iter().flat_map(|message| &message.examples) {
        let message: AnyMessage = serde_json::from_value(example.body.clone()).unwrap();
        assert_eq!(serde_json::to_value(&message).unwrap(), example.body, "{}", example.name);
        let refused = |violation: &wecom_message::check::Violation| violation.errcode.is_some();
        assert!(!Report::of(&message).iter().any(refused), "{}: {:?}", example.name, broken(&message));
        count += 1;
    }
    let change = channel.operations.iter().find(|operation| operation.name == "change").unwrap();
    for example in &change.examples {
        let call: Change = serde_json::from_value(example.body.clone()).unwrap();
        assert_eq!(serde_json::to_value(&call).unwrap(), example.body, "{}", example.name);
    }
    assert_eq!(count, 26);
    assert_eq!(wecom_tests::fixture::operations::NAMES, ["demo.send", "demo.change", "demo.ping"]);
}

#[test]
fn the_wire_has_no_null() {
    let body = wire(&AnyMessage::from(Names::new("t", ["i"], ["m"])));
    let value: Value = serde_json::from_str(&body).unwrap();
    assert!(!body.contains("null") && value.is_object(), "{body}");
}
