//! Members that stand more than once in their object. A parsed value no longer shows them.

use std::collections::BTreeSet;

use serde_json::value::RawValue;

use super::location::Location;
use crate::json::RawEntries;

/// The paths of the members that stand more than once in their object, each once for every value that is lost. None if the
/// text is not JSON.
pub fn repeated_members(json: &[u8]) -> Vec<String> {
    let mut search = Search::default();
    if let Ok(value) = serde_json::from_slice(json) {
        search.value(value, DEPTH);
    }
    search.found
}

/// Deeper than any request of WeCom's.
const DEPTH: usize = 64;

#[derive(Default)]
struct Search {
    at: Location,
    found: Vec<String>,
}

impl Search {
    fn value(&mut self, value: &RawValue, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else { return };
        match value.get().as_bytes().first() {
            Some(b'{') => self.object(value, depth),
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(value.get()).unwrap_or_default();
                for (index, item) in items.into_iter().enumerate() {
                    let before = self.at.enter_item(index);
                    self.value(item, depth);
                    self.at.leave(before);
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, value: &RawValue, depth: usize) {
        let Ok(RawEntries(entries)) = serde_json::from_str(value.get()) else { return };
        let mut known = BTreeSet::new();
        for (name, value) in entries {
            let Ok(name) = serde_json::from_str::<String>(name.get()) else { continue };
            let before = self.at.enter(&name);
            if !known.insert(name) {
                self.found.push(self.at.of(""));
            }
            self.value(value, depth);
            self.at.leave(before);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::repeated_members;

    #[test]
    fn members_that_stand_twice_are_named_at_every_depth() {
        let json = br#"{"a":1,"b":[{"c":1},{"c":1,"c":2,"c":3}],"d":{"e":{},"e":1},"\u0061":2}"#;
        assert_eq!(repeated_members(json), ["b[1].c", "b[1].c", "d.e", "a"]);
        assert_eq!(repeated_members(b"{\"a\":1,\"a\":"), [""; 0]);
        assert_eq!(repeated_members(br#"{"a":{"a":{"a":1}}}"#), [""; 0]);
    }
}
