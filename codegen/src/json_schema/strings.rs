//! Constraints on strings, as lengths and regular expressions (ECMA 262, with the flag `u`).

use wecom_schema::model::{Charset, Limit, Prefix, Unit, ranges};

use super::json::{Json, Subschema};

/// The bounds of a value that the schema enforces.
#[derive(Clone, Copy, Default)]
pub(super) struct Bounds {
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
}

impl Bounds {
    /// Returns the tightest bounds of these limits.
    pub(super) fn new<'l>(limits: impl IntoIterator<Item = &'l Limit>) -> Self {
        let mut bounds = Self::default();
        for Limit { min, max, unit, cases: _, beyond: _, errcode: _, evidence: _ } in limits {
            let least = match unit {
                // A character has at most four bytes.
                Unit::Bytes => min.map(|min| (min / 4.0).ceil()),
                Unit::Chars | Unit::Items | Unit::Range => *min,
            };
            bounds.min = [bounds.min, least].into_iter().flatten().reduce(f64::max);
            // A character has at least one byte.
            bounds.max = [bounds.max, *max].into_iter().flatten().reduce(f64::min);
        }
        bounds
    }

    /// Requires a size between the bounds; zero is allowed, too, unless a value is needed.
    pub(super) fn size(self, schema: &mut Subschema, keywords: [&str; 2], is_needed: bool) {
        let [least, most] = keywords;
        let min = self.min.unwrap_or_default();
        if is_needed {
            schema.demand(least, min.max(1.0));
        } else if min > 1.0 {
            schema.demand("anyOf", vec![Json::one(most, 0), Json::one(least, min)]);
        }
        if let Some(max) = self.max {
            schema.demand(most, max);
        }
    }
}

/// Matches texts of these characters.
pub(super) fn charset(charset: &Charset) -> String {
    format!("^{}$", item(charset))
}

/// Matches texts with one of these prefixes; the empty text, too, unless a value is needed.
pub(super) fn prefix(prefix: &Prefix, is_needed: bool) -> String {
    let begins = alternatives(prefix);
    if is_needed { format!("^{begins}") } else { format!("^(?:$|{begins})") }
}

/// Patterns for a whole string of joined items.
pub(super) struct Joined<'a> {
    separator: &'a str,
}

impl<'a> Joined<'a> {
    pub(super) fn new(separator: &'a str) -> Self {
        Self { separator }
    }

    /// Matches any character that is not part of a separator.
    fn any(&self) -> String {
        let mut characters = self.separator.chars();
        match (characters.next(), characters.next()) {
            (Some(one), None) => format!("[^{}]", in_class(one)),
            _ => format!("(?:(?!{})[\\s\\S])", quoted(self.separator)),
        }
    }

    fn list_of(&self, item: &str, most: &str) -> String {
        format!("^(?:{item}(?:{}{item}){most})?$", quoted(self.separator))
    }

    pub(super) fn no_empty_items(&self) -> String {
        self.list_of(&format!("{}+", self.any()), "*")
    }

    pub(super) fn items(&self, bounds: Bounds) -> Option<String> {
        let separators =
            |items: Option<f64>| items.map_or_else(String::new, |items| format!("{}", (items - 1.0).max(0.0)));
        let least = separators(bounds.min.or(Some(1.0)));
        let bounded = bounds.max.is_some() || bounds.min.is_some_and(|min| min > 1.0);
        bounded.then(|| self.list_of(&format!("{}*", self.any()), &format!("{{{least},{}}}", separators(bounds.max))))
    }

    pub(super) fn sizes(&self, bounds: Bounds) -> Option<String> {
        if bounds.min.is_none_or(|min| min <= 1.0) && bounds.max.is_none() {
            return None;
        }
        let max = bounds.max.map_or_else(String::new, |max| max.to_string());
        Some(self.list_of(&format!("{}{{{},{max}}}", self.any(), bounds.min.unwrap_or_default()), "*"))
    }

    pub(super) fn charset(&self, charset: &Charset) -> String {
        self.list_of(&item(charset), "*")
    }

    pub(super) fn prefix(&self, prefix: &Prefix) -> String {
        self.list_of(&format!("{}{}*", alternatives(prefix), self.any()), "*")
    }
}

fn alternatives(prefix: &Prefix) -> String {
    let prefixes: Vec<String> = prefix.any_of.iter().map(|prefix| quoted(prefix)).collect();
    format!("(?:{})", prefixes.join("|"))
}

/// Matches one text of these characters, which may be empty.
fn item(charset: &Charset) -> String {
    let Charset { allowed, first, or, .. } = charset;
    let text = match first {
        None => format!("{}*", class(allowed)),
        Some(first) => format!("(?:{}{}*)?", class(first), class(allowed)),
    };
    if or.is_empty() {
        return text;
    }
    let or: Vec<String> = or.iter().map(|value| quoted(value)).collect();
    format!("(?:{}|{text})", or.join("|"))
}

/// Characters as a class.
fn class(characters: &str) -> String {
    let ranges = ranges(characters).map(|(first, last)| {
        if first == last { in_class(first) } else { format!("{}-{}", in_class(first), in_class(last)) }
    });
    format!("[{}]", ranges.collect::<String>())
}

fn in_class(character: char) -> String {
    if "\\]-[^".contains(character) { format!("\\{character}") } else { character.to_string() }
}

/// Escapes a text for a regular expression.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for character in text.chars() {
        if "^$\\.*+?()[]{}|/".contains(character) {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted
}
