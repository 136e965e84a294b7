//! The characters that a string may hold.

/// The characters that a string may hold, taken apart by the generator so that no check has to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Charset {
    /// All of them, for whoever reads of it: `0-9A-Za-z_@-`.
    pub allowed: &'static str,
    /// The ASCII characters, a bit for each.
    pub ascii: u128,
    /// The ranges beyond ASCII, first and last character included.
    pub others: &'static [(char, char)],
}

impl Charset {
    /// Whether the character is one of the allowed ones.
    pub fn allows(&self, character: char) -> bool {
        match u32::from(character) {
            code @ ..128 => self.ascii >> code & 1 == 1,
            _ => self.others.iter().any(|(first, last)| (*first..=*last).contains(&character)),
        }
    }
}
