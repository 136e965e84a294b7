//! A diff as JSON, for programs.

use serde_json::{Value, json};

use super::change::{Breaks, Change, Diff, Section, Subject};

impl Diff {
    /// Returns JSON of a stable shape; members may be added to it.
    ///
    /// ```json
    /// {
    ///   "counts": { "compile_time": 0, "run_time": 1, "nobody": 0 },
    ///   "version": { "below_1_0": "minor", "from_1_0": "major" },
    ///   "sections": [
    ///     { "channel": "app", "subject": "message", "names": ["text"], "reaches": [],
    ///       "changes": [ { "at": "content", "kind": "tightened", "breaks": "run_time", "what": "…" } ] }
    ///   ]
    /// }
    /// ```
    ///
    /// `version` is null if nothing changed, `channel` is null for error codes. `subject` is `error_codes`, `channel`, `message`,
    /// `operation` or `types`; `kind` is a [`ChangeKind`](super::ChangeKind) by its name.
    pub fn to_json(&self) -> Value {
        let version =
            self.release().map(|release| json!({ "below_1_0": release.below_1_0(), "from_1_0": release.from_1_0() }));
        json!({
            "counts": {
                "compile_time": self.count(Breaks::AtCompileTime),
                "run_time": self.count(Breaks::AtRunTime),
                "nobody": self.count(Breaks::Nobody),
            },
            "version": version,
            "sections": self.sections.iter().map(section).collect::<Vec<_>>(),
        })
    }
}

fn section(Section { channel, subject, reaches, changes }: &Section) -> Value {
    let (subject, names) = match subject {
        Subject::ErrorCodes => ("error_codes", Vec::new()),
        Subject::Channel => ("channel", Vec::new()),
        Subject::Message(msgtype) => ("message", vec![msgtype]),
        Subject::Operation(name) => ("operation", vec![name]),
        Subject::PassiveReply(name) => ("passive_reply", vec![name]),
        Subject::Received(name) => ("received", vec![name]),
        Subject::Types(paths) => ("types", paths.iter().collect()),
    };
    json!({
        "channel": channel,
        "subject": subject,
        "names": names,
        "reaches": reaches,
        "changes": changes.iter().map(change).collect::<Vec<_>>(),
    })
}

fn change(Change { at, kind, breaks, what }: &Change) -> Value {
    let breaks = match breaks {
        Breaks::AtCompileTime => "compile_time",
        Breaks::AtRunTime => "run_time",
        Breaks::Nobody => "nobody",
    };
    json!({ "at": at, "kind": kind.name(), "breaks": breaks, "what": what })
}
