//! Repairs Markdown: the official viewer accepts more than a parser of Markdown does.

use super::Tracked;

/// A page that a parser reads as the official viewer does, and the comments in it.
pub(super) struct Repaired {
    pub(super) text: Tracked,
    /// The ranges of comments in the page.
    hidden: Vec<(usize, usize)>,
}

impl Repaired {
    /// Whether this byte of the page is in a comment.
    pub(super) fn is_hidden(&self, at: usize) -> bool {
        self.hidden.iter().any(|(from, to)| (*from..*to).contains(&at))
    }
}

pub(super) fn repaired(page: &str) -> Repaired {
    let mut text = Tracked::default();
    let mut hidden = Vec::new();
    let (mut in_code, mut comment) = (false, None);
    // The cells per row of the current table, and the number of rows read.
    let mut table: Option<(usize, usize)> = None;
    for line in Tracked::whole(page).lines() {
        let start = line.origin(0);
        let end = start + line.as_str().len();
        let (line, opens, closes) = if in_code { (line, false, false) } else { without_comment_marks(&line) };
        let is_row = !in_code && line.as_str().starts_with('|');
        match table {
            None if is_row => {
                text.push("\n", line.start());
                table = Some((cells(line.as_str()), 0));
            }
            Some(_) if !in_code && is_rest_of_row(line.as_str()) => join_to_last_line(&mut text),
            Some(_) if !is_row => {
                text.push("\n", line.start());
                table = None;
            }
            _ => {}
        }
        let at = text.as_str().len();
        text.append(&line);
        if let Some((columns, rows)) = &mut table
            && is_row
        {
            if *rows == 1 && is_delimiter(line.as_str()) {
                let missing = columns.saturating_sub(cells(line.as_str()));
                text.push(&"---|".repeat(missing), line.start());
            }
            *rows += 1;
        }
        if in_code || table.is_none() {
            in_code ^= is_fence(line.as_str(), in_code);
            if !in_code {
                separate_hashes(&mut text, at);
            }
        }
        text.push("\n", line.start());
        comment = comment.or(opens.then_some(start));
        if closes && let Some(from) = comment.take() {
            hidden.push((from, end));
        }
    }
    // A comment that is not closed ends with the page.
    hidden.extend(comment.map(|from| (from, page.len())));
    Repaired { text, hidden }
}

/// The line without leading blanks, which would make it code, and without marks of comments.
fn without_comment_marks(line: &Tracked) -> (Tracked, bool, bool) {
    let marks = |mark: &str| line.as_str().find(mark).map(|at| (at, at + mark.len()));
    let (opens, closes) = (marks("<!--"), marks("-->"));
    (line.without(opens.into_iter().chain(closes)).trimmed(), opens.is_some(), closes.is_some())
}

fn cells(row: &str) -> usize {
    row.replace("\\|", "").trim_end().trim_matches('|').split('|').count()
}

fn is_delimiter(row: &str) -> bool {
    row.contains('-') && row.chars().all(|character| matches!(character, '|' | '-' | ':' | ' '))
}

/// Whether a line is the rest of a row that a line break in a cell has cut.
fn is_rest_of_row(line: &str) -> bool {
    !line.starts_with('|') && line.ends_with('|')
}

fn join_to_last_line(text: &mut Tracked) {
    let before = text.as_str().trim_end_matches('\n').len();
    *text = text.slice(0, before);
    text.push("<br>", text.origin(before.saturating_sub(1)));
}

fn is_fence(line: &str, in_code: bool) -> bool {
    let after = line.trim_start().strip_prefix("```");
    after.is_some_and(|after| if in_code { after.trim().is_empty() } else { !after.contains('`') })
}

/// Adds the blank to `##Heading`, which only the official viewer takes for a heading.
fn separate_hashes(text: &mut Tracked, at: usize) {
    let line = text.as_str().get(at..).unwrap_or_default();
    let hashes = line.len() - line.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && !line.get(hashes..).unwrap_or_default().starts_with(' ') {
        let heading = text.slice(at + hashes, text.as_str().len());
        *text = text.slice(0, at + hashes);
        text.push(" ", heading.start());
        text.append(&heading);
    }
}

#[cfg(test)]
mod tests {
    use super::repaired;

    #[test]
    fn what_the_official_viewer_takes_becomes_markdown() {
        let table = [
            ("###Title", "### Title\n"),
            ("### Title", "### Title\n"),
            ("```\n###no title\n```", "```\n###no title\n```\n"),
            ("    | a |\n |--|", "\n| a |\n|--|\n"),
            (
                "text\n| a | b | c |\n|--|--|\n| 1 | 2 | 3 |\ntext",
                "text\n\n| a | b | c |\n|--|--|---|\n| 1 | 2 | 3 |\n\ntext\n",
            ),
            ("| a |\n|--|\n| b |\n##Title", "\n| a |\n|--|\n| b |\n\n## Title\n"),
            ("| a |\n|--|\n| one\ntwo |", "\n| a |\n|--|\n| one<br>two |\n"),
        ];
        for (page, markdown) in table {
            assert_eq!(repaired(page).text.as_str(), markdown, "{page}");
        }
    }

    #[test]
    fn a_comment_is_read_and_known_for_one() {
        let text = "a\n<!-- b\n\nc -->\nd";
        let page = repaired(text);
        let hidden = |letter| page.is_hidden(text.find(letter).unwrap_or(usize::MAX));
        assert_eq!(page.text.as_str(), "a\nb\n\nc\nd\n");
        assert_eq!(["a", "b", "c", "d"].map(hidden), [false, true, true, false]);
    }
}
