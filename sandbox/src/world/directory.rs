//! Who exists. User ids are compared without regard to case.

use super::Settings;

/// Ids that exist, and ids that do not.
type Known = (Vec<String>, Vec<String>);

impl Settings {
    pub(crate) fn has_person(&self, id: &str) -> bool {
        !self.invalid_users.contains(&id.to_lowercase())
    }

    pub(crate) fn persons(&self, ids: Vec<String>) -> Known {
        ids.into_iter().partition(|id| self.has_person(id))
    }

    pub(crate) fn parties(&self, ids: Vec<String>) -> Known {
        ids.into_iter().partition(|id| !self.invalid_parties.contains(id))
    }

    pub(crate) fn tags(&self, ids: Vec<String>) -> Known {
        ids.into_iter().partition(|id| !self.invalid_tags.contains(id))
    }
}

/// User ids as WeCom lists them in its answers.
pub(crate) fn lower_case(ids: Vec<String>) -> Vec<String> {
    ids.into_iter().map(|id| id.to_lowercase()).collect()
}
