//! Rules and constructors of an object, once its fields are known.

use super::names::{Scope, value_name};
use super::types::Resolver;
use super::{Profiles, holds_in, paths};
use crate::description::{
    ConstructorDescription, ObjectDescription, ParametersDescription, RuleDescription, RuleKindDescription, Spanned,
};
use crate::diagnostic::Diagnostic;
use crate::model::{Constructor, Field, Kind, Object, Parameter, Path, Role, Rule, RuleKind, Type};

impl Resolver<'_, '_> {
    pub(super) fn rules(&mut self, object: &Object, rules: &[RuleDescription], profile: usize) -> Vec<Rule> {
        let mut resolved = Vec::new();
        for rule in rules {
            if !holds_in(rule.profiles.as_deref(), profile, self.profiles, self.diagnostics) {
                continue;
            }
            let kind = match &rule.kind {
                RuleKindDescription::AnyOf(paths) => RuleKind::AnyOf(self.paths(object, paths)),
                RuleKindDescription::OneOf(paths) => RuleKind::OneOf(self.paths(object, paths)),
                RuleKindDescription::Given(path, then) => {
                    let then = self.paths(object, then);
                    match self.path(object, path) {
                        Some(path) => RuleKind::Given(path, then),
                        None => continue,
                    }
                }
                RuleKindDescription::NotBoth(one, other) => {
                    match (self.path(object, one), self.path(object, other)) {
                        (Some(one), Some(other)) => RuleKind::NotBoth(one, other),
                        _ => continue,
                    }
                }
            };
            resolved.push(Rule { kind, beyond: rule.beyond, errcode: rule.errcode, evidence: rule.evidence });
        }
        resolved
    }

    pub(super) fn paths(&mut self, object: &Object, paths: &[Spanned<String>]) -> Vec<Path> {
        paths.iter().filter_map(|path| self.path(object, path)).collect()
    }

    pub(super) fn path(&mut self, object: &Object, path: &Spanned<String>) -> Option<Path> {
        paths::resolve(&self.types, object, path, self.diagnostics)
    }

    /// Constructors are stated; an object that needs nothing gets a `new()` without being asked.
    pub(super) fn constructors(&mut self, object: &Object, description: &ObjectDescription, profile: usize) -> Vec<Constructor> {
        if matches!(object.role, Role::Reply | Role::Envelope) {
            return Vec::new();
        }
        let needed: Vec<&Field> = object.fields.iter().filter(|field| self.is_needed(field)).collect();
        if description.constructors.is_empty() {
            if let Some(field) = needed.first() {
                let message = format!("`{}` needs constructors: it cannot be made without `{}`", description.name.value, field.wire);
                let names: Vec<String> = needed.iter().map(|field| format!("\"{}\"", field.wire)).collect();
                let help = format!("for example \"constructors\": {{ \"new\": [{}] }}", names.join(", "));
                self.diagnostics.add(Diagnostic::new(description.name.span, message).help(help));
            }
            return vec![Constructor { name: "new".to_owned(), parameters: Vec::new() }];
        }
        let fields = object.fields.iter().map(|field| (field.rust.clone(), "the setter of a field"));
        let mut scope = Scope::with(fields);
        let mut resolved = Vec::new();
        for constructor in &description.constructors {
            let Some(parameters) = parameters_in(constructor, profile, self.profiles) else { continue };
            let name = value_name(&constructor.name, None, "constructors", self.diagnostics);
            scope.take(&name, "a constructor", constructor.name.span, self.diagnostics);
            let parameters = self.parameters(object, parameters);
            for field in &needed {
                let sets = |parameter: &Parameter| {
                    let first = parameter.path.steps.first();
                    object.fields.iter().position(|it| it.rust == field.rust).map(crate::model::Step::Field).as_ref() == first
                };
                if !parameters.iter().any(sets) {
                    let message = format!("the constructor `{name}` leaves out `{}`, which is required", field.wire);
                    self.diagnostics.error(constructor.span, message);
                }
            }
            resolved.push(Constructor { name, parameters });
        }
        resolved
    }

    fn is_needed(&self, field: &Field) -> bool {
        let inline_without_default = match field.kind {
            Kind::Inline(id) => matches!(self.types.get(id), Some(Type::Union(union)) if union.absent.is_none()),
            _ => false,
        };
        let required = field.required.is_some() && field.default.is_none();
        (required || inline_without_default) && !field.supplied
    }

    fn parameters(&mut self, object: &Object, paths: &[Spanned<String>]) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for spanned in paths {
            let Some(path) = self.path(object, spanned) else { continue };
            if parameters.iter().any(|other| nested(&other.path, &path)) {
                let message = format!("`{}` is set by an earlier parameter already", spanned.value);
                self.diagnostics.error(spanned.span, message);
                continue;
            }
            let name = paths::end(&self.types, object, &path).map_or_else(String::new, |end| end.name.to_owned());
            let taken = parameters.iter().any(|other| other.name == name);
            let name = if taken { spanned.value.replace('.', "_") } else { name };
            parameters.push(Parameter { name, path });
        }
        parameters
    }
}

fn nested(one: &Path, other: &Path) -> bool {
    one.steps.starts_with(&other.steps) || other.steps.starts_with(&one.steps)
}

fn parameters_in<'a>(
    constructor: &'a ConstructorDescription,
    profile: usize,
    profiles: &Profiles,
) -> Option<&'a [Spanned<String>]> {
    match &constructor.parameters {
        ParametersDescription::Everywhere(parameters) => Some(parameters),
        ParametersDescription::PerProfile(per_profile) => {
            let name = profiles.name(profile)?;
            per_profile.iter().find(|(profile, _)| profile.value == name).map(|(_, parameters)| parameters.as_slice())
        }
    }
}
