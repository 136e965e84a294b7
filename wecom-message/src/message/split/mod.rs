//! Splitting texts that are too long for one message.

#[cfg(feature = "markdown-split")]
mod commonmark;
mod gaps;
mod layout;
mod lines;
pub(crate) mod markup;
mod parts;
mod spans;
#[cfg(test)]
mod tests;
mod wrappers;

use self::layout::Layout;
use self::markup::Markup;

/// A message whose text can be split into several messages with the same options.
///
/// Implemented by the messages whose description says so; implement it for a message type of your own to split it in the same
/// way. `send_in_parts` of a client, a robot or a handle sends the parts.
pub trait Split: Sized {
    /// The limit of the text of one message, in bytes of UTF-8.
    const LIMIT: usize;

    /// The markup of the text.
    const MARKUP: Markup;

    /// The text.
    fn text(&self) -> &str;

    /// The same message with another text.
    #[must_use]
    fn with_text(&self, text: String) -> Self;

    /// The same message as a part that follows the first one: without what must not be repeated, such as mentions. By default
    /// nothing is left out.
    #[must_use]
    fn following(self) -> Self {
        self
    }

    /// Splits the message into as many as its text needs, in order. A message within the limit stays as it is.
    ///
    /// # Where the text is cut
    ///
    /// - In Markdown, between blocks: paragraphs, quotes, headings; in [`MarkdownV2`](Markup::MarkdownV2) also lists, their
    ///   items, tables and code blocks. A block that fits into one part stays whole.
    /// - Between lines.
    /// - A line that exceeds the limit is cut between words: at a blank, or after `，`, `。` and the like.
    /// - A word that exceeds the limit is cut between characters as people see them, so that no emoji, accented letter or
    ///   Chinese character is broken.
    /// - Links, addresses, bold text, code and colours stay whole, even across blanks and lines, if they fit into one part.
    ///
    /// # What is repeated
    ///
    /// Marks around a cut are closed before it and opened again after it: the two labels of a link lead to the same address,
    /// a quote keeps its mark, a code block its fences and language, a table its head, the rest of a list item the mark or
    /// number of its item. Links by reference become links with an address, and list items are written with the number that
    /// they are shown with.
    ///
    /// # What is lost
    ///
    /// Only the blanks and line breaks at the cuts. No part is empty or blank. Of a text that is entirely blank, one part is
    /// left.
    ///
    /// # Marks that exceed the limit
    ///
    /// Marks are not repeated if those around a cut exceed half of the limit for blocks, or a quarter inside a line: the
    /// opening mark is then in the first part and the closing mark in the last, and WeCom may show them literally. A single
    /// tag, address or character that exceeds the limit is cut at the limit.
    ///
    /// # With the duplicate check on
    ///
    /// If the text repeats itself, parts may be identical, and WeCom delivers only the first of them.
    ///
    /// ```
    /// use wecom_message::app::Text;
    ///
    /// let log = "disk full on db-1\n".repeat(200);
    /// let parts = Text::new(log.trim_end()).safe(true).split();
    /// assert!(parts.iter().all(|part| part.content.len() <= 2048 && part.safe == Some(true)));
    /// let contents: Vec<_> = parts.iter().map(|part| part.content.as_str()).collect();
    /// assert_eq!(contents.join("\n"), log.trim_end());
    /// ```
    #[must_use]
    fn split(&self) -> Vec<Self> {
        let text = self.text();
        if text.len() <= Self::LIMIT {
            return vec![self.with_text(text.to_owned())];
        }
        let part = |(index, text): (usize, String)| {
            let part = self.with_text(text);
            if index == 0 { part } else { part.following() }
        };
        split(text, Self::LIMIT, Self::MARKUP).into_iter().enumerate().map(part).collect()
    }
}

fn split(text: &str, limit: usize, markup: Markup) -> Vec<String> {
    #[cfg(feature = "markdown-split")]
    if markup == Markup::MarkdownV2 {
        let text = commonmark::standalone(text);
        return parts::parts(&text, limit, &commonmark::layout(&text, limit))
            .iter()
            .map(|part| part.of(&text))
            .collect();
    }
    parts::parts(text, limit, &Layout::of(text, limit, markup)).iter().map(|part| part.of(text)).collect()
}
