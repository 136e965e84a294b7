//! What `schema/` describes, sent to a sandbox that judges by the same descriptions.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use own_messages::wecom::app::{Checklist, ChecklistEntry, ClientExt as _};
use own_messages::wecom::gateway::{ClientExt as _, Incident, IncidentLevel};
use serde_json::{Value, json};
use wecom_message::app::Source;
use wecom_message::check::Report;
use wecom_message::{Client, Raw, To};
use wecom_sandbox::{Received, Sandbox};
use wecom_schema::{Schema, Sources};

/// The built-in descriptions and this application's.
fn descriptions() -> Schema {
    let mut sources = Sources::from_dir(wecom_schema::DIR.as_ref()).unwrap();
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/schema");
    sources.overlay(Sources::from_dir(own.as_ref()).unwrap()).unwrap();
    Schema::load(&sources).unwrap()
}

fn start() -> (Sandbox, Client) {
    let sandbox = Sandbox::builder().schema(descriptions()).start().unwrap();
    let builder = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id());
    let client = builder.base_url(sandbox.base_url()).build().unwrap();
    (sandbox, client)
}

fn last(sandbox: &Sandbox) -> Received {
    sandbox.received().pop().unwrap()
}

fn last_body(sandbox: &Sandbox) -> Value {
    last(sandbox).body.unwrap()
}

#[test]
fn a_checklist_goes_out_as_it_is_described() {
    let (sandbox, client) = start();
    let checklist =
        Checklist::new("Release 2.3", [ChecklistEntry::new("Tag"), ChecklistEntry::new("Announce").done(true)])
            .source(Source::new().desc("CI"));
    let receipt = client.send_checklist(To::users(["lisi", "zhangsan"]), checklist).unwrap();
    assert!(receipt.reached_everyone());
    let body = json!({
        "touser": "lisi|zhangsan",
        "agentid": sandbox.agent_id(),
        "msgtype": "checklist",
        "checklist": {
            "title": "Release 2.3",
            "entries": [{ "text": "Tag" }, { "text": "Announce", "done": 1 }],
            "source": { "desc": "CI" },
        },
    });
    assert_eq!(last_body(&sandbox), body);
}

#[test]
fn the_options_of_the_channel_work_with_it() {
    let (sandbox, client) = start();
    let checklist = || Checklist::new("Release", [ChecklistEntry::new("Tag")]).enable_duplicate_check(true);
    let first = client.send_checklist(To::user("lisi"), checklist()).unwrap();
    let second = client.send_checklist(To::user("lisi"), checklist()).unwrap();
    assert_eq!(first.message_id, second.message_id);
    assert_eq!(last_body(&sandbox)["enable_duplicate_check"], 1);
}

#[test]
fn what_the_description_refuses_is_not_sent_and_the_sandbox_would_refuse_it_too() {
    let (sandbox, client) = start();
    let entry = || ChecklistEntry::new("Tag");
    let cases = [
        ("checklist.title", Checklist::new("", [entry()])),
        ("checklist.title", Checklist::new("x".repeat(65), [entry()])),
        ("checklist.entries", Checklist::new("Release", [""; 0])),
        ("checklist.entries", Checklist::new("Release", vec![entry(); 21])),
        ("checklist.entries[1].text", Checklist::new("Release", [entry(), ChecklistEntry::new("")])),
    ];
    for (path, checklist) in cases {
        let paths: Vec<String> = Report::of(&checklist).into_iter().map(|violation| violation.path).collect();
        assert_eq!(paths, [path]);
        let error = client.send_checklist(To::user("lisi"), checklist.clone()).unwrap_err();
        assert!(error.is_invalid(), "{error}");
        assert!(sandbox.received().iter().all(|request| request.path.ends_with("gettoken")), "{path}");

        let body = serde_json::to_value(&checklist).unwrap()["checklist"].take();
        let judged = Sandbox::builder().schema(descriptions()).start().unwrap();
        let builder = Client::builder(judged.corp_id(), judged.secret(), judged.agent_id());
        let unchecked = builder.base_url(judged.base_url()).build().unwrap();
        let error = unchecked.send(To::user("lisi"), &Raw::new("checklist", body).unwrap()).unwrap_err();
        assert!(error.is_api(), "{path}: {error}");
    }
}

#[test]
fn a_channel_of_its_own_has_a_handle_and_a_receipt() {
    let (sandbox, client) = start();
    sandbox.next_answer_to("cgi-bin/gateway/send", 200, r#"{"errcode":0,"errmsg":"ok","ticket":"T-42"}"#);
    let incident = Incident::new("db-1 is down").level(IncidentLevel::Critical);
    let receipt = client.gateway("network").send_incident(incident.clone()).unwrap();
    assert_eq!(receipt.ticket, "T-42");

    // Without a script the sandbox judges.
    assert!(client.gateway("network").send_incident(incident).unwrap().ticket.is_empty());
    let request = last(&sandbox);
    let body =
        json!({ "desk": "network", "msgtype": "incident", "incident": { "summary": "db-1 is down", "level": 1 } });
    assert_eq!((request.path.as_str(), request.body.as_ref()), ("/cgi-bin/gateway/send", Some(&body)));
    assert!(request.delivered());

    let error = client.gateway("").send_incident("db-1 is down").unwrap_err();
    assert!(error.violations().iter().any(|violation| violation.path == "desk"), "{error}");
}

#[test]
fn an_own_message_is_read_from_what_was_stored() {
    let stored: Value = json!({ "msgtype": "incident", "incident": { "summary": "db-1 is down", "level": 2 } });
    let read: Incident = serde_json::from_value(stored.clone()).unwrap();
    assert_eq!(read, Incident::new("db-1 is down").level(IncidentLevel::Major));
    assert_eq!(serde_json::to_value(&read).unwrap(), stored);
}
