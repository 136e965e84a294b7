//! Lists of values, each with its meaning.

use regex_lite::Captures;
use wecom_schema::model::Unit;

use super::Reading;
use super::phrase::{Phrase, group, phrase};

pub(super) fn phrases() -> Vec<Phrase> {
    vec![
        phrase(r"(?:此时)?(?:的消息类型)?固定为[：:]?\s*([A-Za-z_][A-Za-z0-9_]*)", fixed),
        phrase(r"事件(?:类型|名称)[：:]\s*([A-Za-z_][A-Za-z0-9_]*)", fixed),
        phrase(r"值必须(?:是|为)\s*([A-Za-z_][A-Za-z0-9_]*)\s*$", fixed),
        phrase(r"填写\s*[“\x22]([A-Za-z_][A-Za-z0-9_]*)[”\x22]", fixed),
        phrase(r"类型为\s*([A-Za-z_][A-Za-z0-9_]*)\s*(?:$|。)", fixed),
        phrase(r"固定值\s*([A-Za-z_][A-Za-z0-9_]*)", fixed),
        phrase(r"目前支持[：:]\s*([A-Za-z_]+)\s*(?:$|\n)", fixed),
        phrase(r"类型，([a-z]+)，表示{clause}+", fixed),
        phrase(r"\b((?:[a-z]+[/\\])+[a-z]+)，分别(?:表示|代表){clause}*", |it, to| {
            let values = group(it, 1).split(['/', '\\']);
            to.facts.values.extend(values.map(|value| (value.to_owned(), String::new())));
        }),
        phrase(r"支持((?:[^，。；（(\s\x01]+[（(][a-z_]+[)）][，、和]?){2,})", |it, to| {
            let values = group(it, 1).split(['（', '(', '）', ')']).skip(1).step_by(2);
            to.facts.values.extend(values.map(|value| (value.to_owned(), String::new())));
        }),
        phrase(r"类型，\s*([a-z]+)\s+[^\x00-\x7F]+\s*/\s*([a-z]+)\s+[^\x00-\x7F]+$", |it, to| {
            to.facts.values.extend([1, 2].map(|index| (group(it, index).to_owned(), String::new())));
        }),
        phrase(r"可能为\s*{names}", |it, to| {
            let values = group(it, 1).split(|character: char| !(character.is_ascii_alphanumeric() || character == '_'));
            let values = values.filter(|value| !value.is_empty());
            to.facts.values.extend(values.map(|value| (value.to_owned(), String::new())));
        }),
        // A value that is also the default: `0(默认)`, `0或不填`.
        phrase(r"默认为([A-Za-z_]+)，表示({clause}+)", |it, to| {
            to.facts.default = Some(group(it, 1).to_owned());
            value(it, to);
        }),
        phrase(
            r"{alone}(\d{1,2})\s*(?:[(（]默认[)）]|或不填)\s*(?:表示|代表|是|为)?\s*({clause}+)",
            |it, to| {
                to.facts.default = Some(group(it, 1).to_owned());
                value(it, to);
            },
        ),
        phrase(
            r"((?:\d[^\x00-\x7F，。；、：（）“”]{2,}、)+\d[^\x00-\x7F，。；、：（）“”]{2,})",
            |it, to| {
                let values = group(it, 1).split('、').filter_map(|value| value.split_at_checked(1));
                to.facts.values.extend(values.map(|(value, means)| (value.to_owned(), means.to_owned())));
            },
        ),
        phrase(r"{alone}(\d{1,2})\s*(?:\.?表示|代表|是|：|:|-)\s*([^，。；;,(（）)\s\x01]+)", value),
        phrase(r"([^，。；;：\s\x01]+)[：:]\s*(\d{1,2})\b", |it, to| {
            to.facts.values.insert(group(it, 2).to_owned(), group(it, 1).to_owned());
        }),
        phrase(r"{alone}(\d{1,2})\s+([^，。；;,\s\d\x01]+)", value),
        phrase(r"可选\s*([^，。；,\n\x01]+)", |it, to| {
            let values = group(it, 1).split(['、', '或', '者']).map(|value| value.trim_matches(['“', '”', '"', ' ']));
            to.facts.values.extend(values.filter(|it| !it.is_empty()).map(|value| (value.to_owned(), String::new())));
        }),
        phrase(r"类型有((?:[“\x22][a-z_]+[”\x22],?\s*)+)\w*种?", |it, to| {
            let values = group(it, 1).split(['“', '”', '"', ',', ' ']).filter(|value| !value.is_empty());
            to.facts.values.extend(values.map(|value| (value.to_owned(), String::new())));
        }),
        phrase(r"([^，。；;\s\x01]+)时，此项为([a-z_]+)", |it, to| {
            to.facts.values.insert(group(it, 2).to_owned(), group(it, 1).to_owned());
        }),
        phrase(r"\b([a-z][a-z_]*)[(（]([^)）\x01]+)[)）]", value),
        phrase(r"(?:^|\n)\s*([a-z][a-z_]+)\s*[：:]\s*({clause}+)", value),
        phrase(r"\b([a-z][a-z_]*)表示({clause}+)", value),
        phrase(r"\b([a-z][a-z_]*)-([^，。；;,\sA-Za-z\x01][^，。；;,\s\x01]*)", value),
    ]
}

fn fixed(it: &Captures<'_>, to: &mut Reading) {
    to.facts.fixed = Some(group(it, 1).to_owned());
}

fn value(it: &Captures<'_>, to: &mut Reading) {
    to.facts.values.insert(group(it, 1).to_owned(), group(it, 2).trim().to_owned());
}

/// Drops a list of one value, and a range that repeats the first and the last value.
pub(super) fn settle(reading: &mut Reading) {
    let facts = &mut reading.facts;
    if facts.values.len() < 2 {
        facts.values.clear();
    }
    let values: Vec<f64> = facts.values.keys().filter_map(|value| value.parse().ok()).collect();
    let ends = |ends: [Option<f64>; 2]| {
        [values.iter().copied().reduce(f64::min), values.iter().copied().reduce(f64::max)] == ends
    };
    facts.limits.retain(|limit| values.is_empty() || limit.unit != Unit::Range || !ends([limit.min, limit.max]));
}
