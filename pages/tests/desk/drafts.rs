//! Drafts: what they say, what they leave open, and that they are descriptions.

use serde_json::Value;
use wecom_pages::{DraftFile, NoDraft, Page, draft, score};
use wecom_schema::{Schema, Sources};

use crate::{Desk, text};

fn drafted(page: &str, text: &str, name: &str) -> Vec<DraftFile> {
    let desk = Desk::new();
    draft(&Page::read(page, text), desk.descriptions(), name, "2026-11-28").unwrap()
}

fn without_notes(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.remove("TODO");
            members.values_mut().for_each(without_notes);
        }
        Value::Array(items) => items.iter_mut().for_each(without_notes),
        _ => {}
    }
}

/// The descriptions of the desk with a draft laid over them.
fn laid(files: &[DraftFile], with_notes: bool) -> Sources {
    let mut sources = Desk::new().sources;
    for file in files {
        let mut value: Value = serde_json::from_str(&file.text).unwrap();
        if !with_notes {
            without_notes(&mut value);
        }
        sources.insert(&file.path, None, &value.to_string());
    }
    sources
}

/// A message that the desk does not have.
fn poster() -> String {
    text("send.md").replace("notice", "poster").replace("###公告", "###海报")
}

#[test]
fn a_draft_of_a_new_message_is_a_description_once_its_notes_are_gone() {
    let files = drafted("send.md", &poster(), "desk/poster.json");
    let mistakes = Schema::load(&laid(&files, true)).unwrap_err().to_string();
    assert!(mistakes.contains("unknown key `TODO`"), "{mistakes}");
    let sources = laid(&files, false);
    let schema = Schema::load(&sources).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let channel = &schema.channels[0];
    let message = channel.messages.iter().find(|message| message.msgtype == "poster").unwrap();
    let body = serde_json::json!({ "msgtype": "poster", "poster": { "content": "", "steps": [] } });
    let findings: Vec<String> = channel.judge_message(&body).findings.iter().map(ToString::to_string).collect();
    assert_eq!(findings.len(), 2, "{findings:?}");
    assert_eq!(message.function, "send_poster");
}

#[test]
fn a_draft_has_the_page_s_fields_limits_and_demands_and_its_sample() {
    let files = drafted("send.md", &poster(), "desk/poster.json");
    let file: Value = serde_json::from_str(&files[0].text).unwrap();
    assert_eq!(files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), ["desk/poster.json"]);
    assert_eq!(file["title"]["zh"], "海报");
    assert_eq!(file["page"], serde_json::json!({ "id": 70001, "read": "2026-11-28" }));
    assert_eq!(file["options"], serde_json::json!(["silent"]));
    let names: Vec<&str> =
        file["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["content", "link", "label", "level", "steps"]);
    let content = &file["fields"][0];
    assert_eq!(content["limits"], serde_json::json!([{ "max": 2048, "unit": "bytes", "beyond": "truncated" }]));
    assert_eq!((&content["required"], &content["translated"]), (&true.into(), &true.into()));
    assert!(content["TODO"].as_str().unwrap().ends_with("doc: 正文，最长不超过2048个字节，超过将截断（支持id转译）"));
    assert_eq!(file["fields"][4]["list"], "step");
    assert_eq!(file["rules"], serde_json::json!([{ "given": "label", "then": ["link"] }]));
    assert_eq!(file["constructors"]["new"], serde_json::json!(["content", "steps"]));
    assert_eq!(file["examples"][0]["body"]["poster"]["steps"][0]["text"], "关好水龙头");
    assert!(file["examples"][0]["body"].get("touser").is_none());
}

#[test]
fn what_the_page_leaves_open_has_a_note() {
    let page = poster().replace("最长1024个字节", "最长1024个字节，周末必须更短");
    let files = drafted("send.md", &page, "desk/poster.json");
    let file: Value = serde_json::from_str(&files[0].text).unwrap();
    let note = file["fields"][1]["TODO"].as_str().unwrap();
    assert!(
        note.contains("not understood: 周末必须更短") && note.contains("does not say what happens beyond"),
        "{note}"
    );
}

#[test]
fn layouts_of_one_message_become_a_union() {
    let files = drafted(
        "send.md",
        &text("send.md")
            .replace("\"card\"", "\"badge\"")
            .replace("固定为：card", "固定为：badge")
            .replace("card的", "badge的"),
        "desk/badge.json",
    );
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert!(paths.contains(&"desk/badge.json") && paths.len() >= 4, "{paths:?}");
    Schema::load(&laid(&files, false)).unwrap_or_else(|mistakes| panic!("{mistakes}"));
}

#[test]
fn an_operation_is_drafted_with_its_answer() {
    let page = text("close.html").replace("desk/close", "desk/reopen");
    let files = drafted("close.html", &page, "desk/reopen.json");
    let file: Value = serde_json::from_str(&files[0].text).unwrap();
    assert_eq!((&file["operation"], &file["path"]), (&"reopen".into(), &"cgi-bin/desk/reopen".into()));
    assert_eq!(file["reply"]["fields"][0]["name"], "closed_at");
    assert_eq!(file["rules"], serde_json::json!([{ "any_of": ["detail", "reason"] }]));
    Schema::load(&laid(&files, false)).unwrap_or_else(|mistakes| panic!("{mistakes}"));
}

#[test]
fn a_draft_says_what_the_description_of_the_same_page_says() {
    let desk = Desk::new();
    let page = Page::read("send.md", &text("send.md"));
    let files = draft(&page, desk.descriptions(), "desk/notice.json", "2026-11-28").unwrap();
    let sources = laid(&files, false);
    let schema = Schema::load(&sources).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let score = score(&page, "desk/notice", wecom_pages::Descriptions::new(&schema, &sources), desk.descriptions());
    assert!(score.wrong.is_empty() && score.right > 20, "{score:?}");
}

#[test]
fn what_cannot_be_drafted_is_explained() {
    let desk = Desk::new();
    let page = Page::read("send.md", &text("send.md"));
    let of = |name: &str| draft(&page, desk.descriptions(), name, "2026-11-28").map(|files| files.len()).unwrap_err();
    assert_eq!(of("poster"), NoDraft::Name("poster".to_owned()));
    let on_page = vec!["notice".to_owned(), "card".to_owned()];
    assert_eq!(of("desk/poster.json"), NoDraft::NoSuchRequest { asked: "poster".to_owned(), on_page });
    let page = Page::read("replies.md", &text("replies.md"));
    let refused = draft(&page, desk.descriptions(), "desk/rota_reply.json", "2026-11-28").map(|files| files.len());
    assert_eq!(refused.unwrap_err(), NoDraft::Callbacks(vec!["text".to_owned(), "rota".to_owned()]));
}
