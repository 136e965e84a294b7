//! Each way in which a page can change, and the difference that it makes.

use crate::{Desk, text};

#[test]
fn pages_that_say_what_the_descriptions_say_do_not_differ() {
    let desk = Desk::new();
    assert_eq!(desk.differences("send.md", &text("send.md")), Vec::<String>::new());
    assert_eq!(desk.differences("close.html", &text("close.html")), Vec::<String>::new());
}

/// What is replaced, by what, and the differences that it makes.
pub(crate) type Case = (&'static str, &'static str, &'static [&'static str]);

pub(crate) fn check(page: &str, cases: &[Case]) {
    let desk = Desk::new();
    let before = text(page);
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(from, to, expected)| {
            assert!(before.contains(from), "{page} has no {from}");
            let found = desk.differences(page, &before.replacen(from, to, 1));
            (found != *expected).then(|| format!("{from} → {to}: {found:#?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_change_of_a_row_is_told_at_its_line() {
    check(
        "send.md",
        &[
            (
                "最长不超过2048",
                "最长不超过1024",
                &[
                    "contradiction limit notice.content: at most 1024 bytes, truncated / at most 2048 bytes, truncated @62",
                ],
            ),
            (
                "2048个字节",
                "2048个字符",
                &[
                    "contradiction limit notice.content: at most 2048 characters, truncated / at most 2048 bytes, truncated @62",
                ],
            ),
            (
                "，超过将截断**",
                "**",
                &["contradiction limit notice.content: at most 2048 bytes / at most 2048 bytes, truncated @62"],
            ),
            (
                "建议不超过20个字",
                "不超过20个字",
                &["contradiction limit notice.steps.text: at most 20 characters / at most 20 characters, advised @68"],
            ),
            (
                "建议不超过20个字",
                "简单明了",
                &["missing_there limit notice.steps.text:  / at most 20 characters, advised @68"],
            ),
            (
                "不多于32字节",
                "不少于1字符</br>不多于32字节",
                &["missing_here limit notice.steps.key: at least 1 characters /  @67"],
            ),
            ("[1, 90]", "[1, 60]", &["contradiction limit notice.steps.minutes: 1 to 60 / 1 to 90, unstated @69"]),
            (
                "[0-9a-zA-Z_-]*",
                "[0-9a-z_-]*",
                &["contradiction limit notice.steps.key: only -0-9_a-z / only -0-9A-Z_a-z, unstated @67"],
            ),
            ("，请确保包含了协议头(http/https)", "", &["missing_there limit notice.link:  / http://, https:// @63"]),
            (
                "| content | 是 |",
                "| content | 否 |",
                &["contradiction required notice.content: optional / required @62"],
            ),
            ("| level | 否 |", "| level | 是 |", &["contradiction required notice.level: required / optional @65"]),
            ("默认为“详情”", "默认为“更多”", &["contradiction default notice.label: 更多 / 详情 @64"]),
            ("，默认为0 |", " |", &["missing_there default silent:  / 0 @70"]),
            ("2 告警", "2 告警，3 停用", &["missing_here values notice.level: 3 /  @65"]),
            ("，2 告警", "", &["missing_there values notice.level:  / 2 @65"]),
            ("**（支持id转译）**", "", &["missing_there translation notice.content:  / translated @62"]),
            (
                "，不可重复",
                "",
                &["missing_there condition notice.steps.key:  / notice.steps.key differs between items @67"],
            ),
            (
                "，填了label字段的话本字段必填",
                "",
                &["missing_there condition notice.label:  / with notice.label also notice.link @64,63"],
            ),
            (
                "，click.type是1时必填",
                "",
                &["missing_there condition card.click.url:  / card.click.url where card.click.type is 1 @103"],
            ),
            (
                "> touser、togroup不能同时为空，后面不再强调。",
                "",
                &["missing_there condition togroup:  / at least one of togroup, touser @59,58,92,91,125,124"],
            ),
            (
                "| touser | 否 | string | 成员列表，最多支持100个 |",
                "| touser | 否 | int | 成员列表，最多支持100个 |",
                &["contradiction type touser: integer / string @91"],
            ),
            ("errcode为40001", "errcode为40009", &["missing_here error_code : 40009 /  @14"]),
            ("72小时内有效", "48小时内有效", &["missing_here condition ticket: 48 hours /  @31"]),
            ("2026-04-02", "2026-06-02", &["missing_here date : changed 2026-06-02 / read 2026-05-01 @4"]),
        ],
    );
}

#[test]
fn members_that_one_side_lacks_are_told_where_they_would_stand() {
    check(
        "send.md",
        &[
            (
                " | label | 否 |",
                " | caption | 否 |",
                &[
                    "missing_there member notice.label: in the sample, in no table / string @45,63",
                    "missing_here member notice.caption: member /  @64",
                ],
            ),
            (
                " | steps.minutes |",
                " | steps.hours |",
                &[
                    "missing_there member notice.steps.minutes: in the sample, in no table / integer @48,68",
                    "missing_here member notice.steps.hours: member /  @69",
                ],
            ),
            (
                " | togroup | 否 | 服务组列表，最多支持10个 |\n",
                "",
                &["missing_there member togroup: in the sample, in no table / list of strings @38,58"],
            ),
            (
                " | silent | 否 |",
                " | brand_new | 否 | 新增 |\n | silent | 否 |",
                &["missing_here member notice.brand_new: member /  @70"],
            ),
            (
                " | ticket | 工单",
                " | code | 工单",
                &[
                    "missing_there member ticket: in the sample, in no table / string @22,30",
                    "missing_here member code: member /  @31",
                ],
            ),
            (" | errmsg | 错误描述 |\n", "", &["missing_there member errmsg: in the sample, in no table /  @20"]),
            (
                " | access_token | 是 | 调用接口凭证 |\n",
                "",
                &["missing_there member access_token: in the address, in no table / in every request @11"],
            ),
        ],
    );
}

#[test]
fn requests_that_one_side_lacks_are_named() {
    check(
        "send.md",
        &[
            (
                "固定为：notice",
                "固定为：poster",
                &["missing_there request :  / desk/notice @1", "missing_here request : poster /  @58"],
            ),
            (
                "cgi-bin/desk/send",
                "cgi-bin/desk/push",
                &[
                    "missing_there request :  / desk/card @1",
                    "missing_there request :  / desk/notice @1",
                    "missing_here request : cgi-bin/desk/push /  @13,58,91,124",
                ],
            ),
            ("###小卡片", "<!-- ###小卡片", &["contradiction request : kept in a comment / not deprecated @91,124"]),
        ],
    );
}

#[test]
fn the_order_of_an_object_s_members_is_that_of_the_sample_or_of_the_table() {
    let both = text("send.md")
        .replace(
            r#""title" : "你好",
 "picture" : "MEDIA_ID","#,
            r#""picture" : "MEDIA_ID",
 "title" : "你好","#,
        )
        .replace(
            "| title | 是 | string | 标题 |\n| picture | 是 | string | 图片 |",
            "| picture | 是 | string | 图片 |\n| title | 是 | string | 标题 |",
        );
    let differences = Desk::new().differences("send.md", &both);
    assert_eq!(
        differences,
        ["contradiction order card: card_type, picture, title, click / card_type, title, picture, click @128"]
    );
}

#[test]
fn html_is_compared_like_markdown() {
    check(
        "close.html",
        &[
            (
                "不多于64字节",
                "不多于32字节",
                &["contradiction limit reason: at most 32 bytes / at most 64 bytes, unstated @15"],
            ),
            (
                "最多5个",
                "最多9个",
                &["contradiction limit detail.tags: at most 9 items / at most 5 items, unstated @18"],
            ),
            (
                "<td rowspan=\"2\">否",
                "<td rowspan=\"2\">是",
                &[
                    "contradiction required reason: required / optional @15",
                    "contradiction required detail: required / optional @16",
                ],
            ),
            (
                "<li>reason和detail不能同时为空</li>",
                "",
                &["missing_there condition detail:  / at least one of detail, reason @16,15"],
            ),
            (
                "<tr><td>closed_at</td><td>关闭时间</td></tr>",
                "",
                &["missing_there member closed_at: in the sample, in no table / integer @22,25"],
            ),
            ("2026/04/30", "2026/05/30", &["missing_here date : changed 2026-05-30 / read 2026-05-01 @5"]),
        ],
    );
}
