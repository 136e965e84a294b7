//! Which thing of one list is which of another.

/// Two lists side by side, each part in its list's order; what is on both sides in the new one's.
pub(super) struct Paired<'a, T> {
    pub(super) both: Vec<[&'a T; 2]>,
    pub(super) removed: Vec<&'a T>,
    pub(super) added: Vec<&'a T>,
}

/// Whether a thing of the one list is this thing of the other.
type Same<'s, T> = &'s dyn Fn(&T, &T) -> bool;

/// Two are the same when the first test that holds for either says so; a later test sees only what the earlier ones left.
pub(super) fn pair<'a, T>(old: &'a [T], new: &'a [T], same: &[Same<'_, T>]) -> Paired<'a, T> {
    let mut removed: Vec<&T> = old.iter().collect();
    let mut partners: Vec<(&T, Option<&T>)> = new.iter().map(|new| (new, None)).collect();
    for same in same {
        for (new, partner) in partners.iter_mut().filter(|(_, partner)| partner.is_none()) {
            *partner = removed.iter().position(|old| same(old, new)).map(|index| removed.remove(index));
        }
    }
    let both = partners.iter().filter_map(|(new, partner)| partner.map(|old| [old, *new])).collect();
    let added = partners.iter().filter(|(_, partner)| partner.is_none()).map(|(new, _)| *new).collect();
    Paired { both, removed, added }
}

/// What a thing is known by on both sides.
pub(super) trait Keyed {
    /// The most certain first.
    fn keys(&self) -> &[String];
}

/// Two are the same when they have the same first key, or else the same second one, and so on.
pub(super) fn pair_by_keys<'a, T: Keyed>(old: &'a [T], new: &'a [T]) -> Paired<'a, T> {
    let same =
        |index| move |old: &T, new: &T| old.keys().get(index).is_some_and(|key| new.keys().get(index) == Some(key));
    pair(old, new, &[&same(0), &same(1), &same(2)])
}
