//! Reading the members of a JSON object by name.

use serde_json::{Map, Value};

use super::reader::{FromJson, FromMembers, Members};
use super::tolerance;
use crate::message::check::violation::{Consequence, Problem};
use crate::message::one_time_code::OneTimeCode;

impl Members<'_> {
    /// Any value; `None` if it is absent or does not fit.
    pub fn take<T: FromJson>(&mut self, name: &str) -> Option<T> {
        let value = self.present(name)?;
        self.reader.within(name, |reader| T::from_json(value, reader))
    }

    fn present(&mut self, name: &str) -> Option<Value> {
        self.object.remove(name).filter(|value| !self.reader.is_absent(value))
    }

    /// A string; absent reads as empty.
    pub fn string(&mut self, name: &str) -> String {
        self.take(name).unwrap_or_default()
    }

    /// A switch that WeCom writes as 0 or 1.
    pub fn flag(&mut self, name: &str) -> Option<bool> {
        let value = self.present(name)?;
        match value.as_i64() {
            Some(0) => Some(false),
            Some(1) => Some(true),
            _ => self.reader.within(name, |reader| reader.tolerated(&value, "0 or 1", tolerance::switch)),
        }
    }

    /// A list; absent reads as empty.
    pub fn list<T: FromJson>(&mut self, name: &str) -> Vec<T> {
        self.take(name).unwrap_or_default()
    }

    /// A list that is written as one string. The pieces are kept as they are.
    pub fn joined(&mut self, name: &str, separator: &str) -> Vec<String> {
        match self.take::<String>(name) {
            Some(text) if !text.is_empty() => split(&text, separator),
            _ => Vec::new(),
        }
    }

    /// An object; one without members is absent, as an empty string or list is.
    pub fn non_empty<T: FromJson>(&mut self, name: &str) -> Option<T> {
        match self.present(name)? {
            Value::Object(map) if map.values().all(Value::is_null) => {
                self.reader.within(name, |reader| reader.without_nulls(map));
                None
            }
            value => self.reader.within(name, |reader| T::from_json(value, reader)),
        }
    }

    /// Ids in an answer. WeCom joins them into one string in some answers and lists them in others, and ids of departments and
    /// tags are numbers. All are accepted, so that a delivered message does not become an error.
    pub fn ids(&mut self, name: &str, separator: &str) -> Vec<String> {
        let ids = match self.present(name) {
            None => return Vec::new(),
            Some(Value::String(ids)) => split(&ids, separator),
            Some(Value::Number(id)) => return vec![id.to_string()],
            Some(mut ids) => {
                for id in ids.as_array_mut().into_iter().flatten().filter(|id| id.is_number()) {
                    *id = Value::String(id.to_string());
                }
                self.reader.within(name, |reader| Vec::from_json(ids, reader)).unwrap_or_default()
            }
        };
        ids.iter().map(|id| id.trim()).filter(|id| !id.is_empty()).map(str::to_owned).collect()
    }

    /// The body of a message, which is the object with the name of the msgtype; absent reads as empty.
    pub fn body<T>(&mut self, msgtype: &str, read: impl FnOnce(&mut Members<'_>) -> Option<T>) -> Option<T> {
        if let Some(found) = self.object.remove("msgtype")
            && found != msgtype
        {
            self.reader.within("msgtype", |reader| reader.mismatch(format!("{msgtype} is wanted here")));
            return None;
        }
        let value = self.object.remove(msgtype).unwrap_or_else(|| Value::Object(Map::new()));
        self.reader.within(msgtype, |reader| reader.members(value, read))
    }

    /// Reads the members of the object that the text of `name` names as if they were beside it. A member that is here already
    /// stays.
    pub fn open(&mut self, name: &str) {
        let named = self.word(name);
        match self.object.remove(&named) {
            Some(Value::Object(opened)) => {
                for (name, value) in opened {
                    self.object.entry(name).or_insert(value);
                }
            }
            Some(other) => {
                self.object.insert(named, other);
            }
            None => {}
        }
    }

    /// The object with the name of the tag's value; absent reads as empty, so that its required members are reported.
    pub fn nested<T: FromMembers>(&mut self, name: &str) -> Option<T> {
        let value = self.present(name).unwrap_or_else(|| Value::Object(Map::new()));
        self.reader.within(name, |reader| reader.members(value, T::from_members))
    }

    /// The text that decides what an object is, without taking it out; empty if it is absent.
    #[inline]
    pub fn word(&self, name: &str) -> String {
        let value = self.object.get(name);
        value
            .and_then(|value| tolerance::text(value).or_else(|| Some(value.as_str()?.trim().to_owned())))
            .unwrap_or_default()
    }

    /// When the event happened, in Unix seconds. The time of its codes begins then.
    #[inline]
    pub fn moment(&mut self, name: &str) -> Option<i64> {
        self.reader.moment = self.take(name);
        self.reader.moment
    }

    /// A code that works once, for so many seconds.
    #[inline]
    pub fn once(&mut self, name: &str, seconds: u32) -> Option<OneTimeCode> {
        let code = self.take(name)?;
        Some(OneTimeCode::from_moment(code, self.reader.moment, seconds))
    }

    /// A list whose items are the members of one name in an object: `{"item":[…]}`.
    #[inline]
    pub fn each<T: FromJson>(&mut self, name: &str, each: &str) -> Vec<T> {
        match self.present(name) {
            None => Vec::new(),
            Some(Value::Object(items)) => self.reader.within(name, |reader| {
                reader.members_of(items, |members| Some(members.list(each))).unwrap_or_default()
            }),
            Some(items) => self.reader.within(name, |reader| Vec::from_json(items, reader)).unwrap_or_default(),
        }
    }

    /// The `msgtype`, which stays in the object.
    pub fn msgtype(&mut self, known: &str, errcode: Option<i32>) -> Option<String> {
        match self.object.get("msgtype") {
            Some(Value::String(msgtype)) => Some(msgtype.clone()),
            Some(_) => self.unknown_case("msgtype", "no string", known, errcode),
            None => self.unknown_case("msgtype", "missing", known, errcode),
        }
    }

    /// The integer tag of a union, in decimal; `absent` is the value of a missing one.
    pub fn integer_tag(
        &mut self,
        name: &str,
        absent: Option<&str>,
        known: &str,
        errcode: Option<i32>,
    ) -> Option<String> {
        let wanted = "an integer";
        let retyped = |value: &Value| tolerance::parsed(value).map(|tag: i64| tag.to_string());
        self.tag(name, absent, (known, errcode), (wanted, |value| Some(value.as_i64()?.to_string()), retyped))
    }

    /// The string tag of a union; `absent` is the value of a missing one.
    pub fn string_tag(
        &mut self,
        name: &str,
        absent: Option<&str>,
        known: &str,
        errcode: Option<i32>,
    ) -> Option<String> {
        let wanted = "a string";
        self.tag(name, absent, (known, errcode), (wanted, |value| value.as_str().map(str::to_owned), tolerance::text))
    }

    fn tag(
        &mut self,
        name: &str,
        absent: Option<&str>,
        (known, errcode): (&str, Option<i32>),
        (wanted, read, retyped): (&'static str, ReadTag, ReadTag),
    ) -> Option<String> {
        let Some(value) = self.present(name) else {
            return absent.map(str::to_owned).or_else(|| self.unknown_case(name, "missing", known, errcode));
        };
        match (read(&value), retyped(&value)) {
            (Some(tag), _) => Some(tag),
            (None, Some(_)) => self.reader.within(name, |reader| reader.tolerated(&value, wanted, retyped)),
            (None, None) => self.unknown_case(name, "of another type", known, errcode),
        }
    }

    /// The only one of these members that is present.
    pub fn only_one_of(&mut self, names: &[&'static str]) -> Option<&'static str> {
        let mut there = names.iter().filter(|name| self.object.contains_key(**name));
        let found = match (there.next(), there.next()) {
            (Some(name), None) => return Some(name),
            (None, _) => "none is there",
            _ => "several are there",
        };
        self.mismatch(format!("exactly one of {} is wanted here, but {found}", names.join(", ")));
        None
    }

    /// Removes a member that is invalid here unless it has the allowed value.
    pub fn allow_only(&mut self, name: &'static str, allowed: &Value, reason: &str, errcode: Option<i32>) {
        let Some(found) = self.object.remove(name) else { return };
        if !tolerance::same(&found, allowed) {
            self.reader.remark(name, Problem::Other(reason.to_owned()), Consequence::Refused, errcode);
        }
    }

    /// Removes a member that WeCom ignores here, according to the documentation; it reads it with other values of the tag.
    pub fn ignore(&mut self, name: &str, read_where: &'static str) {
        if self.object.remove(name).is_some_and(|found| !tolerance::says_nothing(&found)) {
            self.reader.remark(name, Problem::Ignored(read_where), Consequence::NotSent, None);
        }
    }

    /// Removes a member that is read already.
    pub fn pass_over(&mut self, name: &str) {
        self.object.remove(name);
    }

    /// Reports that this object does not fit.
    pub fn mismatch(&mut self, reason: impl Into<String>) {
        self.reader.mismatch(reason);
    }

    /// Reports that the tag of a union has no known value.
    pub fn unknown_case<T>(&mut self, name: &str, found: &str, known: &str, errcode: Option<i32>) -> Option<T> {
        let answer = errcode.map_or(String::new(), |code| format!(" (WeCom answers {code})"));
        let reason = format!("one of {known} is wanted here, but it is {found}{answer}");
        self.reader.within(name, |reader| reader.mismatch(reason));
        None
    }
}

type ReadTag = fn(&Value) -> Option<String>;

fn split(text: &str, separator: &str) -> Vec<String> {
    text.split(separator).map(str::to_owned).collect()
}
