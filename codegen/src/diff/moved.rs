//! How far what is allowed has moved, and what that means.

use wecom_schema::model::Consequence;

use super::change::{Breaks, ChangeKind};

/// What happens beyond a rule, before and after, and which way the rule itself moved.
#[derive(Clone, Copy)]
pub(super) struct Moved {
    pub(super) old: Consequence,
    pub(super) new: Consequence,
    /// Whether something is no longer allowed.
    pub(super) narrower: bool,
    /// Whether something is newly allowed.
    pub(super) wider: bool,
    /// Whether it is checked before sending; an answer is not.
    pub(super) checked: bool,
}

impl Moved {
    pub(super) fn kind(self) -> ChangeKind {
        let (old, new) = (weight(self.old), weight(self.new));
        match (self.narrower || new > old, self.wider || new < old) {
            (true, false) => ChangeKind::Tightened,
            (false, true) => ChangeKind::Loosened,
            _ => ChangeKind::Changed,
        }
    }

    pub(super) fn breaks(self) -> Breaks {
        let refused_before = self.old == Consequence::Refused;
        if (self.narrower || !refused_before) && refuses(self.new, self.checked) {
            Breaks::AtRunTime
        } else {
            Breaks::Nobody
        }
    }
}

/// Whether the check before sending stops what is beyond.
fn refuses(beyond: Consequence, checked: bool) -> bool {
    checked && beyond == Consequence::Refused
}

/// A rule that was not there.
pub(super) fn added(beyond: Consequence, checked: bool) -> Breaks {
    if refuses(beyond, checked) { Breaks::AtRunTime } else { Breaks::Nobody }
}

/// Consequences by how much they hurt.
fn weight(consequence: Consequence) -> u8 {
    match consequence {
        Consequence::Advised => 0,
        Consequence::Unstated => 1,
        Consequence::Truncated => 2,
        Consequence::Refused => 3,
    }
}

/// As in the descriptions.
pub(super) fn name(consequence: Consequence) -> &'static str {
    match consequence {
        Consequence::Refused => "refused",
        Consequence::Truncated => "truncated",
        Consequence::Advised => "advised",
        Consequence::Unstated => "unstated",
    }
}
