//! Pages about callbacks and the replies to them, which are in XML, and about lists whose items are described one by one.

use crate::changes::check;
use crate::{Desk, text};

#[test]
fn pages_about_callbacks_replies_and_lists_are_read() {
    let desk = Desk::new();
    for page in ["callbacks.md", "replies.md", "calls.md"] {
        assert_eq!(desk.differences(page, &text(page)), Vec::<String>::new(), "{page}");
    }
}

#[test]
fn a_callback_is_read_from_html() {
    let page = r#"<html><body><a href="https://developer.work.weixin.qq.com/document/path/70009"></a><h3>文本</h3>
<pre><code>&lt;xml&gt;
 &lt;MsgType&gt;&lt;![CDATA[text]]&gt;&lt;/MsgType&gt;
 &lt;Content&gt;&lt;![CDATA[hi]]&gt;&lt;/Content&gt;
 &lt;MsgId&gt;7&lt;/MsgId&gt;
&lt;/xml&gt;</code></pre>
<table><tr><th>参数</th><th>说明</th></tr>
<tr><td>MsgType</td><td>消息类型，此时固定为：text</td></tr>
<tr><td>Body</td><td>内容</td></tr>
<tr><td>MsgId</td><td>消息id</td></tr></table></body></html>"#;
    assert_eq!(
        Desk::new().differences("text.html", page),
        [
            "missing_there member Content: in the sample, in no table / string @4,10",
            "missing_here member Body: member /  @9",
        ]
    );
}

#[test]
fn a_change_of_a_callback_is_reported_at_its_line() {
    check(
        "callbacks.md",
        &[
            (
                " | Mood | 情绪，类型有\"calm\", \"angry\"两种 |\n",
                "",
                &["missing_there member Mood: in the sample, in no table / string @23,36"],
            ),
            (
                " | Number | 号码，最大长度为20字符 |\n",
                "",
                &["missing_there member Call.Number: in the sample, in no table / string @17,34"],
            ),
            (
                " | Lines |",
                " | Rows |",
                &[
                    "missing_there member Call.Lines: in the sample, in no table / list of strings @18,35",
                    "missing_here member Call.Rows: member /  @36",
                ],
            ),
            ("20字符", "40字符", &["missing_here limit Call.Number: at most 40 characters /  @35"]),
            ("三天内", "两天内", &["missing_here condition Code: 2 days /  @38"]),
            ("三天内", "五天内", &["missing_here condition Code: 5 days /  @38"]),
            ("两种", "两种，不能为空", &["not_understood sentence Mood: 不能为空 /  @37"]),
            (
                "\"angry\"",
                "\"cross\"",
                &["missing_here values Mood: cross /  @37", "missing_there values Mood:  / angry @37"],
            ),
            ("事件类型：ring", "事件类型：rang", &["contradiction values Event: rang / ring @34"]),
            (" | Code |", " | Colour | 颜色 |\n | Code |", &["missing_here member Colour: member /  @38"]),
        ],
    );
}

#[test]
fn events_that_share_a_table_or_have_several_are_told_apart() {
    check(
        "callbacks.md",
        &[
            (
                "open_line(开通)、close_line(关闭)",
                "open_line(开通)",
                &["missing_there request :  / hotline/close_line @1"],
            ),
            (
                "open_line(开通)、close_line(关闭)",
                "open_line(开通)、close_line(关闭)、cut_line(断开)",
                &["missing_here values Event: cut_line /  @57"],
            ),
            (" | LineId | 线路 |\n", "", &["missing_there member LineId: in the sample, in no table / integer @47,57"]),
            (
                "此时固定为end",
                "此时固定为stop",
                &["missing_there values ChangeType:  / end @80", "contradiction values ChangeType: stop / end @103"],
            ),
            (
                " | Reason | 原因, ill-生病， done-下班 |\n",
                "",
                &["missing_there member Reason: in the sample, in no table / string @92,103"],
            ),
            (
                "<Event><![CDATA[ring]]></Event>",
                "<Event><![CDATA[hang_up]]></Event>",
                &["contradiction values Event: ring / hang_up @34"],
            ),
        ],
    );
    let unknown = text("callbacks.md").replace("ring", "hang_up");
    assert_eq!(
        Desk::new().differences("callbacks.md", &unknown),
        ["missing_there request :  / hotline/ring @1", "missing_here request : hang_up /  @30"]
    );
}

#[test]
fn a_change_of_a_reply_is_reported_in_the_words_of_the_description() {
    check(
        "replies.md",
        &[
            (
                "不超过2048",
                "不超过1024",
                &["contradiction limit content: at most 1024 bytes, truncated / at most 2048 bytes, truncated @21"],
            ),
            ("，必填 |", " |", &[]),
            (
                "不超过32个字节",
                "不超过16个字节",
                &["contradiction limit shifts.item.member_name: at most 16 bytes / at most 32 bytes, unstated @45"],
            ),
            (
                " | AppId | 小程序 |\n",
                "",
                &["missing_there member shifts.item.appid: in the sample, in no table / string @32,45"],
            ),
            (" | AppId |", " | Appid |", &[]),
            (
                " | AppId |",
                " | PagePath | 页面 |\n | AppId |",
                &["missing_here member Shifts.item.PagePath: member /  @46"],
            ),
        ],
    );
}

#[test]
fn items_of_a_list_are_compared_where_they_stand_in_the_answer() {
    check(
        "calls.md",
        &[
            (
                "|order. number|int|",
                "|order. number|string|",
                &["contradiction type call_list.order.number: string / integer @42"],
            ),
            ("不多于64字节", "不多于32字节", &["missing_here limit call_list.event.place: at most 32 bytes /  @54"]),
            (
                "|event.place|string|地点，不多于64字节|",
                "|event.time|string|时间|",
                &[
                    "missing_there member call_list.event.place: in the sample, in no table / string @47,53",
                    "missing_here member call_list.event.time: string /  @54",
                ],
            ),
            (
                "此时固定为：event",
                "此时固定为：affair",
                &[
                    "missing_there values call_list.calltype:  / event @40",
                    "contradiction values call_list.calltype: affair / event @52",
                ],
            ),
            (
                "|call_list.callid|string|通话id|\n",
                "",
                &["missing_there member call_list.callid: in the sample, in no table / string @19,27"],
            ),
        ],
    );
}
