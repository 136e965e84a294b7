//! One message of every type, and one card of every kind.

use wecom_message::app::{
    AnyMessage, Article, Button, ButtonInteraction, CardAction, Checkbox, Choice, ContentItem, File, HorizontalContent,
    Image, InteractiveTaskCard, Markdown, MiniprogramNotice, MpArticle, Mpnews, MpnewsSafe, MultipleInteraction, News,
    NewsNotice, PlainTaskButton, Select, SubmitButton, TaskButton, TaskCard, TemplateCard, TemplateItem, TemplateMsg,
    Text, TextCard, TextNotice, Video, Voice, VoteInteraction, VoteOption,
};

use crate::files::Uploads;

pub(crate) fn every(media: &Uploads) -> Vec<AnyMessage> {
    let mut messages = plain(media);
    messages.extend(cards().map(AnyMessage::from));
    messages.extend(legacy());
    messages
}

fn plain(media: &Uploads) -> Vec<AnyMessage> {
    let site = "https://example.com";
    let content = format!("<p>All is well.</p><img src=\"{}\">", media.picture);
    vec![
        Text::new("Disk full on db-1.\n<a href=\"https://example.com/runbook\">What to do</a>").into(),
        Image::new(&media.image).safe(true).into(),
        Voice::new(&media.voice).into(),
        Video::new(&media.video).title("机房").description("三层巡检").into(),
        File::new(&media.file).into(),
        TextCard::new("Deploy", "v2.3 is <div class=\"highlight\">live</div>", site).button("Open").into(),
        News::new([Article::link("Release notes", site).description("v2.3"), Article::link("Road map", site)]).into(),
        Mpnews::new([MpArticle::new("周报", &media.image, content).author("李四")]).safe(MpnewsSafe::Internal).into(),
        Markdown::new("**build 42** <font color=\"warning\">failed</font>\n> [log](https://example.com/42)").into(),
        MiniprogramNotice::new("wx123123123123123", "会议室预订成功")
            .content_items([ContentItem::new("会议室", "402")])
            .into(),
    ]
}

fn cards() -> impl Iterator<Item = TemplateCard> {
    let site = CardAction::link("https://ci.example.com/42");
    let rows = [HorizontalContent::new("分支", "main"), HorizontalContent::member("提交", "李四", "lisi")];
    let buttons = [Button::new("Approve", "approve"), Button::link("Look", "https://ci.example.com/42")];
    let drinks = [VoteOption::new("tea", "Tea"), VoteOption::new("coffee", "Coffee").is_checked(true)];
    let floors = [Select::new("floor", [Choice::new("3", "Third floor"), Choice::new("4", "Fourth floor")])];
    let submit = SubmitButton::new("Send", "send");
    [
        TextNotice::new("Build 42 failed", site.clone()).horizontal_content_list(rows).into(),
        NewsNotice::with_image("本周发布", "https://ci.example.com/wide.png", site).into(),
        ButtonInteraction::new("Deploy v2.3?", buttons, "deploy-42").into(),
        VoteInteraction::new("Drink?", Checkbox::new("drink", drinks), submit.clone(), "vote-1").into(),
        MultipleInteraction::new("Where?", floors, submit, "where-1").into(),
    ]
    .into_iter()
}

#[expect(deprecated, reason = "they left the documentation, and an old application may still send them")]
fn legacy() -> Vec<AnyMessage> {
    let (title, text) = ("请假", "李四，三天");
    vec![
        TaskCard::new(title, text, "leave-1", [TaskButton::new("yes", "批准"), TaskButton::new("no", "驳回")]).into(),
        InteractiveTaskCard::new(title, text, "leave-2", [PlainTaskButton::new("yes", "批准")]).into(),
        TemplateMsg::new("TEMPLATE_ID", [TemplateItem::new("会议室", "402")], "https://example.com/rooms/402").into(),
    ]
}
