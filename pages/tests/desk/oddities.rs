//! What is unusual about the official pages, one thing a test.

use crate::{Desk, text};

fn closing(rows: &str) -> String {
    let head = "**请求地址：** https://qyapi.weixin.qq.com/cgi-bin/desk/close?access_token=ACCESS_TOKEN\n\n";
    let sample =
        "```\n{ \"ticket\": \"T1\", \"reason\": \"r\", \"detail\": { \"by\": \"b\", \"tags\": [\"t\"] } }\n```\n\n";
    format!(
        "{head}{sample}| 参数 | 是否必须 | 类型 | 说明 |\n|--|--|--|\n| access_token | 是 | string | 凭证 |\n{rows}\n\nreason和detail不能同时为空\n"
    )
}

#[test]
fn members_are_nested_by_dots_by_colons_by_marks_and_by_their_bare_names() {
    let desk = Desk::new();
    for (by, tags) in [
        ("detail.by", "detail.tags"),
        ("detail:by", "detail:tags"),
        ("├ by", "└ tags"),
        ("by", "tags"),
        ("detail[].by", "detail[].tags"),
    ] {
        let rows = format!(
            "| ticket | 是 | string | 工单 |\n| reason | 否 | string | 不多于64字节 |\n| detail | 否 | obj | 详情 |\n| {by} | 否 | string | 人 |\n| {tags} | 否 | string[] | 最多5个 |"
        );
        assert_eq!(desk.differences("page.md", &closing(&rows)), Vec::<String>::new(), "{by}");
    }
}

#[test]
fn a_row_without_a_name_goes_on_with_the_one_before() {
    let rows = "| ticket | 是 | string | 工单 |\n| reason | 否 | string | 原因 |\n| | | | 不多于64字节 |\n| detail.by | 否 | string | 人 |\n| detail.tags | 否 | string[] | 最多5个 |";
    assert_eq!(Desk::new().differences("page.md", &closing(rows)), Vec::<String>::new());
}

#[test]
fn a_cell_that_is_neither_yes_nor_no_is_not_guessed() {
    let page = closing(
        "| ticket | 见下 | string | 工单 |\n| reason | 否 | string | 不多于64字节 |\n| detail.by | 否 | string | 人 |\n| detail.tags | 否 | string[] | 最多5个 |",
    );
    assert_eq!(Desk::new().differences("page.md", &page), ["not_understood sentence ticket: 见下 /  @10"]);
}

#[test]
fn a_sentence_that_demands_something_unknown_is_named_with_its_line() {
    let page = text("send.md").replacen("关好水龙头\", \"minutes\"", "关\", \"minutes\"", 1);
    let page = page.replacen("| level | 否 | 紧急程度，", "| level | 否 | 紧急程度，周末必须大于1，", 1);
    assert_eq!(
        Desk::new().differences("send.md", &page),
        ["not_understood sentence notice.level: 周末必须大于1 /  @65"]
    );
}

#[test]
fn a_sample_that_cannot_be_read_is_named_with_its_line() {
    let page = text("send.md").replacen(
        "\"card\" : {\n \"card_type\" : \"small\"",
        "\"card\" : [\n \"card_type\" : \"small\"",
        1,
    );
    let differences = Desk::new().differences("send.md", &page);
    assert!(
        differences.iter().any(|it| it.starts_with("not_understood sentence : a sample that cannot be read")),
        "{differences:#?}"
    );
}

#[test]
fn what_stands_in_a_comment_is_given_up() {
    let page = text("send.md");
    let (before, card) = page.split_once("###大卡片").unwrap();
    let page = format!("{before}<!-- ###大卡片{card}\n-->\n");
    assert_eq!(
        Desk::new().differences("send.md", &page),
        ["contradiction request : kept in a comment / not deprecated @124"]
    );
}

#[test]
fn a_sample_of_xml_that_is_cut_off_is_not_understood() {
    let page = text("send.md") + "\n```\n<xml>\n<Content><![CDATA[half\n]]></Content>\n```\n";
    let differences = Desk::new().differences("send.md", &page);
    assert_eq!(differences, ["not_understood sentence : a sample that cannot be read: `xml` is not closed /  @137"]);
}

#[test]
fn other_xml_and_commands_are_no_bodies() {
    let page = text("send.md")
        + "\n```\n<xml>\n<Encrypt><![CDATA[half\n]]></Encrypt></xml>\n```\n```\ncurl -d '{ \"msgtype\": \"x\" }'\n```\n";
    assert_eq!(Desk::new().differences("send.md", &page), Vec::<String>::new());
}

#[test]
fn a_page_about_something_else_has_no_differences() {
    assert_eq!(Desk::new().differences("page.md", "# 通讯录\n\n成员的userid不能重复。\n"), Vec::<String>::new());
    assert_eq!(Desk::new().differences("page.md", ""), Vec::<String>::new());
}
