//! A diff as Markdown, for a changelog.

use super::change::{Breaks, Change, Diff, Section, code};
use super::text::printable;

impl Diff {
    /// Returns an entry for a changelog: what breaks at compile time, what breaks at run time, the rest.
    pub fn to_markdown(&self) -> String {
        const PARTS: [(Breaks, &str); 3] = [
            (Breaks::AtCompileTime, "Breaking at compile time"),
            (Breaks::AtRunTime, "Breaking at run time"),
            (Breaks::Nobody, "Compatible"),
        ];
        let mut text = String::new();
        for (breaks, heading) in PARTS {
            let lines: Vec<String> = self.sections.iter().flat_map(|section| lines(section, breaks)).collect();
            if !lines.is_empty() {
                text.extend(["### ", heading, "\n\n", &lines.join("\n"), "\n\n"]);
            }
        }
        text.push_str(&self.summary());
        text.push('\n');
        text
    }
}

fn lines(section: &Section, breaks: Breaks) -> Vec<String> {
    let changes: Vec<&Change> = section.changes.iter().filter(|change| change.breaks == breaks).collect();
    if changes.is_empty() {
        return Vec::new();
    }
    let reaches = match section.reaches.as_slice() {
        [] => String::new(),
        names => format!(" (in {})", names.join(", ")),
    };
    let mut lines = vec![format!("- **{}**{}", escaped(&section.heading()), escaped(&reaches))];
    lines.extend(changes.into_iter().map(|change| {
        let at = if change.at.is_empty() { String::new() } else { format!(" {}", code(&printable(&change.at))) };
        let what = if change.what.is_empty() { String::new() } else { format!(": {}", printable(&change.what)) };
        format!("  - {}{at}{what}", change.kind.name())
    }));
    lines
}

/// Escapes names in prose.
fn escaped(text: &str) -> String {
    let special = |character: char| matches!(character, '_' | '*' | '`' | '[' | ']' | '<' | '>' | '\\');
    let characters = printable(text);
    characters.chars().flat_map(|it| special(it).then_some('\\').into_iter().chain([it])).collect()
}
