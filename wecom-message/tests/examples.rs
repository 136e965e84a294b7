//! The example programs, run as from a shell. `cargo test` builds them first.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use std::env;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use wecom_message::operations;
use wecom_sandbox::{Received, Sandbox};

struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
}

/// Arguments, environment variables.
type Call<'a> = (&'a [&'a str], &'a [(&'a str, &'a str)]);

fn run(example: &str, arguments: &[&str], variables: &[(&str, &str)], input: &str) -> Ended {
    let tests = env::current_exe().unwrap();
    let target: PathBuf = tests.ancestors().nth(2).unwrap().into();
    let program = target.join("examples").join(format!("{example}{}", env::consts::EXE_SUFFIX));
    assert!(program.is_file(), "{} is not built: `cargo build -p wecom-message --examples`", program.display());
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for (name, _) in env::vars().filter(|(name, _)| name.starts_with("WECOM_")) {
        command.env_remove(name);
    }
    let mut child = command.envs(variables.iter().copied()).spawn().unwrap();
    // A program that does not ask for it has closed the pipe.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn robot_sends_what_it_is_given() {
    let sandbox = Sandbox::start().unwrap();
    let (key, base_url, webhook) = (sandbox.robot_key(), sandbox.base_url(), sandbox.webhook_url());
    let by_key = [("WECOM_WEBHOOK_KEY", key), ("WECOM_BASE_URL", base_url.as_str())];
    let by_url = [("WECOM_WEBHOOK_KEY", webhook.as_str())];
    let table: [(Call<'_>, &str); 5] = [
        ((&["--key", key, "--base-url", &base_url, "disk full"], &[]), "text"),
        ((&["--key", &webhook, "disk full"], &[]), "text"),
        ((&["disk full"], &by_key), "text"),
        ((&[], &by_url), "text"),
        ((&["--markdown", "disk full"], &by_url), "markdown"),
    ];
    for ((arguments, variables), msgtype) in table {
        let ended = run("robot", arguments, variables, "disk full\n");
        assert_eq!((ended.code, ended.out.as_str(), ended.err.as_str()), (Some(0), "sent: 1\n", ""), "{arguments:?}");
        let received = sandbox.received().pop().unwrap();
        let body = received.body.as_ref().unwrap();
        assert!(received.delivered());
        assert_eq!((body["msgtype"].as_str(), body[msgtype]["content"].as_str()), (Some(msgtype), Some("disk full")));
    }
    let ended = run("robot", &["--key", &webhook], &[], &"disk full\n".repeat(300));
    assert_eq!((ended.code, ended.out.as_str()), (Some(0), "sent: 2\n"));
}

#[test]
fn robot_says_by_its_exit_code_what_became_of_it() {
    let sandbox = Sandbox::start().unwrap();
    let (base_url, webhook) = (sandbox.base_url(), sandbox.webhook_url());
    let table: [(&[&str], i32, &str); 8] = [
        (&["--key", "made-up", "--base-url", &base_url, "hi"], 1, "93000"),
        (&["--key", &webhook, ""], 1, "text.content"),
        (&["--key", "K", "--base-url", "http://127.0.0.1:1", "hi"], 1, "connect"),
        (&["hi"], 2, "key"),
        (&["--key"], 2, "--key needs a value"),
        (&["--quiet"], 2, "there is no option --quiet"),
        (&["two", "texts"], 2, "one text"),
        (&["--key", "http://group.example.com/cgi-bin/webhook/send?key=K", "hi"], 2, "plain http"),
    ];
    for (arguments, code, said) in table {
        let ended = run("robot", arguments, &[("NO_PROXY", "*")], "");
        assert_eq!((ended.code, ended.out.as_str()), (Some(code), ""), "{arguments:?}: {}", ended.err);
        assert!(ended.err.starts_with("error: ") && ended.err.contains(said), "{arguments:?}: {}", ended.err);
    }
    assert!(!sandbox.received().iter().any(Received::delivered));
    let help = run("robot", &["--help"], &[], "");
    assert!(help.code == Some(0) && help.out.contains("usage: robot"));
}

/// Operations that the feature `aibot` brings.
const OF_SMART_BOTS: &[(&str, &str)] = if cfg!(feature = "aibot") {
    &[
        ("aibot.send", r#"{"chatid":"lisi","chat_type":1,"msgtype":"markdown","markdown":{"content":"hi"}}"#),
        ("aibot.subscribe", r#"{"bot_id":"aibK7","secret":"S"}"#),
        ("aibot.stream_reply", r#"{"msgtype":"stream","stream":{"id":"S-1","finish":true,"content":"hi"}}"#),
        (
            "aibot.stream_with_card_reply",
            r#"{"msgtype":"stream_with_template_card","stream":{"id":"S-1","finish":true,"content":"hi"},"template_card":{"card_type":"text_notice","main_title":{"title":"T"},"card_action":{"type":1,"url":"https://example.com"}}}"#,
        ),
        (
            "aibot.update_reply",
            r#"{"response_type":"update_template_card","template_card":{"card_type":"text_notice","main_title":{"title":"T"},"card_action":{"type":1,"url":"https://example.com"},"task_id":"t-1"}}"#,
        ),
        ("aibot.welcome_reply", r#"{"msgtype":"text","text":{"content":"hi"}}"#),
        ("aibot.upload_media_init", r#"{"type":"file","filename":"a.pdf","total_size":5,"total_chunks":1}"#),
        ("aibot.upload_media_chunk", r#"{"upload_id":"U","chunk_index":0,"base64_data":"JVBERi0="}"#),
        ("aibot.upload_media_finish", r#"{"upload_id":"U"}"#),
    ]
} else {
    &[]
};

#[test]
fn check_takes_every_operation() {
    let table = [
        ("app.send", r#"{"touser":"lisi","msgtype":"text","text":{"content":"hi"},"agentid":1}"#),
        ("app.recall", r#"{"msgid":"M"}"#),
        (
            "app.update_template_card",
            r#"{"userids":["lisi"],"agentid":1,"response_code":"C","button":{"replace_name":"Done"}}"#,
        ),
        ("app.update_task_card", r#"{"userids":["lisi"],"agentid":1,"task_id":"T","replace_name":"Done"}"#),
        ("app.get_statistics", r#"{"time_type":1}"#),
        ("app.urgent_call", r#"{"callee_userid":["lisi"]}"#),
        ("app.get_urgent_call_state", r#"{"callee_userid":"lisi","callid":"C"}"#),
        ("app.list_app_share_info", r#"{"agentid":1,"business_type":1}"#),
        ("robot.send", r#"{"msgtype":"text","text":{"content":"hi"}}"#),
        ("appchat.send", r#"{"chatid":"C","msgtype":"text","text":{"content":"hi"}}"#),
        ("appchat.create", r#"{"userlist":["lisi","wangwu"]}"#),
        ("appchat.update", r#"{"chatid":"C","name":"Release"}"#),
        ("appchat.get", r#"{"chatid":"C"}"#),
        ("linked_corp.send", r#"{"touser":["CorpId1/lisi"],"agentid":1,"msgtype":"text","text":{"content":"hi"}}"#),
        (
            "school.send",
            r#"{"recv_scope":1,"to_student_userid":["student"],"agentid":1,"msgtype":"text","text":{"content":"hi"}}"#,
        ),
        ("kf.send", r#"{"touser":"wmA","open_kfid":"wkA","msgtype":"text","text":{"content":"hi"}}"#),
        ("kf.send_on_event", r#"{"code":"C","msgtype":"text","text":{"content":"hi"}}"#),
        ("kf.sync_msg", r#"{"open_kfid":"wkA","token":"T"}"#),
        ("kf.get_service_state", r#"{"open_kfid":"wkA","external_userid":"wmA"}"#),
        ("kf.trans_service_state", r#"{"open_kfid":"wkA","external_userid":"wmA","service_state":2}"#),
        ("customer.add_msg_template", r#"{"external_userid":["wmA"],"text":{"content":"hi"}}"#),
        ("customer.remind_groupmsg_send", r#"{"msgid":"M"}"#),
        ("customer.cancel_groupmsg_send", r#"{"msgid":"M"}"#),
        ("customer.get_groupmsg_list_v2", r#"{"chat_type":"single","start_time":1,"end_time":2}"#),
        ("customer.get_groupmsg_task", r#"{"msgid":"M"}"#),
        ("customer.get_groupmsg_send_result", r#"{"msgid":"M","userid":"lisi"}"#),
        ("customer.send_welcome", r#"{"welcome_code":"C","text":{"content":"hi"}}"#),
        ("customer.add_group_welcome_template", r#"{"text":{"content":"hi"}}"#),
        ("customer.edit_group_welcome_template", r#"{"template_id":"T","text":{"content":"hi"}}"#),
        ("customer.get_group_welcome_template", r#"{"template_id":"T"}"#),
        ("customer.del_group_welcome_template", r#"{"template_id":"T"}"#),
    ];
    let table: Vec<_> = table.iter().chain(OF_SMART_BOTS).copied().collect();
    let mut described: Vec<&str> = operations::NAMES.to_vec();
    let mut tried: Vec<_> = table.iter().map(|(operation, _)| *operation).collect();
    described.sort_unstable();
    tried.sort_unstable();
    assert_eq!(described, tried);
    for (operation, body) in table {
        let ended = run("check", &[operation], &[], body);
        assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{operation}");
        let [written, mut given] = [&ended.out, body].map(|it| serde_json::from_str::<serde_json::Value>(it).unwrap());
        assert_eq!(written, given, "{operation}");
        given["undescribed"] = 1.into();
        let ended = run("check", &[operation], &[], &given.to_string());
        assert!(ended.err.contains("warning: undescribed: not part"), "{operation}: {}", ended.err);
    }
}

#[test]
fn check_says_what_is_wrong() {
    let long = format!(r#"{{"msgtype":"markdown","markdown":{{"content":"{}"}}}}"#, "x".repeat(4097));
    let table = [
        ("robot.send", long.as_str(), Some(1), "refused: markdown.content: 4097 bytes"),
        ("robot.send", r#"{"msgtype":"hologram"}"#, Some(2), "hologram"),
        ("robot.send", "no JSON", Some(2), "error: "),
        ("robot.recall", "{}", Some(2), "there is no operation `robot.recall`"),
    ];
    for (operation, body, code, said) in table {
        let ended = run("check", &[operation], &[], body);
        assert_eq!(ended.code, code, "{operation}: {}", ended.err);
        assert!(ended.err.contains(said), "{operation}: {}", ended.err);
    }
}

#[test]
fn quickstart_sends_one_of_each_without_credentials() {
    let ended = run("quickstart", &[], &[], "");
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    assert!(!ended.out.contains("skipped"), "{}", ended.out);
}

#[test]
fn broadcast_goes_on_by_its_journal() {
    let ended = run("broadcast", &[], &[], "");
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{}", ended.out);
    for line in ["3 calls failed: cgi-bin/message/send: ", "3 calls were made, 0 failed", "unknown to WeCom: u4711"] {
        assert!(ended.out.contains(line), "{line} is not in:\n{}", ended.out);
    }
}

#[cfg(feature = "callback")]
#[test]
fn approvals_takes_the_first_click_and_tells_who_was_late() {
    let ended = run("approvals", &[], &[], "");
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{}", ended.out);
    let said = [
        "lisi clicks `approve`",
        "deploy-42: approved by lisi",
        "deploy-42: wangwu is told that lisi was faster",
        "wangwu clicks again: the buttons of the card that the member sees are greyed out",
    ];
    for line in said {
        assert!(ended.out.contains(line), "{line} is not in:\n{}", ended.out);
    }
}
