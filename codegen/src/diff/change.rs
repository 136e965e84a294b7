//! The result of a comparison.

/// All changes between two sets of descriptions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diff {
    /// The changes by channel and subject. No section is empty.
    pub sections: Vec<Section>,
}

/// The changes of one message, operation or type.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Section {
    /// The channel; `None` for error codes, which all channels share.
    pub channel: Option<String>,
    /// What the changes belong to.
    pub subject: Subject,
    /// Of a type: the messages, operations and parts of the channel's envelope that contain it.
    pub reaches: Vec<String>,
    /// The changes.
    pub changes: Vec<Change>,
}

/// What changes belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Subject {
    /// The list of published error codes.
    ErrorCodes,
    /// The channel itself: endpoint, envelope, receipt.
    Channel,
    /// A message type, by its msgtype.
    Message(String),
    /// An operation, by its name.
    Operation(String),
    /// A passive reply, by its name.
    PassiveReply(String),
    /// An event or a message that an app receives, by its name.
    Received(String),
    /// Types by their paths in the channel's module; several if they changed alike.
    Types(Vec<String>),
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// The place in the subject: a field's name on the wire, a constructor. Empty for the subject as a whole.
    pub at: String,
    /// The kind of change.
    pub kind: ChangeKind,
    /// What it breaks.
    pub breaks: Breaks,
    /// The change in words; names and values between backticks.
    pub what: String,
}

/// The kinds of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another name.
    Renamed,
    /// Less is allowed, or the consequence is worse.
    Tightened,
    /// More is allowed, or the consequence is milder.
    Loosened,
    /// It is different.
    Changed,
    /// It is deprecated.
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

/// What a change breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Breaks {
    /// Nothing: programs behave as before.
    Nobody,
    /// Programs compile, but a message now fails the check before sending, or a different body is sent.
    AtRunTime,
    /// Programs may fail to compile.
    AtCompileTime,
}

/// The version that a release needs by semantic versioning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Release {
    /// Only documentation changed.
    Patch,
    /// Something was added, or more is allowed.
    Minor,
    /// Something broke.
    Major,
}

impl Release {
    /// The part of the version to raise from 1.0 on.
    pub fn from_1_0(self) -> &'static str {
        match self {
            Release::Patch => "patch",
            Release::Minor => "minor",
            Release::Major => "major",
        }
    }

    /// The part of the version to raise below 1.0, where cargo treats the minor version as the major one.
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

    /// All changes.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.sections.iter().flat_map(|section| &section.changes)
    }

    /// The number of changes that break programs in this way.
    pub fn count(&self, breaks: Breaks) -> usize {
        self.changes().filter(|change| change.breaks == breaks).count()
    }

    /// The worst that any change breaks.
    pub fn breaks(&self) -> Breaks {
        self.changes().map(|change| change.breaks).max().unwrap_or(Breaks::Nobody)
    }

    /// The version that the release needs; `None` if nothing changed.
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

    /// A heading: `app: message text`.
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

/// A name or value as Markdown code.
pub(super) fn code(text: &str) -> String {
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// The text of an optional value.
pub(super) fn or_none(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| value.to_string())
}
