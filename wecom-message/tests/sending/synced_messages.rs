//! An account is read to its end, each message once, through every fault in between.

use serde_json::{Value, json};

use wecom_message::kf::{
    EventText, SessionChange, SyncedContent, SyncedEvent, SyncedMessage, TransServiceState, TransServiceStateState,
};
use wecom_message::token::StoreError;
use wecom_message::{CursorStore, Error, FileCursorStore, MemoryCursorStore};

use super::client;
use super::server::{Reply, Seen, Server, errcode};

/// Pages by the cursor that asks for them.
fn pages(seen: &Seen) -> Reply {
    let body: Value = serde_json::from_str(&seen.body).unwrap();
    let (ids, next, has_more): (&[&str], _, _) = match body["cursor"].as_str() {
        None => (&["m1", "m2"], "c1", 1),
        Some("c1") => (&[], "c2", 1),
        Some("c2") => (&["m3"], "c3", 0),
        Some("c3") => (&[], "c3", 0),
        other => panic!("{other:?}"),
    };
    let message =
        |id: &&str| json!({ "msgid": id, "send_time": 1, "origin": 3, "msgtype": "text", "text": { "content": "hi" } });
    let messages: Vec<Value> = ids.iter().map(message).collect();
    Reply::Json(json!({ "errcode": 0, "next_cursor": next, "has_more": has_more, "msg_list": messages }).to_string())
}

fn id(message: Result<SyncedMessage, Error>) -> String {
    message.unwrap().message_id
}

#[test]
fn it_goes_on_until_there_is_nothing_more_and_then_ends() {
    let server = Server::after_token(pages);
    let cursors = MemoryCursorStore::new();
    let account = client(&server).kf("wkA1");
    let ids: Vec<String> = account.synced_messages(&cursors).map(id).collect();
    assert_eq!(ids, ["m1", "m2", "m3"], "an empty page is not the last one");
    assert_eq!(cursors.load("wkA1").unwrap().as_deref(), Some("c3"));
    assert_eq!(account.synced_messages(&cursors).count(), 0, "the next time begins where this one ended");
    assert_eq!(server.count("kf/sync_msg"), 4);
}

#[test]
fn a_page_that_was_not_handled_to_its_end_comes_again() {
    let server = Server::after_token(pages);
    let cursors = MemoryCursorStore::new();
    let account = client(&server).kf("wkA1");
    for _ in 0..3 {
        // The program dies while it handles the second message.
        let mut messages = account.synced_messages(&cursors);
        assert_eq!([messages.next(), messages.next()].map(|message| id(message.unwrap())), ["m1", "m2"]);
    }
    assert_eq!(cursors.load("wkA1").unwrap(), None);
    let mut messages = account.synced_messages(&cursors);
    assert_eq!(messages.by_ref().take(3).map(id).last().as_deref(), Some("m3"));
    assert_eq!(cursors.load("wkA1").unwrap().as_deref(), Some("c2"), "those before the third are handled");
    assert!(messages.next().is_none());
    assert_eq!(cursors.load("wkA1").unwrap().as_deref(), Some("c3"));
}

#[test]
fn the_account_and_the_settings_go_out_with_each_page() {
    let server = Server::after_token(pages);
    let messages = client(&server).kf("wkA1").synced_messages(MemoryCursorStore::new()).token("ENC7x").page_size(2);
    assert!(!format!("{messages:?}").contains("ENC7x"));
    assert_eq!(messages.count(), 3);
    let requests = server.seen().into_iter().filter(|seen| seen.target.contains("sync_msg"));
    for (request, cursor) in requests.zip([json!(null), json!("c1"), json!("c2")]) {
        let body: Value = serde_json::from_str(&request.body).unwrap();
        assert_eq!(
            [&body["open_kfid"], &body["token"], &body["limit"], &body["cursor"]],
            [&json!("wkA1"), &json!("ENC7x"), &json!(2), &cursor]
        );
    }
}

