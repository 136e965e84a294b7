//! Who exists. User ids are compared without regard to case.

use super::Settings;

/// Ids that exist, and ids that do not.
type Known = (Vec<String>, Vec<String>);

impl Settings {
    pub(crate) fn has_person(&self, id: &str) -> bool {
        is_id(id) && !self.invalid_users.contains(&id.to_lowercase())
    }

    pub(crate) fn has_kf_account(&self, open_kfid: &str) -> bool {
        is_id(open_kfid) && !self.invalid_kf_accounts.contains(open_kfid)
    }

    pub(crate) fn persons(&self, ids: Vec<String>) -> Known {
        ids.into_iter().partition(|id| self.has_person(id))
    }

    pub(crate) fn parties(&self, ids: Vec<String>) -> Known {
        ids.into_iter().partition(|id| is_id(id) && !self.invalid_parties.contains(id))
    }

    pub(crate) fn tags(&self, ids: Vec<String>) -> Known {
        ids.into_iter().partition(|id| is_id(id) && !self.invalid_tags.contains(id))
    }
}

/// Whether anything in WeCom can have this id. A `/` is in those of linked corporations.
fn is_id(id: &str) -> bool {
    let mut characters = id.chars();
    characters.next().is_some_and(|first| first.is_ascii_alphanumeric())
        && characters.all(|character| character.is_ascii_alphanumeric() || "_-.@/".contains(character))
}

/// User ids as WeCom lists them in its answers.
pub(crate) fn lower_case(ids: Vec<String>) -> Vec<String> {
    ids.into_iter().map(|id| id.to_lowercase()).collect()
}
