//! The types that descriptions can refer to, and how they hang together.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::description::{
    CaseDescription, FieldDescription, ParametersDescription, RuleDescription, Spanned, TypeDescription,
};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// The built-in types of fields.
pub(crate) const BUILT_IN: [&str; 6] = ["string", "integer", "number", "boolean", "flag", "seconds"];

/// The types of one channel: its own and the shared ones.
#[derive(Debug, Default)]
pub(crate) struct Library<'a> {
    types: BTreeMap<&'a str, &'a TypeDescription>,
    differs: HashMap<&'a str, bool>,
}

impl<'a> Library<'a> {
    /// Own types may not hide shared ones.
    pub(crate) fn new(
        shared: &'a [TypeDescription],
        own: &'a [TypeDescription],
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut library = Self::default();
        for ty in shared.iter().chain(own) {
            let name = ty.name();
            if BUILT_IN.contains(&name.value.as_str()) {
                diagnostics.error(name.span, format!("`{}` is a built-in type", name.value));
            } else if library.types.insert(&name.value, ty).is_some() {
                let message = format!("`{}` is a shared type already", name.value);
                diagnostics.add(Diagnostic::new(name.span, message).help("give the channel's type another name"));
            }
        }
        library
    }

    pub(crate) fn get(&self, name: &str) -> Option<&'a TypeDescription> {
        self.types.get(name).copied()
    }

    pub(crate) fn unknown(&self, reference: &Spanned<String>) -> Diagnostic {
        let names = BUILT_IN.iter().copied().chain(self.types.keys().copied());
        Diagnostic::new(reference.span, format!("there is no type `{}`", reference.value)).allowed(&reference.value, names)
    }

    /// Whether the type is another one in another profile, by itself or through what it refers to.
    pub(crate) fn differs(&self, name: &str) -> bool {
        self.differs.get(name).copied().unwrap_or(false)
    }

    /// Reports types that contain themselves; without any, finds those that differ between profiles.
    pub(crate) fn link(&mut self, diagnostics: &mut Diagnostics) -> bool {
        let mut acyclic = true;
        let mut done = HashSet::new();
        for name in self.types.keys().copied().collect::<Vec<_>>() {
            let mut open = Vec::new();
            acyclic &= self.visit(name, &mut open, &mut done, diagnostics);
        }
        acyclic
    }

    fn visit(
        &mut self,
        name: &'a str,
        open: &mut Vec<&'a str>,
        done: &mut HashSet<&'a str>,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        if done.contains(name) {
            return true;
        }
        let Some(ty) = self.get(name) else { return true };
        open.push(name);
        let mut acyclic = true;
        let mut differs = differs_itself(ty);
        for reference in references(ty) {
            if let Some(start) = open.iter().position(|open| *open == reference.value) {
                let chain: Vec<&str> = open.iter().skip(start).copied().chain([reference.value.as_str()]).collect();
                let message = format!("`{}` would contain itself: {}", reference.value, chain.join(" → "));
                diagnostics.add(Diagnostic::new(reference.span, message).help("messages are trees; break the circle here"));
                acyclic = false;
            } else if let Some((inner, _)) = self.types.get_key_value(reference.value.as_str()) {
                let inner = *inner;
                acyclic &= self.visit(inner, open, done, diagnostics);
                differs |= self.differs(inner);
            }
        }
        open.pop();
        done.insert(name);
        self.differs.insert(name, differs);
        acyclic
    }
}

/// The names of the types that a type mentions.
fn references<'d>(ty: &'d TypeDescription) -> Vec<&'d Spanned<String>> {
    match ty {
        TypeDescription::Object(object) => object.fields.iter().map(|field| &field.of).collect(),
        TypeDescription::Union(union) => {
            let of_case = |case: &'d CaseDescription| -> Vec<&'d Spanned<String>> {
                let CaseDescription { of, fields, .. } = case;
                of.iter().chain(fields.iter().map(|field| &field.of)).collect()
            };
            union.cases.iter().flat_map(of_case).collect()
        }
        TypeDescription::String(_) => Vec::new(),
    }
}

fn differs_itself(ty: &TypeDescription) -> bool {
    match ty {
        TypeDescription::Object(object) => {
            fields_differ(&object.fields)
                || object.rules.iter().any(|rule: &RuleDescription| rule.profiles.is_some())
                || object.constructors.iter().any(|it| matches!(it.parameters, ParametersDescription::PerProfile(_)))
        }
        TypeDescription::Union(union) => {
            union.cases.iter().any(|case| case.profiles.is_some() || fields_differ(&case.fields))
        }
        TypeDescription::String(_) => false,
    }
}

fn fields_differ(fields: &[FieldDescription]) -> bool {
    fields.iter().any(|field| {
        field.profiles.is_some() || field.required.as_ref().is_some_and(|required| required.profiles.is_some())
    })
}
