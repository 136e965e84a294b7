//! Rust names: derived from the descriptions' names, or refused with a hint; never changed in silence.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::description::Spanned;
use crate::source::Span;

/// Words that cannot name a field, a function or a parameter, edition 2024.
const KEYWORDS: [&str; 52] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut",
    "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "_",
];

/// `main_title` → `MainTitle`.
pub(crate) fn pascal_case(name: &str) -> String {
    let mut pascal = String::with_capacity(name.len());
    for word in name.split(['_', '-', ' ', '.']) {
        let mut characters = word.chars();
        pascal.extend(characters.next().map(|first| first.to_ascii_uppercase()));
        pascal.push_str(characters.as_str());
    }
    pascal
}

/// `MainTitle` → `main_title`.
pub(crate) fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for (index, character) in name.char_indices() {
        if character.is_ascii_uppercase() && index > 0 && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.push(if character.is_ascii_alphanumeric() { character.to_ascii_lowercase() } else { '_' });
    }
    snake
}

/// Checks the name of a field, function or parameter; `given` is the description's own `rust`, if it has one.
pub(crate) fn value_name(
    wire: &Spanned<String>,
    given: Option<&Spanned<String>>,
    key: &str,
    diagnostics: &mut Diagnostics,
) -> String {
    let name = given.unwrap_or(wire);
    let text = name.value.as_str();
    let legal = text.starts_with(|first: char| first.is_ascii_lowercase() || first == '_')
        && text.chars().all(|character| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '_');
    if KEYWORDS.contains(&text) {
        let message = format!("`{text}` is a keyword of Rust and cannot be a name there");
        let help = format!("say what it is called in Rust: \"{key}\": \"{text}_…\"; the wire keeps its name");
        diagnostics.add(Diagnostic::new(name.span, message).help(help));
    } else if !legal {
        let message = format!("`{text}` cannot be a name in Rust");
        let mut suggestion = snake_case(text);
        if !suggestion.starts_with(|first: char| first.is_ascii_lowercase()) {
            suggestion = format!("n{suggestion}");
        }
        let help = format!("say what it is called in Rust: \"{key}\": \"{suggestion}\"; the wire keeps its name");
        diagnostics.add(Diagnostic::new(name.span, message).help(help));
    }
    text.to_owned()
}

/// Checks the name of a type or variant, derived from a description's name or given by its `rust`.
pub(crate) fn type_name(name: &Spanned<String>, given: Option<&Spanned<String>>, diagnostics: &mut Diagnostics) -> String {
    let span = given.unwrap_or(name).span;
    let rust = given.map_or_else(|| pascal_case(&name.value), |given| given.value.clone());
    let legal = rust.starts_with(|first: char| first.is_ascii_uppercase())
        && rust.chars().all(|character| character.is_ascii_alphanumeric());
    if !legal || rust == "Self" {
        let message = format!("`{rust}` cannot be the name of a type in Rust");
        let help = "say what it is called in Rust: \"rust\": \"…\", in the manner of `MainTitle`";
        diagnostics.add(Diagnostic::new(span, message).help(help));
    }
    rust
}

/// The names of one scope; a name taken twice is reported.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    taken: HashMap<String, &'static str>,
}

impl Scope {
    /// A scope in which some names are taken already.
    pub(crate) fn with(reserved: impl IntoIterator<Item = (String, &'static str)>) -> Self {
        Self { taken: reserved.into_iter().collect() }
    }

    /// `what` says what takes the name: `a field`.
    pub(crate) fn take(&mut self, name: &str, what: &'static str, span: Span, diagnostics: &mut Diagnostics) {
        if let Some(earlier) = self.taken.insert(name.to_owned(), what) {
            let message = format!("in Rust, `{name}` would be {what} here, but {earlier} has that name already");
            diagnostics.add(Diagnostic::new(span, message).help("give one of the two another name with the key `rust`"));
        }
    }
}
