//! The same messages in structs written by hand.

use super::{AGENT_ID, LARGE};
use crate::hand_written::{
    ActionMenu, CardAction, HorizontalContent, Jump, MenuAction, MpArticle, Mpnews, QuoteArea, Request, Source,
    TemplateCard, Text, TextNotice, Title,
};

fn request(msgtype: &'static str) -> Request {
    Request::to_user("lisi", AGENT_ID, msgtype)
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub fn text() -> Request {
    let text = Text { content: "disk full on db-1: 98 % of /var are in use".to_owned() };
    Request { text: Some(text), ..request("text") }
}

pub fn mpnews() -> Request {
    let article = MpArticle {
        title: "周报".to_owned(),
        thumb_media_id: "MEDIA_ID".to_owned(),
        content: "正文".repeat(LARGE / 6),
        ..MpArticle::default()
    };
    Request { mpnews: Some(Mpnews { articles: vec![article] }), ..request("mpnews") }
}

pub fn text_notice() -> Request {
    let action = |text: &str, key: &str| MenuAction { text: text.to_owned(), key: key.to_owned() };
    let actions = vec![action("Accept notices", "accept"), action("Mute", "mute")];
    let row = |keyname: &str, value: &str| HorizontalContent {
        keyname: keyname.to_owned(),
        value: some(value),
        ..HorizontalContent::default()
    };
    let link = || some("https://example.com");
    let card = TextNotice {
        source: Some(Source {
            icon_url: some("https://example.com/icon.png"),
            desc: some("企业微信"),
            desc_color: Some(1),
        }),
        action_menu: Some(ActionMenu { desc: some("More"), action_list: actions }),
        task_id: some("backup-42"),
        main_title: Some(Title { title: "Backup finished".to_owned(), desc: some("every night at two") }),
        quote_area: Some(QuoteArea {
            r#type: Some(1),
            url: some("https://example.com/log"),
            title: some("Log"),
            quote_text: some("all volumes done"),
        }),
        sub_title_text: some("Nothing to do"),
        horizontal_content_list: Some(vec![
            row("Host", "db-1"),
            HorizontalContent { r#type: Some(1), url: link(), ..row("Site", "Open") },
            HorizontalContent { r#type: Some(3), userid: some("lisi"), ..row("Owner", "Li Si") },
        ]),
        jump_list: Some(vec![
            Jump { title: "No link".to_owned(), ..Jump::default() },
            Jump { title: "Site".to_owned(), r#type: Some(1), url: link(), ..Jump::default() },
        ]),
        card_action: CardAction { r#type: Some(1), url: link(), ..CardAction::default() },
        emphasis_content: None,
    };
    Request { template_card: Some(TemplateCard::TextNotice(card)), ..request("template_card") }
}
