//! The life of a mass message: dispatched, confirmed, sent, cancelled, reminded.

use std::time::Duration;

use serde_json::{Value, json};
use wecom_sandbox::{Settings, Wecom};

use crate::{OTHER_SECRET, call, delivery, post, schema, settings, strings, token, wecom, with};

const DISPATCHING: Duration = Duration::from_secs(10);
const SECOND: Duration = Duration::from_secs(1);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Creates a mass message; its id.
fn create(wecom: &mut Wecom, changes: &Value) -> String {
    let body = with(json!({"text": {"content": "The sale begins."}}), changes);
    call(wecom, "externalcontact/add_msg_template", &body)["msgid"].as_str().unwrap().to_owned()
}

fn ask(wecom: &mut Wecom, what: &str, id: &str, changes: &Value) -> Value {
    call(wecom, &format!("externalcontact/{what}"), &with(json!({ "msgid": id }), changes))
}

fn tasks(wecom: &mut Wecom, id: &str) -> Value {
    ask(wecom, "get_groupmsg_task", id, &json!({}))["task_list"].clone()
}

fn results(wecom: &mut Wecom, id: &str, member: &str) -> Value {
    ask(wecom, "get_groupmsg_send_result", id, &json!({ "userid": member }))["send_list"].clone()
}

fn errcode(wecom: &mut Wecom, what: &str, id: &str) -> Value {
    ask(wecom, what, id, &json!({ "userid": "lisi" }))["errcode"].clone()
}

#[test]
fn a_mass_message_is_dispatched_before_it_can_be_looked_at() {
    let mut wecom = wecom();
    let id = create(&mut wecom, &json!({"sender": "lisi", "external_userid": ["wmA"]}));
    wecom.advance(SECOND * 9);
    for what in ["get_groupmsg_task", "get_groupmsg_send_result"] {
        assert_eq!(errcode(&mut wecom, what, &id), 41063, "{what}");
    }
    wecom.advance(SECOND);
    for what in ["get_groupmsg_task", "get_groupmsg_send_result"] {
        assert_eq!(errcode(&mut wecom, what, &id), 0, "{what}");
    }
}

#[test]
fn nothing_is_sent_before_the_member_confirms() {
    let mut wecom =
        Wecom::with_schema(schema(), Settings { started: Duration::from_secs(1_700_000_000), ..settings() });
    let id = create(&mut wecom, &json!({"sender": "lisi", "external_userid": ["wmA", "wmB"]}));
    wecom.advance(DISPATCHING);
    assert_eq!(tasks(&mut wecom, &id), json!([{"userid": "lisi", "status": 0}]));
    let waiting = |customer: &str| json!({"external_userid": customer, "userid": "lisi", "status": 0});
    assert_eq!(results(&mut wecom, &id, "lisi"), json!([waiting("wmA"), waiting("wmB")]));

    wecom.customer_left("wmB");
    assert!(!wecom.confirm_mass_message(&id, "wangwu"), "another member");
    assert!(!wecom.confirm_mass_message("made-up", "lisi"));
    assert!(wecom.confirm_mass_message(&id, "LiSi"));
    assert!(!wecom.confirm_mass_message(&id, "lisi"), "it has been sent");
    assert_eq!(tasks(&mut wecom, &id), json!([{"userid": "lisi", "status": 2, "send_time": 1_700_000_010}]));
    let expected = json!([
        {"external_userid": "wmA", "userid": "lisi", "status": 1, "send_time": 1_700_000_010},
        {"external_userid": "wmB", "userid": "lisi", "status": 2},
    ]);
    assert_eq!(results(&mut wecom, &id, "lisi"), expected);
    assert_eq!(results(&mut wecom, &id, "wangwu"), json!([]));
}

#[test]
fn a_member_who_confirms_has_got_the_task() {
    let mut wecom = wecom();
    let id = create(&mut wecom, &json!({"sender": "lisi"}));
    assert!(wecom.confirm_mass_message(&id, "lisi"));
    assert_eq!(tasks(&mut wecom, &id)[0]["status"], 2, "and so it is dispatched");
}

#[test]
fn without_a_sender_each_customer_is_the_task_of_the_member_who_talked_to_them_last() {
    let mut wecom = wecom();
    wecom.talked_to("wmA", "lisi");
    wecom.talked_to("wmB", "wangwu");
    wecom.talked_to("wmC", "lisi");
    let id = create(&mut wecom, &json!({"external_userid": ["wmA", "wmB", "wmC", "wmD"]}));
    wecom.advance(DISPATCHING);
    let tasks = tasks(&mut wecom, &id);
    let members: Vec<&str> = tasks.as_array().unwrap().iter().map(|task| task["userid"].as_str().unwrap()).collect();
    assert_eq!(members, ["lisi", "wangwu", "zhangsan"]);
    for (member, customers) in [("lisi", vec!["wmA", "wmC"]), ("wangwu", vec!["wmB"]), ("zhangsan", vec!["wmD"])] {
        let results = results(&mut wecom, &id, member);
        let named: Vec<&str> =
            results.as_array().unwrap().iter().map(|it| it["external_userid"].as_str().unwrap()).collect();
        assert_eq!(named, customers, "{member}");
    }
}

