//! Reads the usual sentences of the official pages.
//!
//! A cell of a table is read phrase by phrase. Each known phrase states a fact and is removed. Of the rest, clauses that may
//! state something are reported; the reader does not guess.

mod clean;
mod default;
mod demand;
mod limit;
mod number;
mod phrase;
mod prose;
mod value;
mod window;

use std::sync::LazyLock;

pub(crate) use demand::Wish;

use wecom_schema::model::Consequence;

use crate::fact::Facts;
use crate::text::Tracked;
use phrase::Phrase;

/// What a cell says of its member.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    pub(crate) facts: Facts,
    /// Its demands of several members, in the page's words.
    pub(crate) wishes: Vec<Wish>,
    /// The clauses that were not understood.
    pub(crate) unread: Vec<Tracked>,
    /// The consequence of exceeding a limit.
    beyond: Option<Consequence>,
}

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let translated = vec![phrase::phrase("支持id转译", |_, to| to.facts.translated = true)];
    let demands = [translated, demand::phrases(), prose::of_others(), window::phrases()].concat();
    [demands, limit::phrases(), value::phrases(), default::phrases(), prose::phrases()].concat()
});

/// The phrases of notes, which state no facts of a single member.
static DEMANDS: LazyLock<Vec<Phrase>> = LazyLock::new(demand::phrases);

/// Reads the cell that describes a member.
pub(crate) fn read(description: &Tracked) -> Reading {
    let text = clean::clean(description);
    let mut reading = Reading::default();
    let rest = phrase::read(&PHRASES, text.as_str(), &mut reading);
    limit::settle(&mut reading);
    value::settle(&mut reading);
    reading.unread = prose::unread(&rest).into_iter().map(|(from, to)| text.slice(from, to).trimmed()).collect();
    reading
}

/// Reads a note outside of tables, for demands of the members that it names.
pub(crate) fn read_note(note: &Tracked) -> Vec<Wish> {
    let mut reading = Reading::default();
    phrase::read(&DEMANDS, clean::clean(note).as_str(), &mut reading);
    reading.wishes
}
