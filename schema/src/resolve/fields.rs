//! Fields.

use super::library::BUILT_IN;
use super::names::value_name;
use super::paths;
use super::profiles::holds_in;
use super::types::{Resolver, Use};
use crate::description::{FieldDescription, NarrowDescription, Place, Spanned, TypeDescription, UniqueDescription};
use crate::diagnostic::Diagnostic;
use crate::model::{Consequence, Field, Kind, Limit, Path, Required, Role, Stop, Type, Unique, snake_case};

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
