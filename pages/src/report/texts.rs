//! Finds the text that a place is in.

use wecom_schema::Source;

use crate::described::Descriptions;
use crate::fact::Place;
use crate::page::Page;

/// The text that a place is in.
pub(super) fn text_of<'t>(place: &Place, page: &'t Page, descriptions: Descriptions<'t>) -> &'t str {
    if place.file == page.name { &page.text } else { descriptions.sources.get(&place.file).map_or("", Source::text) }
}
