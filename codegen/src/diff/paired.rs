//! Pairs the items of two lists.

/// Two lists side by side. Pairs are in the order of the new list.
pub(super) struct Paired<'a, T> {
    pub(super) both: Vec<[&'a T; 2]>,
    pub(super) removed: Vec<&'a T>,
    pub(super) added: Vec<&'a T>,
}

/// Whether an item of the old list is this item of the new one.
type Same<'s, T> = &'s dyn Fn(&T, &T) -> bool;

/// Pairs items by the first test that holds. Later tests see only what earlier ones left unpaired.
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

/// An item with keys that identify it on both sides.
pub(super) trait Keyed {
    /// The keys, the most reliable first.
    fn keys(&self) -> &[String];
}

/// Pairs items by their first keys, then by their second keys, and so on.
pub(super) fn pair_by_keys<'a, T: Keyed>(old: &'a [T], new: &'a [T]) -> Paired<'a, T> {
    let same =
        |index| move |old: &T, new: &T| old.keys().get(index).is_some_and(|key| new.keys().get(index) == Some(key));
    pair(old, new, &[&same(0), &same(1), &same(2)])
}
