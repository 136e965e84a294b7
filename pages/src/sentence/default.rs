//! What an absent member counts as.

use super::Reading;
use super::phrase::{Phrase, group, phrase};

pub(super) fn phrases() -> Vec<Phrase> {
    let default = |it: &regex_lite::Captures<'_>, to: &mut Reading| to.facts.default = Some(group(it, 1).to_owned());
    vec![
        phrase("是否要?默认选中|默认选定的id|不填或错填默认第一个", |_, _| {}),
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
