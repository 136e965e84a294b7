//! The summary of a channel: messages and operations, their types, functions and main limits.

use wecom_schema::model::{Channel, Consequence, Limit, Object, TypeId, Unit};

use super::markdown::Page;
use super::scope::title;
use super::{links, rust};
use crate::wording::Language;

pub(super) fn write(page: &mut Page, language: Language, channel: &Channel) {
    let heading = format!("[{}](#{})", title(language, &channel.about, &channel.name), links::channel(channel));
    page.heading(2, None, &format!("{heading}{}`{}`", language.say(": ", "："), channel.name));
    let messages = channel.messages.iter().map(|it| {
        row(language, channel, (&links::message(channel, it), &it.msgtype), it.object, &rust::send(channel, it))
    });
    page.table(&head(language, language.say("Message", "消息")), &messages.collect::<Vec<_>>());
    let operations = channel.operations.iter().map(|it| {
        row(language, channel, (&links::operation(channel, it), &it.name), it.object, &rust::call(channel, it))
    });
    page.table(&head(language, language.say("Operation", "操作")), &operations.collect::<Vec<_>>());
    let replies = channel.passive_replies.iter().map(|it| {
        let function = "responder.reply(&…)";
        row(language, channel, (&links::passive_reply(channel, it), &it.name), it.object, function)
    });
    page.table(&head(language, language.say("Passive reply", "被动回复")), &replies.collect::<Vec<_>>());
    let received = channel.received.iter().map(|it| {
        let variant = format!("Event::{}", channel.ty(it.object).rust());
        row(language, channel, (&links::received(channel, it), &it.name), it.object, &variant)
    });
    page.table(&head(language, language.say("Received", "接收")), &received.collect::<Vec<_>>());
}

fn head(language: Language, what: &'static str) -> [&'static str; 5] {
    let [ty, function, limits, page] = match language {
        Language::English => ["Type", "Function", "Main limits", "Official page"],
        Language::Chinese => ["类型", "函数", "主要限制", "官方文档"],
    };
    [what, ty, function, limits, page]
}

fn row(language: Language, channel: &Channel, (anchor, name): (&str, &str), id: TypeId, call: &str) -> Vec<String> {
    let object = channel.object(id);
    let titled = object.filter(|object| object.about.title.is_some());
    let title = titled.map_or_else(String::new, |object| format!(" {}", title(language, &object.about, name)));
    let about = object.map(|object| &object.about);
    let is_deprecated = about.is_some_and(|about| about.deprecated.is_some());
    let deprecated = if is_deprecated { language.say(" (deprecated)", "（已弃用）") } else { "" };
    let page = about.and_then(|about| about.page.as_ref()).or(channel.about.page.as_ref());
    vec![
        format!("[`{name}`](#{anchor}){title}{deprecated}"),
        object.map_or_else(String::new, |object| format!("`{}`", object.rust)),
        format!("`{call}`"),
        object.map_or_else(String::new, |object| limits(language, object)),
        page.map_or_else(String::new, |page| format!("[{}]({})", page.id, page.url())),
    ]
}

/// The upper limits of an object's own members, by what WeCom does beyond them.
fn limits(language: Language, object: &Object) -> String {
    let of = |beyond: Consequence, head: &str| {
        let limits = object.body().iter().flat_map(|field| field.limits.iter().map(move |limit| (field, limit)));
        let these = limits.filter(|(_, limit)| limit.beyond == beyond);
        let sizes: Vec<String> =
            these.filter_map(|(field, limit)| Some(format!("`{}` {}", field.wire, most(language, limit)?))).collect();
        (!sizes.is_empty()).then(|| head.to_owned() + &sizes.join(language.say(", ", "、")))
    };
    let kinds = [
        of(Consequence::Refused, language.say("refused: ", "拒绝：")),
        of(Consequence::Truncated, language.say("cut: ", "截断：")),
        of(Consequence::Unstated, language.say("not stated: ", "未说明：")),
    ];
    kinds.into_iter().flatten().collect::<Vec<_>>().join(language.say("; ", "；"))
}

fn most(language: Language, limit: &Limit) -> Option<String> {
    let unit = match limit.unit {
        Unit::Bytes => language.say(" bytes", " 字节"),
        Unit::Chars => language.say(" characters", " 字符"),
        Unit::Items => language.say(" items", " 项"),
        Unit::Range => "",
    };
    Some(format!("{}{unit}", limit.max?))
}
