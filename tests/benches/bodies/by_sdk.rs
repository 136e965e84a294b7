//! The messages by the constructors and setters of the SDK.

use wecom_message::app::{
    ActionMenu, AnyMessage, CardAction, Click, HorizontalContent, Jump, MainTitle, MenuAction, MpArticle, Mpnews,
    QuoteArea, Source, SourceDescColor, TemplateCard, Text, TextNotice,
};

use super::LARGE;

pub fn text() -> AnyMessage {
    Text::new("disk full on db-1: 98 % of /var are in use").into()
}

pub fn mpnews() -> AnyMessage {
    Mpnews::new([MpArticle::new("周报", "MEDIA_ID", "正文".repeat(LARGE / 6))]).into()
}

pub fn text_notice() -> AnyMessage {
    let menu = ActionMenu::new([MenuAction::new("Accept notices", "accept"), MenuAction::new("Mute", "mute")]);
    let source = Source::new().icon_url("https://example.com/icon.png").desc("企业微信");
    let quote = QuoteArea::new().click(Click::link("https://example.com/log")).title("Log");
    let card = TextNotice::new("Backup finished", CardAction::link("https://example.com"))
        .source(source.desc_color(SourceDescColor::Black))
        .action_menu(menu.desc("More"))
        .task_id("backup-42")
        .main_title(MainTitle::new("Backup finished").desc("every night at two"))
        .quote_area(quote.quote_text("all volumes done"))
        .sub_title_text("Nothing to do")
        .horizontal_content_list([
            HorizontalContent::new("Host", "db-1"),
            HorizontalContent::link("Site", "Open", "https://example.com"),
            HorizontalContent::member("Owner", "Li Si", "lisi"),
        ])
        .jump_list([Jump::new("No link"), Jump::link("Site", "https://example.com")]);
    TemplateCard::from(card).into()
}
