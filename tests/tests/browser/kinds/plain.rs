//! Messages that several channels have: texts, files, articles.

use serde_json::json;

use super::{Files, Kind, kind};

pub(super) fn kinds(files: &Files) -> Vec<Kind> {
    let article = |title: &str| json!({"title": title, "description": "v2.3", "url": "https://example.com/1"});
    vec![
        kind(
            "text",
            json!({"content": "a <b>\n<a href=\"https://example.com/x\">runbook</a>"}),
            &["a <b>", "runbook"],
            &[".bubble .text a[href='https://example.com/x'][rel~=noopener][target=_blank]"],
        ),
        kind("image", json!({"media_id": files.image}), &[], &[".bare img.picture[alt='dot.png']"]),
        kind("voice", json!({"media_id": files.voice}), &["2''"], &[".bubble .voice[role=img] .waves"]),
        kind(
            "video",
            json!({"media_id": files.video, "title": "机房", "description": "三层巡检"}),
            &["机房", "三层巡检"],
            &[".full .video .film[role=img] .play", ".video-title"],
        ),
        kind(
            "file",
            json!({"media_id": files.file}),
            &["report.pdf", "1.5K", "pdf"],
            &[".bubble a.file[download='report.pdf'] .document"],
        ),
        kind(
            "textcard",
            json!({"title": "Deploy", "description": "plain<div class=\"gray\">June</div>now<br><div class=\"normal\">black</div><div class=\"highlight\">live</div>",
            "url": "https://example.com", "btntxt": "Open"}),
            &["Deploy", "plain", "June", "now", "black", "live", "Open"],
            &[
                ".full h3.title",
                ".description .gray",
                ".description .normal",
                ".description .highlight",
                ".description br",
                ".jump a[href='https://example.com']",
            ],
        ),
        kind(
            "news",
            json!({"articles": [article("Notes")]}),
            &["Notes", "v2.3"],
            &[".full .news.one a .wide", ".news.one .description"],
        ),
        kind(
            "news",
            json!({"articles": [article("Notes"), article("Map")]}),
            &["Notes", "Map"],
            &[".news .first a .wide", ".news .other a .small"],
        ),
        kind(
            "mpnews",
            json!({"articles": [{"title": "周报", "author": "李四", "thumb_media_id": files.image, "content": "<p>正文</p>", "digest": "一切正常"}]}),
            &["周报", "一切正常"],
            &[".full details.article summary img.picture.wide"],
        ),
        kind(
            "markdown",
            json!({"content": "# Head\n**bold** `code` [log](https://example.com)\n> quoted\n<font color=\"warning\">amber</font> <font color=\"info\">green</font> <font color=\"comment\">grey</font> - no list *no italic*"}),
            &["Head", "bold", "code", "log", "quoted", "amber", "green", "grey", "- no list *no italic*"],
            &[
                ".bubble .markdown h1.md",
                "strong",
                "code.md",
                "a[href='https://example.com']",
                "blockquote",
                ".colour-warning",
                ".colour-info",
                ".colour-comment",
            ],
        ),
        kind(
            "miniprogram_notice",
            json!({"appid": "wx123123123123123", "title": "会议室预订", "description": "四月二十七日",
            "emphasis_first_item": true, "content_item": [{"key": "会议室", "value": "402"}, {"key": "地点", "value": "广州"}]}),
            &["会议室预订", "四月二十七日", "会议室", "402", "地点", "广州", "Mini program"],
            &[".full .notice .emphasis .big", "dl .pair dt", "dl .pair dd", ".jump"],
        ),
    ]
}
