//! Which thing of one list is which of another.

/// Two lists side by side, each part in its list's order; what is on both sides in the new one's.
pub(super) struct Paired<'a, T> {
    pub(super) both: Vec<(&'a T, &'a T)>,
    pub(super) removed: Vec<&'a T>,
    pub(super) added: Vec<&'a T>,
}

/// Whether a thing of the one list is this thing of the other.
type Same<'s, T> = &'s dyn Fn(&T, &T) -> bool;

/// Two are the same when the first test that holds for either says so; a later test sees only what the earlier ones left.
pub(super) fn pair<'a, T>(old: &'a [T], new: &'a [T], same: &[Same<'_, T>]) -> Paired<'a, T> {
    let mut removed: Vec<&T> = old.iter().collect();
    let mut partners: Vec<Option<&T>> = new.iter().map(|_| None).collect();
    for same in same {
        for (new, partner) in new.iter().zip(&mut partners).filter(|(_, partner)| partner.is_none()) {
            if let Some(index) = removed.iter().position(|old| same(old, new)) {
                *partner = Some(removed.remove(index));
            }
        }
    }
    let mut paired = Paired { both: Vec::new(), removed, added: Vec::new() };
    for (new, partner) in new.iter().zip(partners) {
        match partner {
            Some(old) => paired.both.push((old, new)),
            None => paired.added.push(new),
        }
    }
    paired
}

impl<'a, T> Paired<'a, T> {
    /// What this is on the new side.
    pub(super) fn partner(&self, old: &T) -> Option<&'a T> {
        self.both.iter().find(|(one, _)| std::ptr::eq(*one, old)).map(|(_, new)| *new)
    }
}
