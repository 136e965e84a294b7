//! A message that WeCom has just announced: its page was drafted, the draft's `TODO`s were filled in, and the build did the rest.
//! The page is `build/hologram.md`.

use serde_json::json;
use wecom_message::{Client, Error, To};
use wecom_sandbox::Sandbox;
use wecom_schema::{Schema, Sources};

#[allow(unused, missing_docs, unreachable_pub, clippy::all, clippy::pedantic, reason = "generated")]
mod drafted {
    include!(concat!(env!("OUT_DIR"), "/drafted.rs"));
}

use drafted::{ClientExt as _, Hologram, Models};

/// The built-in descriptions and the drafted one.
fn descriptions() -> Schema {
    let mut sources = Sources::from_dir(wecom_schema::DIR.as_ref()).unwrap();
    let drafted = concat!(env!("OUT_DIR"), "/drafted");
    sources.overlay(Sources::from_dir(drafted.as_ref()).unwrap()).unwrap();
    Schema::load(&sources).unwrap()
}

fn start() -> (Sandbox, Client) {
    let sandbox = Sandbox::builder().schema(descriptions()).start().unwrap();
    let builder = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id());
    let client = builder.base_url(sandbox.base_url()).build().unwrap();
    (sandbox, client)
}

#[test]
fn a_drafted_message_is_sent_as_its_page_shows_it() {
    let (sandbox, client) = start();
    let models = [Models::new("MODEL_ID").caption("正面"), Models::new("MODEL_ID2")];
    let hologram = Hologram::new("新品发布", models).url("https://example.com/launch");
    let receipt = client.send_hologram(To::user("lisi"), hologram).unwrap();
    assert!(receipt.reached_everyone());
    let body = json!({
        "touser": "lisi",
        "agentid": sandbox.agent_id(),
        "msgtype": "hologram",
        "hologram": {
            "title": "新品发布",
            "models": [{ "model_id": "MODEL_ID", "caption": "正面" }, { "model_id": "MODEL_ID2" }],
            "url": "https://example.com/launch",
        },
    });
    assert_eq!(sandbox.received().pop().unwrap().body, Some(body));
}

#[test]
fn a_drafted_message_is_checked_by_what_its_page_demands() {
    let (sandbox, client) = start();
    let table = [
        (Hologram::new("", [Models::new("M")]), "title"),
        (Hologram::new("t", [Models::new("")]), "models[0].model_id"),
    ];
    for (hologram, path) in table {
        let error: Error = client.send_hologram(To::user("lisi"), hologram).unwrap_err();
        assert!(error.is_invalid(), "{error}");
        assert!(error.to_string().contains(path), "{path}: {error}");
    }
    assert!(sandbox.received().iter().all(|received| !received.path.contains("message/send")));
    let long = Hologram::new("长".repeat(50), [Models::new("M")]);
    let receipt = client.send_hologram(To::user("lisi"), long).unwrap();
    assert_eq!(receipt.warnings.len(), 1, "{:?}", receipt.warnings);
}
