//! Messages of a group robot.

use serde_json::json;

use super::{Files, Kind, cards, kind};

pub(super) fn kinds(files: &Files) -> Vec<Kind> {
    let article = json!({"title": "Notes", "description": "v2.3", "url": "https://example.com/1", "picurl": "https://example.com/p.png"});
    let list = [
        kind(
            "text",
            json!({"content": "disk full", "mentioned_list": ["lisi", "@all"], "mentioned_mobile_list": ["13800001111"]}),
            &["BOT", "disk full", "@lisi", "@all", "@13800001111"],
            &[".sender .bot", ".text", ".mentions .mention"],
        ),
        kind(
            "markdown",
            json!({"content": "**build 42** <font color=\"warning\">failed</font> <@lisi>"}),
            &["build 42", "failed", "@lisi"],
            &["strong", ".colour-warning", ".mention"],
        ),
        kind(
            "markdown_v2",
            json!({"content": "# Head\n*italic* **bold** `code` <font color=\"info\">no colour</font>\n- one\n  - inner\n1. first\n> quoted\n>> twice\n\n---\n\
            | Name | Size |\n| :--- | ---: |\n| Li Si | L |\n```\nmake test\n```\n[site](https://example.com) ![shirt](https://example.com/s.png)"}),
            &[
                "Head",
                "italic",
                "<font color=\"info\">no colour</font>",
                "one",
                "inner",
                "twice",
                "Li Si",
                "make test",
                "site",
            ],
            &[
                "h1.md",
                "em",
                "strong",
                "code.md",
                "ul li",
                "ul ul li",
                "ol li",
                "blockquote blockquote",
                "hr",
                "table.md th.left",
                "table.md td.right",
                "pre.code code",
                "a[href='https://example.com']",
                ".picture.elsewhere.inline[aria-label=shirt]",
            ],
        ),
        kind(
            "image",
            json!({"base64": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==", "md5": "e3fba4236594d6eed0bd88c69bb66644"}),
            &[],
            &["img.picture[src^='data:image/png;base64,']"],
        ),
        kind("voice", json!({"media_id": files.robot_voice}), &["2''"], &[".voice[role=img] .waves"]),
        kind(
            "file",
            json!({"media_id": files.robot_file}),
            &["report.pdf", "1.5K"],
            &["a.file[download='report.pdf'] .document"],
        ),
        kind("news", json!({"articles": [article]}), &["Notes", "v2.3"], &[".news.one a .wide[aria-label$='p.png']"]),
    ];
    list.into_iter().chain(cards::notices(&files.file)).collect()
}
