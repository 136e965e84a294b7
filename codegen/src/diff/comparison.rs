//! Compares two outlines.

use super::change::{Breaks, Change, ChangeKind};
use super::changes::Changes;
use super::demands;
use super::outline::{Fact, Item, Outline, Part, Told};
use super::paired::{Paired, pair_by_keys};

/// The changes of one subject, which may exist on one side only.
pub(super) fn changes(old: Option<&Item>, new: Option<&Item>) -> Vec<Change> {
    let mut changes = Changes::default();
    match (old, new) {
        (Some(old), Some(new)) => changes.outlines(&old.outline, &new.outline),
        (Some(old), None) => changes.alone(&old.lost, old.lost_breaks),
        (None, Some(new)) => changes.alone(&new.gained, new.gained_breaks),
        (None, None) => {}
    }
    changes.found
}

impl Changes {
    fn outlines(&mut self, Outline(old): &Outline, Outline(new): &Outline) {
        let mut was_told = false;
        for both in old.iter().zip(new) {
            match both {
                (Part::Fact(old), Part::Fact(new)) => {
                    was_told = !(was_told && new.is_minor) && self.fact(old, new);
                    if was_told && new.is_decisive {
                        return;
                    }
                }
                (Part::Items(old), Part::Items(new)) => self.items(old, new),
                (Part::Demands(old), Part::Demands(new)) => demands::compare(old, new, self),
                (Part::Documented(old), Part::Documented(new)) => self.documented(old, new),
                _ => {}
            }
        }
    }

    /// Reports a fact that differs, and returns whether it does.
    fn fact(&mut self, old: &Fact, new: &Fact) -> bool {
        let breaks = old.from.min(new.to);
        match (&old.text, &new.text) {
            (Some(was), Some(is)) if was.today != is.today => {
                self.add(new.kind, breaks, format!("{}{was} → {is}{}", new.before, new.after));
            }
            (None, Some(_)) => self.alone(&new.gained, breaks),
            (Some(_), None) => self.alone(&old.lost, breaks),
            _ => return false,
        }
        true
    }

    fn items(&mut self, old: &[Item], new: &[Item]) {
        let Paired { both, removed, added } = pair_by_keys(old, new);
        for [old, new] in both {
            self.inside(&new.at, |inside| inside.outlines(&old.outline, &new.outline));
        }
        for old in removed {
            self.inside(&old.at, |inside| inside.alone(&old.lost, old.lost_breaks));
        }
        for new in added {
            self.inside(&new.at, |inside| inside.alone(&new.gained, new.gained_breaks));
        }
    }

    /// Reports what exists on one side only.
    fn alone(&mut self, (kind, words): &Told, breaks: Breaks) {
        if !words.is_empty() {
            self.add(*kind, breaks, words);
        }
    }

    fn documented(&mut self, old: &[(&str, Option<String>)], new: &[(&str, Option<String>)]) {
        let both = old.iter().zip(new).filter(|((_, old), (_, new))| old.is_some() && new.is_some() && old != new);
        let parts: Vec<&str> = both.map(|((part, _), _)| *part).collect();
        if !parts.is_empty() {
            self.add(ChangeKind::Documented, Breaks::Nobody, parts.join(", "));
        }
    }
}
