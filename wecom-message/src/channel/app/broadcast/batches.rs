//! Dividing recipients into batches.

use std::collections::HashSet;

use crate::channel::app::to::To;

// The limits of one call: https://developer.work.weixin.qq.com/document/path/90236
const USERS: usize = 1000;
const PARTIES: usize = 100;
const TAGS: usize = 100;

impl To {
    /// The same recipients, each once, in batches that fit into one call each.
    pub(super) fn batches(mut self) -> Vec<Self> {
        if self.is_everyone {
            return vec![self];
        }
        let recipients = &mut self.recipients;
        let mut seen = HashSet::new();
        // WeCom ignores the case of user ids.
        recipients.users.retain(|id| seen.insert(id.to_lowercase()));
        for ids in [&mut recipients.parties, &mut recipients.tags] {
            seen.clear();
            ids.retain(|id| seen.insert(id.clone()));
        }
        let (users, parties, tags) = (&recipients.users, &recipients.parties, &recipients.tags);
        if users.len() <= USERS && parties.len() <= PARTIES && tags.len() <= TAGS {
            return vec![self];
        }
        let mut batches: Vec<_> = users.chunks(USERS).map(Self::users).collect();
        let (mut parties, mut tags) = (parties.chunks(PARTIES), tags.chunks(TAGS));
        loop {
            let (parties, tags) = (parties.next(), tags.next());
            if parties.or(tags).is_none() {
                return batches;
            }
            let mut batch = Self::default();
            batch.recipients.parties.extend_from_slice(parties.unwrap_or_default());
            batch.recipients.tags.extend_from_slice(tags.unwrap_or_default());
            batches.push(batch);
        }
    }

    /// Adds the recipients of another batch.
    pub(super) fn add(&mut self, other: &Self) {
        let (recipients, others) = (&mut self.recipients, &other.recipients);
        self.is_everyone |= other.is_everyone;
        recipients.users.extend_from_slice(&others.users);
        recipients.parties.extend_from_slice(&others.parties);
        recipients.tags.extend_from_slice(&others.tags);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::check::report::Report;

    fn users(ids: std::ops::Range<usize>) -> To {
        To::users(ids.map(|id| format!("u{id}")))
    }

    #[test]
    fn recipients_are_divided_where_one_call_is_full_and_only_there() {
        let full = users(0..1000).and_parties(0..100).and_tags(0..100);
        let table = [
            (To::default(), vec![To::default()]),
            (To::everyone(), vec![To::everyone()]),
            (full.clone(), vec![full]),
            (users(0..2001), vec![users(0..1000), users(1000..2000), users(2000..2001)]),
            (users(0..1001).and_party(1).and_tag(2), vec![users(0..1000), users(1000..1001), To::party(1).and_tag(2)]),
            (To::user("a").and_parties(0..101), vec![To::user("a"), To::parties(0..100), To::party(100)]),
            (
                To::parties(0..101).and_tags(0..201),
                vec![To::parties(0..100).and_tags(0..100), To::party(100).and_tags(100..200), To::tag(200)],
            ),
        ];
        for (to, batches) in table {
            assert_eq!(to.clone().batches(), batches);
            let mut all = To::default();
            for batch in &batches {
                all.add(batch);
            }
            assert_eq!(all, to);
        }
    }

    #[test]
    fn nobody_is_named_twice() {
        let to = users(0..1000).and_users(["U7", "u7", "U999"]).and_parties([2, 3, 2]).and_tags([2, 2]);
        assert_eq!(to.batches(), [users(0..1000).and_parties([2, 3]).and_tag(2)]);
    }

    #[test]
    fn the_limits_are_those_of_the_description() {
        let breaks = |to: To| Report::of(&to).len();
        let limit = u32::try_from(PARTIES).unwrap();
        assert_eq!((PARTIES, breaks(To::parties(0..limit)), breaks(To::parties(0..=limit))), (TAGS, 0, 1));
        assert_eq!((breaks(To::tags(0..limit)), breaks(To::tags(0..=limit))), (0, 1));
        assert_eq!((breaks(users(0..USERS)), breaks(users(0..USERS + 1))), (0, 1));
    }
}
