//! The recipients of an application message.

use serde::ser::SerializeMap;

use crate::api::app::Recipients;
use crate::message::check::report::{Check, Report};
use crate::message::check::violation::{Consequence, Problem};
use crate::message::fields::Fields;
use crate::message::read::reader::{FromMembers, Members};

/// The user id that stands for every member in the application's visible range.
const EVERYONE: &str = "@all";

/// Separates ids on the wire, so no id can contain it.
const SEPARATOR: char = '|';

/// The recipients of an application message: members, departments, tags, any combination of them, or everyone.
///
/// At most 1000 members, 100 departments and 100 tags; more are invalid, as are empty ids, ids that contain `|`, and an empty
/// list. Everyone is [`To::everyone`]; the user id `@all` is invalid.
///
/// Ids are text, as in receipts, so that `To::parties(&receipt.invalid_parties)` is the departments that a receipt names. Those of
/// departments and tags can also be given as numbers.
///
/// `To::default()` is an empty list, for messages that have their own recipients, such as a template message with tickets.
///
/// ```
/// use wecom_message::To;
///
/// let to = To::user("lisi").and_party(2).and_tags([7, 8]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct To {
    pub(super) recipients: Recipients,
    pub(super) is_everyone: bool,
}

impl To {
    /// One member, by user id.
    pub fn user(id: impl Into<String>) -> Self {
        Self::users([id])
    }

    /// Several members, by user id.
    pub fn users(ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self::default().and_users(ids)
    }

    /// The members of one department.
    pub fn party(id: impl ToString) -> Self {
        Self::parties([id])
    }

    /// The members of several departments.
    pub fn parties(ids: impl IntoIterator<Item = impl ToString>) -> Self {
        Self::default().and_parties(ids)
    }

    /// The members with one tag.
    pub fn tag(id: impl ToString) -> Self {
        Self::tags([id])
    }

    /// The members with any of several tags.
    pub fn tags(ids: impl IntoIterator<Item = impl ToString>) -> Self {
        Self::default().and_tags(ids)
    }

    /// Every member in the application's visible range. WeCom then ignores departments and tags.
    pub fn everyone() -> Self {
        let mut to = Self { is_everyone: true, ..Self::default() };
        to.recipients.users.push(EVERYONE.to_owned());
        to
    }

    /// Whether this is everyone.
    pub fn is_everyone(&self) -> bool {
        self.is_everyone
    }

    /// The user ids, if this is not everyone. The members of departments and tags are not known here.
    pub(crate) fn members(&self) -> Vec<&str> {
        if self.is_everyone { Vec::new() } else { self.recipients.users.iter().map(String::as_str).collect() }
    }

    /// Adds a member.
    #[must_use]
    pub fn and_user(self, id: impl Into<String>) -> Self {
        self.and_users([id])
    }

    /// Adds members.
    #[must_use]
    pub fn and_users(mut self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.recipients.users.extend(ids.into_iter().map(Into::into));
        self
    }

    /// Adds a department.
    #[must_use]
    pub fn and_party(self, id: impl ToString) -> Self {
        self.and_parties([id])
    }

    /// Adds departments.
    #[must_use]
    pub fn and_parties(mut self, ids: impl IntoIterator<Item = impl ToString>) -> Self {
        self.recipients.parties.extend(ids.into_iter().map(|id| id.to_string()));
        self
    }

    /// Adds a tag.
    #[must_use]
    pub fn and_tag(self, id: impl ToString) -> Self {
        self.and_tags([id])
    }

    /// Adds tags.
    #[must_use]
    pub fn and_tags(mut self, ids: impl IntoIterator<Item = impl ToString>) -> Self {
        self.recipients.tags.extend(ids.into_iter().map(|id| id.to_string()));
        self
    }
}

impl Fields for To {
    fn fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.recipients.fields(map)
    }
}

impl FromMembers for To {
    fn from_members(members: &mut Members<'_>) -> Option<Self> {
        let recipients = Recipients::from_members(members)?;
        let is_everyone = matches!(recipients.users.as_slice(), [only] if only == EVERYONE);
        Some(Self { recipients, is_everyone })
    }
}

impl Check for To {
    fn check(&self, report: &mut Report) {
        self.recipients.check(report);
        let lists = [
            ("touser", &self.recipients.users),
            ("toparty", &self.recipients.parties),
            ("totag", &self.recipients.tags),
        ];
        for (member, ids) in lists {
            for (index, _) in ids.iter().enumerate().filter(|(_, id)| id.contains(SEPARATOR)) {
                invalid(report, &format!("{member}[{index}]"), "an id cannot hold a `|`: give several ids one by one");
            }
        }
        let everyone = self.recipients.users.iter().position(|id| id == EVERYONE);
        match (everyone, self.is_everyone, self.recipients.users.len()) {
            (Some(index), false, _) => {
                invalid(report, &format!("touser[{index}]"), "`@all` is no user id; everyone is `To::everyone()`");
            }
            (Some(_), true, 2..) => invalid(report, "touser", "members beside everyone"),
            _ => {}
        }
    }
}

fn invalid(report: &mut Report, member: &str, reason: &str) {
    report.add(member, Problem::Other(reason.to_owned()), Consequence::Refused, None);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::app::Receipt;
    use crate::message::read::read_value;

    #[test]
    fn the_ids_of_a_receipt_are_recipients() {
        let answer = serde_json::json!({ "invaliduser": "lisi", "invalidparty": "2|3", "invalidtag": [7] });
        let receipt: Receipt = read_value(answer).unwrap().value;
        let to =
            To::users(&receipt.invalid_users).and_parties(&receipt.invalid_parties).and_tags(&receipt.invalid_tags);
        assert_eq!(to, To::user("lisi").and_parties([2, 3]).and_tag(7));
    }
}