#[test]
fn groups_are_listed_once_the_member_has_sent_to_them() {
    let mut wecom = wecom();
    let id = create(&mut wecom, &json!({"chat_type": "group", "sender": "lisi", "chat_id_list": ["wrA", "ghost"]}));
    wecom.advance(DISPATCHING);
    assert_eq!(results(&mut wecom, &id, "lisi"), json!([]));
    wecom.confirm_mass_message(&id, "lisi");
    let results = results(&mut wecom, &id, "lisi");
    assert_eq!((&results[0]["chat_id"], &results[0]["status"]), (&json!("wrA"), &json!(1)));
    assert_eq!(results.as_array().unwrap().len(), 1);
}

#[test]
fn a_customer_takes_as_many_mass_messages_a_month_as_it_has_days() {
    let mut wecom = wecom();
    let mut send = || {
        let id = create(&mut wecom, &json!({"sender": "lisi", "external_userid": ["wmA"]}));
        assert!(wecom.confirm_mass_message(&id, "lisi"));
        let status = results(&mut wecom, &id, "lisi")[0]["status"].clone();
        wecom.advance(DAY / 2);
        status
    };
    let statuses: Vec<Value> = (0..61).map(|_| send()).collect();
    assert!(statuses[..30].iter().all(|status| *status == 1));
    assert!(statuses[30..60].iter().all(|status| *status == 3));
    assert_eq!(statuses[60], 1, "a month after the first");
}

#[test]
fn a_cancelled_mass_message_is_not_sent() {
    let mut wecom = wecom();
    let id = create(&mut wecom, &json!({"external_userid": ["wmA", "wmB"], "sender": "lisi"}));
    assert_eq!(errcode(&mut wecom, "cancel_groupmsg_send", &id), 0);
    for what in ["cancel_groupmsg_send", "remind_groupmsg_send"] {
        assert_eq!(errcode(&mut wecom, what, &id), 41093, "{what}");
    }
    assert!(!wecom.confirm_mass_message(&id, "lisi"));
}

#[test]
fn what_was_sent_stays_sent_when_the_rest_is_cancelled() {
    let mut wecom = wecom();
    wecom.talked_to("wmA", "lisi");
    wecom.talked_to("wmB", "wangwu");
    let id = create(&mut wecom, &json!({"external_userid": ["wmA", "wmB"]}));
    assert!(wecom.confirm_mass_message(&id, "lisi"));
    errcode(&mut wecom, "cancel_groupmsg_send", &id);
    assert!(!wecom.confirm_mass_message(&id, "wangwu"));
    assert_eq!(results(&mut wecom, &id, "lisi")[0]["status"], 1);
    assert_eq!(results(&mut wecom, &id, "wangwu")[0]["status"], 0);
}

#[test]
fn members_who_have_not_sent_are_reminded_three_times_a_day() {
    let mut wecom = wecom();
    wecom.talked_to("wmA", "lisi");
    wecom.talked_to("wmB", "wangwu");
    let id = create(&mut wecom, &json!({"external_userid": ["wmA", "wmB"]}));
    assert_eq!(errcode(&mut wecom, "remind_groupmsg_send", &id), 0);
    assert_eq!(delivery(&wecom).unwrap().users, strings(&["lisi", "wangwu"]));
    wecom.confirm_mass_message(&id, "lisi");
    let mut remind = || errcode(&mut wecom, "remind_groupmsg_send", &id);
    assert_eq!([(); 3].map(|()| remind()), [0, 0, 41094]);
    assert_eq!(delivery(&wecom), None);
    wecom.advance(DAY);
    assert_eq!(errcode(&mut wecom, "remind_groupmsg_send", &id), 0);
    assert_eq!(delivery(&wecom).unwrap().users, strings(&["wangwu"]));
}

