//! Types of the model: one per profile if they differ, one per narrowed use.

use std::collections::{BTreeMap, BTreeSet};

use super::library::Library;
use super::names::{Scope, type_name, variant_name};
use super::profiles::Profiles;
use crate::description::{
    FieldDescription, NarrowDescription, ObjectDescription, Spanned, StringDescription, TypeDescription,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{About, Kind, NamedValue, Newtype, Object, Role, Type, TypeId, Values, pascal_case};
use crate::source::{Source, Span};

const ANOTHER_NAME: &str = "give one of the two another name with the key `rust`";

/// The types made so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Types {
    list: Vec<Type>,
    /// Fields and cases whose types are unknown, with the Rust names of their objects: these mistakes are already reported.
    unresolved: BTreeSet<(String, String)>,
}

impl Types {
    pub(crate) fn get(&self, id: TypeId) -> Option<&Type> {
        self.list.get(id.0)
    }

    pub(crate) fn as_slice(&self) -> &[Type] {
        &self.list
    }

    pub(crate) fn into_vec(self) -> Vec<Type> {
        self.list
    }

    pub(super) fn add_unresolved(&mut self, owner: &str, member: &str) {
        self.unresolved.insert((owner.to_owned(), member.to_owned()));
    }

    /// Whether an object has a field, or a union a case, of this name and of a type that could not be resolved.
    pub(super) fn is_unresolved(&self, owner: &str, member: &str) -> bool {
        self.unresolved.contains(&(owner.to_owned(), member.to_owned()))
    }

    fn push(&mut self, ty: Type) -> TypeId {
        self.list.push(ty);
        TypeId(self.list.len() - 1)
    }
}

/// Makes the types of one channel.
pub(crate) struct Resolver<'a, 'd> {
    pub(super) library: &'a Library<'a>,
    pub(super) profiles: &'a Profiles,
    /// The sources of the examples' texts.
    pub(super) sources: &'a [&'a Source],
    pub(super) types: Types,
    /// Whether the names on the wire are in `CamelCase` and those in Rust made of them.
    pub(super) in_camel_case: bool,
    pub(super) made: BTreeMap<Key, TypeId>,
    /// The first narrowed use for each type name and Rust name.
    narrowed: BTreeMap<(String, String), NarrowDescription>,
    /// The Rust names in each profile's module; `None` is the channel's own module.
    names: BTreeMap<Option<String>, Scope>,
    pub(super) diagnostics: &'d mut Diagnostics,
}

/// Identifies a type of the model.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// The description's name; for the case of a union, followed by the case's name.
    pub(super) name: String,
    /// The first profile if the type is the same in all of them.
    pub(super) profile: usize,
    /// The Rust name of the narrowed use.
    pub(super) narrowed: Option<String>,
    pub(super) reply: bool,
}

/// The use of a type in one place.
#[derive(Clone, Copy)]
pub(super) struct Use<'u> {
    pub(super) profile: usize,
    pub(super) role: Role,
    pub(super) narrow: Option<&'u NarrowDescription>,
}

