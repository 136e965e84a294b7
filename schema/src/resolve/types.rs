//! Types as they are emitted: once per profile where they differ, once per narrowed use.

use std::collections::HashMap;

use super::library::Library;
use super::names::{Scope, pascal_case, type_name, value_name, variant_name};
use super::{Profiles, holds_in};
use crate::description::{
    CaseDescription, FieldDescription, NarrowDescription, ObjectDescription, Spanned, StringDescription,
    TypeDescription, UnionDescription,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Case, Kind, NamedValue, Newtype, Object, Role, Tag, Type, TypeId, Union, Values};
use crate::source::Span;

const ANOTHER_NAME: &str = "give one of the two another name with the key `rust`";

/// The types made so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Types(Vec<Type>);

impl Types {
    pub(crate) fn get(&self, id: TypeId) -> Option<&Type> {
        self.0.get(id.0)
    }

    pub(crate) fn into_vec(self) -> Vec<Type> {
        self.0
    }

    fn push(&mut self, ty: Type) -> TypeId {
        self.0.push(ty);
        TypeId(self.0.len() - 1)
    }
}

/// Makes the types of one channel.
pub(crate) struct Resolver<'a, 'd> {
    pub(super) library: &'a Library<'a>,
    pub(super) profiles: &'a Profiles,
    pub(super) types: Types,
    made: HashMap<Key, TypeId>,
    names: HashMap<Option<String>, Scope>,
    pub(super) diagnostics: &'d mut Diagnostics,
}

