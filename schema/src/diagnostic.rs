//! What is wrong with the descriptions, in the manner of a compiler.

use std::fmt::{self, Write as _};

use crate::source::{Excerpt, Place, Source, Sources, Span, Walk};

/// One mistake in a description.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostic {
    span: Span,
    place: Place,
    first: Option<(Span, Place)>,
    message: String,
    help: Vec<String>,
}

/// A name longer than this was not mistyped; comparing it with others would only take time.
const LONGEST_NAME: usize = 64;

/// As many names as fit a reader's patience.
const MOST_NAMES: usize = 60;

impl Diagnostic {
    pub(crate) fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, place: Place::default(), first: None, message: message.into(), help: Vec::new() }
    }

    /// Where the first of two things is that cannot both be.
    pub(crate) fn first(mut self, span: Span) -> Self {
        self.first = Some((span, Place::default()));
        self
    }

    /// What to do.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Names what is allowed, and the one of them that was probably meant.
    pub(crate) fn allowed<'a>(mut self, found: &str, allowed: impl IntoIterator<Item = &'a str>) -> Self {
        let allowed: Vec<&str> = allowed.into_iter().collect();
        let meant = allowed
            .iter()
            .take(MOST)
            .filter(|name| found.len() <= LONGEST_NAME && name.len() <= LONGEST_NAME)
            .map(|name| (strsim::normalized_damerau_levenshtein(found, name), name))
            .filter(|(similarity, _)| *similarity >= 0.5)
            .max_by(|one, other| one.0.total_cmp(&other.0));
        if let Some((_, name)) = meant {
            self = self.help(format!("did you mean `{name}`?"));
        }
        match allowed.get(..MOST_NAMES) {
            _ if allowed.is_empty() => self,
            Some(names) if names.len() < allowed.len() => {
                let more = allowed.len() - names.len();
                self.help(format!("allowed here: {}, and {more} more", names.join(", ")))
            }
            _ => self.help(format!("allowed here: {}", allowed.join(", "))),
        }
    }
}

/// One line, of bearable length: a name from a file may be anything.
fn printable(text: &str) -> String {
    const MOST: usize = 2000;
    let cut = text.chars().nth(MOST).map(|_| '…');
    text.chars().take(MOST).map(visible).chain(cut).collect()
}

/// Control characters have no look at all.
fn visible(character: char) -> char {
    if character.is_control() { '\u{fffd}' } else { character }
}

/// Every mistake found in the descriptions.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    /// In the order of files and lines.
    found: Vec<Diagnostic>,
    unlisted: usize,
    sources: Vec<Source>,
}

/// Nobody reads further, and a file of something else altogether has a mistake in every byte.
const MOST: usize = 500;

impl Diagnostics {
    /// A mistake is told once, however many uses of a type lead to it.
    pub(crate) fn add(&mut self, diagnostic: Diagnostic) {
        if self.is_full() {
            self.unlisted += 1;
            return;
        }
        let says_the_same = |known: &Diagnostic| known.span == diagnostic.span && known.message == diagnostic.message;
        if !self.found.iter().any(says_the_same) {
            let place = self.found.partition_point(|known| known.span.position() <= diagnostic.span.position());
            self.found.insert(place, diagnostic);
        }
    }

    pub(crate) fn error(&mut self, span: Span, message: impl Into<String>) {
        self.add(Diagnostic::new(span, message));
    }

    /// Remembers the texts that the mistakes point into.
    pub(crate) fn with_sources(mut self, sources: &Sources) -> Self {
        self.sources = sources.iter().cloned().collect();
        let mut walk = Walk::default();
        for diagnostic in &mut self.found {
            diagnostic.place = walk.to(diagnostic.span, &self.sources);
            if let Some((span, place)) = &mut diagnostic.first {
                *place = Walk::default().to(*span, &self.sources);
            }
        }
        self
    }

