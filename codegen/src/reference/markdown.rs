//! Markdown: paragraphs, headings with anchors, tables.

use std::fmt::Write as _;

/// A page under construction.
#[derive(Default)]
pub(super) struct Page(String);

impl Page {
    pub(super) fn finish(self) -> String {
        self.0
    }

    pub(super) fn heading(&mut self, level: usize, anchor: Option<&str>, text: &str) {
        if let Some(anchor) = anchor {
            self.paragraph(&format!("<a id=\"{anchor}\"></a>"));
        }
        self.paragraph(&format!("{} {text}", "#".repeat(level)));
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text);
        self.0.push('\n');
    }

    pub(super) fn json(&mut self, text: &str) {
        self.paragraph(&format!("```json\n{text}\n```"));
    }

    pub(super) fn xml(&mut self, text: &str) {
        self.paragraph(&format!("```xml\n{text}\n```"));
    }

    /// Adds a table, unless it has no rows.
    pub(super) fn table(&mut self, head: &[&str], rows: &[Vec<String>]) {
        if rows.is_empty() {
            return;
        }
        let mut table = format!("| {} |\n|{}", head.join(" | "), "---|".repeat(head.len()));
        for row in rows {
            let cells: Vec<String> = row.iter().map(|text| cell(text)).collect();
            let _ = write!(table, "\n| {} |", cells.join(" | "));
        }
        self.paragraph(&table);
    }
}

/// Escapes what would end a cell or a row.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace("\n\n", "<br>").replace('\n', " ")
}
