//! The characters that a string may contain.

/// The characters that a string may contain, as the generator prepares them for checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Charset {
    /// All of them, as text for people: `0-9A-Za-z_@-`.
    pub(super) allowed: &'static str,
    /// The ASCII characters, one bit each.
    ascii: u128,
    /// The ranges beyond ASCII, inclusive.
    others: &'static [(char, char)],
}

impl Charset {
    /// `allowed` is for people to read; `ascii` and `others` are what is checked.
    pub const fn new(allowed: &'static str, ascii: u128, others: &'static [(char, char)]) -> Self {
        Self { allowed, ascii, others }
    }

    /// Whether the character is allowed.
    pub fn allows(&self, character: char) -> bool {
        match u32::from(character) {
            code @ ..128 => self.ascii >> code & 1 == 1,
            _ => self.others.iter().any(|(first, last)| (*first..=*last).contains(&character)),
        }
    }
}
