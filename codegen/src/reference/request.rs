//! The sections of messages and operations.

use wecom_schema::model::{
    Channel, Consequence, Credential, Example, Field, Message, Method, Object, Operation, Pages, Path, RefusedMember,
    Response, Split,
};

use super::markdown::Page;
use super::options::Options;
use super::scope::{Scope, about, title};
use super::{fields, links, rust};
use crate::wording::{self, Language, dedented, escaped, otherwise, path, sentence};

pub(super) fn message(page: &mut Page, scope: Scope<'_>, message: &Message, options: &Options) {
    let Scope { language, channel, .. } = scope;
    let Message {
        msgtype,
        object,
        function: _,
        responses,
        needs,
        refuses,
        everyone,
        sender_optional,
        addressed_by,
        split,
        checked_in_runtime: _,
        examples,
    } = message;
    let Some(object) = channel.object(*object) else { return };
    page.heading(3, Some(&links::message(channel, message)), &headline(language, object, msgtype));
    about(page, language, &object.about);
    page.paragraph(&match language {
        Language::English => format!("Members of `{msgtype}`:"),
        Language::Chinese => format!("`{msgtype}` 的字段："),
    });
    fields::table(page, scope, object.body());
    let (shared, own): (Vec<&Field>, Vec<&Field>) =
        object.options().iter().partition(|field| options.anchor(scope, field).is_some());
    if !own.is_empty() {
        page.paragraph(&match language {
            Language::English => format!("Members beside `{msgtype}`:"),
            Language::Chinese => format!("与 `{msgtype}` 并列的字段："),
        });
        fields::table(page, scope, own);
    }
    let links =
        shared.iter().filter_map(|field| Some(format!("[`{}`](#{})", field.wire, options.anchor(scope, field)?)));
    let links: Vec<String> = links.collect();
    if !links.is_empty() {
        page.paragraph(&format!("{}{}", language.say("Options: ", "选项："), links.join(language.say(", ", "、"))));
    }
    fields::rules(page, scope, object);
    for need in needs {
        let set = set(scope, object, &need.any_of).map(|list| match language {
            Language::English => format!(" Those are messages that set any of {list}."),
            Language::Chinese => format!("即设置了 {list} 之一的消息。"),
        });
        page.paragraph(&(wording::need(language, need) + &set.unwrap_or_default()));
    }
    for Response { member, any_of } in responses {
        page.paragraph(&match (language, set(scope, object, any_of)) {
            (Language::English, None) => format!("The receipt has `{member}`."),
            (Language::English, Some(list)) => format!("The receipt has `{member}` if any of {list} is set."),
            (Language::Chinese, None) => format!("返回结果带有 `{member}`。"),
            (Language::Chinese, Some(list)) => format!("设置了 {list} 之一时，返回结果带有 `{member}`。"),
        });
    }
    for RefusedMember { member, allows, errcode, reason } in refuses {
        let code = wording::code(language, *errcode);
        let refused = match language {
            Language::English => format!("WeCom refuses values of `{member}` other than `{allows}`{code}"),
            Language::Chinese => format!("`{member}` 只能为 `{allows}`，否则企业微信拒绝该消息{code}"),
        };
        page.paragraph(&format!("{refused}{}{}", language.say(": ", "："), sentence(reason)));
    }
    if let Some(beyond) = everyone {
        page.paragraph(&to_everyone(language, *beyond));
    }
    if *sender_optional {
        page.paragraph(language.say("The sender is optional.", "发送者可以不设置。"));
    }
    if !addressed_by.is_empty() {
        let paths = path::list(language, channel, object, &Path::once(addressed_by));
        page.paragraph(&match language {
            Language::English => format!("The recipients are optional if {paths} is set."),
            Language::Chinese => format!("设置 {paths} 时，接收者可以不设置。"),
        });
    }
    if let Some(Split { field, markup, first_only }) = split
        && let Some(field) = object.fields.get(*field)
    {
        let name = &field.wire;
        page.paragraph(&match language {
            Language::English => format!("A long `{name}` (`{markup}`) can be split into several messages."),
            Language::Chinese => format!("过长的 `{name}`（`{markup}`）可拆分为多条消息。"),
        });
        let names: Vec<_> = first_only
            .iter()
            .filter_map(|index| object.fields.get(*index))
            .map(|it| format!("`{}`", it.wire))
            .collect();
        if !names.is_empty() {
            page.paragraph(&match language {
                Language::English => format!("Only the first of them has {}.", names.join(" and ")),
                Language::Chinese => format!("其中仅第一条带有 {}。", names.join("、")),
            });
        }
    }
    rust::message(page, language, channel, message);
    longest(page, language, examples);
}

