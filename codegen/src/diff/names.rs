//! Texts with two sets of names: those of their own side, for reports, and today's, for comparing. So a renamed type does not
//! differ at each of its uses.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use wecom_schema::model::{Field, Kind, Path, Type, TypeId};

use super::change::code;
use crate::context::{Context, is_optional};
use crate::conversion::Source;

/// One side of a channel.
pub(super) struct View<'a> {
    pub(super) context: Context<'a>,
    /// Today's names of types, and the types that are gone.
    pub(super) types: BTreeMap<TypeId, String>,
    pub(super) gone: BTreeSet<TypeId>,
    /// Today's names of fields and cases.
    pub(super) members: BTreeMap<(TypeId, String), String>,
}

/// Words to be shown, and the same words in today's names.
pub(super) struct Text {
    pub(super) shown: String,
    pub(super) today: String,
}

impl<T: Into<String>> From<T> for Text {
    fn from(text: T) -> Self {
        let shown = text.into();
        Self { today: shown.clone(), shown }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl<'a> View<'a> {
    /// Creates a side whose own names are today's.
    pub(super) fn new(context: Context<'a>) -> Self {
        Self { context, types: BTreeMap::new(), gone: BTreeSet::new(), members: BTreeMap::new() }
    }

    pub(super) fn ty(&self, id: TypeId) -> &'a Type {
        self.context.channel.ty(id)
    }

    pub(super) fn text(&self, write: impl Fn(&Names<'_, 'a>) -> String) -> Text {
        Text { shown: write(&self.own()), today: write(&self.today()) }
    }

    pub(super) fn own(&self) -> Names<'_, 'a> {
        Names { view: self, is_today: false }
    }

    pub(super) fn today(&self) -> Names<'_, 'a> {
        Names { view: self, is_today: true }
    }
}

/// The names of types and members, on their own side or today.
pub(super) struct Names<'v, 'a> {
    view: &'v View<'a>,
    is_today: bool,
}

impl Names<'_, '_> {
    /// A type's path in the channel's module: `replace::Card`.
    pub(super) fn ty(&self, id: TypeId) -> String {
        let ty = self.view.ty(id);
        let own = ty.module().map_or_else(|| ty.rust().to_owned(), |module| format!("{module}::{}", ty.rust()));
        match self.view.types.get(&id) {
            Some(today) if self.is_today => today.clone(),
            None if self.is_today && self.view.gone.contains(&id) => format!("{own}, gone"),
            _ => own,
        }
    }

    /// A field or case of a type.
    pub(super) fn member(&self, ty: TypeId, own: &str) -> String {
        let today = self.view.members.get(&(ty, own.to_owned())).filter(|_| self.is_today);
        today.map_or(own, String::as_str).to_owned()
    }

    /// A path with its cases: `card_action.link.url`.
    pub(super) fn path(&self, root: TypeId, path: &Path) -> String {
        let channel = self.view.context.channel;
        let mut ty = Some(root);
        let stops = channel.object(root).into_iter().flat_map(|object| path.walk(&channel.types, object));
        let names = stops.filter_map(|stop| {
            let name = self.member(ty?, stop.name());
            ty = stop.kind().and_then(Kind::type_id);
            Some(name)
        });
        names.collect::<Vec<_>>().join(".")
    }

    /// A list of paths.
    pub(super) fn paths(&self, root: TypeId, paths: &[Path]) -> String {
        paths.iter().map(|path| code(&self.path(root, path))).collect::<Vec<_>>().join(", ")
    }

    /// The Rust type of a value, as rustdoc shows it.
    pub(super) fn value(&self, kind: &Kind) -> String {
        match kind {
            Kind::String => "String".to_owned(),
            Kind::Integer => "i64".to_owned(),
            Kind::Number => "f64".to_owned(),
            Kind::Boolean | Kind::Flag => "bool".to_owned(),
            Kind::Seconds => "u32".to_owned(),
            Kind::Newtype(id) | Kind::Values(id) | Kind::Object(id) | Kind::Union(id) | Kind::Inline(id) => {
                self.ty(*id)
            }
            Kind::List(item) => format!("Vec<{}>", self.value(item)),
            Kind::Joined(_) => "Vec<String>".to_owned(),
        }
    }

    /// The Rust type of a field.
    pub(super) fn field(&self, Field { kind, once, .. }: &Field) -> String {
        if once.is_some() {
            return "Option<OneTimeCode>".to_owned();
        }
        let value = self.value(kind);
        if is_optional(kind) { format!("Option<{value}>") } else { value }
    }

    /// The Rust type of the source of a conversion.
    pub(super) fn source(&self, source: &Source) -> String {
        match source {
            Source::Str => "&str".to_owned(),
            Source::String => "String".to_owned(),
            Source::Type(id) => self.ty(*id),
            Source::Reference(id) => format!("&{}", self.ty(*id)),
            Source::List(item) => format!("Vec<{}>", self.value(item)),
            Source::Array(item) => format!("[{}; N]", self.value(item)),
        }
    }
}

/// The form on the wire, for kinds that share a Rust type.
pub(super) fn on_wire(kind: &Kind) -> String {
    match kind {
        Kind::Boolean => "`true` or `false`".to_owned(),
        Kind::Flag => "`0` or `1`".to_owned(),
        Kind::List(item) => format!("a list of {}", on_wire(item)),
        Kind::Joined(separator) => format!("strings joined by {}", code(separator)),
        Kind::String => "strings".to_owned(),
        _ => String::new(),
    }
}
