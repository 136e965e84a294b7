//! Lengths, counts, ranges, charsets and prefixes, and the consequence of exceeding them.

use std::collections::BTreeSet;

use regex_lite::Captures;
use wecom_schema::model::{Consequence, Unit};

use super::Reading;
use super::number::{number, unit};
use super::phrase::{Phrase, group, phrase};
use crate::fact::{Charset, Limit};

const MOST: &str = "(?:不超过?|不多于|不能超过|不可超过|不得超过|不能大于|至多|最长|最多|最大(?:值|长度)?)(?:(?:不|可|能|支持|允许|一次|指定|添加|设置|超过|为|限制|是))*";

pub(super) fn phrases() -> Vec<Phrase> {
    vec![
        phrase("超(?:过|出){clause}*(?:截断|取默认值)", |_, to| to.beyond = Some(Consequence::Truncated)),
        phrase("超(?:过|出){clause}*(?:报错|返回错误|失败|拒绝)", |_, to| {
            to.beyond = Some(Consequence::Refused);
        }),
        phrase(r"((?:\w+/)+\w+)的?{clause}{0,8}(?:加起来|总共|合计)不超过\s*{number}\s*个", |it, to| {
            add(to, None, number(group(it, 2), group(it, 3)), "个", "");
            let cases: BTreeSet<String> = group(it, 1).split('/').map(str::to_owned).collect();
            to.facts.limits.last_mut().into_iter().for_each(|limit| limit.cases.clone_from(&cases));
        }),
        phrase(r"要?小于\s*{number}，?且?大于\s*{number}", |it, to| {
            add(to, number(group(it, 3), group(it, 4)), number(group(it, 1), group(it, 2)), "", "");
        }),
        phrase(
            r"()(?:个数|列表长度)\s*(?:取值)?(?:范围)?(?:为|是)?：?\s*\[?\s*{number}\s*(?:-|~|～|至|到|,|，)\s*{number}\s*\]?(个)?",
            |it, to| {
                range(it, "个", to);
            },
        ),
        phrase(r"()(?:取值)?范围(?:为|是)?：?\s*\[\s*{number}\s*[,，]\s*{number}\s*\]{unit}?", |it, to| {
            range(it, group(it, 6), to);
        }),
        phrase(
            r"()(?:(?:取值)?范围(?:为|是)?：?|可填)\s*{number}\s*(?:-|~|～|至|到)\s*{number}\s*{unit}?",
            |it, to| {
                range(it, group(it, 6), to);
            },
        ),
        phrase(r"(建议{clause}*)?{number}\s*(?:-|~|～|至|到)\s*{number}\s*{unit}", |it, to| {
            range(it, group(it, 6), to);
        }),
        phrase(r"(?:不少于|最少|至少|不低于)\s*{number}\s*{unit}", |it, to| {
            add(to, number(group(it, 1), group(it, 2)), None, group(it, 3), "");
        }),
        phrase(&format!(r"(建议)?(?:列表长度|长度)?{MOST}\s*{{number}}\s*{{unit}}"), |it, to| {
            most(it, group(it, 4), to);
        }),
        phrase(&format!(r"(建议)?列表长度{MOST}\s*{{number}}"), |it, to| most(it, "个", to)),
        phrase(r"()最大值(?:为|是)?\s*{number}", |it, to| most(it, "", to)),
        phrase(r"(建议)?(?:长度)?{number}\s*{unit}以内", |it, to| most(it, group(it, 4), to)),
        phrase(r"只能由(?:数字|字母|和|、)+[“\x22]([^”\x22]+)[”\x22]组成", |it, to| {
            let letters = ('0'..='9').chain('A'..='Z').chain('a'..='z');
            charset(to, letters.chain(group(it, 1).chars()).collect(), None);
        }),
        phrase(
            r"(?:只允许|只能包含)字符((?:[0-9A-Za-z]-[0-9A-Za-z]|[字母数及和、]|字符)+)",
            |it, to| {
                charset(to, characters(group(it, 1)), None);
            },
        ),
        phrase(r"(?:字符串)?取值范围[(（]正则表达式[)）]：?\[([^\]]+)\]\*?", |it, to| {
            charset(to, characters(group(it, 1)), None);
        }),
        phrase(r"建议(?:只)?使用{clause}*?字符集((?:[0-9A-Za-z]-[0-9A-Za-z]|[、_-])+)", |it, to| {
            charset(to, characters(group(it, 1)), Some(Consequence::Advised));
        }),
        phrase(
            r"(?:必须带|必须包含|请?确保包含了?)协议头\s*[(（]?[\x22“]?https?{clause}*[)）\x22”]?",
            |_, to| {
                to.facts.prefixes.extend(["http://", "https://"].map(str::to_owned));
            },
        ),
    ]
}

fn range(it: &Captures<'_>, unit: &str, to: &mut Reading) {
    let ends = [number(group(it, 2), group(it, 3)), number(group(it, 4), group(it, 5))];
    let least = ends.into_iter().flatten().min_by(f64::total_cmp);
    let most = ends.into_iter().flatten().max_by(f64::total_cmp);
    add(to, least, most, unit, group(it, 1));
}

fn most(it: &Captures<'_>, unit: &str, to: &mut Reading) {
    add(to, None, number(group(it, 2), group(it, 3)), unit, group(it, 1));
}

/// Adds a limit. Without a unit it is one on the value itself.
fn add(to: &mut Reading, min: Option<f64>, max: Option<f64>, word: &str, advice: &str) {
    let (unit, times) = unit(word).unwrap_or((Unit::Range, 1.0));
    let beyond = (!advice.is_empty()).then_some(Consequence::Advised);
    let [min, max] = [min, max].map(|end| end.map(|end| end * times));
    to.facts.limits.push(Limit { min, max, unit, cases: BTreeSet::new(), beyond });
}

fn charset(to: &mut Reading, allowed: BTreeSet<char>, beyond: Option<Consequence>) {
    to.facts.charset = Some(Charset { allowed, beyond, is_shared: false });
}

/// The characters of a set such as `0-9a-z_-`, which may contain words and separators.
fn characters(text: &str) -> BTreeSet<char> {
    let characters: Vec<char> = text.chars().filter(char::is_ascii_graphic).collect();
    let mut rest = characters.as_slice();
    let mut allowed = BTreeSet::new();
    while let [first, after @ ..] = rest {
        match after {
            ['-', last, after @ ..] if first.is_ascii_alphanumeric() => {
                allowed.extend(*first..=*last);
                rest = after;
            }
            _ => {
                allowed.insert(*first);
                rest = after;
            }
        }
    }
    allowed
}

/// Joins a minimum and a maximum of the same unit, and adds the consequence to limits on sizes.
pub(super) fn settle(reading: &mut Reading) {
    let limits = std::mem::take(&mut reading.facts.limits);
    for limit in limits {
        let joins = |it: &&mut Limit| {
            it.unit == limit.unit && it.cases == limit.cases && it.max.is_some() != limit.max.is_some()
        };
        match reading.facts.limits.iter_mut().find(joins) {
            Some(other) => (other.min, other.max) = (other.min.or(limit.min), other.max.or(limit.max)),
            None => reading.facts.limits.push(limit),
        }
    }
    let is_count = |limit: &&mut Limit| limit.unit != Unit::Items;
    for limit in reading.facts.limits.iter_mut().filter(is_count) {
        limit.beyond = limit.beyond.or(reading.beyond);
    }
}
