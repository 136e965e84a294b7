//! The error codes that the reference names.

use std::collections::BTreeSet;

use wecom_schema::model::{Channel, ErrorCode, Type};

use super::markdown::Page;
use crate::wording::{Language, escaped};

pub(super) fn write(page: &mut Page, language: Language, channels: &[Channel], error_codes: &[ErrorCode]) {
    let mut named = BTreeSet::new();
    for channel in channels {
        of_channel(channel, &mut named);
    }
    let rows = error_codes.iter().filter(|it| named.contains(&it.code)).map(|it| {
        let ErrorCode { code, meaning, class: _, advice } = it;
        vec![code.to_string(), escaped(meaning), advice.as_deref().map(escaped).unwrap_or_default()]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    if rows.is_empty() {
        return;
    }
    page.heading(2, Some("error.codes"), language.say("Error codes named above", "上文提到的错误码"));
    let head =
        [language.say("Code", "错误码"), language.say("Meaning", "含义"), language.say("What to do", "处理办法")];
    page.table(&head, &rows);
}

fn of_channel(channel: &Channel, named: &mut BTreeSet<i32>) {
    for message in &channel.messages {
        named.extend(message.needs.iter().map(|need| need.errcode));
        named.extend(message.refuses.iter().filter_map(|refused| refused.errcode));
    }
    for id in channel.ids() {
        match channel.ty(id) {
            Type::Object(object) => {
                named.extend(object.rules.iter().filter_map(|rule| rule.errcode));
                for field in &object.fields {
                    named.extend(field.required.and_then(|required| required.errcode));
                    named.extend(field.item_errcode);
                    named.extend(field.limits.iter().filter_map(|limit| limit.errcode));
                    named.extend(field.charset.as_ref().and_then(|it| it.errcode));
                    named.extend(field.prefix.as_ref().and_then(|it| it.errcode));
                    named.extend(field.unique.as_ref().and_then(|it| it.errcode));
                }
            }
            Type::Union(union) => named.extend(union.errcode),
            Type::Values(_) | Type::Newtype(_) => {}
        }
    }
}
