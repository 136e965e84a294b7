//! The current position in a body.

/// The path of the current member: `template_card.button_list[2]`.
#[derive(Debug, Default)]
pub(super) struct Location(String);

impl Location {
    /// The path of a member of the current object; with an empty name, of the object itself.
    pub(super) fn of(&self, member: &str) -> String {
        match (self.0.is_empty(), member.is_empty()) {
            (_, true) => self.0.clone(),
            (true, false) => member.to_owned(),
            (false, false) => format!("{}.{member}", self.0),
        }
    }

    /// Enters a member, or stays if the name is empty. Returns what [`leave`](Self::leave) needs.
    #[must_use]
    pub(super) fn enter(&mut self, member: &str) -> usize {
        let before = self.0.len();
        if !self.0.is_empty() && !member.is_empty() {
            self.0.push('.');
        }
        self.0.push_str(member);
        before
    }

    /// Enters an item of a list.
    #[must_use]
    pub(super) fn enter_item(&mut self, index: usize) -> usize {
        let before = self.0.len();
        self.0.push('[');
        self.0.push_str(&index.to_string());
        self.0.push(']');
        before
    }

    /// Returns to the position before [`enter`](Self::enter).
    pub(super) fn leave(&mut self, before: usize) {
        self.0.truncate(before);
    }
}
