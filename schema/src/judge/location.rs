//! Where in a body a walk is.

/// The path from a body's top to the member at hand: `template_card.button_list[2]`.
#[derive(Debug, Default)]
pub(super) struct Location(String);

impl Location {
    /// The path of a member of the object at hand; of the object itself where the name is empty.
    pub(super) fn of(&self, member: &str) -> String {
        match (self.0.is_empty(), member.is_empty()) {
            (_, true) => self.0.clone(),
            (true, false) => member.to_owned(),
            (false, false) => format!("{}.{member}", self.0),
        }
    }

    /// Goes into a member (nowhere, where the name is empty); what comes back leads out again.
    #[must_use]
    pub(super) fn enter(&mut self, member: &str) -> usize {
        let before = self.0.len();
        if !self.0.is_empty() && !member.is_empty() {
            self.0.push('.');
        }
        self.0.push_str(member);
        before
    }

    /// Goes into an item of a list.
    #[must_use]
    pub(super) fn enter_item(&mut self, index: usize) -> usize {
        let before = self.0.len();
        self.0.push('[');
        self.0.push_str(&index.to_string());
        self.0.push(']');
        before
    }

    /// Goes back out.
    pub(super) fn leave(&mut self, before: usize) {
        self.0.truncate(before);
    }
}
