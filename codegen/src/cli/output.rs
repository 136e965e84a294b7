//! Standard output, standard error, files.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::failure::Failure;

/// Writes a result to standard output. A closed pipe is no failure: the reader has read enough.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Io(Path::new("standard output").to_owned(), error))
        }
        _ => Ok(()),
    }
}

/// Writes a file and prints its name, unless it already has this text.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if fs::read(path).is_ok_and(|before| before == text.as_bytes()) {
        return Ok(());
    }
    fs::write(path, text).map_err(Failure::io(path))?;
    print(&format!("{}\n", path.display()))
}

/// Writes files and prints their names. Unless `force` is set, writes nothing if one exists with a different text.
pub(super) fn write_new(files: &[(PathBuf, String)], force: bool) -> Result<ExitCode, Failure> {
    let says = |file: &Path, text: &str| fs::read(file).is_ok_and(|there| there == text.as_bytes());
    let is_changed = |(file, text): &&(PathBuf, String)| file.exists() && !says(file, text);
    let there: Vec<PathBuf> = files.iter().filter(is_changed).map(|(file, _)| file.clone()).collect();
    if !there.is_empty() && !force {
        return Err(Failure::Exists(there));
    }
    for (file, text) in files {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(Failure::io(folder))?;
        }
        write(file, text)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints a failure to standard error.
pub(crate) fn complain(failure: &Failure) {
    let stderr = io::stderr();
    let text = failure.to_text(has_colours(&stderr));
    let _ = writeln!(stderr.lock(), "{text}");
}

/// Whether a stream shows colours: a terminal does, unless `NO_COLOR` is set.
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
