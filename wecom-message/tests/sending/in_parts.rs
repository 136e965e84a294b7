use crate::server::{Reply, Seen, Server, errcode, ok};
use crate::{client, lisi};
use wecom_message::app::{Markdown, Text};
#[cfg(feature = "robot")]
use wecom_message::{Robot, robot};

fn lines(count: usize) -> String {
    let lines: Vec<_> = (0..count).map(|line| format!("{line:04} {}", "磁盘已满".repeat(8))).collect();
    lines.join("\n")
}

fn contents(seen: &[Seen]) -> Vec<String> {
    let bodies = seen.iter().filter(|seen| seen.method == "POST").map(|seen| &seen.body);
    let contents =
        bodies.map(|body| serde_json::from_str::<serde_json::Value>(body).unwrap()["text"]["content"].clone());
    contents.map(|content| content.as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_text_is_divided_at_the_described_limit_and_keeps_its_options() {
    let text = Text::new(lines(60)).safe(true).duplicate_check_interval(60);
    let parts = text.split();
    assert!(parts.len() > 1 && parts.iter().all(|part| part.content.len() <= 2048));
    assert!(parts.iter().all(|part| part.clone().content("") == text.clone().content("")));
    let whole: Vec<_> = parts.iter().flat_map(|part| part.content.lines()).collect();
    assert_eq!(whole, lines(60).lines().collect::<Vec<_>>());
    assert_eq!(Text::new("x".repeat(2048)).split(), [Text::new("x".repeat(2048))]);
    let link = format!("[{}](https://a.cn)", "a b".repeat(300));
    let markdown = Markdown::new(format!("{}\n{link}", "# x y\n".repeat(300))).split();
    assert!(markdown.len() == 2 && markdown[1].content.contains(&link));
}

#[test]
#[cfg(all(feature = "markdown-split", feature = "robot"))]
fn a_code_block_goes_into_the_next_part_as_a_whole_and_a_table_repeats_its_head() {
    let prose = "磁盘已满。".repeat(250);
    let code = format!("```sh\n{}\n```", "make test\n".repeat(69));
    let parts = robot::MarkdownV2::new(format!("{prose}\n\n{code}")).split();
    assert_eq!(parts.into_iter().map(|part| part.content).collect::<Vec<_>>(), [prose, code]);

    let head = "| 主机 | 磁盘 |\n| :--- | ---: |";
    let rows: Vec<_> = (0..30).map(|host| format!("| db-{host} | {} |", "x".repeat(200))).collect();
    let parts = robot::MarkdownV2::new(format!("{head}\n{}", rows.join("\n"))).split();
    let shown = parts.iter().flat_map(|part| part.content.strip_prefix(head).unwrap().trim().lines());
    assert_eq!(shown.collect::<Vec<_>>(), rows);
}

#[test]
fn parts_go_out_in_order_and_one_after_the_other() {
    let server = Server::after_token(|_| ok());
    let parts = Text::new(lines(60)).split();
    let receipts = client(&server).send_in_parts(lisi(), &Text::new(lines(60))).unwrap();
    assert_eq!(receipts.len(), parts.len());
    assert_eq!(contents(&server.seen()), parts.iter().map(|part| part.content.clone()).collect::<Vec<_>>());
}

#[test]
fn the_first_part_that_fails_ends_it_and_the_others_come_back() {
    let parts = Text::new(lines(80)).split();
    let second = parts[1].content[..4].to_owned();
    for (reply, may_have_been_delivered) in [(None, false), (Some(()), true)] {
        let second = second.clone();
        let server = Server::after_token(move |seen| match (seen.body.contains(&second), reply) {
            (true, None) => errcode(45009),
            (true, Some(())) => Reply::Close,
            _ => ok(),
        });
        let failed = client(&server).send_in_parts(lisi(), &Text::new(lines(80))).unwrap_err();
        assert_eq!((failed.sent.len(), failed.unsent.as_slice()), (1, &parts[1..]));
        assert_eq!(failed.error.may_have_been_delivered(), may_have_been_delivered);
        assert!(
            failed.to_string().starts_with(&format!("part 2 of {}: cgi-bin/message/send: ", parts.len())),
            "{failed}"
        );
        assert_eq!(server.count("message/send"), 2);
    }
}

#[test]
fn an_invalid_message_is_reported_before_any_part_goes_out() {
    let server = Server::after_token(|_| ok());
    let failed = client(&server).send_in_parts(wecom_message::To::user(""), &Text::new(lines(60))).unwrap_err();
    assert!(failed.error.is_invalid() && failed.sent.is_empty());
    assert!(server.seen().is_empty());
}

/// In a group chat of an application as in that of a robot.
#[cfg(feature = "appchat")]
#[test]
fn only_the_first_part_mentions_anybody_in_a_group_chat() {
    let server = Server::after_token(|_| ok());
    let message = wecom_message::appchat::Text::new(lines(300)).mentioned_list(["lisi", "@all"]);
    client(&server).appchat("chat1").send_in_parts(&message).unwrap();
    let mentions = |seen: &super::server::Seen| {
        let body: serde_json::Value = serde_json::from_str(&seen.body).unwrap();
        body["text"]["mentioned_list"].clone()
    };
    let mentions: Vec<_> = server.seen().iter().filter(|seen| !seen.body.is_empty()).map(mentions).collect();
    assert!(mentions.len() > 2, "{mentions:?}");
    assert_eq!(mentions[0], serde_json::json!(["lisi", "@all"]));
    assert!(mentions[1..].iter().all(serde_json::Value::is_null), "{mentions:?}");
}

/// Each part would notify everybody again.
#[cfg(feature = "robot")]
#[test]
fn only_the_first_part_mentions_anybody() {
    let server = Server::start(|_| ok());
    let robot = Robot::builder("key").base_url(server.url()).build().unwrap();
    let text = "disk full on db-1\n".repeat(400);
    let message = robot::Text::new(text).mentioned_list(["lisi", "@all"]).mentioned_mobile_list(["13800001111"]);
    robot.send_in_parts(&message).unwrap();
    let bodies: Vec<serde_json::Value> =
        server.seen().iter().map(|seen| serde_json::from_str(&seen.body).unwrap()).collect();
    assert_eq!(bodies.len(), 4);
    assert_eq!(bodies[0]["text"]["mentioned_list"], serde_json::json!(["lisi", "@all"]));
    assert_eq!(bodies[0]["text"]["mentioned_mobile_list"], serde_json::json!(["13800001111"]));
    for body in &bodies[1..] {
        let members = body["text"].as_object().unwrap();
        assert_eq!(members.keys().collect::<Vec<_>>(), ["content"]);
    }
}
