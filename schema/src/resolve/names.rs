//! Rust names: derived from the descriptions' names, or refused with a suggestion; never changed silently.

use std::collections::BTreeMap;

use crate::description::Spanned;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{pascal_case, snake_case};
use crate::source::Span;

/// Words that cannot be names of fields, functions or parameters in edition 2024.
const KEYWORDS: [&str; 52] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "_",
];

/// Checks the name of a field, function or parameter. `given` is the Rust name that the description states, if any; `key` is
/// the key that states it.
pub(crate) fn value_name(
    wire: &Spanned<String>,
    given: Option<&Spanned<String>>,
    key: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> String {
    let name = given.unwrap_or(wire);
    let text = name.value.as_str();
    let legal = text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .chars()
            .all(|character| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '_');
    if KEYWORDS.contains(&text) {
        let message = format!("`{text}` is a keyword of Rust and cannot be a name there");
        diagnostics.add(Diagnostic::new(name.span, message).help(other_name(key, &format!("{text}_…"))));
    } else if !legal {
        let message = format!("`{text}` cannot be a name in Rust");
        let mut suggestion = snake_case(text);
        if !suggestion.contains(|character: char| character.is_ascii_alphanumeric()) {
            "…".clone_into(&mut suggestion);
        } else if !suggestion.starts_with(|first: char| first.is_ascii_lowercase()) {
            suggestion = format!("n{suggestion}");
        }
        diagnostics.add(Diagnostic::new(name.span, message).help(other_name(key, &suggestion)));
    }
    text.to_owned()
}

fn other_name(key: Option<&str>, suggestion: &str) -> String {
    match key {
        Some(key) => format!("say what it is called in Rust: \"{key}\": \"{suggestion}\"; the wire keeps its name"),
        None => format!("call it something else, for example `{suggestion}`"),
    }
}

/// Checks the name of a type, derived from a description's name or given by its `rust`.
pub(crate) fn type_name(
    name: &Spanned<String>,
    given: Option<&Spanned<String>>,
    diagnostics: &mut Diagnostics,
) -> String {
    let help = "say what it is called in Rust: \"rust\": \"…\", in the manner of `MainTitle`";
    pascal_name(name, given, "a type", help, diagnostics)
}

/// Checks the name of a variant, derived from the name of a value.
pub(crate) fn variant_name(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> String {
    pascal_name(name, None, "a variant", "call it something else, in the manner of `mini_program`", diagnostics)
}

fn pascal_name(
    name: &Spanned<String>,
    given: Option<&Spanned<String>>,
    what: &str,
    help: &str,
    diagnostics: &mut Diagnostics,
) -> String {
    let span = given.unwrap_or(name).span;
    let rust = given.map_or_else(|| pascal_case(&name.value), |given| given.value.clone());
    let legal = rust.starts_with(|first: char| first.is_ascii_uppercase())
        && rust.chars().all(|character| character.is_ascii_alphanumeric());
    if !legal || rust == "Self" {
        let message = format!("`{rust}` cannot be the name of {what} in Rust");
        diagnostics.add(Diagnostic::new(span, message).help(help));
    }
    rust
}

/// The names in one scope; reports a name that is taken twice.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    taken: BTreeMap<String, (&'static str, Option<Span>)>,
}

impl Scope {
    /// Reserves a name that does not come from a description.
    pub(crate) fn reserve(&mut self, name: String, what: &'static str) {
        self.taken.insert(name, (what, None));
    }

    /// Takes a name for `what`, for example `a field`.
    pub(crate) fn take(
        &mut self,
        name: &str,
        what: &'static str,
        span: Span,
        help: &str,
        diagnostics: &mut Diagnostics,
    ) {
        if let Some((earlier, first)) = self.taken.insert(name.to_owned(), (what, Some(span))) {
            let message = if earlier == what {
                format!("in Rust, {what} is called `{name}` already")
            } else {
                format!("in Rust, `{name}` would be {what}, but it is the name of {earlier} already")
            };
            let diagnostic = Diagnostic::new(span, message).help(help);
            diagnostics.add(match first {
                Some(first) => diagnostic.first(first),
                None => diagnostic,
            });
        }
    }
}
