//! Published error codes.

use wecom_schema::model::ErrorCode;

use super::change::{Breaks, ChangeKind, Changes, arrow, code};
use super::paired::pair;

/// A program sees a code's class; the number itself is always there, known or not.
pub(super) fn compare(old: &[ErrorCode], new: &[ErrorCode], changes: &mut Changes) {
    let paired = pair(old, new, &[&|one, other| one.code == other.code]);
    for (old, new) in paired.both {
        let ErrorCode { code, meaning, class, advice } = old;
        let at = code.to_string();
        changes.changed(&at, (class, &new.class), Breaks::AtRunTime, || format!("class {}", arrow(class, &new.class)));
        let parts = [("meaning", *meaning != new.meaning), ("advice", *advice != new.advice)];
        let parts: Vec<&str> = parts.into_iter().filter(|(_, is_changed)| *is_changed).map(|(part, _)| part).collect();
        if !parts.is_empty() {
            changes.add(&at, ChangeKind::Documented, Breaks::Nobody, parts.join(", "));
        }
    }
    for gone in paired.removed {
        let what = format!("of the class {}, now of none", code(&gone.class));
        changes.add(&gone.code.to_string(), ChangeKind::Removed, Breaks::AtRunTime, what);
    }
    for added in paired.added {
        let what = format!("of the class {}", code(&added.class));
        changes.add(&added.code.to_string(), ChangeKind::Added, Breaks::Nobody, what);
    }
}
