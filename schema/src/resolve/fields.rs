//! Fields: what they hold, and whether what is said of them makes sense for that.

use serde_json::Value;

use super::names::value_name;
use super::types::{Resolver, Use};
use super::{holds_in, paths};
use crate::description::{FieldDescription, NarrowDescription, Spanned, TypeDescription, UniqueDescription};
use crate::diagnostic::Diagnostic;
use crate::model::{Charset, Consequence, Field, Kind, Limit, Object, Path, Required, Type, Unique, Unit};
use crate::source::Span;

impl Resolver<'_, '_> {
    /// `owner` is the Rust name of the object, which names its values.
    pub(super) fn fields(&mut self, descriptions: &[FieldDescription], owner: &str, of: Use<'_>) -> Vec<Field> {
        if let Some(narrow) = of.narrow {
            self.check_narrowing(descriptions, narrow);
        }
        let mut fields = Vec::with_capacity(descriptions.len());
        for description in descriptions {
            let left_out = of.narrow.is_some_and(|narrow| {
                narrow.without.iter().any(|name| name.value == description.name.value)
            });
            let holds = holds_in(description.profiles.as_deref(), of.profile, self.profiles, self.diagnostics);
            if holds && !left_out {
                fields.extend(self.field(description, owner, of));
            }
        }
        fields
    }

    fn check_narrowing(&mut self, fields: &[FieldDescription], narrow: &NarrowDescription) {
        for name in narrow.without.iter().chain(narrow.limits.iter().map(|(name, _)| name)) {
            if !fields.iter().any(|field| field.name.value == name.value) {
                let message = format!("there is no field `{}` to narrow", name.value);
                let names = fields.iter().map(|field| field.name.value.as_str());
                self.diagnostics.add(Diagnostic::new(name.span, message).allowed(&name.value, names));
            }
        }
    }

    fn field(&mut self, description: &FieldDescription, owner: &str, of: Use<'_>) -> Option<Field> {
        let rust = value_name(&description.name, description.rust.as_ref(), "rust", self.diagnostics);
        let kind = self.kind(description, owner, of)?;
        let mut limits: Vec<Spanned<Limit>> = Vec::new();
        let mut charset = description.charset.clone();
        if let Some(TypeDescription::String(string)) = self.library.get(&description.of.value) {
            limits.extend(string.limits.iter().cloned());
            charset = charset.or_else(|| string.charset.clone());
        }
        let narrowed = of.narrow.and_then(|narrow| {
            narrow.limits.iter().find(|(name, _)| name.value == description.name.value)
        });
        limits.extend(narrowed.map_or(&description.limits, |(_, limits)| limits).iter().cloned());
        for limit in &limits {
            self.check_limit(limit, &kind, &description.name.value);
        }
        self.check_sense(description, &kind);
        let required = description.required.as_ref().and_then(|required| {
            let holds = holds_in(required.profiles.as_deref(), of.profile, self.profiles, self.diagnostics);
            holds.then_some(Required { errcode: required.errcode })
        });
        let unique = description.unique.as_ref().and_then(|unique| self.unique(unique, &kind));
        Some(Field {
            wire: description.name.value.clone(),
            rust,
            kind,
            place: description.place,
            about: description.about.clone(),
            required,
            default: description.default.as_ref().map(|default| default.value.clone()),
            sensitive: description.sensitive,
            translated: description.translated,
            supplied: description.supplied,
            limits: limits.into_iter().map(|limit| limit.value).collect(),
            charset: charset.map(|charset| Charset {
                allowed: charset.value.allowed,
                beyond: charset.value.beyond,
                errcode: charset.value.errcode,
            }),
            unique,
            unknown: description.unknown.unwrap_or(Consequence::Unstated),
            item_errcode: description.item_errcode,
            span: description.span,
        })
    }

    fn kind(&mut self, description: &FieldDescription, owner: &str, of: Use<'_>) -> Option<Kind> {
        let item = self.item_kind(description, owner, of)?;
        if description.inline {
            return match (item, description.list) {
                (Kind::Union(id), false) => Some(Kind::Inline(id)),
                _ => {
                    let message = "only a union can be `inline`: its members stand among the other fields";
                    self.diagnostics.error(description.of.span, message);
                    None
                }
            };
        }
        match (&description.joined, description.list, &item) {
            (None, false, _) => Some(item),
            (None, true, _) => Some(Kind::List(Box::new(item))),
            (Some(separator), true, Kind::String) if !separator.value.is_empty() => Some(Kind::Joined(separator.value.clone())),
            (Some(separator), ..) => {
                let message = "`joined` is the separator of a list of strings: \"list\": \"string\", \"joined\": \"|\"";
                self.diagnostics.error(separator.span, message);
                None
            }
        }
    }

