//! A channel: its endpoint, its envelope, everything that goes through it.

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
        about: of_channel,
        path,
        credential,
        handle: _, // told with what it is called in Rust
        profiles: _,
        recipients,
        recipients_in_runtime: _, // told with what they are called in Rust
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
        types: _,
    } = channel;
    page.heading(2, Some(&links::channel(channel)), &title(language, of_channel, name));
    about(page, language, of_channel);
    if let Some(path) = path {
        page.paragraph(&format!("{}`POST {path}`", language.say("Endpoint: ", "接口：")));
    }
    if !messages.is_empty() || !operations.is_empty() {
        page.paragraph(match credential {
            Credential::AccessToken => {
                language.say("A request carries the access token of an application.", "请求凭证：应用的 access_token。")
            }
            Credential::Key => language.say(
                "A request carries the `key` of a webhook and no access token.",
                "请求凭证：webhook 的 `key`，无需 access_token。",
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
            "They stand beside the body. A message takes those that its section names.",
            "与消息体并列。各消息支持的选项见其小节。",
        ));
        let rows: Vec<Vec<String>> = options.shared.iter().map(|(anchor, row)| anchored(anchor, row)).collect();
        page.table(&fields::head(language), &rows);
        if let Some(DuplicateCheck { switch, interval }) = duplicate_check {
            page.paragraph(&match language {
                Language::English => format!(
                    "`{switch}` and `{interval}` together ask WeCom not to deliver a message twice; in Rust \
                     `retry_safely(interval)` sets both, and sends again what may have got lost."
                ),
                Language::Chinese => format!(
                    "`{switch}` 与 `{interval}` 配合使用可避免重复送达；Rust 中 `retry_safely(interval)` 同时设置两者，\
                     并在不确定是否送达时重发。"
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

/// A part of the envelope, or the answer; nothing where it has no members.
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
