//! Clients that nobody of this project wrote, against the sandbox. They are installed by `.ci/run`.

mod aibot;

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use wecom_sandbox::{Received, Sandbox};

/// Runs a script that reaches the sandbox by the variables of its environment, and gives back what the sandbox got.
fn run(sandbox: &Sandbox, interpreter: OsString, script: &str) -> Vec<Received> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign").join(script);
    let ended = Command::new(interpreter)
        .arg(script)
        .env("WECOM_BASE_URL", sandbox.base_url())
        .env("WECOM_CORP_ID", sandbox.corp_id())
        .env("WECOM_CORP_SECRET", sandbox.secret())
        .env("WECOM_AGENT_ID", sandbox.agent_id().to_string())
        .env("WECOM_WELCOME_CODE", sandbox.welcome_code("wm9"))
        .output()
        .unwrap();
    let received = sandbox.received();
    let ledger: Vec<_> = received.iter().map(ToString::to_string).collect();
    assert!(ended.status.success(), "{}\n{}", String::from_utf8_lossy(&ended.stderr), ledger.join("\n"));
    received
}

fn interpreter(variable: &str, usual: &str) -> OsString {
    env::var_os(variable).unwrap_or_else(|| usual.into())
}

/// The messages of a path that were delivered, by their msgtype.
fn delivered<'r>(received: &'r [Received], path: &str) -> BTreeSet<&'r str> {
    let sent = received.iter().filter(|it| it.path == format!("/cgi-bin/{path}"));
    sent.filter(|it| it.delivered()).map(|it| it.body.as_ref().unwrap()["msgtype"].as_str().unwrap()).collect()
}

fn asked<'r>(received: &'r [Received], path: &str) -> Vec<&'r Received> {
    received.iter().filter(|it| it.path == format!("/cgi-bin/{path}")).collect()
}

#[test]
fn wechatpy_sends_every_kind_that_it_knows() {
    let sandbox = Sandbox::start().unwrap();
    let received = run(&sandbox, interpreter("FOREIGN_PYTHON", "python3"), "wechatpy_sends.py");
    assert!(received.iter().all(|it| it.errcode.is_none_or(|code| code == 0)));
    assert_eq!(asked(&received, "gettoken").len(), 1);

    let app = [
        "file",
        "image",
        "interactive_taskcard",
        "markdown",
        "miniprogram_notice",
        "mpnews",
        "news",
        "template_card",
        "text",
        "textcard",
        "video",
        "voice",
    ];
    assert_eq!(delivered(&received, "message/send"), BTreeSet::from(app));
    assert_eq!(asked(&received, "message/update_taskcard").len(), 1);
    let chat = ["file", "image", "markdown", "mpnews", "news", "text", "textcard", "video", "voice"];
    assert_eq!(delivered(&received, "appchat/send"), BTreeSet::from(chat));
    let service = ["file", "image", "msgmenu", "text", "video", "voice"];
    assert_eq!(delivered(&received, "kf/send_msg"), BTreeSet::from(service));

    let files: Vec<_> = asked(&received, "media/upload").iter().map(|it| it.body.clone().unwrap()).collect();
    let named: Vec<_> = files.iter().map(|file| file["filename"].as_str().unwrap()).collect();
    assert_eq!(named, ["图 (1).png", "语音.amr", "film.mp4", "报表.csv"]);
    for path in ["media/uploadimg", "appchat/create", "appchat/update", "appchat/get"] {
        assert_eq!(asked(&received, path).len(), 1, "{path}");
    }
    for operation in ["add_msg_template", "send_welcome_msg"] {
        assert_eq!(asked(&received, &format!("externalcontact/{operation}")).len(), 1, "{operation}");
    }
    for operation in ["add", "edit", "get", "del"] {
        let path = format!("externalcontact/group_welcome_template/{operation}");
        assert_eq!(asked(&received, &path).len(), 1, "{operation}");
    }
}

#[test]
fn a_client_in_javascript_sends_every_kind_that_it_knows() {
    let sandbox = Sandbox::start().unwrap();
    let received = run(&sandbox, interpreter("FOREIGN_NODE", "node"), "wechat_enterprise_api_sends.js");
    assert!(received.iter().all(|it| it.errcode.is_none_or(|code| code == 0)));
    let kinds = ["file", "image", "markdown", "news", "text"];
    assert_eq!(delivered(&received, "message/send"), BTreeSet::from(kinds));
    let agent_ids: Vec<_> = asked(&received, "message/send").iter().map(|it| it.agent_id).collect();
    assert!(agent_ids.iter().all(|id| *id == Some(sandbox.agent_id())), "{agent_ids:?}");
    assert_eq!(asked(&received, "media/upload").len(), 2);
    assert_eq!(asked(&received, "media/get").len(), 1);
}
