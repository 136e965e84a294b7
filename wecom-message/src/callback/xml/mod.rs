//! XML in and out: elements are members, repeated elements are lists.

mod elements;
mod members;
mod write;

pub(super) use self::elements::{Element, Elements};
pub(super) use self::members::members;
pub(super) use self::write::write;
