//! Rules over several fields, constructors, and the paths that both speak in.

use super::{Consequence, Evidence};

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

/// A rule over several fields.
#[derive(Clone, Debug)]
pub struct Rule {
    /// What it demands.
    pub kind: RuleKind,
    /// What happens otherwise.
    pub beyond: Consequence,
    /// What WeCom answers, where that is documented.
    pub errcode: Option<i32>,
    /// How well it is known.
    pub evidence: Evidence,
}

/// What a rule demands.
#[derive(Clone, Debug)]
pub enum RuleKind {
    /// At least one is there.
    AnyOf(Vec<Path>),
    /// Exactly one is there.
    OneOf(Vec<Path>),
    /// When the first is there, so are the others.
    Given(Path, Vec<Path>),
    /// Not both are there.
    NotBoth(Path, Path),
}

/// A way to make an object.
#[derive(Clone, Debug)]
pub struct Constructor {
    /// The function's name.
    pub name: String,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
}

/// A parameter of a constructor.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// What it sets.
    pub path: Path,
}
