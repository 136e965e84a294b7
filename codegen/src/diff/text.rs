//! A diff as text, for a terminal.

use std::fmt::{self, Write as _};

use super::change::{Breaks, Change, ChangeKind, Diff, Section};

impl Diff {
    /// Returns lines of text, with the colour codes of terminals if `coloured`.
    pub fn to_text(&self, coloured: bool) -> String {
        let mut text = String::new();
        // Writing into a string does not fail.
        let _ = self.write(&mut text, coloured);
        text
    }

    fn write(&self, out: &mut String, coloured: bool) -> fmt::Result {
        for section in &self.sections {
            writeln!(out, "{}", style(coloured, BOLD, &printable(&section.heading())))?;
            if !section.reaches.is_empty() {
                writeln!(out, "  in {}", printable(&section.reaches.join(", ")))?;
            }
            for change in &section.changes {
                writeln!(out, "  {}", line(change, coloured))?;
            }
            writeln!(out)?;
        }
        writeln!(out, "{}", self.summary())
    }

    /// The summary in one line.
    pub(super) fn summary(&self) -> String {
        let Some(release) = self.release() else { return "Nothing changed.".to_owned() };
        let [compile, run, compatible] =
            [Breaks::AtCompileTime, Breaks::AtRunTime, Breaks::Nobody].map(|breaks| self.count(breaks));
        format!(
            "{} callers at compile time, {run} at run time; {compatible} compatible. The release needs a new {} version below 1.0, \
             a new {} version from 1.0 on.",
            if compile == 1 { "1 change breaks".to_owned() } else { format!("{compile} changes break") },
            release.below_1_0(),
            release.from_1_0(),
        )
    }
}

impl Section {
    /// The place of a change and its words.
    pub(super) fn told(change: &Change) -> String {
        match (change.at.is_empty(), change.what.is_empty()) {
            (true, _) => change.what.clone(),
            (false, true) => change.at.clone(),
            (false, false) => format!("{}: {}", change.at, change.what),
        }
    }
}

fn line(change: &Change, coloured: bool) -> String {
    let (verdict, colour) = match change.breaks {
        Breaks::AtCompileTime => ("compile time", RED),
        Breaks::AtRunTime => ("run time", YELLOW),
        Breaks::Nobody => ("", ""),
    };
    let kind = match change.kind {
        ChangeKind::Added => style(coloured, GREEN, &format!("{:<10}", change.kind.name())),
        kind => format!("{:<10}", kind.name()),
    };
    let verdict = style(coloured, colour, &format!("{verdict:<12}"));
    format!("{verdict}  {kind}  {}", printable(&Section::told(change)))
}

const BOLD: &str = "1";
const RED: &str = "1;31";
const YELLOW: &str = "33";
const GREEN: &str = "32";

fn style(coloured: bool, style: &str, text: &str) -> String {
    if coloured && !style.is_empty() { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// Replaces control characters, which a name or value from a file may contain and a terminal would obey.
pub(super) fn printable(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { '\u{fffd}' } else { character }).collect()
}
