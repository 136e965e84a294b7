//! The tables as a page for users: `wecom-message/src/docs/faults.md`.

use std::fmt::Write;

use super::{Outcome, Row, Sent, downloads, messages, tokens, uploads};

const INTRODUCTION: &str = "\
# Faults

Every row below is a test: a proxy between the client and a server causes the fault, and the server counts what arrives. The page is
generated from the table of that test. The client has the default `RetryPolicy`: up to three attempts, and only if that cannot deliver a
message twice. A fault occurs once unless the row says otherwise.

| column | meaning |
|---|---|
| Error | the predicate of the returned `Error`; *none* if the call succeeded, perhaps after a retry |
| Phase | `error.phase()`: how far the last attempt came |
| May be delivered | `error.may_have_been_delivered()`. After *no*, sending again is safe. After **yes**, sending again can deliver the message \
twice, unless the same message is sent with the duplicate check and within its interval |
| Attempts | `error.attempts()` |
| Requests | the requests that arrived at the server, including those for a token |
| Delivered | how often the message was delivered; no client can know this |

In every row:

- The call returns within the policy's `deadline`. If it made one attempt, it returns within the `timeout`.
- A message is never lost without an error, and never delivered twice.
- An error that says a message was not delivered is right.
- A repeated message has the same bytes, and a file is complete.
- The client can send the next message as soon as the fault is over.

One fault cannot be noticed in time: a gateway that closes a connection after each answer without announcing it (`Connection: close`). A request
that leaves at that moment may have been delivered or not. If messages follow each other at once, a third of them fails that way. For such a
gateway, set `fresh_connections()` on the builder.
";

const MESSAGES: &str = "\
## A message

The client has sent a message before, so it has a token and an idle connection. A message with WeCom's duplicate check (`retry_safely`) is
repeated even if its answer was lost, and WeCom drops the second copy. It has a row of its own where that makes a difference.
";

const UPLOADS: &str = "\
## A file

An upload delivers no message. `may_have_been_delivered()` is always `false`, and the client repeats the upload whenever that may help. The
last column counts how often WeCom stored the file. WeCom deletes unused copies after three days.
";

const DOWNLOADS: &str = "\
## A stored file

A download is repeated only as long as nothing of the file has been written. What has been is
[`bytes_written`](crate::Error::bytes_written). The last column says whether the writer got the whole file.
";

const TOKENS: &str = "\
## The token

The client sends its first message, and the fault occurs in the request for the token. If no token can be fetched, the phase is `NotSent`,
because the message was not sent.
";

/// The page.
pub fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for (text, last, rows) in [
        (MESSAGES, "Delivered", messages()),
        (UPLOADS, "Stored", uploads()),
        (DOWNLOADS, "Whole", downloads()),
        (TOKENS, "Delivered", tokens()),
    ] {
        write!(page, "\n{text}\n| What happens | Error | Phase | May be delivered | Attempts | Requests | {last} |\n")
            .unwrap();
        page.push_str("|---|---|---|---|---|---|---|\n");
        for row in &rows {
            for (what, outcome) in lines(row) {
                writeln!(page, "| {what} | {outcome}").unwrap();
            }
        }
    }
    page.push('\n');
    page + &crate::aibot_matrix::section()
}

/// One line, or two where the duplicate check makes a difference.
fn lines(row: &Row) -> Vec<(String, Outcome)> {
    let [(_, first), rest @ ..] = row.outcomes.as_slice() else { return Vec::new() };
    let mut lines = vec![(row.what.to_owned(), *first)];
    for (sent, outcome) in rest.iter().filter(|(_, outcome)| outcome != first) {
        debug_assert_eq!(*sent, Sent::Checked);
        lines.push(("… with the duplicate check".to_owned(), *outcome));
    }
    lines
}
