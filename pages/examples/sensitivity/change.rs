//! Changes of a page, of the kinds that WeCom makes.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use fastrand::Rng;
use regex_lite::{Captures, Regex};

use crate::page::{in_sample, notes, rows, rows_named};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    DropRow,
    RenameMember,
    Number,
    Required,
    AddRow,
    Default,
    Unit,
    Sentence,
}

impl Kind {
    pub(crate) const ALL: [Kind; 8] = [
        Kind::DropRow,
        Kind::RenameMember,
        Kind::Number,
        Kind::Required,
        Kind::AddRow,
        Kind::Default,
        Kind::Unit,
        Kind::Sentence,
    ];
}

pub(crate) struct Change {
    pub(crate) text: String,
    /// The changed line, counted from one.
    pub(crate) at: usize,
    /// The number of lines by which the rest of the page has moved.
    pub(crate) shift: isize,
    /// The lines at which it may be reported.
    pub(crate) lines: Vec<usize>,
    pub(crate) what: String,
}

static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\d+)(\s*(?:K|万)?\*{0,2}\s*(?:个|字节|字|条|人|小时|utf8|汉字))").unwrap());
static UNIT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\d\s*K?\s*个?\s*(?:utf8)?\*{0,2})(字节|字符|汉字|字|小时)").unwrap());
static DEFAULT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(默认(?:值)?(?:为|是)?\s*[“\x22]?)(\d+(?:\.\d+)?|true|false|[a-z]+|详情|提交)").unwrap()
});
static DEMAND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:时必填|必填本字段|话本字段必填|为必填项|同时为空|都不填|必填一个|必须填写一个|必须同时填写|不可重复|有一项填写|至少要?填|节点中该字段必填)").unwrap()
});

static NAME: LazyLock<Regex> = LazyLock::new(|| Regex::new("[A-Za-z_][A-Za-z0-9_.]*").unwrap());

/// A change of this kind, outside of these lines.
pub(crate) fn make(kind: Kind, text: &str, without: &BTreeSet<usize>, random: &mut Rng) -> Option<Change> {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut places: Vec<(usize, String)> = rows(&lines);
    places.retain(|(line, _)| !without.contains(line));
    if kind == Kind::Sentence {
        places.extend(notes(&lines).into_iter().map(|index| (index, String::new())));
    }
    random.shuffle(&mut places);
    places.into_iter().find_map(|(index, name)| on_line(kind, &lines, index, &name, random))
}

