//! What a command has to say: results on standard output, complaints on standard error, in colour on a terminal.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::Failure;

/// Writes a result. Whoever has read enough and closed the pipe misses nothing.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Io(Path::new("standard output").to_owned(), error))
        }
        _ => Ok(()),
    }
}

/// Says what went wrong; there is nobody to tell when that cannot be said.
pub(crate) fn complain(failure: &Failure) {
    let stderr = io::stderr();
    let text = failure.to_text(has_colours(&stderr));
    let _ = writeln!(stderr.lock(), "{text}");
}

/// Whether a stream shows colours and nobody asked for none.
pub(crate) fn has_colours(stream: &impl IsTerminal) -> bool {
    let variable = |name| std::env::var(name).unwrap_or_default();
    shows_colours(stream.is_terminal(), &variable("NO_COLOR"), &variable("TERM"))
}

fn shows_colours(is_terminal: bool, no_color: &str, term: &str) -> bool {
    is_terminal && no_color.is_empty() && term != "dumb"
}

#[cfg(test)]
mod tests {
    use super::shows_colours;

    #[test]
    fn colours_are_for_terminals_that_want_them() {
        let table = [
            (true, "", "xterm", true),
            (true, "", "", true),
            (true, "1", "xterm", false),
            (true, "", "dumb", false),
            (false, "", "xterm", false),
        ];
        for (is_terminal, no_color, term, expected) in table {
            assert_eq!(shows_colours(is_terminal, no_color, term), expected, "{is_terminal} {no_color} {term}");
        }
    }
}
