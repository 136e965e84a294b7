//! The types that descriptions can refer to, and their references to each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::description::{
    CaseDescription, ChannelFiles, ConstructorDescription, FieldDescription, ParametersDescription, RuleDescription,
    SharedTypes, Spanned, TypeDescription,
};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// The built-in types of fields.
pub(crate) const BUILT_IN: [&str; 6] = ["string", "integer", "number", "boolean", "flag", "seconds"];

/// The deepest nesting of types: far more than WeCom needs, and far from a stack overflow.
const DEPTH: usize = 24;

/// The types of one channel: its own and the shared ones.
#[derive(Debug, Default)]
pub(crate) struct Library<'a> {
    types: BTreeMap<&'a str, &'a TypeDescription>,
    /// Whether the types visited so far differ between profiles.
    differs: BTreeMap<&'a str, bool>,
    /// The names of type files that failed to parse; their mistakes are reported already.
    unread: BTreeSet<&'a str>,
}

impl<'a> Library<'a> {
    /// Collects the types; a channel's own must not have the name of a shared one.
    pub(crate) fn new(shared: &'a SharedTypes, files: &'a ChannelFiles, diagnostics: &mut Diagnostics) -> Self {
        let unread = shared.unread.union(&files.unread_types).map(String::as_str).collect();
        let mut library = Self { unread, ..Self::default() };
        for ty in shared.types.iter().chain(&files.types) {
            let name = ty.name();
            if BUILT_IN.contains(&name.value.as_str()) {
                let message = format!("`{}` is the name of a built-in type", name.value);
                diagnostics.add(Diagnostic::new(name.span, message).help("give this type another name"));
            } else if let Some(first) = library.types.insert(&name.value, ty) {
                let message = format!("there is a type `{}` already", name.value);
                let help = "a channel's types and the shared ones have different names; rename one of the two";
                diagnostics.add(Diagnostic::new(name.span, message).first(first.name().span).help(help));
            }
        }
        library
    }

    pub(crate) fn get(&self, name: &str) -> Option<&'a TypeDescription> {
        self.types.get(name).copied()
    }

    /// What to say about a reference to an unknown type; `None` if its file failed to parse.
    pub(crate) fn unknown(&self, reference: &Spanned<String>) -> Option<Diagnostic> {
        if self.unread.contains(reference.value.as_str()) {
            return None;
        }
        if BUILT_IN.contains(&reference.value.as_str()) {
            let message = format!("`{}` is a built-in type; what is wanted here has members", reference.value);
            return Some(Diagnostic::new(reference.span, message).help("give it `fields`, or the `type` of an object"));
        }
        let names = BUILT_IN.iter().chain(self.types.keys()).copied();
        let message = format!("there is no type `{}`", reference.value);
        Some(Diagnostic::new(reference.span, message).allowed(&reference.value, names))
    }

    /// Whether the type differs between profiles, itself or in a type it refers to.
    pub(crate) fn differs(&self, name: &str) -> bool {
        self.differs.get(name).copied().unwrap_or(false)
    }

    /// Finds the types that differ between profiles, and reports types that contain themselves. Returns whether there are
    /// none of these.
    pub(crate) fn link(&mut self, diagnostics: &mut Diagnostics) -> bool {
        let mut acyclic = true;
        let names: Vec<&str> = self.types.keys().copied().collect();
        for name in names {
            acyclic &= self.visit(name, &mut Vec::new(), diagnostics);
        }
        acyclic
    }

    fn visit(&mut self, name: &'a str, open: &mut Vec<&'a str>, diagnostics: &mut Diagnostics) -> bool {
        if self.differs.contains_key(name) {
            return true;
        }
        let Some(ty) = self.get(name) else { return true };
        open.push(name);
        let mut acyclic = true;
        let mut differs = differs_itself(ty);
        for reference in references(ty) {
            if let Some(start) = open.iter().position(|open| *open == reference.value) {
                let chain = open.get(start..).unwrap_or_default().join(" → ");
                let message = format!("`{0}` would contain itself: {chain} → {0}", reference.value);
                diagnostics.add(
                    Diagnostic::new(reference.span, message)
                        .help("a message is a tree: take this field out, or give it another type"),
                );
                acyclic = false;
            } else if open.len() >= DEPTH {
                let message = format!("more than {DEPTH} types lie inside each other here");
                diagnostics.add(Diagnostic::new(reference.span, message).help("no message of WeCom is that deep"));
                acyclic = false;
            } else if let Some(inner) = self.get(&reference.value) {
                let inner = inner.name().value.as_str();
                acyclic &= self.visit(inner, open, diagnostics);
                differs |= self.differs(inner);
            }
        }
        open.pop();
        self.differs.insert(name, differs);
        acyclic
    }
}

/// The names of the types that a type refers to.
fn references(ty: &TypeDescription) -> Vec<&Spanned<String>> {
    match ty {
        TypeDescription::Object(object) => object.fields.iter().map(|field| &field.of).collect(),
        TypeDescription::Union(union) => {
            let of_cases = union.cases.iter().flat_map(|case| &case.of);
            let of_fields = union.cases.iter().flat_map(|case| &case.fields).map(|field| &field.of);
            of_cases.chain(of_fields).collect()
        }
        TypeDescription::String(_) => Vec::new(),
    }
}

fn differs_itself(ty: &TypeDescription) -> bool {
    match ty {
        TypeDescription::Object(object) => {
            fields_differ(&object.fields)
                || object.rules.iter().any(|rule: &RuleDescription| rule.profiles.is_some())
                || constructors_differ(&object.constructors)
        }
        TypeDescription::Union(union) => {
            let differs = |case: &CaseDescription| {
                case.profiles.is_some() || fields_differ(&case.fields) || constructors_differ(&case.constructors)
            };
            union.cases.iter().any(differs)
        }
        TypeDescription::String(_) => false,
    }
}

fn constructors_differ(constructors: &[ConstructorDescription]) -> bool {
    constructors.iter().any(|constructor| matches!(constructor.parameters, ParametersDescription::PerProfile(_)))
}

fn fields_differ(fields: &[FieldDescription]) -> bool {
    fields.iter().any(|field| {
        field.profiles.is_some() || field.required.as_ref().is_some_and(|required| required.profiles.is_some())
    })
}