impl<'a, 'd> Resolver<'a, 'd> {
    pub(super) fn new(
        library: &'a Library<'a>,
        profiles: &'a Profiles,
        sources: &'a [&'a Source],
        reserved: Scope,
        diagnostics: &'d mut Diagnostics,
    ) -> Self {
        Self {
            library,
            profiles,
            sources,
            types: Types::default(),
            in_camel_case: false,
            made: BTreeMap::new(),
            narrowed: BTreeMap::new(),
            names: BTreeMap::from([(None, reserved)]),
            diagnostics,
        }
    }

    /// Adds a type under its Rust name.
    pub(super) fn add(&mut self, ty: Type, span: Span) -> TypeId {
        let scope = self.names.entry(ty.module().map(str::to_owned)).or_default();
        scope.take(ty.rust(), "a type", span, ANOTHER_NAME, self.diagnostics);
        self.types.push(ty)
    }

    /// Reserves a Rust name in the channel's own module for something that is not a type of the model.
    pub(super) fn reserve(&mut self, name: &str, what: &'static str, span: Span) {
        self.names.entry(None).or_default().take(name, what, span, ANOTHER_NAME, self.diagnostics);
    }

    /// Whether a description referred to the type of this name.
    pub(super) fn was_used(&self, name: &str) -> bool {
        self.made.keys().any(|key| key.name == name)
    }

    /// The kind of a field that refers to a described type.
    pub(super) fn reference(&mut self, name: &Spanned<String>, of: Use<'_>) -> Option<Kind> {
        let Some(ty) = self.library.get(&name.value) else {
            if let Some(unknown) = self.library.unknown(name) {
                self.diagnostics.add(unknown);
            }
            return None;
        };
        let profile = if self.library.differs(&name.value) { of.profile } else { 0 };
        let role = if of.role == Role::Reply { Role::Reply } else { Role::Request };
        let of = Use { profile, role, ..of };
        let is_string = matches!(ty, TypeDescription::String(_));
        if let Some(narrow) = of.narrow {
            self.check_same_narrowing(&name.value, narrow);
        }
        let key = Key {
            name: name.value.clone(),
            profile: of.profile,
            narrowed: of.narrow.map(|narrow| narrow.rust.value.clone()),
            reply: of.role == Role::Reply && !is_string,
        };
        if let Some(id) = self.made.get(&key) {
            return Some(self.kind_of(*id));
        }
        let (ty, span) = match ty {
            TypeDescription::Object(object) => (Type::Object(self.named_object(object, of)), object.name.span),
            TypeDescription::Union(union) => (Type::Union(self.union(union, of)), union.name.span),
            TypeDescription::String(string) => (Type::Newtype(self.newtype(string)), string.name.span),
        };
        let id = self.add(ty, of.narrow.map_or(span, |narrow| narrow.rust.span));
        self.made.insert(key, id);
        Some(self.kind_of(id))
    }

    /// Narrowed uses with the same Rust name must be the same type.
    fn check_same_narrowing(&mut self, name: &str, narrow: &NarrowDescription) {
        let rust = &narrow.rust.value;
        let first = self.narrowed.entry((name.to_owned(), rust.clone())).or_insert_with(|| narrow.clone());
        if !first.says_the_same(narrow) {
            let message =
                format!("another use of `{name}` is called `{rust}`, and leaves out or limits something else");
            let diagnostic = Diagnostic::new(narrow.rust.span, message).first(first.rust.span);
            self.diagnostics.add(diagnostic.help("let both say the same, or give one of them another name"));
        }
    }

    /// Marks a string type as used that is not a newtype: its fields are plain strings.
    pub(super) fn use_plain_string(&mut self, name: &str) {
        let key = Key { name: name.to_owned(), profile: 0, narrowed: None, reply: false };
        self.made.insert(key, TypeId(usize::MAX));
    }

    fn kind_of(&self, id: TypeId) -> Kind {
        match self.types.get(id) {
            Some(Type::Union(_)) => Kind::Union(id),
            Some(Type::Values(_)) => Kind::Values(id),
            Some(Type::Newtype(_)) => Kind::Newtype(id),
            Some(Type::Object(_)) | None => Kind::Object(id),
        }
    }

    fn named_object(&mut self, description: &ObjectDescription, of: Use<'_>) -> Object {
        let given = of.narrow.map(|narrow| &narrow.rust).or(description.rust.as_ref());
        let rust = type_name(&description.name, given, self.diagnostics);
        let module = self.module(&description.name.value, of.profile);
        let converts_from = self.in_first_profile(&description.name.value, of);
        let mut object = self.object(description, rust, of);
        object.module = module;
        object.converts_from = converts_from;
        object
    }

    /// An object that is not in the list of types yet.
    pub(super) fn object(&mut self, description: &ObjectDescription, rust: String, of: Use<'_>) -> Object {
        let owner = type_name(&description.name, description.rust.as_ref(), self.diagnostics);
        let (body, options) = self.fields(&description.fields, &owner, of);
        let mut object = Object {
            rust,
            module: None,
            role: of.role,
            about: description.about.clone(),
            body_len: body.len(),
            fields: body.into_iter().chain(options).collect(),
            rules: Vec::new(),
            constructors: Vec::new(),
            converts_from: None,
        };
        let mut scope = Scope::default();
        if !matches!(of.role, Role::Request | Role::Reply) {
            scope.reserve("remarks".to_owned(), "what reading found");
        }
        for field in self.distinct_fields(&object, &description.name.value) {
            scope.take(&field.rust, "a field", field.span, ANOTHER_NAME, self.diagnostics);
        }
        object.rules = self.rules(&object, &description.rules, of.profile);
        object.constructors = self.constructors(&object, description, of.profile);
        object
    }

    fn newtype(&mut self, description: &StringDescription) -> Newtype {
        Newtype {
            rust: type_name(&description.name, description.rust.as_ref(), self.diagnostics),
            about: description.about.clone(),
            sensitive: description.sensitive,
            in_runtime: description.in_runtime,
        }
    }

    /// The enumeration of a field; all profiles and narrowed uses of its object share it.
    pub(super) fn values(&mut self, field: &FieldDescription, owner: &str, integer: bool) -> TypeId {
        let key = Key { name: format!("{owner} {}", field.name.value), profile: 0, narrowed: None, reply: false };
        if let Some(id) = self.made.get(&key) {
            return *id;
        }
        let mut scope = Scope::default();
        scope.reserve("Other".to_owned(), "the variant for undocumented values");
        let mut values = Vec::new();
        for value in &field.values {
            if integer && value.wire.value.parse::<i64>().is_err() {
                let message = format!("the field is an integer, `{}` is none", value.wire.value);
                self.diagnostics.error(value.wire.span, message);
            }
            let variant = variant_name(&value.name, self.diagnostics);
            scope.take(
                &variant,
                "a value",
                value.name.span,
                "give one of the two values another name",
                self.diagnostics,
            );
            let name = value.name.value.clone();
            values.push(NamedValue { wire: value.wire.value.clone(), name, variant, doc: value.doc.clone() });
        }
        let rust = format!("{owner}{}", pascal_case(&field.rust.as_ref().unwrap_or(&field.name).value));
        let about = About { title: None, ..field.about.clone() };
        let id = self.add(Type::Values(Values { rust, module: None, about, integer, values }), field.name.span);
        self.made.insert(key, id);
        id
    }

    pub(super) fn module(&self, name: &str, profile: usize) -> Option<String> {
        let has_own = profile != 0 && self.library.differs(name);
        self.profiles.name(profile).filter(|_| has_own).map(str::to_owned)
    }

    pub(super) fn in_first_profile(&self, name: &str, of: Use<'_>) -> Option<TypeId> {
        if of.profile == 0 {
            return None;
        }
        let narrowed = of.narrow.map(|narrow| narrow.rust.value.clone());
        let key = Key { name: name.to_owned(), profile: 0, narrowed, reply: of.role == Role::Reply };
        self.made.get(&key).copied()
    }
}