fn on_line(kind: Kind, lines: &[&str], index: usize, name: &str, random: &mut Rng) -> Option<Change> {
    let line = *lines.get(index)?;
    let at = index + 1;
    let changed = |line: String, what: String| {
        let mut all: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        all[index] = line;
        Change { text: all.join("\n"), at, shift: 0, lines: vec![at], what }
    };
    Some(match kind {
        Kind::DropRow => {
            let text = [&lines[..index], &lines[index + 1..]].concat().join("\n");
            // The rows around it, the header if no row is left, or the member in the sample.
            let lines = [vec![at - 2, at - 1, at], in_sample(lines, index, name)].concat();
            Change { text, at, shift: -1, lines, what: line.to_owned() }
        }
        Kind::AddRow => {
            let row = row_like(line);
            let text = [&lines[..=index], &[row.as_str()], &lines[index + 1..]].concat().join("\n");
            Change { text, at, shift: 1, lines: vec![at + 1], what: row }
        }
        Kind::RenameMember => changed(line.replacen(name, &format!("{name}_new"), 1), line.to_owned()),
        Kind::Required => {
            let flipped = if line.contains("| 是 |") || line.contains("|是|") {
                line.replacen("| 是 |", "| 否 |", 1).replacen("|是|", "|否|", 1)
            } else {
                line.replacen("| 否 |", "| 是 |", 1).replacen("|否|", "|是|", 1)
            };
            if flipped == line {
                return None;
            }
            changed(flipped, line.to_owned())
        }
        Kind::Number => {
            let half =
                |number: &str| number.parse::<u64>().map_or(0, |it| if it > 1 { it / 2 } else { it + 1 }).to_string();
            let line = replace_one(&NUMBER, line, random, |found| format!("{}{}", half(&found[1]), &found[2]))?;
            changed(line.clone(), line)
        }
        Kind::Unit => {
            let other = |unit: &str| match unit {
                "字节" => "字符",
                "小时" => "分钟",
                _ => "字节",
            };
            let line = replace_one(&UNIT, line, random, |found| format!("{}{}", &found[1], other(&found[2])))?;
            changed(line.clone(), line)
        }
        Kind::Default => {
            let other = |value: &str| match value {
                "true" => "false".to_owned(),
                "false" => "true".to_owned(),
                "0" => "1".to_owned(),
                value if value.starts_with(|first: char| first.is_ascii_digit()) => format!("{value}9"),
                _ => "另一个".to_owned(),
            };
            let line = replace_one(&DEFAULT, line, random, |found| format!("{}{}", &found[1], other(&found[2])))?;
            changed(line.clone(), line)
        }
        Kind::Sentence => {
            let (shorter, sentence) = without_demand(line, random)?;
            if is_said_twice(lines, index, &sentence) {
                return None;
            }
            let named = rows_named(lines, if name.is_empty() { line } else { &sentence });
            let change = changed(shorter, sentence);
            Change { lines: [change.lines.clone(), named].concat(), ..change }
        }
    })
}

/// Whether another row or note nearby demands the same of the same members.
fn is_said_twice(lines: &[&str], index: usize, sentence: &str) -> bool {
    let names = |text: &str| NAME.find_iter(text).map(|name| name.as_str().to_owned()).collect::<BTreeSet<String>>();
    let said = names(sentence);
    let near = lines.iter().enumerate().filter(|(other, _)| *other != index && other.abs_diff(index) <= 30);
    let clauses = near.flat_map(|(_, line)| line.split(['，', '。', '；', '|']));
    said.len() > 1 && clauses.filter(|clause| DEMAND.is_match(clause)).any(|clause| names(clause) == said)
}

/// Another row with as many cells.
fn row_like(line: &str) -> String {
    let cells = line.trim().trim_matches('|').split('|').count();
    let cells = (0..cells).map(|cell| match cell {
        0 => "brand_new",
        1 if line.contains('是') || line.contains('否') => "否",
        _ => "新增的字段",
    });
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

fn replace_one(
    pattern: &Regex,
    line: &str,
    random: &mut Rng,
    with: impl Fn(&Captures<'_>) -> String,
) -> Option<String> {
    let found: Vec<Captures<'_>> = pattern.captures_iter(line).collect();
    let captures = random.choice(&found)?;
    let whole = captures.get(0)?;
    Some(format!("{}{}{}", &line[..whole.start()], with(captures), &line[whole.end()..]))
}

/// The line without a clause that demands something, and the clause.
fn without_demand(line: &str, random: &mut Rng) -> Option<(String, String)> {
    let start = line.rfind("| ").filter(|_| line.trim_start().starts_with('|')).map_or(0, |_| 0);
    let body = &line[start..];
    let marks: Vec<usize> = body.match_indices(['，', '。', '；', '|']).map(|(at, _)| at).chain([body.len()]).collect();
    let mut from = 0;
    let mut clauses = Vec::new();
    for to in marks {
        if DEMAND.is_match(&body[from..to]) {
            clauses.push((from, to));
        }
        from = to;
    }
    let (from, to) = *random.choice(&clauses)?;
    // The separator belongs to the clause; the border of a cell is kept.
    let keep = if body[from..].starts_with('|') { from + 1 } else { from };
    Some((format!("{}{}", &body[..keep], &body[to..]), body[keep..to].to_owned()))
}
