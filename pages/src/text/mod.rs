//! Turns a page, in Markdown or HTML, into blocks of text that keep their places in the file.

mod block;
mod html;
mod markdown;
mod repair;
mod tracked;

pub(crate) use block::{Block, Cell, Content, Table};
pub(crate) use tracked::Tracked;

/// The blocks of a page. The ending of the file's name tells its format.
pub(crate) fn blocks(name: &str, text: &str) -> Vec<Block> {
    if is_html(name, text) { html::blocks(&Tracked::whole(text)) } else { markdown::blocks(text) }
}

fn is_html(name: &str, text: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(ending.as_str(), "html" | "htm") || text.trim_start().starts_with(['<'])
}
