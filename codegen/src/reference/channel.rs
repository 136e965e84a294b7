//! The section of a channel: endpoint, envelope, messages, operations.

use wecom_schema::model::{Channel, Credential, DuplicateCheck, Everyone, Object, TypeId};

use super::markdown::Page;
use super::options::Options;
use super::scope::{Scope, about, title};
use super::{fields, links, passive_reply, received, request, rust, types};
use crate::wording::{self, Language};

pub(super) fn write(page: &mut Page, scope: Scope<'_>) {
    let Scope { language, channel, .. } = scope;
    let Channel {
        name,
        rust_name: _, // see `rust`
        about: of_channel,
        path,
        credential,
        handle: _, // see `rust`
        profiles: _,
        recipients,
        recipients_in_runtime: _, // see `rust`
        recipient_examples,
        everyone,
        duplicate_check,
        sender,
        receipt,
        messages,
        operations,
        passive_replies,
        received,
        head,
        opens: _,
        types: _,
    } = channel;
    page.heading(2, Some(&links::channel(channel)), &title(language, of_channel, name));
    about(page, language, of_channel);
    if let Some(path) = path {
        page.paragraph(&request::endpoint(language, channel, path));
    }
    if !messages.is_empty() || !operations.is_empty() {
        page.paragraph(match credential {
            Credential::AccessToken => {
                language.say("Requests carry the access token of an application.", "请求凭证：应用的 access_token。")
            }
            Credential::Key => language.say(
                "Requests carry the `key` of a webhook and no access token.",
                "请求凭证：webhook 的 `key`，无需 access_token。",
            ),
            Credential::Bot => language.say(
                "Frames travel over the long connection of a smart bot, which its secret opens.",
                "数据帧经智能机器人的长连接传输，连接以机器人的 Secret 建立。",
            ),
        });
    }
    rust::handle(page, language, channel);
    let to = part(page, scope, *recipients, language.say("Recipients", "接收者"));
    if let Some(everyone) = everyone {
        page.paragraph(&self::everyone(language, everyone));
    }
    rust::recipients(page, language, channel, to);
    for example in recipient_examples {
        request::example(page, language, example);
    }
    if let Some(sender) = part(page, scope, *sender, language.say("Sender", "发送者")) {
        rust::made(page, language, sender);
    }
    let options = Options::new(scope);
    if !options.shared.is_empty() {
        page.heading(3, None, language.say("Options", "选项"));
        page.paragraph(language.say(
            "Options are members beside the body. The section of each message lists those that it takes.",
            "选项是与消息体并列的字段。各消息支持的选项见其小节。",
        ));
        let rows: Vec<Vec<String>> = options.shared.iter().map(|(anchor, row)| anchored(anchor, row)).collect();
        page.table(&fields::head(language), &rows);
        if let Some(DuplicateCheck { switch, interval }) = duplicate_check {
            page.paragraph(&match language {
                Language::English => format!(
                    "With `{switch}` on, WeCom drops copies of a message within `{interval}` seconds. In Rust, \
                     `retry_safely(interval)` sets both; the client then also resends a message that may have been lost."
                ),
                Language::Chinese => format!(
                    "开启 `{switch}` 后，企业微信在 `{interval}` 秒内丢弃重复的消息。Rust 中 `retry_safely(interval)` 同时设置两者，\
                     客户端还会重发可能丢失的消息。"
                ),
            });
        }
    }
    part(page, scope, *receipt, language.say("Receipt", "返回结果"));
    for message in messages {
        request::message(page, scope, message, &options);
    }
    for operation in operations {
        request::operation(page, scope, operation);
    }
    for it in passive_replies {
        passive_reply::write(page, scope, it);
    }
    if let Some(head) = head {
        part(page, scope, *head, language.say("Head", "公共字段"));
    }
    for it in received {
        received::write(page, scope, it);
    }
    types::write(page, scope);
}

fn anchored(anchor: &str, row: &[String]) -> Vec<String> {
    let mut row = row.to_vec();
    if let Some(name) = row.first_mut() {
        *name = format!("<a id=\"{anchor}\"></a>{name}");
    }
    row
}

/// A part of the envelope, or the receipt; nothing if it has no members.
fn part<'s>(page: &mut Page, scope: Scope<'s>, id: TypeId, heading: &str) -> Option<&'s Object> {
    let Scope { language, channel, .. } = scope;
    let object = channel.object(id).filter(|object| !object.fields.is_empty())?;
    page.heading(3, None, heading);
    fields::table(page, scope, &object.fields);
    for rule in &object.rules {
        page.paragraph(&wording::rule(language, channel, object, rule));
    }
    Some(object)
}

fn everyone(language: Language, everyone: &Everyone) -> String {
    let Everyone { field, id } = everyone;
    match (id, language) {
        (Some(id), Language::English) => format!("`{field}` with `{id}` alone means everyone."),
        (Some(id), Language::Chinese) => format!("`{field}` 仅填 `{id}` 表示全部成员。"),
        (None, Language::English) => format!("`{field}` switched on (`1`) means everyone."),
        (None, Language::Chinese) => format!("`{field}` 为 `1` 表示全部成员。"),
    }
}
