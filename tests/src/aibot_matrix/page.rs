//! The table as a section of the page for users.

use std::fmt::Write as _;

use super::rows;

const INTRODUCTION: &str = "\
## The long connection of a smart bot

Here the other end of the connection causes the fault, and *Delivered* is how often the chat shows the message. The frames of a stream and the
chunks of a file are sent again over the next connection: they replace what was there. A message is sent once.

- A call that waits ends within its `timeout`, whatever happens.
- The bot connects again by itself, except after 853000, 846601, and after another connection took its place.
";

/// The section.
pub(crate) fn section() -> String {
    let mut section = format!(
        "{INTRODUCTION}\n| What happens | to | Error | Phase | May be delivered | Delivered |\n|---|---|---|---|---|---|\n"
    );
    for row in rows() {
        for alike in row.outcomes.chunk_by(|(_, one), (_, other)| one == other) {
            let acts: Vec<_> = alike.iter().map(|(act, _)| act.name()).collect();
            let outcome = alike.first().map(|(_, outcome)| outcome.to_string()).unwrap_or_default();
            // Writing to a text cannot fail.
            let _ = writeln!(section, "| {} | {} | {outcome}", row.what, acts.join(", "));
        }
    }
    section
}
