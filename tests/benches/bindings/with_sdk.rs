//! The messages by the constructors and setters of the SDK.

#![allow(deprecated, reason = "task cards still go out")]

use wecom_message::app::*;

pub fn text() -> Text {
    Text::new("disk full on db-1: 98 % of /var are in use")
}

pub fn image() -> Image {
    Image::new("3a8asd892asd8asd")
}

pub fn voice() -> Voice {
    Voice::new("3a8asd892asd8asd")
}

pub fn video() -> Video {
    Video::new("3a8asd892asd8asd").title("巡检录像").description("机房三层")
}

pub fn file() -> File {
    File::new("3a8asd892asd8asd")
}

pub fn textcard() -> TextCard {
    TextCard::new("Deploy", "v2.3 is live", "https://ci.example.com/42").button("Open")
}

pub fn news() -> News {
    News::new([
        Article::link("中秋节礼品领取", "https://example.com/gift")
            .description("今年中秋节公司有豪礼相送")
            .picurl("https://example.com/gift.png"),
        Article::mini_program("In the mini program", "wx1234567890", "pages/index"),
    ])
}

pub fn mpnews() -> MpNews {
    mpnews_of("<p>正文</p>")
}

pub fn mpnews_of(content: &str) -> MpNews {
    MpNews::new([MpArticle::new("周报", "MEDIA_ID", content).author("李四").digest("一切正常")])
}

pub fn markdown() -> Markdown {
    Markdown::new("**build 42** <font color=\"warning\">failed</font>\n> [log](https://ci.example.com/42)")
}

pub fn miniprogram_notice() -> MiniprogramNotice {
    MiniprogramNotice::new("wx123123123123123", "会议室预订成功通知")
        .page("pages/index?userid=zhangsan&orderid=123123123")
        .description("四月二十七日")
        .emphasis_first_item(true)
        .content_items([ContentItem::new("会议室", "402"), ContentItem::new("会议地点", "广州TIT-402会议室")])
}

pub fn taskcard() -> TaskCard {
    TaskCard::new(
        "赵明登的礼物申请",
        "礼品：A31茶具套装\n用途：赠与小黑科技张总经理",
        "taskid123",
        [
            TaskButton::new("key111", "批准").replace_name("已批准").color("red").is_bold(true),
            TaskButton::new("key222", "驳回"),
        ],
    )
    .url("https://example.com/request")
}

pub fn interactive_taskcard() -> InteractiveTaskCard {
    InteractiveTaskCard::new(
        "赵明登的礼物申请",
        "礼品：A31茶具套装\n用途：赠与小黑科技张总经理",
        "taskid123",
        [PlainTaskButton::new("key111", "批准").color("red").is_bold(true), PlainTaskButton::new("key222", "驳回")],
    )
    .url("https://example.com/request")
}

pub fn template_msg() -> TemplateMsg {
    TemplateMsg::new("TEMPLATE_ID", [TemplateItem::new("会议室", "402")], "https://example.com")
        .miniprogram(TemplateMiniProgram::new("wx123123123123123", "pages/index"))
}

fn source() -> Source {
    Source::new().icon_url("https://example.com/icon.png").desc("企业微信").desc_color(SourceDescColor::Black)
}

fn menu() -> ActionMenu {
    ActionMenu::new([MenuAction::new("Accept notices", "accept"), MenuAction::new("Mute", "mute")]).desc("More")
}

fn quote() -> QuoteArea {
    QuoteArea::new().click(Click::link("https://example.com/log")).title("Log").quote_text("all volumes done")
}

fn title() -> MainTitle {
    MainTitle::new("Backup finished").desc("every night at two")
}

fn area() -> [Choice; 2] {
    [Choice::new("option_1", "North"), Choice::new("option_2", "South")]
}

pub fn text_notice() -> TemplateCard {
    TextNotice::new("Backup finished", MiniProgram::new("wx1234567890").pagepath("pages/index"))
        .source(source())
        .action_menu(menu())
        .task_id("backup-42")
        .main_title(title())
        .sub_title_text("Nothing to do")
        .quote_area(quote())
        .horizontal_content_list([
            HorizontalContent::new("Host", "db-1"),
            HorizontalContent::link("Site", "Open", "https://example.com"),
            HorizontalContent::attachment("File", "report.pdf", "MEDIA_ID"),
            HorizontalContent::member("Owner", "Li Si", "lisi"),
        ])
        .jump_list([Jump::new("No link"), Jump::link("Site", "https://example.com")])
        .into()
}

pub fn news_notice() -> TemplateCard {
    NewsNotice::with_image("Backup finished", "https://example.com/wide.png", CardAction::link("https://example.com"))
        .source(source())
        .action_menu(menu())
        .task_id("news-42")
        .main_title(title())
        .quote_area(quote())
        .image_text_area(ImageTextArea::new("https://example.com/side.png").title("Aside").desc("with a picture"))
        .card_image(CardImage::new("https://example.com/wide.png").aspect_ratio(1.3))
        .vertical_content_list([VerticalContent::new("Details").desc("in words")])
        .horizontal_content_list([HorizontalContent::new("Host", "db-1")])
        .jump_list([Jump::link("Site", "https://example.com")])
        .into()
}

pub fn button_interaction() -> TemplateCard {
    let buttons = [
        Button::new("Approve", "approve").style(ButtonStyle::Strong),
        Button::link("Look", "https://example.com").style(ButtonStyle::Secondary),
    ];
    ButtonInteraction::new("Backup finished", buttons, "task_1@example")
        .source(source())
        .action_menu(menu())
        .main_title(title())
        .quote_area(quote())
        .sub_title_text("Pick one")
        .horizontal_content_list([HorizontalContent::new("Host", "db-1")])
        .button_selection(ButtonSelection::new("area", area()).title("Area").selected_id("option_1"))
        .into()
}

pub fn vote_interaction() -> TemplateCard {
    let options =
        [VoteOption::new("option_1", "Tea").is_checked(true), VoteOption::new("option_2", "Coffee").is_checked(false)];
    VoteInteraction::new(
        "Backup finished",
        Checkbox::new("drink", options),
        SubmitButton::new("Submit", "submit"),
        "vote-1",
    )
    .main_title(VoteTitle::new("Backup finished").desc("every night at two"))
    .into()
}

pub fn multiple_interaction() -> TemplateCard {
    let select = Select::new("area", area()).title("Area").selected_id("option_2");
    MultipleInteraction::new("Backup finished", [select], SubmitButton::new("Submit", "submit"), "multi-1")
        .main_title(MultipleTitle::new("Backup finished").desc("every night at two"))
        .into()
}
