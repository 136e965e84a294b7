//! The same messages in structs written by hand.

use super::AGENT_ID;
use crate::hand_written::card::*;
use crate::hand_written::message::*;

const USER: &str = "lisi";

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub fn text() -> TextRequest {
    TextRequest::to_user(USER, AGENT_ID, Text { content: "disk full on db-1: 98 % of /var are in use".to_owned() })
}

fn media() -> Media {
    Media { media_id: "3a8asd892asd8asd".to_owned() }
}

pub fn image() -> ImageRequest {
    ImageRequest::to_user(USER, AGENT_ID, media())
}

pub fn voice() -> VoiceRequest {
    VoiceRequest::to_user(USER, AGENT_ID, media())
}

pub fn video() -> VideoRequest {
    let video =
        Video {
            media_id: "3a8asd892asd8asd".to_owned(), title: some("巡检录像"), description: some("机房三层")
        };
    VideoRequest::to_user(USER, AGENT_ID, video)
}

pub fn file() -> FileRequest {
    FileRequest::to_user(USER, AGENT_ID, media())
}

pub fn textcard() -> TextCardRequest {
    let card = TextCard {
        title: "Deploy".to_owned(),
        description: "v2.3 is live".to_owned(),
        url: "https://ci.example.com/42".to_owned(),
        btntxt: some("Open"),
    };
    TextCardRequest::to_user(USER, AGENT_ID, card)
}

pub fn news() -> NewsRequest {
    let articles = vec![
        Article {
            title: "中秋节礼品领取".to_owned(),
            description: some("今年中秋节公司有豪礼相送"),
            url: some("https://example.com/gift"),
            picurl: some("https://example.com/gift.png"),
            ..Article::default()
        },
        Article {
            title: "In the mini program".to_owned(),
            appid: some("wx1234567890"),
            pagepath: some("pages/index"),
            ..Article::default()
        },
    ];
    NewsRequest::to_user(USER, AGENT_ID, News { articles })
}

pub fn mpnews() -> MpNewsRequest {
    mpnews_of("<p>正文</p>")
}

pub fn mpnews_of(content: &str) -> MpNewsRequest {
    let article = MpArticle {
        title: "周报".to_owned(),
        thumb_media_id: "MEDIA_ID".to_owned(),
        author: some("李四"),
        content_source_url: None,
        content: content.to_owned(),
        digest: some("一切正常"),
    };
    MpNewsRequest::to_user(USER, AGENT_ID, MpNews { articles: vec![article] })
}

pub fn markdown() -> MarkdownRequest {
    let content = "**build 42** <font color=\"warning\">failed</font>\n> [log](https://ci.example.com/42)";
    MarkdownRequest::to_user(USER, AGENT_ID, Text { content: content.to_owned() })
}

fn item(key: &str, value: &str) -> ContentItem {
    ContentItem { key: key.to_owned(), value: value.to_owned() }
}

pub fn miniprogram_notice() -> MiniprogramNoticeRequest {
    let notice = MiniprogramNotice {
        appid: "wx123123123123123".to_owned(),
        page: some("pages/index?userid=zhangsan&orderid=123123123"),
        title: "会议室预订成功通知".to_owned(),
        description: some("四月二十七日"),
        emphasis_first_item: Some(true),
        content_item: vec![item("会议室", "402"), item("会议地点", "广州TIT-402会议室")],
    };
    MiniprogramNoticeRequest::to_user(USER, AGENT_ID, notice)
}

fn task(replace_name: Option<String>) -> TaskCard {
    let plain = |key: &str, name: &str| TaskButton {
        key: key.to_owned(),
        name: name.to_owned(),
        replace_name: None,
        color: None,
        is_bold: None,
    };
    let approve = TaskButton { replace_name, color: some("red"), is_bold: Some(true), ..plain("key111", "批准") };
    TaskCard {
        title: "赵明登的礼物申请".to_owned(),
        description: "礼品：A31茶具套装\n用途：赠与小黑科技张总经理".to_owned(),
        url: some("https://example.com/request"),
        task_id: "taskid123".to_owned(),
        btn: vec![approve, plain("key222", "驳回")],
    }
}

pub fn taskcard() -> TaskCardRequest {
    TaskCardRequest::to_user(USER, AGENT_ID, task(some("已批准")))
}

pub fn interactive_taskcard() -> InteractiveTaskCardRequest {
    InteractiveTaskCardRequest::to_user(USER, AGENT_ID, task(None))
}

pub fn template_msg() -> TemplateMsgRequest {
    let message = TemplateMsg {
        template_id: "TEMPLATE_ID".to_owned(),
        url: some("https://example.com"),
        miniprogram: Some(MiniProgram { appid: "wx123123123123123".to_owned(), pagepath: "pages/index".to_owned() }),
        content_item: vec![item("会议室", "402")],
    };
    TemplateMsgRequest::to_user(USER, AGENT_ID, message)
}

fn source(desc_color: Option<i64>) -> Source {
    Source { icon_url: some("https://example.com/icon.png"), desc: some("企业微信"), desc_color }
}

