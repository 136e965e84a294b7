//! The tables as a page for users: `wecom-message/src/docs/faults.md`.

use std::fmt::Write;

use super::{Outcome, Row, Sent, downloads, messages, tokens, uploads};

const INTRODUCTION: &str = "\
Every line below is a test: a proxy between client and server breaks the connection or the answer in this way, and the server counts what arrived.
The page is made from the test's table. The client has the default [`RetryPolicy`](crate::RetryPolicy): up to three attempts, and only where
that cannot deliver a message twice. A fault strikes once, unless the line says otherwise.

- **Error** is the predicate of the [`Error`](crate::Error) that comes back; *none* means that the call succeeded, if need be by trying again.
- **Phase** is [`Error::phase`](crate::Error::phase), how far the last attempt came.
- **May be delivered** is [`Error::may_have_been_delivered`](crate::Error::may_have_been_delivered). Where it says no, the message was not
  delivered, and sending it again is safe. Where it says **yes**, sending it again can deliver it twice, unless it is the very same
  message with the duplicate check, within its interval.
- **Attempts** is [`Error::attempts`](crate::Error::attempts).
- **Requests** arrived at the server, those for a token included. **Delivered** is how often the message really was, which no client can know.

What holds in every line: the call returns within the policy's [`deadline`](crate::RetryPolicy::deadline), and where it made one attempt
within its [`timeout`](crate::ClientBuilder::timeout); a message is never lost without an error and never delivered twice; an error that says a
message was not delivered is right; a message that is sent again is the same byte for byte, and a file is whole; the client is good for the
next message as soon as the trouble is over.
";

const MESSAGES: &str = "\
# A message

The client has sent a message before, so it has a token and an idle connection. A message with WeCom's duplicate check
([`retry_safely`](crate::DuplicateCheck::retry_safely)) is sent again also where its answer was lost, and WeCom drops the second copy: where
that makes a difference, it has a line of its own.
";

const UPLOADS: &str = "\
# A file

An upload delivers nothing to anybody: `may_have_been_delivered` is never true, and it is repeated whenever that may help. The last column says
how often WeCom stored the file; a copy that nobody refers to is gone after three days.
";

const DOWNLOADS: &str = "\
# A stored file

A download is repeated only as long as nothing of the file has been written. What has been is
[`bytes_written`](crate::Error::bytes_written). The last column says whether the writer got the whole file.
";

const TOKENS: &str = "\
# The token

The first message of a client; the fault strikes the request for the token. Where that fails for good the phase is `NotSent`: nothing of the
message went out.
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
    page
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
