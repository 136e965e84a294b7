//! WeCom's own SDK for smart bots, at the sandbox.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::json;
use wecom_sandbox::{Click, Rating, Sandbox, StreamState};

use super::interpreter;

/// More than any machine needs.
const LONG: Duration = Duration::from_secs(60);

#[test]
fn the_official_sdk_pushes_uploads_and_answers() {
    let sandbox = Sandbox::start().unwrap();
    let bot = sandbox.aibot();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign/aibot_node_sdk_talks.js");
    let program = Command::new(interpreter("FOREIGN_NODE", "node"))
        .arg(script)
        .env("WECOM_BOT_URL", bot.url())
        .env("WECOM_BOT_ID", bot.id())
        .env("WECOM_BOT_SECRET", bot.secret())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Each step waits for what the SDK does about the one before it. What it did not do shows at the end.
    let shows = |what: &'static str| {
        bot.wait_for(LONG, move |message| message.member.is_none() && message.body.to_string().contains(what)).is_some()
    };
    let happened = [
        shows("media_id"),
        bot.say("lisi", "今天的班表").is_ok() && shows("你问了"),
        bot.enter("wangwu").is_ok() && shows("你好"),
        bot.write("lisi", &json!({"msgtype": "file", "file": bot.file("班表.txt", b"early: Lin Wei")})).is_ok()
            && shows("班表.txt: early: Lin Wei"),
        bot.click(&Click::submit("lisi", "lunch-0611").choosing("dish", ["n", "r"])).is_ok() && shows("已选 n,r"),
        bot.rate("lisi", "fb-31", &Rating::accurate()).is_ok() && shows("fb-31: 1"),
        bot.say("lisi", "bye").is_ok(),
    ];
    let ended = program.wait_with_output().unwrap();
    let ledger: Vec<_> = sandbox.received().iter().map(ToString::to_string).collect();
    let errors = String::from_utf8_lossy(&ended.stderr);
    assert!(happened.iter().all(|it| *it) && ended.status.success(), "{happened:?}\n{errors}\n{}", ledger.join("\n"));

    assert!(sandbox.received().iter().all(|it| it.errcode.is_none_or(|code| code == 0)), "{}", ledger.join("\n"));
    let kinds: Vec<_> =
        bot.chat("lisi").iter().filter(|it| it.member.is_none()).map(|it| it.body["msgtype"].clone()).collect();
    assert_eq!(kinds, ["markdown", "template_card", "file", "stream", "markdown", "markdown"]);
    let stream = bot.chat("lisi").into_iter().find(|it| it.stream.is_some()).unwrap();
    assert_eq!(
        (stream.text(), stream.stream, stream.frames),
        (Some("你问了:今天的班表"), Some(StreamState::Finished), 3)
    );
    assert!(!bot.is_connected());
}
