//! The tables as a page for users: `wecom-message/src/faults.md`.

use std::fmt::Write;

use super::{Outcome, Row, Sent, messages, tokens, uploads};

const INTRODUCTION: &str = "\
# What happens when the network fails

Every line below is a test: a proxy between client and server breaks the connection or the answer in this way, and the server counts what arrived.
The page is made from the test's table.

- **Error** is the predicate of the `Error` that comes back; *none* means that the call succeeded.
- **Phase** is `Error::phase()`, **may be delivered** is `Error::may_have_been_delivered()`. Where it says no, the message was not delivered and can be sent again.
  Where it says **yes**, sending again can deliver it twice, unless WeCom's duplicate check was on in the first message.
- **Requests** arrived at the server, those for a token included. **Delivered** is how often it really was, which no client can know.

What holds in every line: the call returns within its timeout; a message is never lost without an error and never delivered twice; the client is
good for the next message as soon as the trouble is over. A fault strikes once.
";

const MESSAGES: &str = "\
## A message

The client has sent a message before, so it has a token and an idle connection. Where WeCom's duplicate check (`enable_duplicate_check`) makes a
difference, there is a line of its own for it.
";

const UPLOADS: &str = "\
## A file

An upload delivers nothing to anybody: `may_have_been_delivered` is never true, and it can simply be done again. The last column says whether WeCom stored it.
";

const TOKENS: &str = "\
## The token

The first message of a client; the fault strikes the request for the token. The phase is `NotSent`: nothing of the message went out.
";

/// The page.
pub fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for (text, last, rows) in
        [(MESSAGES, "Delivered", messages()), (UPLOADS, "Stored", uploads()), (TOKENS, "Delivered", tokens())]
    {
        write!(page, "\n{text}\n| What happens | Error | Phase | May be delivered | Requests | {last} |\n").unwrap();
        page.push_str("|---|---|---|---|---|---|\n");
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
