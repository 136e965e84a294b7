//! Fields as rows of a table.

use wecom_schema::model::{Channel, Field, Kind, NamedValue, Object, Required, Type, TypeId, Values};

use super::links;
use super::markdown::Page;
use super::scope::{Scope, text};
use crate::wording::{self, Language, escaped, notes, presence};

/// A table with a row per field; nothing if there are no fields.
pub(super) fn table<'f>(page: &mut Page, scope: Scope<'_>, fields: impl IntoIterator<Item = &'f Field>) {
    let rows: Vec<Vec<String>> = fields.into_iter().map(|field| row(scope, field)).collect();
    page.table(&head(scope.language), &rows);
}

pub(super) fn head(language: Language) -> [&'static str; 4] {
    [
        language.say("Member", "字段"),
        language.say("Type", "类型"),
        language.say("Required", "必填"),
        language.say("Meaning", "说明"),
    ]
}

pub(super) fn row(scope: Scope<'_>, field: &Field) -> Vec<String> {
    let Scope { language, channel, .. } = scope;
    let name = match field.kind {
        Kind::Inline(_) => format!("*{}*", escaped(&field.wire)),
        _ => format!("`{}`", field.wire),
    };
    let required = match field.required {
        Some(Required { errcode: Some(errcode) }) => format!("{} ({errcode})", language.say("yes", "是")),
        Some(Required { errcode: None }) => language.say("yes", "是").to_owned(),
        None => String::new(),
    };
    let mut meaning: Vec<String> = field.about.doc.iter().map(|doc| text(language, doc)).collect();
    if let Kind::Inline(_) = field.kind {
        let aside = "Its members are siblings of the others; there is no member of this name.";
        meaning.push(language.say(aside, "其成员与其他字段并列，本身不是一个字段。").to_owned());
    }
    meaning.extend(values(language, channel, &field.kind));
    if let Some(default) = &field.default {
        meaning.extend(presence(language, field.required, Some(&format!("`{default}`"))));
    }
    meaning.extend(notes(language, field));
    vec![name, ty(channel, &field.kind, language), required, joined(&meaning)]
}

/// The rules of an object, as a list.
pub(super) fn rules(page: &mut Page, scope: Scope<'_>, object: &Object) {
    let rules = object.rules.iter().map(|rule| wording::rule(scope.language, scope.channel, object, rule));
    let rules: Vec<String> = rules.map(|rule| format!("- {rule}")).collect();
    if !rules.is_empty() {
        page.paragraph(&rules.join("\n"));
    }
}

/// Joins sentences; Chinese ones are not separated by blanks.
pub(super) fn joined(sentences: &[String]) -> String {
    let mut text = String::new();
    for sentence in sentences {
        if !text.is_empty() && !text.ends_with(['。', '）', '；']) {
            text.push(' ');
        }
        text.push_str(sentence);
    }
    text
}

fn ty(channel: &Channel, kind: &Kind, language: Language) -> String {
    match kind {
        Kind::String => language.say("string", "字符串").to_owned(),
        Kind::Integer => language.say("integer", "整数").to_owned(),
        Kind::Number => language.say("number", "数字").to_owned(),
        Kind::Boolean => language.say("`true` or `false`", "`true` 或 `false`").to_owned(),
        Kind::Flag => language.say("`0` or `1`", "`0` 或 `1`").to_owned(),
        Kind::Seconds => language.say("seconds", "秒数").to_owned(),
        Kind::Newtype(id) => format!("{}, {}", language.say("string", "字符串"), link(channel, *id)),
        Kind::Values(id) => match channel.ty(*id) {
            Type::Values(Values { integer: true, .. }) => language.say("integer", "整数").to_owned(),
            _ => language.say("string", "字符串").to_owned(),
        },
        Kind::Object(id) | Kind::Union(id) | Kind::Inline(id) => link(channel, *id),
        Kind::List(item) => match language {
            Language::English => format!("list: {}", ty(channel, item, language)),
            Language::Chinese => format!("列表：{}", ty(channel, item, language)),
        },
        Kind::Joined(separator) => match language {
            Language::English => format!("strings joined with `{separator}`"),
            Language::Chinese => format!("以 `{separator}` 分隔的字符串"),
        },
    }
}

pub(super) fn link(channel: &Channel, id: TypeId) -> String {
    format!("[{}](#{})", channel.ty(id).rust(), links::ty(channel, id))
}

/// The named values with their meanings.
fn values(language: Language, channel: &Channel, kind: &Kind) -> Option<String> {
    let values = match kind {
        Kind::Values(id) => channel.ty(*id),
        Kind::List(item) => return values(language, channel, item),
        _ => return None,
    };
    let Type::Values(Values { values, .. }) = values else { return None };
    let each = values.iter().map(|NamedValue { wire, name, variant: _, doc }| {
        let meaning = doc.as_ref().map_or_else(|| name.replace('_', " "), |doc| text(language, doc));
        format!("`{wire}` {}", meaning.trim_end_matches(['.', '。']))
    });
    let (comma, stop) = (language.say("; ", "；"), language.say(".", "。"));
    Some(language.say("Values: ", "取值：").to_owned() + &each.collect::<Vec<_>>().join(comma) + stop)
}
