//! Writing the members of JSON objects.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// The members of one JSON object.
///
/// The recipients, the sender and the message of a request write into the same object, one after the other. So a type writes
/// its members instead of serializing itself as an object.
pub trait Fields {
    /// Writes the members that are set, in the order of WeCom's documentation.
    ///
    /// # Errors
    ///
    /// Only those of the serializer.
    fn fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

impl<T: Fields> Fields for &T {
    fn fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        T::fields(self, map)
    }
}

/// No members: the messages of a webhook have neither recipients nor sender.
impl Fields for () {
    fn fields<M: SerializeMap>(&self, _: &mut M) -> Result<(), M::Error> {
        Ok(())
    }
}

/// Serializes the members of `T` as one JSON object.
#[derive(Debug)]
pub struct Object<'a, T>(pub &'a T);

impl<T: Fields> Serialize for Object<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.0.fields(&mut map)?;
        map.end()
    }
}

/// The body of a request with these members, as the client sends it.
///
/// # Errors
///
/// Only those of the [`Fields`].
pub fn body(members: &impl Fields) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(&Object(members))
}

/// Whether there are no members to write.
pub fn is_empty(members: &impl Fields) -> bool {
    serde_json::to_value(Object(members)).is_ok_and(|value| value.as_object().is_some_and(serde_json::Map::is_empty))
}

/// The members of several values in one JSON object.
#[derive(Debug)]
pub struct Joined<'a, A, B, C> {
    to: &'a A,
    sender: &'a B,
    message: &'a C,
}

impl<'a, A, B, C> Joined<'a, A, B, C> {
    /// The members of recipients, sender and message.
    pub const fn new(to: &'a A, sender: &'a B, message: &'a C) -> Self {
        Self { to, sender, message }
    }
}

impl<A: Fields, B: Fields, C: Fields> Fields for Joined<'_, A, B, C> {
    fn fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.to.fields(map)?;
        self.message.fields(map)?;
        self.sender.fields(map)
    }
}

/// One function per kind of member. Nothing is written for an absent one.
pub mod write {
    use std::collections::BTreeMap;

    use super::{Serialize, SerializeMap, Serializer};

    type Written<M> = Result<(), <M as SerializeMap>::Error>;

    /// A string; an empty one is absent, as it is for WeCom.
    pub fn string<M: SerializeMap>(map: &mut M, name: &'static str, value: &str) -> Written<M> {
        if value.is_empty() { Ok(()) } else { map.serialize_entry(name, value) }
    }

    /// An object, an integer, a boolean, a named value.
    pub fn optional<M: SerializeMap, T: Serialize>(map: &mut M, name: &'static str, value: Option<&T>) -> Written<M> {
        match value {
            Some(value) => map.serialize_entry(name, value),
            None => Ok(()),
        }
    }

    /// A switch that WeCom writes as 0 or 1.
    pub fn flag<M: SerializeMap>(map: &mut M, name: &'static str, value: Option<bool>) -> Written<M> {
        optional(map, name, value.map(u8::from).as_ref())
    }

    /// A number; whole numbers are written without a fraction.
    pub fn number<M: SerializeMap>(map: &mut M, name: &'static str, value: Option<f64>) -> Written<M> {
        optional(map, name, value.map(Number).as_ref())
    }

    /// A list; an empty one is absent, as it is for WeCom.
    pub fn list<M: SerializeMap, T: Serialize>(map: &mut M, name: &'static str, items: &[T]) -> Written<M> {
        if items.is_empty() { Ok(()) } else { map.serialize_entry(name, items) }
    }

    /// A list whose items are the members of one name in an object. Nothing is written for an empty one.
    pub fn each<M: SerializeMap, T: Serialize>(
        map: &mut M,
        name: &'static str,
        each: &'static str,
        items: &[T],
    ) -> Written<M> {
        if items.is_empty() { Ok(()) } else { map.serialize_entry(name, &BTreeMap::from([(each, items)])) }
    }

    /// A list that is written as one string.
    pub fn joined<M: SerializeMap>(map: &mut M, name: &'static str, items: &[String], separator: &str) -> Written<M> {
        match items {
            [] => Ok(()),
            [item] => map.serialize_entry(name, item),
            items => map.serialize_entry(name, &items.join(separator)),
        }
    }

    struct Number(f64);

    impl Serialize for Number {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53: below it every whole f64 is an exact integer
            if self.0.fract() == 0.0 && self.0.abs() < EXACT {
                #[allow(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
                serializer.serialize_i64(self.0 as i64)
            } else {
                serializer.serialize_f64(self.0)
            }
        }
    }
}