    /// Whether nothing more is recorded.
    pub(crate) fn is_full(&self) -> bool {
        self.found.len() >= MOST
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.found.len() + self.unlisted
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Each mistake as a text of several lines without a line break at its end; of very many only the first found.
    pub fn iter(&self) -> impl Iterator<Item = String> + '_ {
        self.found.iter().map(|diagnostic| self.render(diagnostic, Colours(false)))
    }

    /// Every mistake, as [`Display`](fmt::Display) writes them; with colours for a terminal that shows them.
    pub fn to_text(&self, coloured: bool) -> String {
        let colours = Colours(coloured);
        let mut text = String::new();
        for diagnostic in &self.found {
            text.push_str(&self.render(diagnostic, colours));
            text.push_str("\n\n");
        }
        // Writing into a string does not fail.
        if self.unlisted > 0 {
            let _ = write!(text, "… and {} more\n\n", self.unlisted);
        }
        let count = self.len();
        let _ = write!(text, "{count} mistake{} in the descriptions", if count == 1 { "" } else { "s" });
        text
    }

    fn render(&self, diagnostic: &Diagnostic, colours: Colours) -> String {
        let Diagnostic { span, place: Place { line, column }, first, message, help } = diagnostic;
        let message = colours.bold(&format!(": {}", printable(message)));
        let mut rendered = format!("{}{message}", colours.red("error"));
        let mut margin = String::new();
        if let Some(source) = self.sources.get(span.file) {
            let path = source.shown();
            let number = line.to_string();
            margin = " ".repeat(number.len());
            let Excerpt { before, marked, after } = source.excerpt(*span);
            let indent = " ".repeat(columns(&before));
            let marker = "^".repeat(columns(&marked).max(1));
            let text = format!("{number} | {}{}{}", expanded(&before), expanded(&marked), expanded(&after));
            let _ = write!(rendered, "\n{margin}--> {path}:{line}:{column}\n{margin} |\n{}", text.trim_end());
            let _ = write!(rendered, "\n{margin} | {indent}{}", colours.red(&marker));
        }
        if let Some((span, Place { line, column })) = first
            && let Some(source) = self.sources.get(span.file)
        {
            let note = colours.bold("note");
            let _ = write!(rendered, "\n{margin} = {note}: the first one is at {}:{line}:{column}", source.shown());
        }
        for help in help {
            let lines = wrapped(&printable(help)).join(&format!("\n{margin}         "));
            let _ = write!(rendered, "\n{margin} = {}: {lines}", colours.green("help"));
        }
        rendered
    }
}

/// The escapes that a terminal takes for colours, or nothing.
#[derive(Clone, Copy)]
struct Colours(bool);

impl Colours {
    fn red(self, text: &str) -> String {
        self.escaped("1;31", text)
    }

    fn green(self, text: &str) -> String {
        self.escaped("32", text)
    }

    fn bold(self, text: &str) -> String {
        self.escaped("1", text)
    }

    fn escaped(self, style: &str, text: &str) -> String {
        if self.0 { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// Long lists of names go over several lines.
fn wrapped(help: &str) -> Vec<String> {
    const WIDTH: usize = 100;
    let mut lines = vec![String::new()];
    for piece in help.split_inclusive(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() || columns(line) + columns(piece.trim_end()) <= WIDTH => line.push_str(piece),
            _ => lines.push(piece.to_owned()),
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// Tabs look different everywhere, four blanks do not.
fn expanded(text: &str) -> String {
    text.replace('\t', "    ").chars().map(visible).collect()
}

/// How many terminal columns a text takes.
fn columns(text: &str) -> usize {
    expanded(text).chars().map(width).sum()
}

/// East Asian characters take two columns, combining ones none.
fn width(character: char) -> usize {
    match u32::from(character) {
        0x0300..=0x036f | 0x200b..=0x200f | 0xfe00..=0xfe0f => 0,
        0x1100..=0x115f
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1faff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text(false))
    }
}

impl std::error::Error for Diagnostics {}
