//! Limits on sizes and numbers.

use wecom_schema::model::{Consequence, Kind, Limit, Unit};

use super::consequence::{otherwise, with_evidence};
use super::language::Language;

/// A limit with its unit, and what WeCom does beyond it.
pub(super) fn limit(language: Language, kind: &Kind, limit: &Limit) -> String {
    let Limit { min, max, unit, cases, beyond, errcode, evidence } = limit;
    let of_each = matches!(kind, Kind::List(_) | Kind::Joined(_)) && *unit != Unit::Items;
    let amount = match language {
        Language::English => {
            let among = if cases.is_empty() { String::new() } else { format!(" among {}", named(language, cases)) };
            let amount = english(*min, *max, *unit) + &among;
            capitalized(if of_each { format!("each item {amount}") } else { amount })
        }
        Language::Chinese => {
            let among = if cases.is_empty() { String::new() } else { format!("{} 合计", named(language, cases)) };
            let amount = among + &chinese(*min, *max, *unit);
            if of_each { format!("每项{amount}") } else { amount }
        }
    };
    let (comma, stop) = (language.say("; ", "；"), language.say(".", "。"));
    let otherwise = match (unit, beyond) {
        (Unit::Range, Consequence::Truncated) => {
            language.say("WeCom replaces other values without an error", "其他值会被企业微信替换，不报错").to_owned()
        }
        _ => otherwise(language, *beyond, *errcode),
    };
    let text = format!("{amount}{comma}{otherwise}{stop}");
    with_evidence(language, text, *evidence)
}

fn named(language: Language, cases: &[String]) -> String {
    language.and(cases.iter().map(|case| format!("`{case}`")).collect())
}

fn english(min: Option<f64>, max: Option<f64>, unit: Unit) -> String {
    let unit = match (unit, max.or(min) == Some(1.0)) {
        (Unit::Bytes, false) => " bytes of UTF-8",
        (Unit::Bytes, true) => " byte of UTF-8",
        (Unit::Chars, false) => " characters",
        (Unit::Chars, true) => " character",
        (Unit::Items, false) => " items",
        (Unit::Items, true) => " item",
        (Unit::Range, _) => "",
    };
    match (min, max) {
        (Some(min), Some(max)) if min.total_cmp(&max).is_eq() => format!("exactly {max}{unit}"),
        (Some(min), Some(max)) => format!("{min} to {max}{unit}"),
        (Some(min), None) => format!("at least {min}{unit}"),
        (None, max) => format!("at most {}{unit}", max.unwrap_or_default()),
    }
}

fn chinese(min: Option<f64>, max: Option<f64>, unit: Unit) -> String {
    let unit = match unit {
        Unit::Bytes => " 字节（UTF-8）",
        Unit::Chars => " 个字符",
        Unit::Items => " 项",
        Unit::Range => "",
    };
    match (min, max) {
        (Some(min), Some(max)) if min.total_cmp(&max).is_eq() => format!("恰好 {max}{unit}"),
        (Some(min), Some(max)) => format!("{min} 至 {max}{unit}"),
        (Some(min), None) => format!("至少 {min}{unit}"),
        (None, max) => format!("最多 {}{unit}", max.unwrap_or_default()),
    }
}

fn capitalized(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