#[test]
fn a_token_that_has_ended_is_left_out() {
    let server = Server::after_token(|seen| if seen.body.contains("ENC7x") { errcode(95007) } else { pages(seen) });
    assert_eq!(client(&server).kf("wkA1").synced_messages(MemoryCursorStore::new()).token("ENC7x").count(), 3);
}

#[test]
fn it_ends_with_the_first_error() {
    let server = Server::after_token(|seen| if seen.body.contains("c1") { errcode(95000) } else { pages(seen) });
    let cursors = MemoryCursorStore::new();
    let mut messages = client(&server).kf("wkA1").synced_messages(&cursors).skip(2);
    assert_eq!(messages.next().unwrap().unwrap_err().errcode().unwrap().value(), 95000);
    assert!(messages.next().is_none());
    assert_eq!(cursors.load("wkA1").unwrap().as_deref(), Some("c1"), "the first page was handled");
}

#[test]
fn a_page_that_names_itself_as_the_next_one_ends_it() {
    let forever = |_: &Seen| Reply::Json(r#"{"errcode":0,"next_cursor":"","has_more":1,"msg_list":[]}"#.to_owned());
    let server = Server::after_token(forever);
    let mut messages = client(&server).kf("wkA1").synced_messages(MemoryCursorStore::new());
    assert!(messages.next().unwrap().unwrap_err().is_unreadable_answer());
    assert!(messages.next().is_none());
}

struct Broken;

impl CursorStore for Broken {
    fn load(&self, _: &str) -> Result<Option<String>, StoreError> {
        Ok(None)
    }

    fn save(&self, _: &str, _: &str) -> Result<(), StoreError> {
        Err("the disk is full".into())
    }
}

#[test]
fn a_cursor_that_cannot_be_saved_is_an_error_and_no_page_is_passed_over() {
    let server = Server::after_token(pages);
    let messages: Vec<_> = client(&server).kf("wkA1").synced_messages(Broken).collect();
    let [first, second, Err(error)] = messages.as_slice() else { panic!("{}", messages.len()) };
    assert!(first.is_ok() && second.is_ok());
    assert!(error.is_io() && error.to_string().contains("the disk is full"), "{error}");
}

#[test]
fn cursors_in_files_outlive_the_program() {
    let folder = std::env::temp_dir().join(format!("wecom-cursors-{}", std::process::id()));
    let kept = || FileCursorStore::new(folder.join("kf"));
    assert_eq!(kept().load("wkA1").unwrap(), None);
    for cursor in ["c1", "c2"] {
        kept().save("wkA1", cursor).unwrap();
        kept().save("../wk/A2", "c9").unwrap();
        assert_eq!(kept().load("wkA1").unwrap().as_deref(), Some(cursor));
    }
    let names = std::fs::read_dir(folder.join("kf")).unwrap().map(|file| file.unwrap().file_name());
    assert_eq!(names.count(), 2, "an account's id is no path");
    std::fs::write(folder.join("file"), "").unwrap();
    assert!(FileCursorStore::new(folder.join("file")).save("wkA1", "c").is_err());
    std::fs::remove_dir_all(folder).unwrap();
}

/// What an account answers, as a message.
fn synced(message: &Value) -> SyncedMessage {
    let answer = json!({ "errcode": 0, "next_cursor": "c1", "has_more": 0, "msg_list": [message] }).to_string();
    let server = Server::after_token(move |_| Reply::Json(answer.clone()));
    client(&server).kf("wkA1").synced_messages(MemoryCursorStore::new()).next().unwrap().unwrap()
}

fn event(event: &Value) -> SyncedEvent {
    let message = json!({ "msgid": "e1", "send_time": 1_795_307_020, "origin": 4, "msgtype": "event", "event": event });
    match synced(&message).content {
        SyncedContent::Event(event) => event,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_message_and_an_event_that_no_page_lists_come_whole() {
    let message = synced(&json!({ "msgid": "m1", "send_time": 1, "msgtype": "hologram", "hologram": { "depth": 3 } }));
    let SyncedContent::Other(other) = message.content else { panic!() };
    assert_eq!((message.message_id.as_str(), other.get("hologram")), ("m1", Some(&json!({ "depth": 3 }))));
    let SyncedEvent::Other(other) = event(&json!({ "event_type": "teleport", "to": "moon" })) else { panic!() };
    assert_eq!(other.get("to"), Some(&json!("moon")));
}

#[test]
fn a_greeting_goes_out_by_the_code_of_the_event() {
    let opened =
        json!({ "event_type": "enter_session", "open_kfid": "wkA1", "external_userid": "wmB1", "welcome_code": "wc1" });
    let SyncedEvent::EnterSession(opened) = event(&opened) else { panic!() };
    assert!(!format!("{opened:?}").contains("wc1"));
    let greeting = opened.greet(EventText::new("您好")).unwrap();
    assert_eq!(
        serde_json::to_value(&greeting).unwrap(),
        json!({ "code": "wc1", "msgtype": "text", "text": { "content": "您好" } })
    );
    let again = json!({ "event_type": "enter_session", "open_kfid": "wkA1", "external_userid": "wmB1" });
    let SyncedEvent::EnterSession(again) = event(&again) else { panic!() };
    assert!(again.greet(EventText::new("您好")).is_none(), "who was greeted is not greeted again");
}

#[test]
fn the_code_of_a_session_that_was_taken_lives_longer_than_that_of_one_that_ended() {
    let change = |change_type: i64| {
        let changed = json!({ "event_type": "session_status_change", "change_type": change_type, "msg_code": "mc1" });
        let SyncedEvent::SessionStatusChange(changed) = event(&changed) else { panic!() };
        changed.change
    };
    let SessionChange::Taken(taken) = change(1) else { panic!() };
    let SessionChange::Ended(ended) = change(3) else { panic!() };
    let [long, short] = [&taken.code, &ended.code].map(|code| code.as_ref().unwrap().expires_at().unwrap());
    assert_eq!(long.duration_since(short).unwrap().as_secs(), 48 * 60 * 60 - 20);
    assert!(taken.reply("我来为您服务").is_some());
    let SessionChange::Other(other) = change(9) else { panic!() };
    assert_eq!(other.get("change_type"), Some(&json!(9)));
}

#[test]
fn a_changed_state_is_announced_with_the_code_of_the_answer() {
    let server = Server::after_token(|_| Reply::Json(r#"{"errcode":0,"msg_code":"mc1"}"#.to_owned()));
    let change = TransServiceState::to("wmB1", TransServiceStateState::Waiting);
    let changed = client(&server).kf("wkA1").trans_service_state(change).unwrap();
    assert!(!format!("{changed:?}").contains("mc1"));
    let announcement = changed.reply("请稍候").unwrap();
    assert_eq!(
        serde_json::to_value(&announcement).unwrap(),
        json!({ "code": "mc1", "msgtype": "text", "text": { "content": "请稍候" } })
    );
}

#[test]
fn messages_in_a_forwarded_record_are_read_like_others() {
    let content = |text: &str| {
        let item = json!({ "send_time": 1, "msgtype": "text", "sender_name": 7, "msg_content": text });
        let record = json!({ "msgid": "m1", "msgtype": "merged_msg", "merged_msg": { "title": "t", "item": [item] } });
        let SyncedContent::MergedMsg(record) = synced(&record).content else { panic!() };
        assert_eq!(record.items[0].sender_name, "7", "the page says that it is a number, and shows a text");
        record.items[0].read_content()
    };
    let SyncedContent::Text(text) = content(r#"{"msgtype":"text","text":{"content":"好"}}"#).unwrap() else {
        panic!()
    };
    assert_eq!(text.content, "好");
    assert!(matches!(content(r#"{"msgtype":"hologram"}"#).unwrap(), SyncedContent::Other(_)));
    assert!(content("好").is_err());
}
