//! The kinds of markup.

/// The markup of a text, which decides what stays whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Markup {
    /// Plain text with links, `<a href="…">label</a>`, and with placeholders of id translation, `$userName=lisi$`.
    Text,
    /// WeCom's subset of Markdown: `[label](url)`, `**bold**`, inline code, `<font color="info">…</font>`.
    Markdown,
}
