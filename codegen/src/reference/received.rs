//! Messages and events that an application receives.

use wecom_schema::model::{Example, Received};

use super::markdown::Page;
use super::scope::{Scope, about, text};
use super::{fields, links, request};
use crate::example::xml;
use crate::wording::{Language, dedented, escaped};

pub(super) fn write(page: &mut Page, scope: Scope<'_>, received: &Received) {
    let Scope { language, channel, .. } = scope;
    let Received { name, object, matches, takes_reply, precondition, examples } = received;
    let Some(object) = channel.object(*object) else { return };
    page.heading(3, Some(&links::received(channel, received)), &request::headline(language, object, name));
    about(page, language, &object.about);
    let known: Vec<String> = matches.iter().map(|(member, value)| format!("`{member}` = `{value}`")).collect();
    let known_by = language.say("Recognized by ", "识别方式：");
    page.paragraph(&format!("{known_by}{}{}", known.join(language.say(" and ", "，")), language.say(".", "。")));
    if let Some(precondition) = precondition {
        let head = language.say("Precondition: ", "前提：");
        page.paragraph(&format!("{head}{}", text(language, precondition)));
    }
    if *takes_reply {
        page.paragraph(language.say("Takes a passive reply.", "可被动回复。"));
    }
    fields::table(page, scope, &object.fields);
    page.paragraph(&match language {
        Language::English => format!("In Rust: `Event::{}`", object.rust),
        Language::Chinese => format!("Rust：`Event::{}`", object.rust),
    });
    for Example { name, text, body: _ } in examples {
        let head = language.say("Example", "示例");
        page.paragraph(&format!("{head}{}{}{}", language.say(" (", "（"), escaped(name), language.say("):", "）：")));
        if channel.opens.is_empty() {
            page.xml(&xml(text).unwrap_or_default());
        } else {
            page.json(&dedented(text));
        }
    }
}
