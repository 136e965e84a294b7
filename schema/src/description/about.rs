//! Titles, documentation, official pages.

use super::members::Members;
use crate::diagnostic::Diagnostics;
use crate::json::{Json, Node};
use crate::model::{About, Evidence, Page, Text};

const EVIDENCE: [(&str, Evidence); 4] = [
    ("official", Evidence::Official),
    ("multi", Evidence::Multi),
    ("peer", Evidence::Peer),
    ("inferred", Evidence::Inferred),
];

pub(super) fn about(members: &mut Members<'_, '_>) -> About {
    About {
        title: members.read("title", text),
        doc: doc(members),
        page: members.read("page", page),
        since: members.string("since").map(|since| since.value),
        deprecated: members.string("deprecated").map(|deprecated| deprecated.value),
        evidence: evidence(members),
    }
}

pub(super) fn doc(members: &mut Members<'_, '_>) -> Option<Text> {
    members.read("doc", text)
}

pub(super) fn evidence(members: &mut Members<'_, '_>) -> Evidence {
    members.choice("evidence", &EVIDENCE).unwrap_or_default()
}

/// A string is short for `{"en": …}`.
pub(super) fn text(node: &Node, diagnostics: &mut Diagnostics) -> Option<Text> {
    if let Json::String(en) = &node.value {
        return Some(Text { en: en.clone(), zh: None });
    }
    if !matches!(node.value, Json::Object(_)) {
        let message = format!("a text is a string, or an object with the keys `en` and `zh`, not {}", node.kind());
        diagnostics.error(node.span, message);
        return None;
    }
    let mut members = Members::open(node, "a text", diagnostics)?;
    let en = members.needed_string("en");
    let zh = members.string("zh").map(|zh| zh.value);
    members.finish();
    Some(Text { en: en?.value, zh })
}

fn page(node: &Node, diagnostics: &mut Diagnostics) -> Option<Page> {
    let mut members = Members::open(node, "a page", diagnostics)?;
    members.needed("id");
    let id = members.integer("id");
    let read = members.needed_string("read");
    members.finish();
    let (id, read) = (id?, read?);
    if !is_date(&read.value) {
        diagnostics.error(read.span, "`read` wants the date when the page was read, as in 2026-11-23");
    }
    Some(Page { id: u64::try_from(id).ok()?, read: read.value })
}

/// Whether a text has the shape of `2026-11-23`.
fn is_date(text: &str) -> bool {
    let fits = |(index, byte): (usize, u8)| if matches!(index, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(fits)
}
