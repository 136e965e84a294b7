//! Types of members.

use std::fmt;

/// The type of a member, as far as both sides state it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    String,
    Integer,
    Number,
    Boolean,
    Object,
    List(Option<Box<Shape>>),
}

impl Shape {
    /// Whether the two can be the same type. Integers are numbers; pages call a switch written 0 or 1 a boolean; a list need
    /// not name the type of its items.
    pub(crate) fn agrees(&self, other: &Shape) -> bool {
        use Shape::{Boolean, Integer, List, Number};
        match (self, other) {
            (Integer | Number, Integer | Number) | (Integer, Boolean) | (Boolean, Integer) => true,
            (List(one), List(other)) => one.as_ref().zip(other.as_ref()).is_none_or(|(one, other)| one.agrees(other)),
            (one, other) => one == other,
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shape::String => f.write_str("string"),
            Shape::Integer => f.write_str("integer"),
            Shape::Number => f.write_str("number"),
            Shape::Boolean => f.write_str("boolean"),
            Shape::Object => f.write_str("object"),
            Shape::List(None) => f.write_str("list"),
            Shape::List(Some(item)) => write!(f, "list of {item}s"),
        }
    }
}
