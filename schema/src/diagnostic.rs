//! What is wrong with the descriptions, in the manner of a compiler.

use std::fmt;

use crate::source::{Source, Span};

/// One mistake in a description.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostic {
    span: Span,
    message: String,
    help: Vec<String>,
}

impl Diagnostic {
    pub(crate) fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: Vec::new() }
    }

    /// What is allowed, what was probably meant, what to do.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Names what is allowed, and the one of them that was probably meant.
    pub(crate) fn allowed<'a>(self, found: &str, allowed: impl IntoIterator<Item = &'a str>) -> Self {
        let allowed: Vec<&str> = allowed.into_iter().collect();
        let meant = allowed
            .iter()
            .map(|name| (strsim::normalized_damerau_levenshtein(found, name), *name))
            .filter(|(similarity, _)| *similarity >= 0.5)
            .max_by(|one, other| one.0.total_cmp(&other.0));
        let this = match meant {
            Some((_, name)) => self.help(format!("did you mean `{name}`?")),
            None => self,
        };
        match allowed.as_slice() {
            [] => this,
            names => this.help(format!("allowed here: {}", names.join(", "))),
        }
    }
}

/// Every mistake found in the descriptions.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    sources: Vec<Source>,
}

impl Diagnostics {
    pub(crate) fn add(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    pub(crate) fn error(&mut self, span: Span, message: impl Into<String>) {
        self.add(Diagnostic::new(span, message));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Puts the mistakes in the order of files and lines and remembers the texts they point into.
    pub(crate) fn with_sources(mut self, sources: impl Iterator<Item = Source>) -> Self {
        self.sources = sources.collect();
        self.found.sort_by_key(|diagnostic| (diagnostic.span.file, diagnostic.span.start));
        self
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Each mistake as a text of several lines without a line break at its end.
    pub fn iter(&self) -> impl Iterator<Item = String> + '_ {
        self.found.iter().map(|diagnostic| self.render(diagnostic))
    }

    fn render(&self, diagnostic: &Diagnostic) -> String {
        let Diagnostic { span, message, help } = diagnostic;
        let Some(source) = self.sources.get(span.file) else {
            return format!("error: {message}");
        };
        let (line, column, text) = source.locate(span.start);
        let path = source.file.as_ref().map_or_else(|| source.path.clone(), |file| file.display().to_string());
        let number = line.to_string();
        let margin = " ".repeat(number.len());
        let before: String = text.chars().take(column - 1).collect();
        let width = source.text.get(span.start..span.end).map_or(1, |marked| columns(first_line(marked)).max(1));
        let mut rendered = format!("error: {message}\n{margin}--> {path}:{line}:{column}\n{margin} |\n");
        rendered.push_str(format!("{number} | {}", expanded(text)).trim_end());
        rendered.push_str(&format!("\n{margin} | {}{}", " ".repeat(columns(&before)), "^".repeat(width)));
        for help in help {
            rendered.push_str(&format!("\n{margin} = help: {help}"));
        }
        rendered
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// Tabs look different everywhere; four blanks do not.
fn expanded(text: &str) -> String {
    text.replace('\t', "    ")
}

/// How many terminal columns a text takes: East Asian characters take two.
fn columns(text: &str) -> usize {
    expanded(text).chars().map(|character| if is_wide(character) { 2 } else { 1 }).sum()
}

fn is_wide(character: char) -> bool {
    matches!(u32::from(character), 0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3fffd)
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for diagnostic in self.iter() {
            writeln!(f, "{diagnostic}\n")?;
        }
        let count = self.len();
        write!(f, "{count} mistake{} in the descriptions", if count == 1 { "" } else { "s" })
    }
}

impl std::error::Error for Diagnostics {}
