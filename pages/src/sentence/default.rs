//! Defaults.

use std::collections::BTreeSet;

use wecom_schema::model::Unit;

use super::Reading;
use super::phrase::{Phrase, group, phrase};
use crate::fact::Limit;

pub(super) fn phrases() -> Vec<Phrase> {
    let default = |it: &regex_lite::Captures<'_>, to: &mut Reading| to.facts.default = Some(group(it, 1).to_owned());
    vec![
        // A clause without a known value says what happens, not a default.
        phrase(r"不填则([^默，。；;,\s\x01]+)", |it, to| {
            if let Some(value) = value_of(group(it, 1), to) {
                to.facts.default = Some(value);
            }
        }),
        phrase(r"默认情况下为([^，。；;,\s\x01]+?)(?:类型)?$", |it, to| {
            to.facts.default = value_of(group(it, 1), to).or_else(|| Some(group(it, 1).to_owned()));
        }),
        phrase("是否要?默认?选中|默认选定的(?:id|选项)|不填或错填默认第一个", |_, _| {}),
        phrase(r"默认值和最大值都?[为是]\s*(\d+)", |it, to| {
            to.facts.default = Some(group(it, 1).to_owned());
            let (min, max) = (None, group(it, 1).parse().ok());
            to.facts.limits.push(Limit { min, max, unit: Unit::Range, cases: BTreeSet::new(), beyond: None });
        }),
        phrase(
            r"(?:如果)?(?:不填)?(?:或错填)?(?:该参数|该字段)?，?默认值?(?:为|是|：|:)?\s*[“\x22「]([^”\x22」]+)[”\x22」]",
            default,
        ),
        phrase(
            r"(?:如果)?(?:不填)?(?:或错填)?(?:该参数|该字段)?，?默认值?(?:为|是|：|:)?\s*(-?\d+(?:\.\d+)?|true|false)\s*(?:秒|s\b)?",
            default,
        ),
        phrase(
            r"(?:如果)?(?:不填)?(?:或错填)?(?:该参数|该字段)?，?默认值?(?:为|是|：|:)\s*([^，。；;、\s\x01]+)",
            default,
        ),
    ]
}

/// The value with this meaning. Values are read before defaults.
fn value_of(meaning: &str, reading: &Reading) -> Option<String> {
    reading.facts.values.iter().find(|(_, it)| *it == meaning).map(|(value, _)| value.clone())
}
