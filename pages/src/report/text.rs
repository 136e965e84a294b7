//! Reports for people, in the style of a compiler.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::texts::text_of;
use crate::compare::Comparison;
use crate::described::Descriptions;
use crate::difference::{Class, Difference};
use crate::fact::{Place, boundary, position};
use crate::page::Page;

/// Each difference with both lines, and a summary of each page; `coloured` for terminals.
pub fn text(comparisons: &[Comparison<'_>], descriptions: Descriptions<'_>, coloured: bool) -> String {
    let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
    let of = |comparison: &Comparison<'_>| {
        let found = comparison.differences.iter().map(|it| shown(it, comparison.page, descriptions, &renderer));
        found
            .chain([format!("{}: {}", comparison.page.name(), counted(std::slice::from_ref(comparison)))])
            .collect::<Vec<_>>()
    };
    let pages = comparisons.iter().map(|comparison| of(comparison).join("\n\n") + "\n");
    let all = (comparisons.len() > 1).then(|| summary(comparisons) + "\n");
    pages.chain(all).collect::<Vec<String>>().join("\n")
}

/// A summary of all pages in one line.
pub fn summary(comparisons: &[Comparison<'_>]) -> String {
    format!("{} pages: {}", comparisons.len(), counted(comparisons))
}

fn counted(comparisons: &[Comparison<'_>]) -> String {
    let differences: Vec<&Difference> = comparisons.iter().flat_map(|comparison| &comparison.differences).collect();
    let of = |class: Class| differences.iter().filter(|difference| difference.class == class).count();
    let classes = Class::ALL.into_iter().map(|class| (of(class), class)).filter(|(count, _)| *count > 0);
    let classes: Vec<String> = classes.map(|(count, class)| format!("{count} {class}")).collect();
    let accepted: usize = comparisons.iter().map(|comparison| comparison.accepted).sum();
    let differences = match differences.len() {
        0 if comparisons.iter().all(|comparison| !comparison.has_subject()) => "nothing to compare".to_owned(),
        0 => "no differences".to_owned(),
        1 => format!("1 difference: {}", classes.join(", ")),
        count => format!("{count} differences: {}", classes.join(", ")),
    };
    if accepted > 0 { format!("{differences}; {accepted} accepted") } else { differences }
}

fn shown(difference: &Difference, page: &Page, descriptions: Descriptions<'_>, renderer: &Renderer) -> String {
    let title = title(difference);
    let level = Level::WARNING.with_name(Some(difference.kind.to_string()));
    let mut group = Group::with_title(level.primary_title(title));
    let page_says = format!("the page: {}", or_nothing(&difference.page_says));
    let description_says = format!("the description: {}", or_nothing(&difference.description_says));
    let sides = [
        (difference.page.first(), AnnotationKind::Primary, page_says),
        (difference.description.first(), AnnotationKind::Context, description_says),
    ];
    for (place, kind, label) in sides {
        let Some(place) = place else { continue };
        let excerpt = Excerpt::of(place, text_of(place, page, descriptions));
        let annotation = kind.span(excerpt.span).label(label);
        let snippet =
            Snippet::source(excerpt.line).line_start(excerpt.number).path(excerpt.path).annotation(annotation);
        group = group.element(snippet);
    }
    if difference.description.is_empty() && !difference.description_says.is_empty() {
        group = group.element(Level::NOTE.message(format!("the description: {}", difference.description_says)));
    }
    let more: Vec<String> =
        difference.page.iter().skip(1).map(|place| position(&page.text, place.start).0.to_string()).collect();
    if !more.is_empty() {
        group = group.element(Level::NOTE.message(format!("also in lines {}", more.join(", "))));
    }
    renderer.render(&[group])
}

fn or_nothing(says: &str) -> &str {
    if says.is_empty() { "nothing" } else { says }
}

fn title(difference: &Difference) -> String {
    let member = match (difference.member.as_str(), difference.in_answer) {
        ("", _) => String::new(),
        (member, false) => format!(": `{member}`"),
        (member, true) => format!(": `{member}` in the answer"),
    };
    let of = match difference.subjects.as_slice() {
        [] => String::new(),
        [one] => format!(" of {one}"),
        [first, more @ ..] => format!(" of {first} and {} more", more.len()),
    };
    format!("{}{member}{of}", difference.class)
}

/// A line of a file. Of a long one, the part around a place: a saved page can be a single line.
struct Excerpt {
    line: String,
    /// The marked part of it.
    span: Range<usize>,
    number: usize,
    path: String,
}

impl Excerpt {
    const LONGEST: usize = 300;
    const BEFORE: usize = 60;

    fn of(place: &Place, text: &str) -> Self {
        let (number, column) = position(text, place.start);
        let [at, marked_to] = [place.start, place.end].map(|byte| boundary(text, byte));
        let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let end = text.get(at..).and_then(|after| after.find('\n')).map_or(text.len(), |line| at + line);
        let mut path = place.file.to_string();
        let (mut from, mut to) = (start, end);
        if end - start > Self::LONGEST {
            from = boundary(text, at.saturating_sub(Self::BEFORE)).max(start);
            to = boundary(text, (from + Self::LONGEST).min(end));
            path = format!("{path}:{number}:{column}, in part");
        }
        let line = text.get(from..to).unwrap_or_default().to_owned();
        Self { line, span: at - from..marked_to.clamp(at, to) - from, number, path }
    }
}
