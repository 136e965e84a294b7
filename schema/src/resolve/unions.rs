//! Unions and their cases.

use std::collections::BTreeSet;

use super::names::{Scope, type_name, value_name};
use super::profiles::holds_in;
use super::types::{Key, Resolver, Use};
use crate::description::{CaseDescription, ObjectDescription, Spanned, TypeDescription, UnionDescription};
use crate::diagnostic::Diagnostic;
use crate::model::{Case, Kind, Role, Tag, Type, Union, pascal_case};
use crate::source::Span;

impl Resolver<'_, '_> {
    pub(super) fn union(&mut self, description: &UnionDescription, of: Use<'_>) -> Union {
        let given = of.narrow.map(|narrow| &narrow.rust).or(description.rust.as_ref());
        let rust = type_name(&description.name, given, self.diagnostics);
        let mut union = Union {
            rust,
            module: self.module(&description.name.value, of.profile),
            about: description.about.clone(),
            tag: description.tag.clone(),
            nested: description.nested,
            open: of.role == Role::Reply,
            errcode: of.narrow.and_then(|narrow| narrow.errcode).or(description.errcode),
            cases: Vec::new(),
            absent: None,
            converts_from: self.in_first_profile(&description.name.value, of),
        };
        self.check_ignored(description);
        let mut scope = Scope::default();
        if union.open {
            scope.reserve("Other".to_owned(), "the variant for other cases");
        }
        let mut absent: Option<Span> = None;
        for case in self.chosen_cases(description, of) {
            if let (Tag::Integer(_), Err(_)) = (&union.tag, case.wire.value.parse::<i64>()) {
                let message = format!("the tag is an integer, `{}` is none", case.wire.value);
                self.diagnostics.error(case.wire.span, message);
            }
            if let Some(span) = case.when_absent {
                if let Some(first) = absent.replace(span) {
                    let message = "another case is meant `when_absent` already: a missing tag can mean one case only";
                    self.diagnostics.add(Diagnostic::new(span, message).first(first).help("take one of the two out"));
                } else if union.tag == Tag::Keyed {
                    self.diagnostics
                        .error(span, "`when_absent` says what a missing tag means; a keyed union has no tag");
                }
                union.absent = Some(union.cases.len());
            }
            let resolved = self.case(description, case, of);
            if case.of.is_some() && resolved.payload.is_none() {
                self.types.add_unresolved(&union.rust, &resolved.name);
            }
            scope.take(
                &resolved.variant,
                "a case",
                case.wire.span,
                "give one of the two another `name`",
                self.diagnostics,
            );
            if let (Some(tag), Some(payload)) = (union.tag.member(), &resolved.payload) {
                let is_taken = match union.holder(&resolved) {
                    Some(holder) => holder == tag,
                    None => self.types.members(payload).contains(&tag),
                };
                if is_taken {
                    let message = format!("the member `{tag}` is the tag; no field of a case can have its name");
                    self.diagnostics.error(case.wire.span, message);
                }
            }
            union.cases.push(resolved);
        }
        if union.cases.is_empty() && !description.cases.is_empty() {
            let message = format!("no case of `{}` is left here", description.name.value);
            self.diagnostics.error(of.narrow.map_or(description.name.span, |narrow| narrow.rust.span), message);
        }
        union
    }

    /// A case can only ignore members of another case.
    fn check_ignored(&mut self, union: &UnionDescription) {
        let ignored = union.cases.iter().flat_map(|case| &case.ignores);
        if union.nested {
            for name in ignored {
                let message = "the cases of a nested union share no object: there is nothing for one of them to ignore";
                self.diagnostics.error(name.span, message);
            }
            return;
        }
        if union.cases.iter().any(|case| case.of.is_some()) {
            return; // the members of objects are not known yet
        }
        let fields = union.cases.iter().flat_map(|case| &case.fields);
        let members: BTreeSet<&str> = fields.map(|field| field.name.value.as_str()).collect();
        for name in ignored {
            if !members.contains(name.value.as_str()) {
                let message = format!(
                    "no case of `{}` has a member `{}` that another could ignore",
                    union.name.value, name.value
                );
                self.diagnostics.add(Diagnostic::new(name.span, message).allowed(&name.value, members.iter().copied()));
            }
        }
    }

