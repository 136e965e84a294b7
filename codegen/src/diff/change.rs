//! What a comparison finds.

/// Everything that changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diff {
    /// What changed, by channel and subject; none is without changes.
    pub sections: Vec<Section>,
}

/// What changed in one message, operation, type.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Section {
    /// The channel; `None` for what all channels share.
    pub channel: Option<String>,
    /// What changed.
    pub subject: Subject,
    /// Of a type: the messages and operations that hold it, and the parts of the channel's envelope.
    pub reaches: Vec<String>,
    /// Each change.
    pub changes: Vec<Change>,
}

/// What a change belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Subject {
    /// The list of published error codes.
    ErrorCodes,
    /// The channel itself: its endpoint, its envelope, its answer.
    Channel,
    /// A message type, by its msgtype.
    Message(String),
    /// An operation, by its name.
    Operation(String),
    /// A passive reply, by its name.
    PassiveReply(String),
    /// What comes in, by its name.
    Received(String),
    /// Types by their paths in the channel's module; several where the same changed in all of them.
    Types(Vec<String>),
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// Where in the subject: a field's name on the wire, a constructor; empty for the subject as a whole.
    pub at: String,
    /// Of what kind it is.
    pub kind: ChangeKind,
    /// What it means for callers.
    pub breaks: Breaks,
    /// The change in words; names and values between backticks.
    pub what: String,
}

/// The kinds of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChangeKind {
    /// It was not there.
    Added,
    /// It is no longer there.
    Removed,
    /// It has another name.
    Renamed,
    /// Less is allowed, or more happens beyond it.
    Tightened,
    /// More is allowed, or less happens beyond it.
    Loosened,
    /// It is another one.
    Changed,
    /// WeCom has given it up.
    Deprecated,
    /// Only documentation changed.
    Documented,
}

impl ChangeKind {
    /// Its name: `added`.
    pub fn name(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
            ChangeKind::Renamed => "renamed",
            ChangeKind::Tightened => "tightened",
            ChangeKind::Loosened => "loosened",
            ChangeKind::Changed => "changed",
            ChangeKind::Deprecated => "deprecated",
            ChangeKind::Documented => "documented",
        }
    }
}

/// Whose programs a change breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Breaks {
    /// Every program does what it did.
    Nobody,
    /// Programs compile; what they send is refused before it goes out, or is another body.
    AtRunTime,
    /// Programs may no longer compile.
    AtCompileTime,
}

/// The version number that a release needs, in the terms of semantic versioning from 1.0 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Release {
    /// Documentation only.
    Patch,
    /// Something was added, or more is allowed.
    Minor,
    /// Something breaks.
    Major,
}

impl Release {
    /// What to raise from 1.0 on.
    pub fn from_1_0(self) -> &'static str {
        match self {
            Release::Patch => "patch",
            Release::Minor => "minor",
            Release::Major => "major",
        }
    }

    /// What to raise below 1.0, where cargo takes the minor version for the major one.
    pub fn below_1_0(self) -> &'static str {
        match self {
            Release::Patch | Release::Minor => "patch",
            Release::Major => "minor",
        }
    }
}

impl Diff {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.sections.is_empty()
    }

    /// Every change.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.sections.iter().flat_map(|section| &section.changes)
    }

    /// How many changes break these programs.
    pub fn count(&self, breaks: Breaks) -> usize {
        self.changes().filter(|change| change.breaks == breaks).count()
    }

    /// The worst of all changes.
    pub fn breaks(&self) -> Breaks {
        self.changes().map(|change| change.breaks).max().unwrap_or(Breaks::Nobody)
    }

    /// The version number that is needed; `None` when nothing changed.
    pub fn release(&self) -> Option<Release> {
        let needed = |change: &Change| match (change.breaks, change.kind) {
            (Breaks::Nobody, ChangeKind::Documented) => Release::Patch,
            (Breaks::Nobody, _) => Release::Minor,
            (Breaks::AtRunTime | Breaks::AtCompileTime, _) => Release::Major,
        };
        self.changes().map(needed).max()
    }
}

impl Section {
    pub(super) fn new(subject: Subject, changes: Vec<Change>) -> Self {
        Self { channel: None, subject, reaches: Vec::new(), changes }
    }

    /// What it is about, as a heading: `app: message text`.
    pub(super) fn heading(&self) -> String {
        let subject = match &self.subject {
            Subject::ErrorCodes => "error codes".to_owned(),
            Subject::Channel => "channel".to_owned(),
            Subject::Message(msgtype) => format!("message {msgtype}"),
            Subject::Operation(name) => format!("operation {name}"),
            Subject::PassiveReply(name) => format!("passive reply {name}"),
            Subject::Received(name) => format!("received {name}"),
            Subject::Types(paths) if paths.len() == 1 => format!("type {}", paths.join(", ")),
            Subject::Types(paths) => format!("types {}", paths.join(", ")),
        };
        match &self.channel {
            Some(channel) => format!("{channel}: {subject}"),
            None => subject,
        }
    }
}

/// A name or value between backticks; as many as Markdown needs.
pub(super) fn code(text: &str) -> String {
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// The text of what may be absent.
pub(super) fn or_none(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| value.to_string())
}
