//! Generated source as people read it: through a syntax gate and a formatter, which build scripts do without.

use std::error::Error;
use std::fmt;

use crate::File;

impl File {
    /// The text as rustfmt would write it, nearly.
    ///
    /// # Errors
    ///
    /// Only when the generator itself is wrong: its output is no Rust.
    pub fn formatted(&self) -> Result<String, NotRust> {
        let header: String =
            self.text.lines().take_while(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect();
        match syn::parse_file(&self.text) {
            Ok(file) => Ok(format!("{header}\n{}", spaced(&prettyplease::unparse(&file)))),
            Err(error) => Err(NotRust { file: self.name.clone(), error }),
        }
    }
}

/// The formatter leaves no blank line between items and between methods; a reader wants one.
fn spaced(formatted: &str) -> String {
    const STARTS: [&str; 9] = ["///", "#[", "pub ", "fn ", "impl", "struct ", "const ", "type ", "mod "];
    let mut spaced = String::with_capacity(formatted.len() + formatted.len() / 50);
    let mut before = "";
    for line in formatted.lines() {
        let code = line.trim_start();
        let closed = before.trim_start() == "}" || (before.ends_with(';') && !before.trim_start().starts_with("///"));
        let level = |line: &str| line.len() - line.trim_start().len();
        let outside_of_code = level(line) == level(before) && level(line) <= 8;
        if closed && outside_of_code && STARTS.iter().any(|start| code.starts_with(start)) {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        before = line;
    }
    spaced
}

/// What was generated is no Rust: a mistake in the generator.
#[derive(Debug)]
pub struct NotRust {
    file: String,
    error: syn::Error,
}

impl fmt::Display for NotRust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the source generated for {} is no Rust; this is a mistake of wecom-codegen, please report it",
            self.file
        )
    }
}

impl Error for NotRust {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.error)
    }
}
