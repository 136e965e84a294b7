//! Finds rows and notes of a page by their form, without the reader under test.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex_lite::Regex;

static ROW: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\s*\|\s*([A-Za-z_][A-Za-z0-9_.:]*)\s*\|").unwrap());
static NAME: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[A-Za-z_][A-Za-z0-9_.]*").unwrap());

/// The lines of rows in tables of members, counted from zero, each with the member's name.
pub(crate) fn rows(lines: &[&str]) -> Vec<(usize, String)> {
    let mut in_code = false;
    let mut in_table = false;
    let mut rows = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        in_code ^= line.trim_start().starts_with("```");
        let is_row = line.trim_start().starts_with('|');
        if is_row && !in_table {
            in_table = line.contains("参数");
        }
        in_table &= is_row;
        if let Some(row) = ROW.captures(line).filter(|_| in_table && !in_code) {
            rows.push((index, row[1].to_owned()));
        }
    }
    rows
}

/// The lines, counted from zero, of the sections under the same heading as these lines, counted from one.
pub(crate) fn sections(lines: &[&str], of: &[usize]) -> BTreeSet<usize> {
    let mut in_code = false;
    let is_heading: Vec<bool> = lines
        .iter()
        .map(|line| {
            in_code ^= line.trim_start().starts_with("```");
            !in_code && line.trim_start().starts_with('#')
        })
        .collect();
    let heading = |line: &usize| is_heading.get(*line).copied().unwrap_or_default();
    let section = |line: &usize| {
        let from = (0..*line).rev().find(heading).unwrap_or_default();
        let to = (*line..lines.len()).find(heading).unwrap_or(lines.len());
        from..to
    };
    of.iter().flat_map(section).collect()
}

/// Lines outside of tables that name members.
pub(crate) fn notes(lines: &[&str]) -> Vec<usize> {
    let names: Vec<String> = rows(lines).into_iter().map(|(_, name)| name).collect();
    let mut in_code = false;
    let is_note = |(index, line): (usize, &&str)| {
        in_code ^= line.trim_start().starts_with("```");
        let count = NAME.find_iter(line).filter(|name| names.iter().any(|known| known == name.as_str())).count();
        (!in_code && !line.trim_start().starts_with('|') && count >= 2).then_some(index)
    };
    lines.iter().enumerate().filter_map(is_note).collect()
}

/// The lines, counted from one, of rows whose members a text names.
pub(crate) fn rows_named(lines: &[&str], text: &str) -> Vec<usize> {
    let named: Vec<&str> = NAME.find_iter(text).map(|name| name.as_str()).collect();
    let is_named = |name: &String| {
        named.iter().any(|it| name == it || name.ends_with(&format!(".{it}")) || name.starts_with(&format!("{it}.")))
    };
    rows(lines).into_iter().filter(|(_, name)| is_named(name)).map(|(index, _)| index + 1).collect()
}

/// The lines, counted from one, of the sample before a row that show its member.
pub(crate) fn in_sample(lines: &[&str], row: usize, name: &str) -> Vec<usize> {
    let last = name.rsplit(['.', ':']).next().unwrap_or(name);
    let names = [format!("\"{last}\""), format!("<{last}>")];
    let mut fences = 0;
    let mut found = Vec::new();
    for index in (0..row).rev() {
        let Some(line) = lines.get(index) else { break };
        if line.trim_start().starts_with("```") {
            fences += 1;
        }
        if fences == 2 {
            break;
        }
        if names.iter().any(|name| line.contains(name)) {
            found.push(index + 1);
        }
    }
    found
}
