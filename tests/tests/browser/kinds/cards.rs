//! Template cards with every member.

use serde_json::{Value, json};

use super::{Kind, kind};

fn text_notice(file: &str) -> Value {
    json!({"card_type": "text_notice", "source": {"desc": "企业微信", "desc_color": 2, "icon_url": "https://example.com/i.png"},
        "main_title": {"title": "Backup", "desc": "nightly"},
        "emphasis_content": {"title": "100 %", "desc": "saved"}, "quote_area": {"type": 1, "url": "https://example.com/log", "title": "Log", "quote_text": "all\ndone"},
        "sub_title_text": "Nothing to do",
        "horizontal_content_list": [{"keyname": "Host", "value": "db-1"}, {"type": 1, "keyname": "Site", "value": "Open", "url": "https://example.com"},
            {"type": 2, "keyname": "File", "value": "report.pdf", "media_id": file}, {"type": 3, "keyname": "Owner", "value": "Li Si", "userid": "lisi"}],
        "jump_list": [{"title": "No link"}, {"type": 1, "title": "Site", "url": "https://example.com"}, {"type": 2, "title": "Mini", "appid": "wx1"}],
        "card_action": {"type": 1, "url": "https://example.com"}})
}

const TEXT_NOTICE: (&[&str], &[&str]) = (
    &[
        "企业微信",
        "Backup",
        "nightly",
        "100 %",
        "saved",
        "Log",
        "all\ndone",
        "Nothing to do",
        "Host",
        "db-1",
        "Open",
        "report.pdf",
        "Li Si",
        "No link",
        "Mini",
    ],
    &[
        ".full .card[data-card=text_notice]",
        ".source .icon[role=img]",
        ".source-name.red",
        ".emphasis .big",
        ".quote a[href='https://example.com/log'] .quote-title",
        ".sub-title",
        ".horizontal dd a",
        ".horizontal dd .opens[title=lisi]",
        ".jump.nowhere",
        ".jump a",
        ".jump .opens",
    ],
);

fn news_notice() -> Value {
    json!({"card_type": "news_notice", "main_title": {"title": "Release"}, "card_image": {"url": "https://example.com/w.png", "aspect_ratio": 2.0},
        "image_text_area": {"title": "Aside", "desc": "words", "image_url": "https://example.com/s.png"},
        "vertical_content_list": [{"title": "Details", "desc": "in words"}], "card_action": {"type": 1, "url": "https://example.com"}})
}

const NEWS_NOTICE: (&[&str], &[&str]) = (
    &["Release", "Aside", "words", "Details", "in words"],
    &[".card-image[style*='aspect-ratio: 2']", ".image-text .small", ".vertical .title", ".vertical .desc"],
);

/// The two that a robot can send.
pub(super) fn notices(file: &str) -> Vec<Kind> {
    vec![
        kind("template_card", text_notice(file), TEXT_NOTICE.0, TEXT_NOTICE.1),
        kind("template_card", news_notice(), NEWS_NOTICE.0, NEWS_NOTICE.1),
    ]
}

/// Those that call back, and the menu of one that does not.
pub(super) fn interactive() -> Vec<Kind> {
    vec![
        kind(
            "template_card",
            json!({"card_type": "text_notice", "main_title": {"title": "Alarm"}, "action_menu": {"desc": "Choose", "action_list": [{"text": "Mute", "key": "mute"}]},
            "task_id": "t1", "card_action": {"type": 1, "url": "https://example.com"}}),
            &["Alarm", "⋯"],
            &["details.more summary[aria-label=More]", ".menu-list .quiet", ".menu-list button[role=menuitem]"],
        ),
        kind(
            "template_card",
            json!({"card_type": "button_interaction", "main_title": {"title": "Deploy?", "desc": "v2.3"}, "task_id": "t2",
            "quote_area": {"quote_text": "Ready"}, "sub_title_text": "All green", "horizontal_content_list": [{"keyname": "Host", "value": "db-1"}],
            "button_selection": {"question_key": "q", "title": "Area", "option_list": [{"id": "n", "text": "North"}, {"id": "s", "text": "South"}], "selected_id": "s"},
            "button_list": [{"text": "Approve", "style": 1, "key": "a"}, {"text": "Later", "style": 4, "key": "l"}, {"text": "Reject", "style": 3, "key": "b"},
                {"type": 1, "text": "Look", "style": 2, "url": "https://example.com"}]}),
            &["Deploy?", "v2.3", "Ready", "All green", "Host", "Area", "Approve", "Later", "Reject", "Look"],
            &[
                ".quote",
                ".sub-title",
                ".horizontal",
                "label.select select option:checked[value=s]",
                ".buttons:nth-last-child(3) button.style-1 + button.style-4",
                ".buttons button.style-3 + .button.style-2 a",
            ],
        ),
        kind(
            "template_card",
            json!({"card_type": "vote_interaction", "main_title": {"title": "Drink?"}, "task_id": "t3", "submit_button": {"text": "Vote", "key": "v"},
            "checkbox": {"question_key": "q", "mode": 1, "option_list": [{"id": "t", "text": "Tea", "is_checked": true}, {"id": "c", "text": "Coffee"}]}}),
            &["Drink?", "Tea", "Coffee", "Vote"],
            &[
                "fieldset input[type=checkbox][value=t]:checked",
                "input[value=c]:not(:checked)",
                ".buttons button.style-1",
            ],
        ),
        kind(
            "template_card",
            json!({"card_type": "vote_interaction", "main_title": {"title": "Lunch?"}, "task_id": "t4", "submit_button": {"text": "Vote", "key": "v"},
            "checkbox": {"question_key": "q", "option_list": [{"id": "t", "text": "Noodles"}, {"id": "c", "text": "Rice"}]}}),
            &["Lunch?", "Noodles", "Rice"],
            &["fieldset input[type=radio][value=t]"],
        ),
        kind(
            "template_card",
            json!({"card_type": "multiple_interaction", "main_title": {"title": "Where?"}, "task_id": "t5", "submit_button": {"text": "Send", "key": "v"},
            "select_list": [{"question_key": "q", "title": "Floor", "option_list": [{"id": "3", "text": "Third"}, {"id": "4", "text": "Fourth"}]}]}),
            &["Where?", "Floor", "Send"],
            &["label.select select", "option[value='4']", ".buttons button.style-1"],
        ),
    ]
}
