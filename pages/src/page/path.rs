//! Resolves names to members.

use crate::fact::{bare, join, last, parent};

/// The paths that a name can mean: first those of the sample, then those of earlier rows.
pub(super) struct Paths<'p> {
    pub(super) known: Vec<&'p str>,
}

impl Paths<'_> {
    /// The known path that ends with the name. Of several, prefers one in the object `near`, then the shallowest.
    pub(super) fn find(&self, name: &str, near: &str) -> Option<String> {
        let name = normal(name);
        let ends = |path: &&&str| is_end(path, &name);
        let mut found: Vec<&str> = self.known.iter().filter(ends).copied().collect();
        found.sort_by_key(|path| (parent(path) != near, path.matches('.').count()));
        found.first().map(|path| (*path).to_owned())
    }

    /// The known path that ends with the name in another spelling: `eventkey` for `event_key`.
    pub(super) fn respelled(&self, name: &str) -> Option<String> {
        let name = bare(&normal(name));
        let is_it = |path: &&&str| is_end(&bare(path), &name);
        self.known.iter().find(is_it).map(|path| (*path).to_owned())
    }

    /// The path of a row. An unknown name is a new member of the object that it names, or else of `near`.
    pub(super) fn resolve(&self, name: &str, near: &str) -> String {
        let name = normal(name);
        if let Some(found) = self.find(&name, near) {
            return found;
        }
        match name.rsplit_once('.') {
            Some((object, member)) => join(&self.resolve(object, near), member),
            None => join(near, &name),
        }
    }
}

/// Whether a path ends with a name.
fn is_end(path: &str, name: &str) -> bool {
    path == name || path.strip_suffix(name).is_some_and(|rest| rest.ends_with('.'))
}

/// Turns `btn:key` and `list[].key` into paths.
fn normal(name: &str) -> String {
    name.replace(':', ".").replace("[]", "").trim_matches('.').to_owned()
}

/// Whether a word names the member with this path.
pub(super) fn is_called(path: &str, word: &str) -> bool {
    last(path) == word || is_end(path, word)
}

#[cfg(test)]
mod tests {
    use super::Paths;

    #[test]
    fn names_mean_members_of_the_sample() {
        let known =
            vec!["touser", "card", "card.title", "card.source", "card.source.title", "card.list", "card.list.key"];
        let paths = Paths { known };
        let table = [
            ("touser", "", "touser"),
            ("source.title", "", "card.source.title"),
            ("title", "", "card.title"),
            ("title", "card.source", "card.source.title"),
            ("list:key", "", "card.list.key"),
            ("list[].key", "", "card.list.key"),
            ("source.color", "", "card.source.color"),
            ("msgid", "", "msgid"),
            ("style", "card", "card.style"),
        ];
        for (name, near, path) in table {
            assert_eq!(paths.resolve(name, near), path, "{name}");
        }
    }
}