    fn chosen_cases<'u>(&mut self, union: &'u UnionDescription, of: Use<'_>) -> Vec<&'u CaseDescription> {
        let chosen = of.narrow.and_then(|narrow| narrow.cases.as_deref());
        for name in chosen.unwrap_or_default() {
            if !union.cases.iter().any(|case| name_of(case) == name.value) {
                let message = format!("`{}` has no case `{}`", union.name.value, name.value);
                let names = union.cases.iter().map(name_of);
                self.diagnostics.add(Diagnostic::new(name.span, message).allowed(&name.value, names));
            }
        }
        let is_chosen = |case: &&CaseDescription| {
            holds_in(case.profiles.as_deref(), of.profile, self.profiles, self.diagnostics)
                && chosen.is_none_or(|chosen| chosen.iter().any(|name| name.value == name_of(case)))
        };
        union.cases.iter().filter(is_chosen).collect()
    }

    fn case(&mut self, union: &UnionDescription, case: &CaseDescription, of: Use<'_>) -> Case {
        let name = value_name(&case.wire, case.name.as_ref(), Some("name"), self.diagnostics);
        let spanned = Spanned { value: name.clone(), span: case.name.as_ref().unwrap_or(&case.wire).span };
        let payload = match &case.of {
            Some(reference) => self.referenced_payload(union, reference, Use { narrow: None, ..of }),
            None if case.fields.is_empty() => None,
            None => Some(self.own_payload(union, case, &spanned, of)),
        };
        if payload.is_none() && case.of.is_none() && union.tag == Tag::Keyed {
            self.diagnostics.error(
                case.wire.span,
                "a case of a keyed union is a member with a value: it needs `fields`, or a `type`",
            );
        }
        Case {
            wire: case.wire.value.clone(),
            variant: pascal_case(&spanned.value),
            name,
            about: case.about.clone(),
            payload,
            ignores: Spanned::values(case.ignores.clone()),
            span: case.wire.span,
        }
    }

    fn referenced_payload(&mut self, union: &UnionDescription, name: &Spanned<String>, of: Use<'_>) -> Option<Kind> {
        let problem = match self.library.get(&name.value) {
            Some(TypeDescription::String(_)) => "is a string; a case has members",
            Some(TypeDescription::Union(_)) if union.tag != Tag::Keyed && !union.nested => {
                "is a union; its members could not stand beside the tag"
            }
            _ => return self.reference(name, of),
        };
        self.diagnostics.error(name.span, format!("`{}` {problem}", name.value));
        None
    }

    /// The object of a case that has its own fields; all narrowed uses of the union share it.
    fn own_payload(
        &mut self,
        union: &UnionDescription,
        case: &CaseDescription,
        name: &Spanned<String>,
        of: Use<'_>,
    ) -> Kind {
        let of = Use { narrow: None, ..of };
        let of = if self.library.differs(&union.name.value) { of } else { Use { profile: 0, ..of } };
        let key = Key {
            name: format!("{} {}", union.name.value, name.value),
            profile: of.profile,
            narrowed: None,
            reply: of.role == Role::Reply,
        };
        if let Some(id) = self.made.get(&key) {
            return Kind::Object(*id);
        }
        let description = ObjectDescription {
            name: name.clone(),
            rust: case.rust.clone(),
            about: case.about.clone(),
            fields: case.fields.clone(),
            rules: Vec::new(),
            constructors: case.constructors.clone(),
        };
        let rust = type_name(name, case.rust.as_ref(), self.diagnostics);
        let mut object = self.object(&description, rust, of);
        object.module = self.module(&union.name.value, of.profile);
        object.converts_from = self.made.get(&Key { profile: 0, ..key.clone() }).copied().filter(|_| of.profile != 0);
        let id = self.add(Type::Object(object), case.rust.as_ref().unwrap_or(name).span);
        self.made.insert(key, id);
        Kind::Object(id)
    }
}

/// The name of a case in paths and narrowed uses.
fn name_of(case: &CaseDescription) -> &str {
    &case.name.as_ref().unwrap_or(&case.wire).value
}
