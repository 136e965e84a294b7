//! The kinds of markup.

/// The markup of a text, which decides where it can be cut and what is repeated around a cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Markup {
    /// Plain text with links, `<a href="…">label</a>`, and with placeholders of id translation, `$userName=lisi$`.
    Text,
    /// WeCom's subset of Markdown: headings, quotes, `[label](url)`, `**bold**`, inline code, `<font color="info">…</font>`.
    /// Lists, tables and code blocks are plain lines.
    Markdown,
    /// Markdown with lists, tables, code blocks and nested quotes. Without the feature `markdown-split` it is split as
    /// [`Markdown`](Self::Markdown).
    MarkdownV2,
}
