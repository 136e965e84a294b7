//! The Markdown reference: its links lead somewhere, its tables are tables, and it says everything.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::BTreeSet;
use std::path::Path;

use wecom_codegen::{Language, reference};
use wecom_schema::model::{Kind, Type};
use wecom_schema::{Schema, Sources};

const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixture");
const LANGUAGES: [Language; 2] = [Language::English, Language::Chinese];

fn load(dir: &str) -> Schema {
    let sources = Sources::from_dir(Path::new(dir)).unwrap();
    Schema::load(&sources).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

/// Every page that is looked at, with what it is made of.
fn pages() -> Vec<(Schema, String)> {
    let schemas = [load(wecom_schema::DIR), load(FIXTURE)];
    let pages = schemas
        .iter()
        .flat_map(|schema| LANGUAGES.map(|language| (schema.clone(), reference::render(schema, language))));
    pages.collect()
}

/// What stands between two marks, wherever it does.
fn between<'t>(text: &'t str, before: &str, after: &str) -> Vec<&'t str> {
    text.split(before).skip(1).filter_map(|rest| rest.split_once(after)).map(|(found, _)| found).collect()
}

#[test]
fn every_anchor_is_there_once_and_every_link_leads_to_one() {
    for (schema, page) in pages() {
        let anchors = between(&page, "<a id=\"", "\"></a>");
        let mut once = BTreeSet::new();
        for anchor in &anchors {
            assert!(once.insert(*anchor), "the anchor {anchor} is there twice");
            assert!(anchor.contains('.'), "{anchor} could be a heading's own anchor");
        }
        let links = between(&page, "](#", ")");
        for link in &links {
            assert!(once.contains(link), "the link to {link} leads nowhere");
        }
        for channel in &schema.channels {
            for message in &channel.messages {
                let link = format!("{}.{}", channel.name, message.msgtype);
                assert!(links.contains(&link.as_str()), "no link leads to {link}");
            }
        }
    }
}

#[test]
fn every_row_has_as_many_cells_as_its_head() {
    for (_, page) in pages() {
        let mut width = 0;
        for line in page.lines() {
            let cells = line.replace("\\|", "").matches('|').count();
            match (line.starts_with('|'), width) {
                (false, _) => width = 0,
                (true, 0) => width = cells,
                (true, _) => assert_eq!(cells, width, "{line}"),
            }
        }
    }
}

#[test]
fn everything_that_is_described_is_on_the_page() {
    for (schema, page) in pages() {
        let rows: BTreeSet<&str> = page.lines().filter_map(|line| line.split(" | ").next()).collect();
        let named = |name: &str| rows.iter().any(|row| row.ends_with(name));
        for channel in &schema.channels {
            let requests = channel.messages.iter().map(|it| it.msgtype.as_str());
            for name in requests.chain(channel.operations.iter().map(|it| it.name.as_str())) {
                assert!(page.contains(&format!("<a id=\"{}.{name}\"></a>", channel.name)), "{name}");
            }
            for ty in &channel.types {
                match ty {
                    Type::Object(object) => {
                        for field in &object.fields {
                            let mark = if matches!(field.kind, Kind::Inline(_)) { '*' } else { '`' };
                            assert!(named(&format!("{mark}{}{mark}", field.wire)), "{}.{}", object.rust, field.wire);
                        }
                        for constructor in &object.constructors {
                            let call = format!("{}::{}(", object.rust, constructor.name);
                            assert!(page.contains(&call), "{call}");
                        }
                    }
                    Type::Union(union) => {
                        for case in &union.cases {
                            assert!(page.contains(&format!("**`{}`", case.wire)), "{}.{}", union.rust, case.wire);
                        }
                    }
                    Type::Values(values) => {
                        for value in &values.values {
                            assert!(page.contains(&format!("`{}` ", value.wire)), "{}.{}", values.rust, value.wire);
                        }
                    }
                    Type::Newtype(newtype) => assert!(page.contains(&newtype.rust), "{}", newtype.rust),
                }
            }
        }
    }
}

#[test]
fn the_chinese_page_has_chinese_titles_and_sentences() {
    let page = reference::render(&load(wecom_schema::DIR), Language::Chinese);
    for part in [
        "# 企业微信消息接口",
        "`text`：文本消息（Text）",
        "最多 2048 字节（UTF-8）；超出部分会被企业微信截断，不报错。",
        "至少设置一个",
        "请求凭证：webhook 的 `key`，无需 access_token。",
        "Rust 中由 `client.appchat(\"…\")` 记住接收者",
        "`GET cgi-bin/appchat/get`，以下字段为 URL 参数",
        "位于同级、与该取值同名的对象中",
        "`toall` 为 `1` 表示全部成员。",
    ] {
        assert!(page.contains(part), "{part}");
    }
    for english in ["refuses the message", "Required", "At most", "must be set", "Official page", "In Rust"] {
        assert!(!page.contains(english), "{english}");
    }
}

#[test]
fn it_is_said_how_a_channel_is_reached_and_what_is_called() {
    let page = reference::render(&load(wecom_schema::DIR), Language::English);
    for part in [
        "Requests carry the `key` of a webhook and no access token.",
        "In Rust, `client.appchat(\"…\")` holds the recipients",
        "`client.send_text(to, message)`; create messages with `Text::new(content)`",
        "`client.appchat(\"…\").get()`",
        "`client.create_appchat(request)`",
        "`client.kf(\"…\").send_text(to, message)`",
        "`robot.send_text(message)`",
        "`client.school().send_text(to, message)`",
        "`GET cgi-bin/appchat/get`, with these members in the query",
        "The members of a case are in an object beside it that is named like the value.",
        "At most 10 items among `click`, `view` and `miniprogram`",
        "`toall` switched on (`1`) means everyone.",
        "`To::tags(tags)`, `To::everyone()`",
        "Example (members of two corporations):",
        "`retry_safely(interval)` sets both",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn the_summary_names_types_functions_limits_and_official_pages() {
    let schema = load(wecom_schema::DIR);
    let page = reference::render(&schema, Language::English);
    for row in [
        "| [`text`](#app.text) Text (文本消息) | `Text` | `client.send_text(to, message)` | cut: `content` 2048 bytes | \
         [90236](https://developer.work.weixin.qq.com/document/path/90236) |",
        "| [`get`](#appchat.get) Look at a group chat (获取群聊会话) | `GetChat` | `client.appchat(\"…\").get()` |  | ",
    ] {
        assert!(page.contains(row), "{row}");
    }
    let page = reference::render(&schema, Language::Chinese);
    assert!(page.contains("| `client.send_text(to, message)` | 截断：`content` 2048 字节 |"));
}
