//! Walking through a message and collecting the rules that it breaks.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use super::{Consequence, Limit, Problem, Unit, Violation};

/// A value that knows the rules of WeCom's documentation.
pub trait Check {
    /// Adds every broken rule to the report.
    fn check(&self, report: &mut Report);
}

impl<T: Check> Check for &T {
    fn check(&self, report: &mut Report) {
        T::check(self, report);
    }
}

/// Nothing to check.
impl Check for () {
    fn check(&self, _: &mut Report) {}
}

#[derive(Clone, Copy, Debug)]
enum Segment {
    Member(&'static str),
    Index(usize),
}

/// So many broken rules are listed; whoever mends those has seen enough of a message with more.
const MOST: usize = 1000;

/// Collects the broken rules of a message while walking through it.
#[derive(Debug, Default)]
pub struct Report {
    path: Vec<Segment>,
    violations: Vec<Violation>,
}

impl Report {
    /// An empty report.
    pub fn new() -> Self {
        Self::default()
    }

    /// Everything that `value` breaks.
    pub fn of(value: &impl Check) -> Vec<Violation> {
        let mut report = Self::new();
        value.check(&mut report);
        report.into_violations()
    }

    /// What was found, in the order of the members.
    pub fn into_violations(self) -> Vec<Violation> {
        self.violations
    }

    /// Adds a broken rule at `member` of the present object (at the object itself where it is empty).
    pub fn add(&mut self, member: &str, problem: Problem, consequence: Consequence, errcode: Option<i32>) {
        if self.violations.len() >= MOST {
            return;
        }
        let path = self.path_of(member);
        self.violations.push(Violation { path, problem, consequence, errcode });
    }