#[test]
fn a_mass_message_is_named_by_the_corporations_own_id() {
    let mut wecom = wecom();
    let operations = ["remind_groupmsg_send", "cancel_groupmsg_send", "get_groupmsg_task", "get_groupmsg_send_result"];
    for what in operations {
        assert_eq!(errcode(&mut wecom, what, ""), 41046, "{what}");
        assert_eq!(errcode(&mut wecom, what, "made-up"), 41047, "{what}");
    }
    let id = create(&mut wecom, &json!({"sender": "lisi"}));
    let other = token(&mut wecom, OTHER_SECRET);
    let answer = post(&mut wecom, "externalcontact/remind_groupmsg_send", &other, &json!({ "msgid": id }));
    assert_eq!(answer["errcode"], 0, "another application of the corporation may");

    let mut elsewhere = settings();
    elsewhere.applications[1].corp_id = "ww2".to_owned();
    let mut wecom = Wecom::with_schema(schema(), elsewhere);
    let id = create(&mut wecom, &json!({"sender": "lisi"}));
    let target = "/cgi-bin/gettoken?corpid=ww2&corpsecret=hush%20hush";
    let other = crate::read(&wecom.answer(&wecom_sandbox::Request::get(target)))["access_token"].clone();
    let body = json!({ "msgid": id });
    let answer = post(&mut wecom, "externalcontact/remind_groupmsg_send", other.as_str().unwrap(), &body);
    assert_eq!(answer["errcode"], 41047, "another corporation may not");
}

/// Mass messages at 0, 100 and 200 seconds, the second one to groups.
fn three() -> (Wecom, [String; 3]) {
    let mut wecom = wecom();
    let attachments = json!([
        {"msgtype": "image", "image": {"media_id": "M", "pic_url": "http://p"}},
        {"msgtype": "miniprogram", "miniprogram": {"title": "Shop", "pic_media_id": "M", "appid": "wx", "page": "p"}},
    ]);
    let ids = [json!({}), json!({"chat_type": "group"}), json!({ "attachments": attachments })].map(|changes| {
        let id = create(&mut wecom, &with(json!({"sender": "lisi"}), &changes));
        wecom.advance(Duration::from_secs(100));
        id
    });
    (wecom, ids)
}

fn list(wecom: &mut Wecom, changes: &Value) -> Value {
    let body = with(json!({"chat_type": "single", "start_time": 0, "end_time": 1000}), changes);
    call(wecom, "externalcontact/get_groupmsg_list_v2", &body)
}

#[test]
fn mass_messages_are_listed_by_kind_time_and_creator() {
    let (mut wecom, [first, second, third]) = three();
    let table = [
        (json!({}), vec![&first, &third]),
        (json!({"chat_type": "group"}), vec![&second]),
        (json!({"start_time": 1}), vec![&third]),
        (json!({"end_time": 199}), vec![&first]),
        (json!({"filter_type": 0}), vec![&first, &third]),
        (json!({"filter_type": 1}), vec![]),
        (json!({"creator": "lisi"}), vec![]),
    ];
    for (changes, expected) in table {
        let answer = list(&mut wecom, &changes);
        let messages = answer["group_msg_list"].as_array().unwrap();
        let ids: Vec<&str> = messages.iter().map(|message| message["msgid"].as_str().unwrap()).collect();
        assert_eq!(ids, expected, "{changes}");
    }
    let expected = json!({
        "msgid": third, "create_time": 200, "create_type": 0, "text": {"content": "The sale begins."},
        "attachments": [
            {"msgtype": "image", "image": {"media_id": "M"}},
            {"msgtype": "miniprogram", "miniprogram": {"title": "Shop", "appid": "wx", "page": "p"}},
        ],
    });
    assert_eq!(list(&mut wecom, &json!({}))["group_msg_list"][1], expected);
    for end_time in [-1, 31 * 24 * 60 * 60 + 1] {
        assert_eq!(list(&mut wecom, &json!({ "end_time": end_time }))["errcode"], 40058, "{end_time}");
    }
}

#[test]
fn long_lists_come_page_by_page() {
    let mut wecom = wecom();
    let customers: Vec<String> = (0..1201).map(|number| format!("wm{number}")).collect();
    let id = create(&mut wecom, &json!({"sender": "lisi", "external_userid": customers}));
    wecom.advance(DISPATCHING);
    for (limit, pages) in
        [(json!(null), vec![500, 500, 201]), (json!(1000), vec![1000, 201]), (json!(1001), vec![500, 500, 201])]
    {
        let mut changes = json!({"userid": "lisi"});
        if !limit.is_null() {
            changes["limit"] = limit.clone();
        }
        let mut seen = Vec::new();
        let mut lengths = Vec::new();
        loop {
            let answer = ask(&mut wecom, "get_groupmsg_send_result", &id, &changes);
            let results = answer["send_list"].as_array().unwrap();
            lengths.push(results.len());
            seen.extend(results.iter().map(|result| result["external_userid"].as_str().unwrap().to_owned()));
            if answer["next_cursor"] == "" {
                break;
            }
            changes["cursor"] = answer["next_cursor"].clone();
        }
        assert_eq!(lengths, pages, "{limit}");
        assert_eq!(seen, customers, "{limit}");
    }
    let answer = ask(&mut wecom, "get_groupmsg_task", &id, &json!({"cursor": "made-up"}));
    assert_eq!(answer["errcode"], 40058);
}
