//! The languages of generated sentences.

/// A language of generated sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese: titles and generated sentences; a text that the descriptions have in English only stays English.
    Chinese,
}

impl Language {
    /// One of two wordings of the same.
    pub(crate) fn say<'t>(self, english: &'t str, chinese: &'t str) -> &'t str {
        match self {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }

    /// What stands between two sentences.
    pub(crate) fn blank(self) -> &'static str {
        self.say(" ", "")
    }

    /// Several things in a sentence.
    pub(crate) fn and(self, mut names: Vec<String>) -> String {
        match names.pop() {
            Some(last) if names.is_empty() => last,
            Some(last) => names.join(self.say(", ", "、")) + self.say(" and ", " 和 ") + &last,
            None => String::new(),
        }
    }
}