/// What makes a type a type of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    /// The description's name; of a union's case with the case's name.
    name: String,
    /// Of a type that is the same everywhere: the first.
    profile: usize,
    /// The Rust name of the narrowed use.
    narrowed: Option<String>,
    reply: bool,
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
        reserved: Vec<(String, &'static str)>,
        diagnostics: &'d mut Diagnostics,
    ) -> Self {
        let names = HashMap::from([(None, Scope::with(reserved))]);
        Self { library, profiles, types: Types::default(), made: HashMap::new(), names, diagnostics }
    }

    /// Adds a type under its Rust name.
    pub(super) fn add(&mut self, ty: Type, span: Span) -> TypeId {
        let scope = self.names.entry(ty.module().map(str::to_owned)).or_default();
        scope.take(ty.rust(), "a type", span, ANOTHER_NAME, self.diagnostics);
        self.types.push(ty)
    }

    /// The types that were asked for by name.
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

    /// A string type that is no type of its own in Rust is a plain string to its users.
    pub(super) fn use_plain_string(&mut self, name: &str) {
        let key = Key { name: name.to_owned(), profile: 0, narrowed: None, reply: false };
        self.made.entry(key).or_insert(TypeId(usize::MAX));
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

    /// An object without a place among the types yet.
    pub(super) fn object(&mut self, description: &ObjectDescription, rust: String, of: Use<'_>) -> Object {
        let owner = type_name(&description.name, description.rust.as_ref(), self.diagnostics);
        let fields = self.fields(&description.fields, &owner, of);
        let mut object = Object {
            rust,
            module: None,
            role: of.role,
            about: description.about.clone(),
            fields,
            rules: Vec::new(),
            constructors: Vec::new(),
            converts_from: None,
        };
        let mut scope = Scope::default();
        for field in self.distinct_fields(&object, &description.name.value) {
            scope.take(&field.rust, "a field", field.span, ANOTHER_NAME, self.diagnostics);
        }
        object.rules = self.rules(&object, &description.rules, of.profile);
        object.constructors = self.constructors(&object, description, of.profile);
        object
    }

    fn union(&mut self, description: &UnionDescription, of: Use<'_>) -> Union {
        let given = of.narrow.map(|narrow| &narrow.rust).or(description.rust.as_ref());
        let rust = type_name(&description.name, given, self.diagnostics);
        let mut union = Union {
            rust,
            module: self.module(&description.name.value, of.profile),
            about: description.about.clone(),
            tag: description.tag.clone(),
            errcode: description.errcode,
            cases: Vec::new(),
            absent: None,
            converts_from: self.in_first_profile(&description.name.value, of),
        };
        let mut scope = Scope::default();
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
                    self.diagnostics.error(span, "`when_absent` says what a missing tag means; a keyed union has no tag");
                }
                union.absent = Some(union.cases.len());
            }
            let resolved = self.case(description, case, of);
            scope.take(
                &resolved.variant,
                "a case",
                case.wire.span,
                "give one of the two another `name`",
                self.diagnostics,
            );
            if let (Some(tag), Some(payload)) = (union.tag.member(), &resolved.payload) {
                if self.members(payload).contains(tag) {
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

    fn chosen_cases<'u>(&mut self, union: &'u UnionDescription, of: Use<'_>) -> Vec<&'u CaseDescription> {
        let name_of = |case: &CaseDescription| case.name.as_ref().unwrap_or(&case.wire).value.clone();
        let chosen = of.narrow.and_then(|narrow| narrow.cases.as_ref());
        for name in chosen.into_iter().flatten() {
            let names: Vec<String> = union.cases.iter().map(name_of).collect();
            if !names.contains(&name.value) {
                let message = format!("`{}` has no case `{}`", union.name.value, name.value);
                let diagnostic = Diagnostic::new(name.span, message);
                self.diagnostics.add(diagnostic.allowed(&name.value, names.iter().map(String::as_str)));
            }
        }
        let mut cases = Vec::new();
        for case in &union.cases {
            let holds = holds_in(case.profiles.as_deref(), of.profile, self.profiles, self.diagnostics);
            if holds && chosen.is_none_or(|chosen| chosen.iter().any(|name| name.value == name_of(case))) {
                cases.push(case);
            }
        }
        cases
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
            self.diagnostics.error(case.wire.span, "a case of a keyed union is a member with a value: it needs `fields`, or a `type`");
        }
        Case {
            wire: case.wire.value.clone(),
            variant: pascal_case(&spanned.value),
            name,
            about: case.about.clone(),
            payload,
            ignores: case.ignores.iter().map(|name| name.value.clone()).collect(),
            span: case.wire.span,
        }
    }

    fn referenced_payload(&mut self, union: &UnionDescription, name: &Spanned<String>, of: Use<'_>) -> Option<Kind> {
        let kind = self.reference(name, of)?;
        if union.tag != Tag::Keyed && !matches!(kind, Kind::Object(_)) {
            let message = format!("`{}` is no object; its members could not stand beside the tag", name.value);
            self.diagnostics.error(name.span, message);
            return None;
        }
        Some(kind)
    }

    /// The object of a case with fields of its own; all narrowed uses of the union share it.
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

    fn newtype(&mut self, description: &StringDescription) -> Newtype {
        Newtype {
            rust: type_name(&description.name, description.rust.as_ref(), self.diagnostics),
            about: description.about.clone(),
            sensitive: description.sensitive,
        }
    }

    /// The named values of a field; the same for all profiles and narrowed uses of its object.
    pub(super) fn values(&mut self, field: &FieldDescription, owner: &str, integer: bool) -> TypeId {
        let key = Key { name: format!("{owner} {}", field.name.value), profile: 0, narrowed: None, reply: false };
        if let Some(id) = self.made.get(&key) {
            return *id;
        }
        let mut scope = Scope::with([("Other".to_owned(), "the variant for undocumented values")]);
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
        let rust = format!("{owner}{}", pascal_case(&field.name.value));
        let about = crate::model::About { title: None, ..field.about.clone() };
        let id = self.add(Type::Values(Values { rust, module: None, about, integer, values }), field.name.span);
        self.made.insert(key, id);
        id
    }

    fn module(&self, name: &str, profile: usize) -> Option<String> {
        let own = profile != 0 && self.library.differs(name);
        own.then(|| self.profiles.name(profile).map(str::to_owned)).flatten()
    }

    fn in_first_profile(&self, name: &str, of: Use<'_>) -> Option<TypeId> {
        if of.profile == 0 {
            return None;
        }
        let narrowed = of.narrow.map(|narrow| narrow.rust.value.clone());
        let key = Key { name: name.to_owned(), profile: 0, narrowed, reply: of.role == Role::Reply };
        self.made.get(&key).copied()
    }
}
