//! Rules over several fields.

use wecom_schema::model::{Channel, Consequence, Object, Path, Rule, RuleKind};

use super::consequence::{otherwise, with_evidence};
use super::language::Language;
use super::path;

/// A rule, and what WeCom does with a message that breaks it.
pub(crate) fn rule(language: Language, channel: &Channel, object: &Object, rule: &Rule) -> String {
    let Rule { kind, beyond, errcode, evidence } = rule;
    let list = |paths: &[Path]| path::list(language, channel, object, &Path::once(paths));
    let one = |path: &Path| path::list(language, channel, object, &[path]);
    let demand = match (language, kind) {
        (Language::English, RuleKind::AnyOf(paths)) if paths.len() == 1 => format!("{} must be set", list(paths)),
        (Language::English, RuleKind::AnyOf(paths)) => format!("At least one of {} must be set", list(paths)),
        (Language::English, RuleKind::OneOf(paths)) => format!("Exactly one of {} must be set", list(paths)),
        (Language::English, RuleKind::Given(path, then)) => format!("{} requires {}", one(path), list(then)),
        (Language::English, RuleKind::NotBoth(paths)) if paths.len() > 2 => {
            format!("At most one of {} may be set", list(paths))
        }
        (Language::English, RuleKind::NotBoth(paths)) => format!("{} cannot be combined", list(paths)),
        (Language::Chinese, RuleKind::AnyOf(paths)) if paths.len() == 1 => format!("必须设置 {}", list(paths)),
        (Language::Chinese, RuleKind::AnyOf(paths)) => format!("{} 至少设置一个", list(paths)),
        (Language::Chinese, RuleKind::OneOf(paths)) => format!("{} 必须且只能设置一个", list(paths)),
        (Language::Chinese, RuleKind::Given(path, then)) => format!("设置 {} 时必须设置 {}", one(path), list(then)),
        (Language::Chinese, RuleKind::NotBoth(paths)) if paths.len() > 2 => format!("{} 最多设置一个", list(paths)),
        (Language::Chinese, RuleKind::NotBoth(paths)) => format!("{} 不能同时设置", list(paths)),
    };
    let (comma, stop) = (language.say("; ", "；"), language.say(".", "。"));
    let otherwise = match beyond {
        Consequence::Truncated => language
            .say("otherwise WeCom ignores some of it without an error", "否则企业微信忽略其中一部分且不报错")
            .to_owned(),
        _ => otherwise(language, *beyond, *errcode),
    };
    with_evidence(language, format!("{demand}{comma}{otherwise}{stop}"), *evidence)
}
