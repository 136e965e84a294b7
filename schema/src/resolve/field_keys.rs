//! Whether each key of a field suits its kind.

use serde_json::Value;

use super::types::{Resolver, Use};
use crate::description::{FieldDescription, Place, Spanned};
use crate::diagnostic::Diagnostic;
use crate::model::{Kind, Limit, Role, Supplier, Type, Unit};
use crate::source::Span;

impl Resolver<'_, '_> {
    pub(super) fn check_limit(&mut self, limit: &Spanned<Limit>, kind: &Kind, field: &str) {
        self.check_counted_cases(limit, kind, field);
        let item = item(kind);
        let (unit, fits) = match limit.value.unit {
            Unit::Bytes => ("bytes", matches!(item, Kind::String | Kind::Newtype(_))),
            Unit::Chars => ("chars", matches!(item, Kind::String | Kind::Newtype(_))),
            Unit::Items => ("items", matches!(kind, Kind::List(_) | Kind::Joined(_))),
            Unit::Range => ("range", matches!(item, Kind::Integer | Kind::Number | Kind::Seconds)),
        };
        if !fits {
            let message = format!("`{field}` is {}; it has no limit in {unit}", kind_name(kind));
            let help = match (kind, item) {
                (Kind::List(_) | Kind::Joined(_), Kind::String | Kind::Newtype(_)) => {
                    "a list has limits in items; limits in bytes or chars are about each string in it"
                }
                (Kind::List(_), Kind::Integer | Kind::Number | Kind::Seconds) => {
                    "a list has limits in items; limits in range are about each number in it"
                }
                (Kind::List(_), _) => "a list has limits in items",
                (Kind::String | Kind::Newtype(_), _) => "a string has limits in bytes or chars",
                (Kind::Integer | Kind::Number | Kind::Seconds, _) => "a number has limits in range",
                _ => "only strings, numbers and lists have limits; take this one out",
            };
            self.diagnostics.add(Diagnostic::new(limit.span, message).help(help));
        }
    }

    /// Limits can count certain cases only on a list of unions.
    fn check_counted_cases(&mut self, limit: &Spanned<Limit>, kind: &Kind, field: &str) {
        if limit.value.cases.is_empty() {
            return;
        }
        let union = match kind {
            Kind::List(item) => item.type_id().and_then(|id| self.types.get(id)),
            _ => None,
        };
        let Some(Type::Union(union)) = union.filter(|_| limit.value.unit == Unit::Items) else {
            let message =
                format!("`cases` is for limits in items on lists of unions; this one of `{field}` is another");
            let help = match limit.value.unit {
                Unit::Items => "take `cases` out: the limit then counts all items",
                _ => "take `cases` out",
            };
            self.diagnostics.add(Diagnostic::new(limit.span, message).help(help));
            return;
        };
        for name in &limit.value.cases {
            if !union.cases.iter().any(|case| case.name == *name) {
                let message = format!("the items of `{field}` have no case `{name}`");
                let names = union.cases.iter().map(|case| case.name.as_str());
                self.diagnostics.add(Diagnostic::new(limit.span, message).allowed(name, names));
            }
        }
    }

