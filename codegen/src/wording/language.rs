//! The languages of generated sentences.

/// A language of generated sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese: titles and generated sentences. Texts that the descriptions have only in English stay English.
    Chinese,
}

impl Language {
    /// The wording in this language.
    pub(crate) fn say<'t>(self, english: &'t str, chinese: &'t str) -> &'t str {
        match self {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }

    /// The separator of two sentences.
    pub(crate) fn blank(self) -> &'static str {
        self.say(" ", "")
    }

    /// A list in a sentence: `a, b and c`.
    pub(crate) fn and(self, mut names: Vec<String>) -> String {
        match names.pop() {
            Some(last) if names.is_empty() => last,
            Some(last) => names.join(self.say(", ", "、")) + self.say(" and ", " 和 ") + &last,
            None => String::new(),
        }
    }
}
