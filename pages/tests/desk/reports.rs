//! What a comparison says.

use wecom_pages::{Accepted, Page, compare, report};

use crate::{Desk, text};

#[test]
fn a_report_shows_both_lines_and_counts() {
    let desk = Desk::new();
    let page = Page::read("send.md", &text("send.md").replacen("2048", "1024", 1));
    let comparisons = [compare(&page, desk.descriptions(), &Accepted::default())];
    let expected = r#"limit: contradiction: `notice.content` of desk/notice
  --> send.md:62:4
   |
62 |  | content | 是 | 正文，最长不超过1024个字节，超过将截断**（支持id转译）** |
   |    ^^^^^^^ the page: at most 1024 bytes, truncated
   |
  ::: desk/notice.json:8:15
   |
 8 |     { "name": "content", "type": "string", "translated": true, "required": true, "doc": "The text.",
   |               --------- the description: at most 2048 bytes, truncated

send.md: 1 difference: 1 contradiction
"#;
    assert_eq!(report::text(&comparisons, desk.descriptions(), false), expected);
    assert!(report::text(&comparisons, desk.descriptions(), true).contains('\u{1b}'));
}

#[test]
fn several_pages_end_with_one_line_for_all() {
    let desk = Desk::new();
    let pages = ["send.md", "close.html"].map(|name| Page::read(name, &text(name)));
    let comparisons: Vec<_> =
        pages.iter().map(|page| compare(page, desk.descriptions(), &Accepted::default())).collect();
    let report = report::text(&comparisons, desk.descriptions(), false);
    assert_eq!(report, "send.md: no differences\n\nclose.html: no differences\n\n2 pages: no differences\n");
}

#[test]
fn a_page_about_something_else_is_not_called_equal() {
    let desk = Desk::new();
    let page = Page::read("login.html", "<html><body><form>登录</form></body></html>");
    let comparisons = [compare(&page, desk.descriptions(), &Accepted::default())];
    assert!(page.is_empty() && !comparisons[0].has_subject());
    assert_eq!(report::text(&comparisons, desk.descriptions(), false), "login.html: nothing to compare\n");
}

#[test]
fn a_page_in_a_single_long_line_is_shown_in_part() {
    let desk = Desk::new();
    let page = Page::read("close.html", &text("close.html").replace('\n', " ").replacen("64字节", "32字节", 1));
    let comparisons = [compare(&page, desk.descriptions(), &Accepted::default())];
    let report = report::text(&comparisons, desk.descriptions(), false);
    assert!(report.contains("close.html:1:") && report.lines().all(|line| line.chars().count() < 400), "{report}");
}

#[test]
fn a_report_for_programs_has_the_same() {
    let desk = Desk::new();
    let page = Page::read("send.md", &text("send.md").replacen("2048", "1024", 1));
    let report = report::json(&[compare(&page, desk.descriptions(), &Accepted::default())], desk.descriptions());
    let difference = &report["pages"][0]["differences"][0];
    assert_eq!(report["pages"][0]["id"], 70001);
    assert_eq!(report["pages"][0]["subjects"], serde_json::json!(["desk/card", "desk/notice"]));
    assert_eq!((&difference["kind"], &difference["class"]), (&"limit".into(), &"contradiction".into()));
    assert_eq!(difference["page"][0], serde_json::json!({ "file": "send.md", "line": 62, "column": 4 }));
    assert_eq!(difference["description"][0]["file"], "desk/notice.json");
    assert_eq!(report["summary"]["differences"], 1);
    assert_eq!(report["summary"]["classes"]["contradiction"], 1);
}