fn menu() -> ActionMenu {
    let action = |text: &str, key: &str| MenuAction { text: text.to_owned(), key: key.to_owned() };
    ActionMenu { desc: some("More"), action_list: vec![action("Accept notices", "accept"), action("Mute", "mute")] }
}

fn quote() -> QuoteArea {
    QuoteArea {
        kind: Some(1),
        url: some("https://example.com/log"),
        title: some("Log"),
        quote_text: some("all volumes done"),
        ..QuoteArea::default()
    }
}

fn title() -> MainTitle {
    MainTitle { title: some("Backup finished"), desc: some("every night at two") }
}

fn row(keyname: &str, value: &str) -> HorizontalContent {
    HorizontalContent { keyname: keyname.to_owned(), value: some(value), ..HorizontalContent::default() }
}

fn area(selected: &str) -> Select {
    let choice = |id: &str, text: &str| Choice { id: id.to_owned(), text: text.to_owned() };
    Select {
        question_key: "area".to_owned(),
        title: some("Area"),
        disable: None,
        selected_id: some(selected),
        option_list: vec![choice("option_1", "North"), choice("option_2", "South")],
    }
}

fn submit() -> SubmitButton {
    SubmitButton { text: "Submit".to_owned(), key: "submit".to_owned() }
}

fn site() -> Jump {
    Jump { kind: Some(1), url: some("https://example.com"), title: "Site".to_owned(), ..Jump::default() }
}

fn card(card: TemplateCard) -> TemplateCardRequest {
    TemplateCardRequest::to_user(USER, AGENT_ID, card)
}

pub fn text_notice() -> TemplateCardRequest {
    card(TemplateCard::TextNotice(TextNotice {
        source: Some(source(Some(1))),
        action_menu: Some(menu()),
        task_id: some("backup-42"),
        main_title: Some(title()),
        quote_area: Some(quote()),
        emphasis_content: None,
        sub_title_text: some("Nothing to do"),
        horizontal_content_list: vec![
            row("Host", "db-1"),
            HorizontalContent { kind: Some(1), url: some("https://example.com"), ..row("Site", "Open") },
            HorizontalContent { kind: Some(2), media_id: some("MEDIA_ID"), ..row("File", "report.pdf") },
            HorizontalContent { kind: Some(3), userid: some("lisi"), ..row("Owner", "Li Si") },
        ],
        jump_list: vec![Jump { title: "No link".to_owned(), ..Jump::default() }, site()],
        card_action: CardAction {
            kind: Some(2),
            appid: some("wx1234567890"),
            pagepath: some("pages/index"),
            ..CardAction::default()
        },
    }))
}

pub fn news_notice() -> TemplateCardRequest {
    card(TemplateCard::NewsNotice(NewsNotice {
        source: Some(source(Some(1))),
        action_menu: Some(menu()),
        task_id: some("news-42"),
        main_title: title(),
        quote_area: Some(quote()),
        image_text_area: Some(ImageTextArea {
            title: some("Aside"),
            desc: some("with a picture"),
            image_url: "https://example.com/side.png".to_owned(),
            ..ImageTextArea::default()
        }),
        card_image: Some(CardImage { url: "https://example.com/wide.png".to_owned(), aspect_ratio: Some(1.3) }),
        vertical_content_list: vec![TitleAndDesc { title: "Details".to_owned(), desc: some("in words") }],
        horizontal_content_list: vec![row("Host", "db-1")],
        jump_list: vec![site()],
        card_action: CardAction { kind: Some(1), url: some("https://example.com"), ..CardAction::default() },
    }))
}

pub fn button_interaction() -> TemplateCardRequest {
    let approve = Button { key: some("approve"), text: "Approve".to_owned(), style: Some(1), ..Button::default() };
    let look = Button {
        kind: Some(1),
        url: some("https://example.com"),
        text: "Look".to_owned(),
        style: Some(2),
        ..Button::default()
    };
    card(TemplateCard::ButtonInteraction(ButtonInteraction {
        source: Some(source(Some(1))),
        action_menu: Some(menu()),
        main_title: title(),
        quote_area: Some(quote()),
        sub_title_text: some("Pick one"),
        horizontal_content_list: vec![row("Host", "db-1")],
        task_id: some("task_1@example"),
        button_selection: Some(area("option_1")),
        button_list: vec![approve, look],
        ..ButtonInteraction::default()
    }))
}

pub fn vote_interaction() -> TemplateCardRequest {
    let option = |id: &str, text: &str, is_checked| VoteOption { id: id.to_owned(), text: text.to_owned(), is_checked };
    card(TemplateCard::VoteInteraction(VoteInteraction {
        main_title: title(),
        task_id: some("vote-1"),
        checkbox: Checkbox {
            question_key: "drink".to_owned(),
            option_list: vec![option("option_1", "Tea", true), option("option_2", "Coffee", false)],
            ..Checkbox::default()
        },
        submit_button: Some(submit()),
        ..VoteInteraction::default()
    }))
}

pub fn multiple_interaction() -> TemplateCardRequest {
    card(TemplateCard::MultipleInteraction(MultipleInteraction {
        main_title: title(),
        task_id: some("multi-1"),
        select_list: vec![area("option_2")],
        submit_button: Some(submit()),
        ..MultipleInteraction::default()
    }))
}
