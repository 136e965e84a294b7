//! Mistakes in descriptions, shown as a compiler shows them.

use std::{fmt, iter};

use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};

use crate::source::{Source, Sources, Span};

/// One mistake in a description.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostic {
    span: Span,
    first: Option<Span>,
    message: String,
    help: Vec<String>,
}

/// Longer names are not compared with others: they are no typing errors, and comparing takes time.
const LONGEST_NAME: usize = 64;

/// Longer lists of names are cut.
const MOST_NAMES: usize = 60;

impl Diagnostic {
    pub(crate) fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, first: None, message: message.into(), help: Vec::new() }
    }

    /// The position of the first of two things that exclude each other.
    pub(crate) fn first(mut self, span: Span) -> Self {
        self.first = Some(span);
        self
    }

    /// Adds advice.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Lists what is allowed, and suggests the most similar name.
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

/// Every mistake found in the descriptions.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    /// In the order of files and lines.
    found: Vec<Diagnostic>,
    unlisted: usize,
    sources: Vec<Source>,
}

/// Further mistakes are counted only: a file that is no description at all can have one in every byte.
const MOST: usize = 500;

impl Diagnostics {
    /// Adds a mistake, unless it is known: several uses of a type find the same ones.
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

    /// Adds the texts that the mistakes point into.
    pub(crate) fn with_sources(mut self, sources: &Sources) -> Self {
        // The renderer replaces control characters except these, which some terminals obey. Both take two bytes.
        let is_obeyed = |character| matches!(character, '\u{80}'..='\u{9f}');
        self.sources = sources.iter().cloned().collect();
        for source in &mut self.sources {
            source.text = source.text.replace(is_obeyed, "·");
        }
        self
    }

    /// Whether further mistakes are only counted.
    pub(crate) fn is_full(&self) -> bool {
        self.found.len() >= MOST
    }

    /// The number of mistakes, including those that are not listed.
    pub fn len(&self) -> usize {
        self.found.len() + self.unlisted
    }

    /// Whether there are no mistakes.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Each mistake as a text of several lines, without a line break at its end. Of more than 500 mistakes only the
    /// first found are listed.
    pub fn iter(&self) -> impl Iterator<Item = String> + '_ {
        let renderer = Renderer::plain();
        self.found.iter().map(move |diagnostic| self.render(diagnostic, &renderer))
    }

    /// All mistakes as one text, as [`Display`](fmt::Display) writes them, or with the colours of a terminal.
    pub fn to_text(&self, coloured: bool) -> String {
        let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
        let mistakes = self.found.iter().map(|diagnostic| self.render(diagnostic, &renderer));
        let more = (self.unlisted > 0).then(|| format!("… and {} more", self.unlisted));
        let count = self.len();
        let sum = format!("{count} mistake{} in the descriptions", if count == 1 { "" } else { "s" });
        mistakes.chain(more).chain([sum]).collect::<Vec<_>>().join("\n\n")
    }

    fn render(&self, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
        let Diagnostic { span, first, message, help } = diagnostic;
        let primary = Mark { span: *span, kind: AnnotationKind::Primary, label: None };
        let first = first.map(|span| Mark { span, kind: AnnotationKind::Context, label: Some("the first one") });
        let marks: Vec<Mark> = iter::once(primary).chain(first).collect();
        let in_files = marks.chunk_by(|one, other| one.span.file == other.span.file);
        let excerpts = in_files.filter_map(|marks| excerpt(self.sources.get(marks.first()?.span.file)?, marks));
        let help = help.iter().map(|help| Level::HELP.message(wrapped(&printable(help))));
        let title = Level::ERROR.primary_title(printable(message));
        renderer.render(&[title.elements(excerpts).elements(help)])
    }
}

/// A span to be marked in an excerpt.
struct Mark {
    span: Span,
    kind: AnnotationKind,
    label: Option<&'static str>,
}

/// The lines of a file with marks below them; where those lines are very long, only the position of the first mark.
fn excerpt<'s>(source: &'s Source, marks: &[Mark]) -> Option<Element<'s>> {
    const MOST_BYTES: usize = 64 << 10;
    let primary = marks.first()?.span;
    let start = marks.iter().map(|mark| mark.span.start).min()?;
    let end = marks.iter().map(|mark| mark.span.end).max()?;
    let (line, lines) = source.lines(start..end);
    if lines.len() > MOST_BYTES {
        let (line, lines) = source.lines(primary.start..primary.start);
        let column = source.text.get(lines.start..primary.start)?.chars().count() + 1;
        return Some(Origin::path(source.shown()).line(line).char_column(column).into());
    }
    let annotations = marks
        .iter()
        .map(|Mark { span, kind, label }| kind.span(span.start - lines.start..span.end - lines.start).label(*label));
    let text = source.text.get(lines.clone())?;
    Some(Snippet::source(text).line_start(line).path(source.shown()).annotations(annotations).into())
}

/// The text as one short line: a name in a file can be of any length. It is shortened in the middle, because the message is
/// at the end.
fn printable(text: &str) -> String {
    const MOST: usize = 2000;
    let one_line = |character: char| if character.is_control() { '\u{fffd}' } else { character };
    let characters: Vec<char> = text.chars().map(one_line).collect();
    match (characters.get(..MOST / 2), characters.get(characters.len().saturating_sub(MOST / 2)..)) {
        (Some(first), Some(last)) if characters.len() > MOST => first.iter().chain(&['…']).chain(last).collect(),
        _ => characters.into_iter().collect(),
    }
}

/// Breaks long lists of names into lines.
fn wrapped(help: &str) -> String {
    const WIDTH: usize = 100;
    let mut lines = vec![String::new()];
    for piece in help.split_inclusive(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() || line.chars().count() + piece.trim_end().chars().count() <= WIDTH => {
                line.push_str(piece);
            }
            _ => lines.push(piece.to_owned()),
        }
    }
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text(false))
    }
}

impl std::error::Error for Diagnostics {}
