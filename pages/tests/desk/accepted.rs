//! Differences that are known.

use serde_json::json;
use wecom_pages::{Accepted, Page, compare, report};

use crate::{Desk, text};

fn accepted(entry: &serde_json::Value) -> Accepted {
    Accepted::read(&json!({ "accepted": [entry] }).to_string()).unwrap()
}

#[test]
fn the_report_has_the_entry_that_accepts_a_difference() {
    let desk = Desk::new();
    let changed = text("send.md").replacen("2048", "1024", 1).replacen("紧急程度，", "紧急程度，周末必须大于1，", 1);
    let page = Page::read("send.md", &changed);
    let before = [compare(&page, desk.descriptions(), &Accepted::default())];
    let report = report::json(&before, desk.descriptions());
    let found = report["pages"][0]["differences"].as_array().unwrap();
    assert_eq!(found.len(), 2);
    let entries: Vec<_> = found
        .iter()
        .map(|it| {
            let mut entry = it["accept"].clone();
            entry["reason"] = json!("known");
            entry
        })
        .collect();
    let accepted = Accepted::read(&json!({ "accepted": entries }).to_string()).unwrap();
    let after = compare(&page, desk.descriptions(), &accepted);
    assert_eq!((after.differences.len(), after.accepted), (0, 2));
    assert!(
        !report["pages"][0]["differences"][1]["accept"].to_string().contains("周末"),
        "a sentence is named by its stamp"
    );
}

#[test]
fn another_number_is_another_difference() {
    let desk = Desk::new();
    let entry = json!({ "pages": [70001], "member": "notice.content", "kind": "limit", "reason": "known",
        "page_says": "at most 1024 bytes, truncated", "description_says": "at most 2048 bytes, truncated" });
    let page = Page::read("send.md", &text("send.md").replacen("2048", "512", 1));
    let found = compare(&page, desk.descriptions(), &accepted(&entry)).differences;
    let classes: Vec<&str> = found.iter().map(|it| it.class.name()).collect();
    assert_eq!(classes, ["contradiction", "gone"]);
}

#[test]
fn an_entry_that_accepts_nothing_is_told_at_the_member_s_line() {
    let desk = Desk::new();
    let entry = json!({ "pages": [70001], "member": "notice.content", "kind": "limit", "reason": "the page is wrong" });
    let page = Page::read("send.md", &text("send.md"));
    let found = compare(&page, desk.descriptions(), &accepted(&entry)).differences;
    assert_eq!(
        found.iter().map(|it| (it.class.name(), it.page_lines(&page))).collect::<Vec<_>>(),
        [("gone", vec![62])]
    );
    assert_eq!(found[0].description_says, "accepted: the page is wrong");
}

#[test]
fn an_entry_holds_for_its_pages_and_parts_alone() {
    let desk = Desk::new();
    let changed = text("send.md").replace("最多支持100个", "最多支持200个");
    let page = Page::read("send.md", &changed);
    let entry = |more: serde_json::Value| {
        let mut entry = json!({ "member": "touser", "kind": "limit", "reason": "known", "page_says": "at most 200 items",
            "description_says": "at most 100 items, refused" });
        entry.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        entry
    };
    let lines = |more| {
        let found = compare(&page, desk.descriptions(), &accepted(&entry(more))).differences;
        found.iter().flat_map(|it| it.page_lines(&page)).collect::<Vec<_>>()
    };
    assert_eq!(lines(json!({ "pages": [70002] })), [58, 91, 124]);
    assert_eq!(lines(json!({ "pages": [70001], "parts": ["小卡片"] })), [58, 124]);
    assert_eq!(lines(json!({ "pages": [70001] })), Vec::<usize>::new());
}
