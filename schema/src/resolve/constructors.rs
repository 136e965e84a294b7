//! Constructors of an object, once its fields and rules are known.

use super::names::{Scope, value_name};
use super::types::Resolver;
use crate::description::{ConstructorDescription, ObjectDescription, ParametersDescription, Spanned};
use crate::diagnostic::Diagnostic;
use crate::model::{Constructor, Field, Kind, Object, Parameter, Path, Role, Step, Stop, Type, setter_name};

impl Resolver<'_, '_> {
    /// The stated constructors. An object without any gets `new()` if it requires nothing.
    pub(super) fn constructors(
        &mut self,
        object: &Object,
        description: &ObjectDescription,
        profile: usize,
    ) -> Vec<Constructor> {
        // The client makes a sender without constructors.
        let made_by_client = object.role == Role::Envelope && description.constructors.is_empty();
        if object.role == Role::Reply || made_by_client {
            return Vec::new();
        }
        let mut scope = Scope::default();
        for field in &object.fields {
            scope.reserve(setter_name(object.role, field), "the setter of a field");
        }
        let mut resolved = Vec::new();
        for constructor in &description.constructors {
            let Some(parameters) = self.parameters_in(constructor, profile) else { continue };
            let name = value_name(&constructor.name, None, None, self.diagnostics);
            scope.take(
                &name,
                "a constructor",
                constructor.name.span,
                "call the constructor something else",
                self.diagnostics,
            );
            let parameters = self.parameters(object, parameters);
            let paths: Vec<&[Step]> = parameters.iter().map(|parameter| parameter.path.steps.as_slice()).collect();
            for left_out in self.left_out(object, &paths, "") {
                let message = format!("the constructor `{name}` leaves out `{left_out}`, which is required");
                self.diagnostics
                    .add(Diagnostic::new(constructor.span, message).help(format!("add \"{left_out}\" to the list")));
            }
            resolved.push(Constructor { name, parameters });
        }
        if resolved.is_empty() {
            let needed = self.left_out(object, &[], "");
            if let Some(first) = needed.first() {
                let name = &description.name;
                let where_ = self.profiles.name(profile).filter(|_| !description.constructors.is_empty());
                let where_ = where_.map_or_else(String::new, |profile| format!(" for the profile `{profile}`"));
                let message =
                    format!("`{}` needs constructors{where_}: it cannot be made without `{first}`", name.value);
                let help = format!("for example \"constructors\": {{ \"new\": [\"{}\"] }}", needed.join("\", \""));
                self.diagnostics.add(Diagnostic::new(name.span, message).help(help));
            }
            let (what, help) =
                ("the constructor of an object that needs nothing", "give the field another name with the key `rust`");
            scope.take("new", what, description.name.span, help, self.diagnostics);
            resolved.push(Constructor { name: "new".to_owned(), parameters: Vec::new() });
        }
        resolved
    }

    /// The paths to required fields that these paths do not set. A constructor also makes the objects on the way to what it
    /// sets, so their required fields count as well.
    fn left_out(&self, object: &Object, set: &[&[Step]], at: &str) -> Vec<String> {
        let mut missing = Vec::new();
        for (index, field) in object.fields.iter().enumerate() {
            let below = after(set, Step::Field(index));
            let path = join(at, &field.wire);
            if below.is_empty() {
                missing.extend(self.is_needed(field).then_some(path));
            } else if below.iter().all(|rest| !rest.is_empty()) {
                missing.extend(self.left_out_inside(&field.kind, &below, &path));
            }
        }
        missing
    }

    fn left_out_inside(&self, kind: &Kind, set: &[&[Step]], at: &str) -> Vec<String> {
        match kind.type_id().and_then(|id| self.types.get(id)) {
            Some(Type::Object(object)) => self.left_out(object, set, at),
            Some(Type::Union(union)) => {
                let mut missing = Vec::new();
                for (index, case) in union.cases.iter().enumerate() {
                    let below = after(set, Step::Case(index));
                    if let (Some(payload), false) =
                        (&case.payload, below.is_empty() || below.iter().any(|rest| rest.is_empty()))
                    {
                        missing.extend(self.left_out_inside(payload, &below, &join(at, &case.name)));
                    }
                }
                missing
            }
            _ => Vec::new(),
        }
    }

    fn is_needed(&self, field: &Field) -> bool {
        let inline_without_default = match field.kind {
            Kind::Inline(id) => matches!(self.types.get(id), Some(Type::Union(union)) if union.absent.is_none()),
            _ => false,
        };
        let required = field.required.is_some() && field.default.is_none();
        (required || inline_without_default) && field.supplied.is_none()
    }

    fn parameters_in<'p>(
        &mut self,
        constructor: &'p ConstructorDescription,
        profile: usize,
    ) -> Option<&'p [Spanned<String>]> {
        match &constructor.parameters {
            ParametersDescription::Everywhere(parameters) => Some(parameters),
            ParametersDescription::PerProfile(per_profile) => {
                // No early exit: each unknown name is reported.
                per_profile.iter().fold(None, |found, (name, parameters)| {
                    let is_for = self.profiles.index(name, self.diagnostics) == Some(profile);
                    found.or(is_for.then_some(parameters.as_slice()))
                })
            }
        }
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
            if parameters.iter().any(|other| other_case(&other.path, &path)) {
                let message = format!(
                    "`{}` is in another case than an earlier parameter; a union is one of its cases",
                    spanned.value
                );
                self.diagnostics.add(Diagnostic::new(spanned.span, message).help("make two constructors of it"));
                continue;
            }
            let Some(end) = path.walk(self.types.as_slice(), object).last() else { continue };
            if end.kind().is_none() {
                let message = format!("`{}` holds nothing that a parameter could set", spanned.value);
                self.diagnostics
                    .add(Diagnostic::new(spanned.span, message).help("leave it to the setter of the union"));
                continue;
            }
            let name = match end {
                Stop::Field(field) => field.rust.clone(),
                Stop::Case(_, case) => case.name.clone(),
            };
            let taken = |name: &str| parameters.iter().any(|other| other.name == name);
            let name = if taken(&name) { spanned.value.replace('.', "_") } else { name };
            if taken(&name) {
                let message = format!("two parameters of this constructor would be called `{name}`");
                self.diagnostics.error(spanned.span, message);
                continue;
            }
            parameters.push(Parameter { name, path });
        }
        parameters
    }
}

/// The rests of the paths that begin with this step.
fn after<'s>(paths: &[&'s [Step]], step: Step) -> Vec<&'s [Step]> {
    paths
        .iter()
        .filter_map(|path| path.split_first())
        .filter(|(first, _)| **first == step)
        .map(|(_, rest)| rest)
        .collect()
}

fn join(at: &str, name: &str) -> String {
    if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") }
}

fn nested(one: &Path, other: &Path) -> bool {
    one.steps.starts_with(&other.steps) || other.steps.starts_with(&one.steps)
}

fn other_case(one: &Path, other: &Path) -> bool {
    let parting = one.steps.iter().zip(&other.steps).find(|(one, other)| one != other);
    matches!(parting, Some((Step::Case(_), Step::Case(_))))
}
