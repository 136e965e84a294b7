//! Fields: presence, default, limits, format.

use wecom_schema::model::{About, Charset, Consequence, Field, Prefix, Required, Supplier, Unique};

use super::consequence::{code, evidence, otherwise, with_evidence};
use super::language::Language;
use super::limit::limit;
use super::text::sentence;

/// Whether a field is required, and its default, which is passed as readers write values.
pub(crate) fn presence(language: Language, required: Option<Required>, default: Option<&str>) -> Option<String> {
    match (required, default) {
        (Some(_), Some(default)) => Some(match language {
            Language::English => format!("Always sent. Defaults to {default}."),
            Language::Chinese => format!("总会发送，默认为 {default}。"),
        }),
        (Some(Required { errcode }), None) => {
            let code = code(language, errcode);
            Some(language.say("Required", "必填").to_owned() + &code + language.say(".", "。"))
        }
        (None, Some(default)) => Some(match language {
            Language::English => format!("Defaults to {default}."),
            Language::Chinese => format!("默认为 {default}。"),
        }),
        (None, None) => None,
    }
}

/// Everything else that is known about a field, one sentence per fact.
pub(crate) fn notes(language: Language, field: &Field) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    let stop = language.say(".", "。");
    let supplied = field.supplied.map(|supplier| match supplier {
        Supplier::Client => language.say("If not set, the client fills it in.", "未设置时由客户端填入。"),
        Supplier::Handle => language.say("If not set, the handle fills it in.", "未设置时由句柄填入。"),
    });
    notes.extend(supplied.map(str::to_owned));
    notes.extend(field.limits.iter().map(|it| limit(language, &field.kind, it)));
    notes.extend(field.charset.as_ref().map(|it| charset(language, it)));
    notes.extend(field.prefix.as_ref().map(|it| prefix(language, it)));
    notes.extend(field.unique.as_ref().map(|it| unique(language, it)));
    if let Some(errcode) = field.item_errcode {
        let empty = language.say("Items must not be empty; ", "各项不能为空；");
        notes.push(empty.to_owned() + &otherwise(language, Consequence::Refused, Some(errcode)) + stop);
    }
    if field.translated {
        notes.push(language.say("Supports id translation.", "支持 id 转译。").to_owned());
    }
    if let Some(unknown) = field.unknown {
        let otherwise = otherwise(language, unknown, None);
        notes.push(language.say("Must be a documented value; ", "只能取文档列出的值；").to_owned() + &otherwise + stop);
    }
    notes.extend(standing(language, &field.about));
    notes
}

/// Deprecation, first version, source.
pub(crate) fn standing(language: Language, about: &About) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(note) = &about.deprecated {
        notes.push(language.say("**Deprecated:** ", "**已弃用：** ").to_owned() + &sentence(note));
    }
    if let Some(since) = &about.since {
        notes.push(language.say("Since ", "始于 ").to_owned() + &sentence(since));
    }
    notes.extend(evidence(language, about.evidence).map(str::to_owned));
    notes
}

fn charset(language: Language, charset: &Charset) -> String {
    let Charset { allowed, first, or, beyond, errcode } = charset;
    let otherwise = otherwise(language, *beyond, *errcode);
    let or: Vec<String> = or.iter().map(|value| format!("`{value}`")).collect();
    let part = |text: Option<String>| text.unwrap_or_default();
    match language {
        Language::English => {
            let first = part(first.as_ref().map(|first| format!(", and begin only with `{first}`")));
            let or = part((!or.is_empty()).then(|| format!(", or be {}", or.join(" or "))));
            format!("May contain only `{allowed}`{first}{or}; {otherwise}.")
        }
        Language::Chinese => {
            let first = part(first.as_ref().map(|first| format!("，且以 `{first}` 开头")));
            let or = part((!or.is_empty()).then(|| format!("，或为 {}", or.join(" 或 "))));
            format!("只能包含字符 `{allowed}`{first}{or}；{otherwise}。")
        }
    }
}

fn prefix(language: Language, prefix: &Prefix) -> String {
    let Prefix { any_of, beyond, errcode } = prefix;
    let prefixes: Vec<String> = any_of.iter().map(|prefix| format!("`{prefix}`")).collect();
    let otherwise = otherwise(language, *beyond, *errcode);
    match language {
        Language::English => format!("Must begin with {}; {otherwise}.", prefixes.join(" or ")),
        Language::Chinese => format!("必须以 {} 开头；{otherwise}。", prefixes.join(" 或 ")),
    }
}

fn unique(language: Language, unique: &Unique) -> String {
    let Unique { by, beyond, errcode, evidence } = unique;
    let what = match (language, by.wire.as_str()) {
        (Language::English, "") => "Items must be unique; ".to_owned(),
        (Language::English, path) => format!("Each item's `{path}` must be unique; "),
        (Language::Chinese, "") => "各项不能重复；".to_owned(),
        (Language::Chinese, path) => format!("各项的 `{path}` 不能重复；"),
    };
    let text = what + &otherwise(language, *beyond, *errcode) + language.say(".", "。");
    with_evidence(language, text, *evidence)
}
