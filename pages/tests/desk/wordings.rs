//! Other words for the same: what pages say in one place one way and elsewhere another.

use crate::{Desk, text};

#[track_caller]
fn same(cases: &[(&str, &str)]) {
    differ(&cases.iter().map(|(from, to)| (*from, *to, [].as_slice())).collect::<Vec<_>>());
}

#[track_caller]
fn differ(cases: &[(&str, &str, &[&str])]) {
    let desk = Desk::new();
    for (from, to, expected) in cases {
        let page = text("send.md");
        assert!(page.contains(from), "no {from}");
        assert_eq!(desk.differences("send.md", &page.replacen(from, to, 1)), *expected, "{to}");
    }
}

#[test]
fn values_and_defaults_are_listed_in_several_ways() {
    let level = "0(默认) 普通，1 紧急，2 告警";
    same(&[
        (level, "0-普通，1-紧急，2-告警，不填则普通"),
        (level, "0：普通 1：紧急 2：告警，默认情况下为普通类型"),
        (level, "0表示普通，1表示紧急，2表示告警，默认值为0"),
        (level, "0或不填 普通，1 紧急，2 告警"),
        // What happens is no default.
        ("点击打开的链接，", "点击打开的链接，不填则点击后不跳转，"),
    ]);
    differ(&[(level, "0-普通，1-紧急，2-告警，不填则紧急", &["contradiction default notice.level: 1 / 0 @65"])]);
}

#[test]
fn a_range_is_written_in_several_ways() {
    let minutes = "取值范围为 [1, 90]";
    same(&[
        (minutes, "取值范围：1-90"),
        (minutes, "范围为1到90分"),
        (minutes, "可填1~90"),
        (minutes, "要小于90，且大于1"),
        ("列表长度取值范围为 [1, 4]", "最少1个，最多4个"),
    ]);
    differ(&[
        (
            minutes,
            "最大值90，默认值5，超过最大值时取默认值",
            &[
                "missing_here default notice.steps.minutes: 5 /  @69",
                "contradiction limit notice.steps.minutes: at most 90, truncated / 1 to 90, unstated @69",
            ],
        ),
        ("0(默认) 普通，1 紧急，2 告警", "0(默认) 普通，1 紧急，2 告警，发送状态为1时返回", &[]),
    ]);
}

#[test]
fn what_several_members_demand_is_said_in_several_ways() {
    let any_of = "touser、togroup不能同时为空";
    same(&[
        (any_of, "touser和togroup不能全部为空"),
        (any_of, "touser、togroup二者必填一个"),
        (any_of, "touser和togroup至少填写一个"),
        ("填了label字段的话本字段必填", "填写了label的话，该字段必填"),
    ]);
    differ(&[
        (
            "，后面不再强调",
            "；同时填时按togroup、touser的优先顺序取参",
            &["missing_here condition togroup: only one of togroup, touser /  @72"],
        ),
        (
            "| togroup | 否 | 服务组列表，",
            "| togroup | 否 | 服务组列表，与成员的touser不能共存，",
            &["missing_here condition togroup: only one of togroup, touser /  @59"],
        ),
    ]);
}

#[test]
fn a_member_can_have_a_row_for_each_of_its_values() {
    let rows = "<tr><td>told_by</td><td>值必须是mail</td></tr>\n<tr><td>told_by</td><td>值必须是call</td></tr>";
    let page = text("close.html").replacen("<tr><td>told_by</td><td>mail表示邮件，call表示电话</td></tr>", rows, 1);
    assert_eq!(Desk::new().differences("close.html", &page), Vec::<String>::new());
    let page = page.replacen("是call", "是chat", 1);
    assert_eq!(
        Desk::new().differences("close.html", &page),
        ["missing_here values told_by: chat /  @25", "missing_there values told_by:  / call @25"]
    );
}
