//! Text of the descriptions as Markdown.

/// Escapes what Markdown would read as a link, a tag or a code block.
///
/// Brackets outside of code are escaped, addresses become links, fences and indentation lose their meaning.
pub(crate) fn escaped(text: &str) -> String {
    let text = text.replace("```", "'''");
    let mut escaped = String::with_capacity(text.len());
    for (index, line) in text.lines().enumerate() {
        if index > 0 {
            escaped.push('\n');
        }
        let mut rest = line.trim_start();
        let mut in_code = false;
        while let Some(character) = rest.chars().next() {
            let length = if in_code { None } else { address(rest) };
            if let Some((address, after)) = length.and_then(|length| rest.split_at_checked(length)) {
                escaped.push('<');
                escaped.push_str(address);
                escaped.push('>');
                rest = after;
                continue;
            }
            in_code ^= character == '`';
            if !in_code && matches!(character, '[' | ']' | '<' | '>') {
                escaped.push('\\');
            }
            escaped.push(character);
            rest = rest.get(character.len_utf8()..).unwrap_or_default();
        }
    }
    escaped
}

/// The length of the address at the beginning of a text.
fn address(text: &str) -> Option<usize> {
    if !text.starts_with("https://") && !text.starts_with("http://") {
        return None;
    }
    let part_of_it = |character: char| character.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(character);
    let end = text.find(|character| !part_of_it(character)).unwrap_or(text.len());
    text.get(..end).map(|address| address.trim_end_matches(['.', ',', ';', ':', '!', '?']).len())
}

/// Ends a text with a full stop, if it lacks one.
pub(crate) fn sentence(text: &str) -> String {
    let text = escaped(text);
    if text.ends_with(['.', '!', '?', '。']) { text } else { format!("{text}.") }
}

/// Removes the common indentation of all lines but the first.
pub(crate) fn dedented(text: &str) -> String {
    let blanks = |line: &&str| line.len() - line.trim_start().len();
    let indent =
        text.lines().skip(1).filter(|line| !line.trim().is_empty()).map(|line| blanks(&line)).min().unwrap_or(0);
    let lines = text.lines().enumerate();
    let lines: Vec<&str> =
        lines.map(|(index, line)| if index == 0 { line } else { line.get(indent..).unwrap_or("") }).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_escaped_outside_of_code_only() {
        assert_eq!(escaped("[a](b) <c> `[d] <e>`"), "\\[a\\](b) \\<c\\> `[d] <e>`");
    }

    #[test]
    fn an_odd_backtick_is_over_at_the_end_of_its_line() {
        assert_eq!(escaped("`a\n<b>"), "`a\n\\<b\\>");
    }

    #[test]
    fn addresses_become_links() {
        assert_eq!(escaped("see https://example.com/a?b=1."), "see <https://example.com/a?b=1>.");
        assert_eq!(escaped("`https://example.com`"), "`https://example.com`");
    }

    #[test]
    fn nothing_becomes_a_block_of_code() {
        assert_eq!(escaped("a\n\n    let b;\n```\nc\n```"), "a\n\nlet b;\n'''\nc\n'''");
    }

    #[test]
    fn a_sentence_has_one_full_stop() {
        assert_eq!(sentence("Use `b`"), "Use `b`.");
        assert_eq!(sentence("Use `b`."), "Use `b`.");
    }
}
