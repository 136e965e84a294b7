//! What the generated checks report: path, consequence, code.

use wecom_message::check::Report;
use wecom_message::message::Message;
use wecom_message::read::read;
use wecom_tests::fixture::demo::{
    AnyMessage, Dot, Glad, Limits, Lists, Narrowed, Options, Panel, Ruled, Scalars, SendRequest, ShortPanel, SomeLink,
    TightPanel, To,
};

use super::{broken, mismatches, shown, travels};

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
    assert_eq!(
        broken(&Lists::new().joined(["abcd", "", "c"])),
        ["lists.joined Advised", "lists.joined[0] Refused 1025", "lists.joined[1] Unstated"]
    );
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
fn a_charset_can_go_beyond_ascii() {
    for code in ["09AZ_-", "αω"] {
        assert_eq!(broken(&Limits::new().code(code)), [""; 0], "{code}");
    }
    for code in ["/", ":", "`", "\u{7f}", "Ω", "ϊ"] {
        assert_eq!(broken(&Limits::new().code(code)), ["limits.code Refused 1041"], "{code}");
    }
}

#[test]
fn a_charset_can_have_a_beginning_and_exceptions_and_names_what_was_meant() {
    let said = |owner: &str| {
        let violations = Report::of(&Limits::new().owners([owner]));
        violations.iter().map(|violation| violation.problem.to_string()).collect::<Vec<_>>()
    };
    for owner in ["li", "a-1_", "@all", "@none"] {
        assert_eq!(said(owner), [""; 0], "{owner}");
    }
    let table = [
        ("1li", "must begin with one of a-zα, not with '1'"),
        ("@All", "only the characters 0-9a-z_- are allowed, not '@'; `@all` is probably meant"),
        ("li,wang", "only the characters 0-9a-z_- are allowed, not ','; `li`, `wang` are probably meant, one by one"),
        ("li\u{200b}", "only the characters 0-9a-z_- are allowed, not '\\u{200b}'; `li` is probably meant"),
    ];
    for (owner, expected) in table {
        assert_eq!(said(owner), [expected], "{owner}");
    }
}

#[test]
fn a_violation_shows_no_part_of_a_secret() {
    let violations = Report::of(&Limits::new().pin("1234 "));
    assert_eq!(violations[0].problem.to_string(), "only the characters 0-9 are allowed, not ' '");
}

#[test]
fn not_every_message_can_go_to_everyone() {
    let everyone = read::<To>(r#"{"touser":"@all"}"#).unwrap().value;
    let table = [(AnyMessage::from(Options::new("hi")), vec!["touser Refused"]), (Scalars::new().into(), vec![])];
    for (message, expected) in table {
        let mut report = Report::new();
        message.check_to(&everyone, &mut report);
        assert_eq!(shown(&report.into_violations()), expected, "{message:?}");
    }
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
fn a_message_that_says_itself_whom_it_goes_to_needs_no_recipients() {
    let table = [
        (r#""options":{"text":"hi"}"#, vec!["touser Refused 1004"]),
        (r#""options":{"text":"hi"},"note":"n""#, vec![]),
        (r#""options":{"text":"hi"},"note":"n","touser":"much too long""#, vec!["touser[0] Refused 1002"]),
    ];
    for (members, expected) in table {
        let request = read::<SendRequest>(&format!(r#"{{"msgtype":"options",{members}}}"#)).unwrap().value;
        assert_eq!(broken(&request), expected, "{members}");
    }
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
        ["narrowed.one.kind: one of page is wanted here, but it is app (WeCom answers 1030)"]
    );
    let reading = read::<Narrowed>(r#"{"msgtype":"narrowed","narrowed":{"short":{"color":1}}}"#).unwrap();
    assert_eq!(reading.unknown_members(), ["narrowed.short.color"]);
    assert_eq!(
        broken(&Narrowed::page("https://example.com")),
        ["narrowed.some Advised"],
        "a rule reaches into the only case"
    );
}

#[test]
fn rules_reach_through_objects_lists_and_cases() {
    let table = [
        (Ruled::new(), vec!["ruled.title.title Refused 1080", "ruled.chest.page Refused 1081", "ruled.text Truncated"]),
        (Ruled::new().text("x").id("m"), vec![]),
        (Ruled::new().text("x").id(""), vec!["ruled.chest.page Refused 1081"]),
        (Ruled::new().words(["w"]).id("m"), vec!["ruled.text Truncated", "ruled.words Refused 1082"]),
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
            vec!["ruled.words Advised", "ruled.words Refused 1082"],
        ),
        (Ruled::new().text("x").words(["w"]).id("m").chest(Dot::new("d")), vec!["ruled.words Refused 1082"]),
        (
            Ruled::new().text("x").words(["w"]).id("m").title(Panel::new().title("t").color(1)),
            vec!["ruled.title.color Refused 1082", "ruled.title.color Refused 1082", "ruled.words Refused 1082"],
        ),
    ];
    for (message, expected) in table {
        assert_eq!(broken(&message), expected, "{message:?}");
    }
}
