//! Rust names, derived from the names in descriptions.

use super::field::{Field, Kind};
use super::object::Role;

/// The Rust name of a type: `main_title` → `MainTitle`.
pub fn pascal_case(name: &str) -> String {
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

/// The name of a field's setter: the field's own, and `and_…` for a list of recipients, which it adds to.
pub fn setter_name(role: Role, field: &Field) -> String {
    match field.kind {
        Kind::List(_) | Kind::Joined(_) if role == Role::Envelope => format!("and_{}", field.rust),
        _ => field.rust.clone(),
    }
}
