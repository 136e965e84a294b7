//! Constructors of objects.

use super::path::Path;

/// A constructor of an object.
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
    /// The path to the value it sets.
    pub path: Path,
}