pub(super) fn operation(page: &mut Page, scope: Scope<'_>, operation: &Operation) {
    let Scope { language, channel, .. } = scope;
    let Operation { name, function: _, method, path, object, reply, pages, examples, reply_examples } = operation;
    let Some(object) = channel.object(*object) else { return };
    page.heading(3, Some(&links::operation(channel, operation)), &headline(language, object, name));
    about(page, language, &object.about);
    page.paragraph(&match method {
        Method::Post => endpoint(language, channel, path),
        Method::Get => {
            format!(
                "{}`GET {path}`{}",
                language.say("Endpoint: ", "接口："),
                language.say(", with these members in the query", "，以下字段为 URL 参数")
            )
        }
    });
    fields::table(page, scope, &object.fields);
    fields::rules(page, scope, object);
    if let Some(reply) = channel.object(*reply).filter(|reply| !reply.fields.is_empty()) {
        page.paragraph(language.say("WeCom answers:", "返回结果："));
        fields::table(page, scope, &reply.fields);
        fields::rules(page, scope, reply);
    }
    if let Some(pages) = pages {
        self::pages(page, scope, operation, pages);
    }
    rust::operation(page, language, channel, operation);
    longest(page, language, examples);
    longest(page, language, reply_examples);
}

/// Where bodies go.
pub(super) fn endpoint(language: Language, channel: &Channel, path: &str) -> String {
    match channel.credential {
        Credential::Bot => format!("{}`{path}`", language.say("Frame: ", "数据帧：")),
        Credential::AccessToken | Credential::Key => {
            format!("{}`POST {path}`", language.say("Endpoint: ", "接口："))
        }
    }
}

/// How one page of a list leads to the next.
fn pages(page: &mut Page, scope: Scope<'_>, operation: &Operation, pages: &Pages) {
    let Scope { language, channel, .. } = scope;
    let name = |id, index: usize| Some(channel.object(id)?.fields.get(index)?.wire.as_str());
    let (Some(cursor), Some(next)) = (name(operation.object, pages.cursor), name(operation.reply, pages.next)) else {
        return;
    };
    page.paragraph(&match language {
        Language::English => {
            format!("The answer is one page: `{cursor}` of the next request is its `{next}`, which is empty on the last page.")
        }
        Language::Chinese => format!("结果分页返回：下一次请求的 `{cursor}` 取本次返回的 `{next}`，最后一页为空。"),
    });
}

pub(super) fn headline(language: Language, object: &Object, name: &str) -> String {
    match object.about.title {
        Some(_) => format!("`{name}`{}{}", language.say(": ", "："), title(language, &object.about, name)),
        None => format!("`{name}`"),
    }
}

/// The members of which one is set in the messages that something is about; `None` if it is about all messages.
fn set(scope: Scope<'_>, object: &Object, paths: &[Path]) -> Option<String> {
    let paths: Vec<&Path> = paths.iter().collect();
    (!paths.is_empty()).then(|| path::list(scope.language, scope.channel, object, &paths))
}

fn to_everyone(language: Language, beyond: Consequence) -> String {
    let not_like_others = language.say("Do not send it to everyone", "不应发送给全部成员");
    let otherwise = otherwise(language, beyond, None);
    format!("{not_like_others}{}{otherwise}{}", language.say("; ", "；"), language.say(".", "。"))
}

/// The longest example, which shows most.
pub(super) fn longest(page: &mut Page, language: Language, examples: &[Example]) {
    if let Some(longest) = examples.iter().max_by_key(|it| it.text.len()) {
        example(page, language, longest);
    }
}

pub(super) fn example(page: &mut Page, language: Language, example: &Example) {
    let Example { name, text, body: _ } = example;
    let head = language.say("Example", "示例");
    page.paragraph(&format!("{head}{}{}{}", language.say(" (", "（"), escaped(name), language.say("):", "）：")));
    page.json(&dedented(text));
}
