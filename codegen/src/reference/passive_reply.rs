//! Passive replies.

use wecom_schema::model::{PassiveReply, Wrapped};

use super::markdown::Page;
use super::scope::{Scope, about};
use super::{fields, links, request, rust};
use crate::wording::Language;

pub(super) fn write(page: &mut Page, scope: Scope<'_>, reply: &PassiveReply) {
    let Scope { language, channel, .. } = scope;
    let PassiveReply { name, msgtype, object, wrapped, examples } = reply;
    let Some(object) = channel.object(*object) else { return };
    page.heading(3, Some(&links::passive_reply(channel, reply)), &request::headline(language, object, name));
    about(page, language, &object.about);
    page.paragraph(&match language {
        Language::English => format!("A passive reply: `MsgType` = `{msgtype}`. Its members travel in `CamelCase`."),
        Language::Chinese => format!("被动回复：`MsgType` = `{msgtype}`，字段以 `CamelCase` 传输。"),
    });
    for Wrapped { field, each, count } in wrapped {
        let items = match language {
            Language::English => format!("The items of `{field}` travel as elements `{each}` in it"),
            Language::Chinese => format!("`{field}` 的各项以其中的 `{each}` 元素传输"),
        };
        let count = count.as_ref().map(|count| match language {
            Language::English => format!(", their number as `{count}` before it"),
            Language::Chinese => format!("，数量为其前的 `{count}`"),
        });
        page.paragraph(&format!("{items}{}{}", count.unwrap_or_default(), language.say(".", "。")));
    }
    fields::table(page, scope, &object.fields);
    fields::rules(page, scope, object);
    rust::made(page, language, object);
    request::longest(page, language, examples);
}