    fn item_kind(&mut self, description: &FieldDescription, owner: &str, of: Use<'_>) -> Option<Kind> {
        let name = &description.of;
        let built_in = match name.value.as_str() {
            "string" => Some(Kind::String),
            "integer" => Some(Kind::Integer),
            "number" => Some(Kind::Number),
            "boolean" => Some(Kind::Boolean),
            "flag" => Some(Kind::Flag),
            "seconds" => Some(Kind::Seconds),
            _ => None,
        };
        if let (Some(narrow), true) = (&description.narrow, built_in.is_some()) {
            let message = "only an object or a union can be narrowed";
            self.diagnostics.error(narrow.span, message);
        }
        if let (Some(first), false) = (description.values.first(), matches!(built_in, Some(Kind::String | Kind::Integer))) {
            let message = "named values are strings or integers: \"type\": \"integer\" beside `values`";
            self.diagnostics.error(first.wire.span, message);
            return None;
        }
        if !description.values.is_empty() {
            return Some(Kind::Values(self.values(description, owner, built_in == Some(Kind::Integer))));
        }
        if built_in.is_some() {
            return built_in;
        }
        if let Some(TypeDescription::String(string)) = self.library.get(&name.value) {
            if !string.newtype {
                self.use_plain_string(&name.value);
                return Some(Kind::String);
            }
        }
        self.reference(name, Use { narrow: description.narrow.as_ref(), ..of })
    }

    fn check_limit(&mut self, limit: &Spanned<Limit>, kind: &Kind, field: &str) {
        let (unit, fits) = match limit.value.unit {
            Unit::Bytes => ("bytes", matches!(kind, Kind::String | Kind::Newtype(_))),
            Unit::Chars => ("chars", matches!(kind, Kind::String | Kind::Newtype(_))),
            Unit::Items => ("items", matches!(kind, Kind::List(_) | Kind::Joined(_))),
            Unit::Range => ("range", matches!(kind, Kind::Integer | Kind::Number | Kind::Seconds)),
        };
        if !fits {
            let message = format!("`{field}` is {}; it has no limit in {unit}", kind_name(kind));
            let help = match kind {
                Kind::String | Kind::Newtype(_) => "a string has limits in bytes or chars",
                Kind::List(_) | Kind::Joined(_) => "a list has limits in items",
                Kind::Integer | Kind::Number | Kind::Seconds => "a number has limits in range",
                _ => "it has no limits at all",
            };
            self.diagnostics.add(Diagnostic::new(limit.span, message).help(help));
        }
    }

    fn check_sense(&mut self, description: &FieldDescription, kind: &Kind) {
        let name = &description.name.value;
        let mut refuse = |span: Span, what: &str, of: &str| {
            let message = format!("`{what}` belongs to {of}; `{name}` is {}", kind_name(kind));
            self.diagnostics.error(span, message);
        };
        if let Some(charset) = &description.charset {
            if !matches!(kind, Kind::String | Kind::Newtype(_)) {
                refuse(charset.span, "charset", "strings");
            }
        }
        if let Some(unique) = &description.unique {
            if !matches!(kind, Kind::List(_) | Kind::Joined(_)) {
                refuse(unique.span, "unique", "lists");
            }
        }
        if description.unknown.is_some() && !matches!(kind, Kind::Values(_)) {
            refuse(description.span, "beyond", "named values and limits");
        }
        if description.item_errcode.is_some() && !matches!(kind, Kind::List(_) | Kind::Joined(_)) {
            refuse(description.span, "items", "lists of strings");
        }
        if description.sensitive && !matches!(kind, Kind::String) {
            refuse(description.span, "sensitive", "strings");
        }
        if let Some(default) = &description.default {
            if !self.fits(&default.value, kind) {
                let message = format!("the default does not fit: `{name}` is {}", kind_name(kind));
                self.diagnostics.error(default.span, message);
            }
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

    fn unique(&mut self, description: &UniqueDescription, kind: &Kind) -> Option<Unique> {
        let UniqueDescription { span, by, beyond, errcode } = description;
        let by = match (kind, by) {
            (Kind::List(item), Some(path)) => match self.item_object(item) {
                Some(object) => paths::resolve(&self.types, &object, path, self.diagnostics)?,
                None => {
                    self.diagnostics.error(path.span, "the list's items are no objects: write \"unique\": true");
                    return None;
                }
            },
            (Kind::List(item), None) if matches!(**item, Kind::String) => Path { wire: String::new(), steps: Vec::new() },
            (Kind::Joined(_), None) => Path { wire: String::new(), steps: Vec::new() },
            _ => {
                let message = "`unique` needs the key `by`: which of an item's members must differ";
                self.diagnostics.error(*span, message);
                return None;
            }
        };
        Some(Unique { by, beyond: *beyond, errcode: *errcode })
    }

    fn item_object(&self, kind: &Kind) -> Option<Object> {
        match kind.type_id().and_then(|id| self.types.get(id)) {
            Some(Type::Object(object)) => Some(object.clone()),
            _ => None,
        }
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