    /// Starts the rules of a string.
    pub fn string<'r>(&'r mut self, member: &'static str, value: &'r str) -> MemberCheck<'r> {
        self.member(member, Size::Text(value))
    }

    /// Starts the rules of a list.
    pub fn items(&mut self, member: &'static str, count: usize) -> MemberCheck<'_> {
        self.member(member, Size::Items(count))
    }

    /// Starts the rules of an integer.
    #[allow(clippy::cast_precision_loss, reason = "limits are far below 2^53")]
    pub fn integer(&mut self, member: &'static str, value: Option<i64>) -> MemberCheck<'_> {
        self.member(member, Size::Number(value.map(|value| value as f64)))
    }

    /// Starts the rules of a number.
    pub fn number(&mut self, member: &'static str, value: Option<f64>) -> MemberCheck<'_> {
        self.member(member, Size::Number(value))
    }

    /// Starts the rules of a member without a size: an object, a switch, a named value.
    pub fn presence(&mut self, member: &'static str, present: bool) -> MemberCheck<'_> {
        self.member(member, Size::Presence(present))
    }

    fn member<'r>(&'r mut self, member: &'static str, size: Size<'r>) -> MemberCheck<'r> {
        MemberCheck { report: self, member, size }
    }

    /// Checks what is inside a member.
    pub fn inside(&mut self, member: &'static str, value: Option<&impl Check>) {
        if let Some(value) = value {
            self.path.push(Segment::Member(member));
            value.check(self);
            self.path.pop();
        }
    }

    /// Checks what is inside each item of a list.
    pub fn each<T: Check>(&mut self, member: &'static str, items: &[T]) {
        self.each_item(member, items, |report, item| item.check(report));
    }

    /// Checks each item of a list that is no object.
    pub fn each_item<T>(&mut self, member: &'static str, items: &[T], check: impl Fn(&mut Self, &T)) {
        self.path.push(Segment::Member(member));
        for (index, item) in items.iter().enumerate() {
            self.path.push(Segment::Index(index));
            check(self, item);
            self.path.pop();
        }
        self.path.pop();
    }

    /// `key` of each item of a list must differ from that of every other; items without one do not count.
    pub fn unique<'v>(
        &mut self,
        member: &'static str,
        key: &'static str,
        values: impl Iterator<Item = Option<&'v str>>,
        consequence: Consequence,
        errcode: Option<i32>,
    ) {
        /// So many are compared one with the other sooner than hashed.
        const FEW: usize = 32;
        let values: Vec<Option<&str>> = values.collect();
        let mut seen = HashSet::new();
        for (index, value) in values.iter().enumerate() {
            let Some(value) = value.filter(|value| !value.is_empty()) else { continue };
            let is_repeated = if values.len() <= FEW {
                values.iter().take(index).any(|earlier| *earlier == Some(value))
            } else {
                !seen.insert(value)
            };
            if is_repeated {
                let path =
                    if key.is_empty() { format!("{member}[{index}]") } else { format!("{member}[{index}].{key}") };
                self.add(&path, Problem::Duplicate, consequence, errcode);
            }
        }
    }

    /// At least one of these members must be there.
    pub fn any_of(
        &mut self,
        paths: &'static [&'static str],
        present: &[bool],
        consequence: Consequence,
        errcode: Option<i32>,
    ) {
        if !present.contains(&true) {
            self.add(paths.first().copied().unwrap_or_default(), Problem::NoneOf(paths), consequence, errcode);
        }
    }

    /// Exactly one of these members must be there.
    pub fn one_of(
        &mut self,
        paths: &'static [&'static str],
        present: &[bool],
        consequence: Consequence,
        errcode: Option<i32>,
    ) {
        let first = paths.first().copied().unwrap_or_default();
        match present.iter().filter(|present| **present).count() {
            0 => self.add(first, Problem::NoneOf(paths), consequence, errcode),
            1 => {}
            _ => self.add(first, Problem::MoreThanOneOf(paths), consequence, errcode),
        }
    }

    /// Where one member is there, others must be too.
    pub fn given(
        &mut self,
        given: (&'static str, bool),
        then: &[(&'static str, bool)],
        consequence: Consequence,
        errcode: Option<i32>,
    ) {
        if given.1 {
            for (path, _) in then.iter().filter(|(_, present)| !present) {
                self.add(path, Problem::NeededBy(given.0), consequence, errcode);
            }
        }
    }

    /// Two members that must not be there together.
    pub fn not_both(
        &mut self,
        one: (&'static str, bool),
        other: (&'static str, bool),
        consequence: Consequence,
        errcode: Option<i32>,
    ) {
        if one.1 && other.1 {
            self.add(one.0, Problem::NotTogether(one.0, other.0), consequence, errcode);
        }
    }

    fn path_of(&self, member: &str) -> String {
        let mut path = String::new();
        for segment in &self.path {
            match segment {
                Segment::Member(name) if path.is_empty() => path.push_str(name),
                Segment::Member(name) => {
                    path.push('.');
                    path.push_str(name);
                }
                Segment::Index(index) => {
                    path.push('[');
                    path.push_str(&index.to_string());
                    path.push(']');
                }
            }
        }
        if !path.is_empty() && !member.is_empty() {
            path.push('.');
        }
        path.push_str(member);
        path
    }
}

#[derive(Clone, Copy, Debug)]
enum Size<'r> {
    Text(&'r str),
    Items(usize),
    Number(Option<f64>),
    Presence(bool),
}

/// The rules of one member, one call each.
#[derive(Debug)]
pub struct MemberCheck<'r> {
    report: &'r mut Report,
    member: &'static str,
    size: Size<'r>,
}

impl MemberCheck<'_> {
    /// The member must be there; an empty string or list is not there.
    #[allow(clippy::return_self_not_must_use, reason = "the last rule of a chain is a statement")]
    pub fn required(self, errcode: Option<i32>) -> Self {
        let present = match self.size {
            Size::Text(text) => !text.is_empty(),
            Size::Items(count) => count > 0,
            Size::Number(number) => number.is_some(),
            Size::Presence(present) => present,
        };
        if !present {
            self.report.add(self.member, Problem::Missing, Consequence::Refused, errcode);
        }
        self
    }

    /// The member, where it is there, must be within the limit.
    #[allow(clippy::return_self_not_must_use, reason = "the last rule of a chain is a statement")]
    #[allow(clippy::cast_precision_loss, reason = "no size in memory reaches 2^53")]
    pub fn limit(self, limit: Limit) -> Self {
        let actual = match (self.size, limit.unit) {
            (Size::Text("") | Size::Items(0) | Size::Presence(_), _) => None,
            (Size::Text(text), Unit::Chars) => Some(text.chars().count() as f64),
            (Size::Text(text), _) => Some(text.len() as f64),
            (Size::Items(count), _) => Some(count as f64),
            (Size::Number(number), _) => number,
        };
        if let Some(actual) = actual {
            if limit.min.is_some_and(|min| actual < min) || limit.max.is_some_and(|max| actual > max) {
                self.report.add(self.member, Problem::Limit { limit, actual }, limit.beyond, limit.errcode);
            }
        }
        self
    }

    /// The string may hold these characters only: single ones and ranges, `0-9A-Za-z_@-`.
    #[allow(clippy::return_self_not_must_use, reason = "the last rule of a chain is a statement")]
    pub fn charset(self, allowed: &'static str, consequence: Consequence, errcode: Option<i32>) -> Self {
        if let Size::Text(text) = self.size {
            let ascii = ascii_of(allowed);
            let is_allowed = |character: char| match u32::from(character) {
                code @ ..128 => ascii >> code & 1 == 1,
                _ => ranges(allowed).any(|range| range.contains(&character)),
            };
            if !text.chars().all(is_allowed) {
                self.report.add(self.member, Problem::Charset { allowed }, consequence, errcode);
            }
        }
        self
    }

    /// The string, where it is there, must begin like one of these.
    #[allow(clippy::return_self_not_must_use, reason = "the last rule of a chain is a statement")]
    pub fn starts_with(self, any_of: &'static [&'static str], consequence: Consequence, errcode: Option<i32>) -> Self {
        if let Size::Text(text) = self.size {
            if !text.is_empty() && !any_of.iter().any(|prefix| text.starts_with(prefix)) {
                self.report.add(self.member, Problem::Prefix { any_of }, consequence, errcode);
            }
        }
        self
    }

    /// The value must be one of the documented ones.
    #[allow(clippy::return_self_not_must_use, reason = "the last rule of a chain is a statement")]
    pub fn known(self, known: bool, consequence: Consequence, errcode: Option<i32>) -> Self {
        if !known {
            self.report.add(self.member, Problem::UnknownValue, consequence, errcode);
        }
        self
    }
}

/// The ASCII characters of a charset, a bit for each.
fn ascii_of(allowed: &str) -> u128 {
    let up_to = |code: u32| u128::MAX.checked_shr(127 - code).unwrap_or(u128::MAX);
    let ascii = ranges(allowed).filter(|range| range.start().is_ascii());
    ascii.fold(0, |bits, range| {
        let (first, last) = (u32::from(*range.start()), u32::from(*range.end()).min(127));
        bits | (up_to(last) & !(up_to(first) >> 1))
    })
}

/// `0-9_` is the range from 0 to 9 and the one that holds `_` alone.
fn ranges(allowed: &str) -> impl Iterator<Item = RangeInclusive<char>> + '_ {
    let mut rest = allowed.chars();
    std::iter::from_fn(move || {
        let first = rest.next()?;
        let mut range = rest.clone();
        match (range.next(), range.next()) {
            (Some('-'), Some(last)) => {
                rest = range;
                Some(first..=last)
            }
            _ => Some(first..=first),
        }
    })
}
