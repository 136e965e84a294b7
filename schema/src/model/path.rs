//! Paths from an object to something inside it.

/// A path from an object to something inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// As in JSON, without inline unions and cases: `main_title.title`, `key`.
    pub wire: String,
    /// A field of the object, then a case or field inside it, and so on.
    pub steps: Vec<Step>,
}

impl Path {
    /// One path for each name in JSON: cases of an inline union can have members of the same name.
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
    /// Into the field at this index of the current object.
    Field(usize),
    /// Into the case at this index of the current union.
    Case(usize),
}
