//! Fields, and whether each of their keys suits their kind.

use serde_json::Value;

use super::library::BUILT_IN;
use super::names::value_name;
use super::paths;
use super::profiles::holds_in;
use super::types::{Resolver, Use};
use crate::description::{FieldDescription, NarrowDescription, Place, Spanned, TypeDescription, UniqueDescription};
use crate::diagnostic::Diagnostic;
use crate::model::{
    Consequence, Field, Kind, Limit, Path, Required, Role, Stop, Supplier, Type, Unique, Unit, snake_case,
};
use crate::source::Span;

/// `TaskId` → `task_id`, at the same place.
fn snake(name: &Spanned<String>) -> Spanned<String> {
    Spanned { value: snake_case(&name.value), span: name.span }
}

impl Resolver<'_, '_> {
    /// The fields of a body, and the options beside it. `owner` is the Rust name of the object, which names its values.
    pub(super) fn fields(
        &mut self,
        descriptions: &[FieldDescription],
        owner: &str,
        of: Use<'_>,
    ) -> (Vec<Field>, Vec<Field>) {
        if let Some(narrow) = of.narrow {
            self.check_narrowing(descriptions, narrow);
        }
        let without = of.narrow.map_or(&[][..], |narrow| narrow.without.as_slice());
        let (mut body, mut options) = (Vec::new(), Vec::new());
        for description in descriptions {
            let holds = holds_in(description.profiles.as_deref(), of.profile, self.profiles, self.diagnostics);
            if holds && !without.contains(&description.name) {
                let place = match description.place {
                    Place::Body => &mut body,
                    Place::Envelope => &mut options,
                };
                match self.field(description, owner, of) {
                    Some(field) => place.push(field),
                    None => self.types.add_unresolved(owner, &description.name.value),
                }
            }
        }
        (body, options)
    }

    /// Narrowing an object removes fields and changes limits; narrowing a union removes cases. Nothing else can be narrowed.
    pub(super) fn check_narrowed(&mut self, name: &str, narrow: &NarrowDescription) {
        let of_object = narrow.without.first().or(narrow.limits.first().map(|(name, _)| name));
        let of_union = narrow.cases.as_ref().and_then(|cases| cases.first());
        match (self.library.get(name), of_object, of_union) {
            (Some(TypeDescription::Union(_)), Some(key), _) => {
                let message =
                    format!("`{name}` is a union: it is narrowed with `cases`, not with `without` and `limits`");
                self.diagnostics.error(key.span, message);
            }
            (Some(TypeDescription::Object(_)), _, Some(key)) => {
                let message =
                    format!("`{name}` is an object: it is narrowed with `without` and `limits`, not with `cases`");
                self.diagnostics.error(key.span, message);
            }
            (Some(TypeDescription::Object(_) | TypeDescription::Union(_)), _, _) => {}
            (None, _, _) if !BUILT_IN.contains(&name) => {}
            _ => self.diagnostics.error(narrow.span, "only an object or a union can be narrowed"),
        }
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
        let derived = self.in_camel_case.then(|| snake(&description.name));
        let given = description.rust.as_ref().or(derived.as_ref());
        let rust = value_name(&description.name, given, Some("rust"), self.diagnostics);
        let kind = self.kind(description, owner, of)?;
        let mut limits: Vec<Spanned<Limit>> = Vec::new();
        let mut charset = description.charset.clone();
        let mut sensitive = description.sensitive;
        let mut prefix = description.prefix.clone();
        if let Some(TypeDescription::String(string)) = self.library.get(&description.of.value) {
            limits.extend(string.limits.iter().cloned());
            charset = charset.or_else(|| string.charset.clone());
            sensitive |= string.sensitive && !string.newtype;
            prefix = prefix.or_else(|| string.prefix.clone());
        }
        let narrowed =
            of.narrow.and_then(|narrow| narrow.limits.iter().find(|(name, _)| name.value == description.name.value));
        limits.extend(narrowed.map_or(&description.limits, |(_, limits)| limits).iter().cloned());
        for limit in &limits {
            self.check_limit(limit, &kind, &description.name.value);
        }
        self.check_sense(description, &kind, of);
        let is_written_value = matches!(kind, Kind::Values(_)) && of.role != Role::Reply;
        let unknown = is_written_value.then(|| description.unknown.unwrap_or(Consequence::Unstated));
        let required = description.required.as_ref().and_then(|required| {
            let holds = holds_in(required.profiles.as_deref(), of.profile, self.profiles, self.diagnostics);
            holds.then_some(Required { errcode: required.errcode })
        });
        let unique = description.unique.as_ref().and_then(|unique| self.unique(unique, &kind));
        Some(Field {
            wire: description.name.value.clone(),
            rust,
            kind,
            about: description.about.clone(),
            required,
            default: description.default.as_ref().map(|default| default.value.clone()),
            sensitive,
            translated: description.translated,
            each: description.each.as_ref().map(|each| each.value.clone()),
            once: description.once.as_ref().map(|once| once.value),
            is_moment: description.moment.is_some(),
            supplied: description.supplied,
            limits: Spanned::values(limits),
            charset: charset.map(|charset| charset.value),
            prefix: prefix.map(|prefix| prefix.value),
            unique,
            unknown,
            item_errcode: description.item_errcode,
            span: description.span,
        })
    }

    fn check_limit(&mut self, limit: &Spanned<Limit>, kind: &Kind, field: &str) {
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

    fn check_sense(&mut self, description: &FieldDescription, kind: &Kind, of: Use<'_>) {
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

    fn unique(&mut self, description: &UniqueDescription, kind: &Kind) -> Option<Unique> {
        let UniqueDescription { span, by, beyond, errcode, evidence } = description;
        let by = match (kind, by) {
            (Kind::List(item), Some(path)) => {
                let Some(Type::Object(object)) = item.type_id().and_then(|id| self.types.get(id)) else {
                    self.diagnostics.error(path.span, "the list's items are no objects: write \"unique\": true");
                    return None;
                };
                let by = paths::resolve(&self.types, object, path, self.diagnostics)?;
                let end = by.walk(self.types.as_slice(), object).last().and_then(Stop::kind);
                if !matches!(end, Some(Kind::String | Kind::Newtype(_))) {
                    let message = format!("`{}` is no string; only strings can be told apart", path.value);
                    let help = "name a member that is a string, or take `unique` out";
                    self.diagnostics.add(Diagnostic::new(path.span, message).help(help));
                    return None;
                }
                by
            }
            (Kind::List(item), None) if matches!(**item, Kind::String) => {
                Path { wire: String::new(), steps: Vec::new() }
            }
            (Kind::Joined(_), None) => Path { wire: String::new(), steps: Vec::new() },
            _ if !matches!(kind, Kind::List(_) | Kind::Joined(_)) => return None,
            _ => {
                let message = "`unique` needs the key `by`: which of an item's members must differ";
                self.diagnostics.error(*span, message);
                return None;
            }
        };
        Some(Unique { by, beyond: *beyond, errcode: *errcode, evidence: *evidence })
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
