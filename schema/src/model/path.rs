//! Paths from an object to something inside it.

/// A way from an object to something inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// As on the wire, without inline unions and cases: `main_title.title`, `key`.
    pub wire: String,
    /// Field, then case of a union or field of an object, and so on.
    pub steps: Vec<Step>,
}

impl Path {
    /// One path for each name on the wire: cases of an inline union can have members of the same name.
    pub fn once(paths: &[Path]) -> Vec<&Path> {
        let is_first = |(index, path): &(usize, &Path)| {
            let mut earlier = paths.iter().take(*index);
            path.wire.is_empty() || !earlier.any(|earlier| earlier.wire == path.wire)
        };
        paths.iter().enumerate().filter(is_first).map(|(_, path)| path).collect()
    }
}

/// A step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into the field of this index of the object at hand.
    Field(usize),
    /// Into the case of this index of the union at hand.
    Case(usize),
}
