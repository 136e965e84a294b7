//! The stated ways to make an object.

use super::path::Path;

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
