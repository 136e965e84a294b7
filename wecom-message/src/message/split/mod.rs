//! Texts longer than one message can hold.

mod gaps;
pub(crate) mod markup;
mod parts;
mod spans;
#[cfg(test)]
mod tests;

use self::markup::Markup;

/// A message whose text can be divided among several, each with the options of the whole.
///
/// Generated for the messages whose description says so; implement it for a message type of your own to have it
/// divided in the same way. `send_in_parts` of a client, a robot or a handle sends the parts.
pub trait Split: Sized {
    /// The most bytes of UTF-8 that the text of one message may have.
    const LIMIT: usize;

    /// What must not be torn apart.
    const MARKUP: Markup;

    /// The text.
    fn text(&self) -> &str;

    /// The same message with another text.
    #[must_use]
    fn with_text(&self, text: String) -> Self;

    /// Divides the message into as many as its text needs, in order; one within the limit stays as it is.
    ///
    /// # Where it is cut
    ///
    /// Between lines; where one line alone is over the limit, between its words, that is at a blank or behind `，`, `。` and
    /// the like; where one word alone is over it, between characters as people see them, so that no emoji, accented letter
    /// or Chinese character is ever torn apart. What fits into one part as a whole is not cut: links, addresses, bold
    /// text, code and colours stay whole, even across blanks and lines.
    ///
    /// # What is lost
    ///
    /// The blanks and line breaks at the cuts, and nothing else; the next line keeps its indentation. No part is empty or
    /// blank, unless the whole text is: then one part is left.
    ///
    /// # What is longer than a part by itself
    ///
    /// A link, bold text or a colour over the limit is cut inside its label as if that were plain text, with nothing
    /// added: the opening mark is in the first of its parts and the closing one in the last, and WeCom may show them as
    /// they are written. A single tag, address or character over the limit is cut wherever the limit falls.
    ///
    /// # With the duplicate check on
    ///
    /// WeCom delivers only the first of several identical parts, as a text that repeats itself may have.
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
    fn split(self) -> Vec<Self> {
        if self.text().len() <= Self::LIMIT {
            return vec![self];
        }
        let parts = parts::parts(self.text(), Self::LIMIT, Self::MARKUP);
        parts.into_iter().map(|part| self.with_text(part.to_owned())).collect()
    }
}