    pub(super) fn check_sense(&mut self, description: &FieldDescription, kind: &Kind, of: Use<'_>) {
        let name = &description.name.value;
        let mut refuse = |span: Span, what: &str, of: &str| {
            let message = format!("`{what}` belongs to {of}; `{name}` is {}", kind_name(kind));
            let help = format!("take `{what}` out, or give the field another type");
            self.diagnostics.add(Diagnostic::new(span, message).help(help));
        };
        if let Some(charset) = &description.charset
            && !matches!(item(kind), Kind::String | Kind::Newtype(_))
        {
            refuse(charset.span, "charset", "strings");
        }
        if let Some(prefix) = &description.prefix
            && *kind != Kind::String
        {
            refuse(prefix.span, "starts_with", "strings");
        }
        if let Some(unique) = &description.unique
            && !matches!(kind, Kind::List(_) | Kind::Joined(_))
        {
            refuse(unique.span, "unique", "lists");
        }
        if description.unknown.is_some() && !matches!(kind, Kind::Values(_)) {
            refuse(description.span, "beyond", "named values and limits");
        }
        if description.item_errcode.is_some() && !matches!(kind, Kind::List(_) | Kind::Joined(_)) {
            refuse(description.span, "items", "lists of strings");
        }
        match description.supplied {
            Some(Supplier::Client) if *kind != Kind::Integer => {
                refuse(
                    description.span,
                    "supplied_by",
                    "integers where it is the client, which supplies the application's id",
                );
            }
            Some(Supplier::Handle) if *kind != Kind::String => {
                refuse(description.span, "supplied_by", "strings where it is the handle");
            }
            _ => {}
        }
        if description.sensitive && !matches!(kind, Kind::String) {
            refuse(description.span, "sensitive", "strings");
        }
        if let Some(each) = &description.each
            && !matches!(kind, Kind::List(_))
        {
            refuse(each.span, "each", "lists");
        }
        if let Some(once) = &description.once
            && *kind != Kind::String
        {
            refuse(once.span, "once", "strings");
        }
        if let Some(moment) = description.moment
            && *kind != Kind::Integer
        {
            refuse(moment, "moment", "integers, in Unix seconds");
        }
        let mut misplaced = |key: &str, owner: &str| {
            let message = format!("`{key}` is for the fields of {owner} themselves; `{name}` is none of them");
            self.diagnostics.add(Diagnostic::new(description.span, message).help(format!("take `{key}` out")));
        };
        if description.place == Place::Envelope && of.role != Role::Message {
            misplaced("place", "a message");
        }
        if description.supplied.is_some() && !matches!(of.role, Role::Operation | Role::Envelope) {
            misplaced("supplied_by", "an operation or of the sender");
        }
        let keys = [
            ("each", description.each.is_some()),
            ("once", description.once.is_some()),
            ("moment", description.moment.is_some()),
        ];
        for (key, is_there) in keys {
            if is_there && of.role != Role::Reply {
                misplaced(key, "what is received or answered");
            }
        }
        let needs_a_case = |id| matches!(self.types.get(id), Some(Type::Union(union)) if union.absent.is_none());
        if matches!(kind, Kind::Inline(id) if description.place == Place::Envelope && needs_a_case(*id)) {
            let message = "an inline union beside the body needs a case that holds `when_absent`";
            let help = "give the case that nothing means \"when_absent\": true, or take `place` out";
            self.diagnostics.add(Diagnostic::new(description.span, message).help(help));
        }
        if let Some(default) = &description.default
            && !self.fits(&default.value, kind)
        {
            let message = format!("the default does not fit: `{name}` is {}", kind_name(kind));
            let diagnostic = Diagnostic::new(default.span, message);
            self.diagnostics.add(self.default_help(kind, diagnostic));
        }
    }

    fn default_help(&self, kind: &Kind, diagnostic: Diagnostic) -> Diagnostic {
        match kind {
            Kind::String => diagnostic.help("write a string"),
            Kind::Integer => diagnostic.help("write a whole number"),
            Kind::Number => diagnostic.help("write a number"),
            Kind::Boolean => diagnostic.help("write true or false"),
            Kind::Flag => diagnostic.help("write 0 or 1, as on the wire"),
            Kind::Seconds => diagnostic.help("write a whole number from 0 to 4294967295"),
            Kind::Values(id) => match self.types.get(*id) {
                Some(Type::Values(values)) => {
                    diagnostic.allowed("", values.values.iter().map(|value| value.wire.as_str()))
                }
                _ => diagnostic,
            },
            _ => diagnostic.help("only plain strings, numbers, switches and named values have defaults; take it out"),
        }
    }

    fn fits(&self, default: &Value, kind: &Kind) -> bool {
        match kind {
            Kind::String => default.is_string(),
            Kind::Integer => default.is_i64(),
            Kind::Number => default.is_number(),
            Kind::Boolean => default.is_boolean(),
            Kind::Flag => matches!(default.as_i64(), Some(0 | 1)),
            Kind::Seconds => default.as_u64().is_some_and(|seconds| u32::try_from(seconds).is_ok()),
            Kind::Values(id) => {
                let wire = default.as_str().map_or_else(|| default.to_string(), str::to_owned);
                matches!(self.types.get(*id), Some(Type::Values(values)) if values.values.iter().any(|value| value.wire == wire))
            }
            _ => false,
        }
    }
}

/// The kind of a list's items, to which limits and charsets apply; any other kind itself.
fn item(kind: &Kind) -> &Kind {
    match kind {
        Kind::List(item) => item,
        Kind::Joined(_) => &Kind::String,
        kind => kind,
    }
}

fn kind_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::String | Kind::Newtype(_) => "a string",
        Kind::Integer => "an integer",
        Kind::Number => "a number",
        Kind::Boolean => "a boolean",
        Kind::Flag => "a flag",
        Kind::Seconds => "a number of seconds",
        Kind::Values(_) => "a named value",
        Kind::Object(_) => "an object",
        Kind::Union(_) | Kind::Inline(_) => "a union",
        Kind::List(_) | Kind::Joined(_) => "a list",
    }
}
