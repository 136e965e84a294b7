//! `kf/send_msg` and `kf/send_msg_on_event`.

use std::time::Duration;

use serde_json::{Value, json};
use wecom_sandbox::{SessionEvent, Wecom};

use crate::{call, delivery, strings, wecom, with};

const TWO_DAYS: u64 = 48 * 60 * 60;

fn send(wecom: &mut Wecom, changes: &Value) -> Value {
    let body = json!({"touser": "wmA", "open_kfid": "wkA", "msgtype": "text", "text": {"content": "shipped"}});
    call(wecom, "kf/send_msg", &with(body, changes))
}

fn on_event(wecom: &mut Wecom, code: &str, changes: &Value) -> Value {
    let body = json!({"code": code, "msgtype": "text", "text": {"content": "welcome"}});
    call(wecom, "kf/send_msg_on_event", &with(body, changes))
}

fn menu() -> Value {
    json!({"msgtype": "msgmenu", "msgmenu": {"head_content": "Well?"}})
}

#[test]
fn a_message_goes_from_an_account_to_a_customer() {
    let table = [
        (json!({}), 0),
        (json!({"open_kfid": "closed"}), 95004),
        (json!({"open_kfid": ""}), 95000),
        (json!({"touser": "ghost"}), 40096),
        (json!({"touser": ""}), 40058),
        (json!({"msgtype": "textcard"}), 40008),
    ];
    for (changes, errcode) in table {
        let mut wecom = wecom();
        let answer = send(&mut wecom, &changes);
        assert_eq!((&answer["errcode"], answer.get("msgid").is_some()), (&json!(errcode), errcode == 0), "{changes}");
        let customers = delivery(&wecom).map(|to| to.customers);
        assert_eq!(customers, (errcode == 0).then(|| strings(&["wmA"])), "{changes}");
    }
}

#[test]
fn five_messages_may_follow_what_the_customer_wrote() {
    let mut wecom = wecom();
    for message in 0..5 {
        assert_eq!(send(&mut wecom, &json!({}))["errcode"], 0, "{message}: as if the customer had just written");
    }
    assert_eq!(send(&mut wecom, &json!({}))["errcode"], 95001);
    assert_eq!(
        send(&mut wecom, &json!({"open_kfid": "wkB"}))["errcode"],
        0,
        "with another account it is another session"
    );
    assert_eq!(send(&mut wecom, &json!({"touser": "wmB"}))["errcode"], 0);
    wecom.customer_wrote("wmA", "wkA");
    for errcode in [0, 0, 0, 0, 0, 95001] {
        assert_eq!(send(&mut wecom, &json!({}))["errcode"], errcode);
    }
}

#[test]
fn a_message_may_follow_within_48_hours() {
    for (age, errcode) in [(TWO_DAYS - 1, 0), (TWO_DAYS, 95002)] {
        let mut wecom = wecom();
        wecom.customer_wrote("wmA", "wkA");
        wecom.advance(Duration::from_secs(age));
        assert_eq!(send(&mut wecom, &json!({}))["errcode"], errcode);
        wecom.customer_wrote("wmA", "wkA");
        assert_eq!(send(&mut wecom, &json!({}))["errcode"], 0);
    }
}

#[test]
fn a_message_id_is_the_callers_once_or_made_up() {
    let mut wecom = wecom();
    let made_up = send(&mut wecom, &json!({}))["msgid"].clone();
    assert_ne!(send(&mut wecom, &json!({}))["msgid"], made_up);
    let own = json!({"msgid": "order-42"});
    send(&mut wecom, &json!({}));
    send(&mut wecom, &json!({}));
    assert_eq!(send(&mut wecom, &own)["msgid"], "order-42");
    assert_eq!(send(&mut wecom, &own)["errcode"], 95033, "although the five are used up: it has arrived");
    assert_eq!(send(&mut wecom, &with(own.clone(), &json!({"open_kfid": "wkB"})))["errcode"], 0);
    let code = wecom.event_code("wmA", "wkA", SessionEvent::Queued);
    assert_eq!(on_event(&mut wecom, &code, &own)["errcode"], 95033);
    let answer = on_event(&mut wecom, &code, &json!({"msgid": "order-43"}));
    assert_eq!((&answer["errcode"], &answer["msgid"]), (&json!(0), &json!("order-43")), "nothing was used up before");
    assert_eq!(send(&mut wecom, &json!({"msgid": "order-43"}))["errcode"], 95033);
    assert_eq!(send(&mut wecom, &json!({"msgid": "order-44"}))["errcode"], 95001, "a refused message");
    wecom.customer_wrote("wmA", "wkA");
    assert_eq!(send(&mut wecom, &json!({"msgid": "order-44"}))["errcode"], 0, "has not used its id");
}

#[test]
fn a_code_brings_one_message_of_its_kind_in_its_time() {
    let table = [
        (SessionEvent::Entered, 20, 0),
        (SessionEvent::Queued, TWO_DAYS, 40008),
        (SessionEvent::Taken, TWO_DAYS, 40008),
        (SessionEvent::Ended, 20, 0),
    ];
    for (event, lifetime, with_menu) in table {
        let mut wecom = wecom();
        let [first, second, third] = [(); 3].map(|()| wecom.event_code("wmA", "wkA", event));
        assert_eq!(on_event(&mut wecom, &second, &menu())["errcode"], with_menu, "{event:?}");
        wecom.advance(Duration::from_secs(lifetime - 1));
        let answer = on_event(&mut wecom, &first, &json!({}));
        assert_eq!((&answer["errcode"], answer["msgid"].is_string()), (&json!(0), true), "{event:?}");
        assert_eq!(delivery(&wecom).unwrap().customers, strings(&["wmA"]));
        assert_eq!(on_event(&mut wecom, &first, &json!({}))["errcode"], 40058, "{event:?}: used");
        wecom.advance(Duration::from_secs(1));
        assert_eq!(on_event(&mut wecom, &third, &json!({}))["errcode"], 40058, "{event:?}: too late");
    }
    assert_eq!(on_event(&mut wecom(), "made-up", &json!({}))["errcode"], 40058);
}

#[test]
fn a_code_is_not_shown() {
    let mut wecom = wecom();
    let code = wecom.event_code("wmA", "wkA", SessionEvent::Entered);
    on_event(&mut wecom, &code, &json!({}));
    let received = wecom.received().next_back().unwrap();
    assert!(!format!("{received:?} {received} {}", received.to_json()).contains(&code), "{received:?}");
}
