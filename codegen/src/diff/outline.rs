//! Outlines: everything that a program can notice of a description, and what a change of it breaks. Each side is outlined on
//! its own, and one comparison works for all outlines.

use std::fmt::{Debug, Display};

use wecom_schema::model::About;

use super::change::{Breaks, ChangeKind, code, or_none};
use super::demands::Demand;
use super::names::Text;
use super::paired::Keyed;

/// The parts of one thing, in the order in which changes are reported.
#[derive(Default)]
pub(super) struct Outline(pub(super) Vec<Part>);

pub(super) enum Part {
    Fact(Fact),
    Items(Vec<Item>),
    Demands(Vec<Demand>),
    /// Parts of the documentation by name. Those without text are not compared.
    Documented(Vec<(&'static str, Option<String>)>),
}

impl Outline {
    fn part(mut self, part: Part) -> Self {
        self.0.push(part);
        self
    }

    pub(super) fn fact(self, fact: Fact) -> Self {
        self.part(Part::Fact(fact))
    }

    pub(super) fn items(self, items: impl IntoIterator<Item = Item>) -> Self {
        self.part(Part::Items(items.into_iter().collect()))
    }

    /// A part that exists on both sides.
    pub(super) fn inside(self, name: &str, outline: Outline) -> Self {
        self.items([Item::new([name], name, "").with(outline)])
    }

    pub(super) fn demands(self, demands: impl IntoIterator<Item = Demand>) -> Self {
        self.part(Part::Demands(demands.into_iter().collect()))
    }

    pub(super) fn documented(self, part: &'static str, text: &impl Debug) -> Self {
        self.part(Part::Documented(vec![(part, Some(format!("{text:?}")))]))
    }

    pub(super) fn about(self, about: &About) -> Self {
        let About { title, doc, page, since, deprecated, evidence } = about;
        let note = deprecated.clone().unwrap_or_default();
        let is_deprecated = Fact::property(Breaks::Nobody, deprecated.is_some(), [&note, "no longer deprecated"]);
        self.fact(is_deprecated.gained(ChangeKind::Deprecated, &note)).part(Part::Documented(vec![
            ("title", Some(format!("{title:?}"))),
            ("doc", Some(format!("{doc:?}"))),
            ("page", Some(format!("{page:?}"))),
            ("since", Some(format!("{since:?}"))),
            ("deprecation", deprecated.clone()),
            ("evidence", Some(format!("{evidence:?}"))),
        ]))
    }

    /// Appends another outline.
    pub(super) fn and(mut self, other: Outline) -> Self {
        self.0.extend(other.0);
        self
    }
}

/// The kind of a change and its words. Without words it is not reported.
pub(super) type Told = (ChangeKind, String);

/// Something with a value, or without one.
pub(super) struct Fact {
    pub(super) text: Option<Text>,
    /// The kind of change if the text differs, and the words before and after both texts.
    pub(super) kind: ChangeKind,
    pub(super) before: String,
    pub(super) after: &'static str,
    /// The report if it appeared, or disappeared.
    pub(super) gained: Told,
    pub(super) lost: Told,
    /// What changes from this break, and what changes to this break. A change breaks the lesser of the two.
    pub(super) from: Breaks,
    pub(super) to: Breaks,
    /// Whether it is compared only if the preceding fact is unchanged.
    pub(super) is_minor: bool,
    /// Whether a change of it ends the comparison of the outline.
    pub(super) is_decisive: bool,
}

impl Fact {
    pub(super) fn new(text: Option<Text>, kind: ChangeKind, breaks: Breaks) -> Self {
        Self {
            text,
            kind,
            before: String::new(),
            after: "",
            gained: (ChangeKind::Added, String::new()),
            lost: (ChangeKind::Removed, String::new()),
            from: breaks,
            to: breaks,
            is_minor: false,
            is_decisive: false,
        }
    }

    /// A labelled value: `path old → new`.
    pub(super) fn value(breaks: Breaks, label: &str, text: impl Into<Text>) -> Self {
        Self { before: label.to_owned(), ..Self::new(Some(text.into()), ChangeKind::Changed, breaks) }
    }

    /// A name, and where it is used: `old → new in Rust`.
    pub(super) fn name(breaks: Breaks, name: &str, used: &'static str) -> Self {
        Self { after: used, ..Self::new(Some(code(name).into()), ChangeKind::Renamed, breaks) }
    }

    /// A value on the wire.
    pub(super) fn on_wire(value: &str) -> Self {
        Self { after: " on the wire", ..Self::value(Breaks::AtRunTime, "", code(value)) }
    }

    /// An error code of WeCom. No message depends on it.
    pub(super) fn error_code(label: &str, errcode: Option<i32>) -> Self {
        Self::value(Breaks::Nobody, &format!("{label}: error code "), or_none(errcode))
    }

    /// A property, and the words for gaining and losing it.
    pub(super) fn property(breaks: Breaks, is: bool, [with, without]: [&str; 2]) -> Self {
        Self::new(is.then(|| String::new().into()), ChangeKind::Changed, breaks)
            .gained(ChangeKind::Changed, with)
            .lost(ChangeKind::Changed, without)
    }

    /// A feature that programs may rely on: `divides old → new`.
    pub(super) fn feature(label: &str, text: Option<String>, gone: &str) -> Self {
        let added = format!("{label}{}", text.as_deref().unwrap_or_default());
        let (from, to) = match text {
            Some(_) => (Breaks::AtCompileTime, Breaks::AtRunTime),
            None => (Breaks::Nobody, Breaks::AtCompileTime),
        };
        Self { before: label.to_owned(), from, to, ..Self::new(text.map(Text::from), ChangeKind::Changed, to) }
            .gained(ChangeKind::Added, added)
            .lost(ChangeKind::Removed, gone)
    }

    pub(super) fn gained(self, kind: ChangeKind, words: impl Into<String>) -> Self {
        Self { gained: (kind, words.into()), ..self }
    }

    pub(super) fn lost(self, kind: ChangeKind, words: impl Into<String>) -> Self {
        Self { lost: (kind, words.into()), ..self }
    }

    pub(super) fn from(self, from: Breaks) -> Self {
        Self { from, ..self }
    }

    pub(super) fn to(self, to: Breaks) -> Self {
        Self { to, ..self }
    }

    pub(super) fn minor(self) -> Self {
        Self { is_minor: true, ..self }
    }

    pub(super) fn decisive(self) -> Self {
        Self { is_decisive: true, ..self }
    }
}

/// An item of a list.
pub(super) struct Item {
    keys: Vec<String>,
    /// The place in the subject.
    pub(super) at: String,
    /// The reports if it exists on one side only, and what that breaks.
    pub(super) gained: Told,
    pub(super) gained_breaks: Breaks,
    pub(super) lost: Told,
    pub(super) lost_breaks: Breaks,
    /// The comparison if it exists on both sides.
    pub(super) outline: Outline,
}

impl Keyed for Item {
    fn keys(&self) -> &[String] {
        &self.keys
    }
}

impl Item {
    pub(super) fn new<K: Into<String>>(keys: impl IntoIterator<Item = K>, at: &str, words: impl Display) -> Self {
        Self {
            keys: keys.into_iter().map(Into::into).collect(),
            at: at.to_owned(),
            gained: (ChangeKind::Added, words.to_string()),
            gained_breaks: Breaks::Nobody,
            lost: (ChangeKind::Removed, words.to_string()),
            lost_breaks: Breaks::AtCompileTime,
            outline: Outline::default(),
        }
    }

    /// The subject of a section.
    pub(super) fn subject(words: impl Display, outline: Outline) -> Self {
        Self::new([""], "", words).with(outline)
    }

    pub(super) fn with(self, outline: Outline) -> Self {
        Self { outline, ..self }
    }

    pub(super) fn gained(self, kind: ChangeKind, breaks: Breaks, words: impl Into<String>) -> Self {
        Self { gained: (kind, words.into()), gained_breaks: breaks, ..self }
    }

    pub(super) fn lost(self, kind: ChangeKind, breaks: Breaks, words: impl Into<String>) -> Self {
        Self { lost: (kind, words.into()), lost_breaks: breaks, ..self }
    }
}
