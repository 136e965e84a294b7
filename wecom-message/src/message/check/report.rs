//! Collecting the rules that a message breaks.

use std::collections::HashSet;

use super::charset::Charset;
use super::meant::meant;
use super::violation::{Consequence, Limit, Problem, Unit, Violation};
use crate::message::read::remarks::Remarks;

/// A value that can be checked against the rules of WeCom's documentation.
pub trait Check {
    /// Adds every rule that it breaks to the report.
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

/// The most violations that are listed; a message can have millions.
const MOST: usize = 1000;

/// The rules that a message breaks.
#[derive(Debug, Default)]
pub struct Report {
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

    /// The violations, in the order of the members.
    pub fn into_violations(self) -> Vec<Violation> {
        self.violations
    }

    /// Adds a violation at `member` of the current object, or at the object itself if `member` is empty.
    pub fn add(&mut self, member: &str, problem: Problem, consequence: Consequence, errcode: Option<i32>) {
        if self.violations.len() < MOST {
            self.violations.push(Violation { path: member.to_owned(), problem, consequence, errcode });
        }
    }

    /// Adds what reading the request found.
    pub fn remarks(&mut self, remarks: &Remarks) {
        let room = MOST.saturating_sub(self.violations.len());
        self.violations.extend(remarks.as_slice().iter().take(room).cloned());
    }

    /// Puts `parent` before the paths of all violations from index `since` on.
    fn nest(&mut self, since: usize, parent: &str) {
        for Violation { path, .. } in self.violations.iter_mut().skip(since) {
            let dot = if parent.is_empty() || path.is_empty() { "" } else { "." };
            *path = format!("{parent}{dot}{path}");
        }
    }

    /// Starts the checks of a string.
    pub fn string<'r>(&'r mut self, member: &'static str, value: &'r str) -> MemberCheck<'r> {
        self.member(member, Size::Text(value))
    }

    /// Starts the checks of a list.
    pub fn items(&mut self, member: &'static str, count: usize) -> MemberCheck<'_> {
        self.member(member, Size::Items(count))
    }

    /// Starts the checks of an integer.
    #[allow(clippy::cast_precision_loss, reason = "limits are far below 2^53")]
    pub fn integer(&mut self, member: &'static str, value: Option<i64>) -> MemberCheck<'_> {
        self.member(member, Size::Number(value.map(|value| value as f64)))
    }

    /// Starts the checks of a number.
    pub fn number(&mut self, member: &'static str, value: Option<f64>) -> MemberCheck<'_> {
        self.member(member, Size::Number(value))
    }

    /// Starts the checks of a member without a size: an object, a switch, a named value.
    pub fn presence(&mut self, member: &'static str, present: bool) -> MemberCheck<'_> {
        self.member(member, Size::Presence(present))
    }

    fn member<'r>(&'r mut self, member: &'static str, size: Size<'r>) -> MemberCheck<'r> {
        MemberCheck { report: self, member, size }
    }

    /// Checks the value of a member.
    pub fn inside(&mut self, member: &'static str, value: Option<&impl Check>) {
        if let Some(value) = value {
            let before = self.violations.len();
            value.check(self);
            if self.violations.len() > before {
                self.nest(before, member);
            }
        }
    }

    /// Checks each item of a list.
    pub fn each<T: Check>(&mut self, member: &'static str, items: &[T]) {
        self.each_item(member, items, |report, item| item.check(report));
    }

    /// Checks each item of a list with a function.
    pub fn each_item<T>(&mut self, member: &'static str, items: &[T], check: impl Fn(&mut Self, &T)) {
        for (index, item) in items.iter().enumerate() {
            let before = self.violations.len();
            check(self, item);
            if self.violations.len() > before {
                self.nest(before, &format!("{member}[{index}]"));
            }
        }
    }

    /// The `key` of each item of a list must be unique. Items without one do not count.
    pub fn unique<'v>(
        &mut self,
        member: &'static str,
        key: &'static str,
        values: impl IntoIterator<Item = Option<&'v str>>,
        consequence: Consequence,
        errcode: Option<i32>,
    ) {
        let mut seen = HashSet::new();
        for (index, value) in values.into_iter().enumerate() {
            let Some(value) = value.filter(|value| !value.is_empty()) else { continue };
            if !seen.insert(value) {
                let path =
                    if key.is_empty() { format!("{member}[{index}]") } else { format!("{member}[{index}].{key}") };
                self.add(&path, Problem::Duplicate, consequence, errcode);
            }
        }
    }

    /// At least one of these members must be present.
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

    /// Exactly one of these members must be present.
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

    /// If `given` is present, so must be all of `then`.
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

    /// Two members must not be present together.
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
}

#[derive(Clone, Copy, Debug)]
enum Size<'r> {
    Text(&'r str),
    Items(usize),
    Number(Option<f64>),
    Presence(bool),
}

/// The checks of one member, one call each.
#[derive(Debug)]
pub struct MemberCheck<'r> {
    report: &'r mut Report,
    member: &'static str,
    size: Size<'r>,
}

impl MemberCheck<'_> {
    /// The member must be present; an empty string or list is absent.
    pub fn required(&mut self, errcode: Option<i32>) -> &mut Self {
        self.not_empty(Consequence::Refused, errcode)
    }

    /// The member must be present, or this happens.
    pub fn not_empty(&mut self, consequence: Consequence, errcode: Option<i32>) -> &mut Self {
        let present = match self.size {
            Size::Text(text) => !text.is_empty(),
            Size::Items(count) => count > 0,
            Size::Number(number) => number.is_some(),
            Size::Presence(present) => present,
        };
        if !present {
            self.report.add(self.member, Problem::Missing, consequence, errcode);
        }
        self
    }

    /// If the member is present, it must be within the limit.
    #[allow(clippy::cast_precision_loss, reason = "no size in memory reaches 2^53")]
    pub fn limit(&mut self, limit: &Limit) -> &mut Self {
        let actual = match self.size {
            Size::Text("") | Size::Items(0) | Size::Number(None) | Size::Presence(_) => return self,
            Size::Text(text) if limit.unit == Unit::Chars => text.chars().count() as f64,
            Size::Text(text) => text.len() as f64,
            Size::Items(count) => count as f64,
            Size::Number(Some(number)) => number,
        };
        if limit.min.is_some_and(|min| actual < min) || limit.max.is_some_and(|max| actual > max) {
            let problem = Problem::Limit { limit: *limit, actual };
            self.report.add(self.member, problem, limit.beyond, limit.errcode);
        }
        self
    }

    /// The string may contain only these characters.
    pub fn charset(&mut self, charset: &Charset, consequence: Consequence, errcode: Option<i32>) -> &mut Self {
        if let Size::Text(text) = self.size
            && let Some(found) = charset.misfit(text)
        {
            // The items of a list have no name of their own.
            let meant = meant(charset, text, self.member.is_empty());
            let problem = Problem::Charset { charset: *charset, found, meant };
            self.report.add(self.member, problem, consequence, errcode);
        }
        self
    }

    /// If the string is present, it must begin with one of these.
    pub fn starts_with(
        &mut self,
        any_of: &'static [&'static str],
        consequence: Consequence,
        errcode: Option<i32>,
    ) -> &mut Self {
        if let Size::Text(text) = self.size
            && !text.is_empty()
            && !any_of.iter().any(|prefix| text.starts_with(prefix))
        {
            self.report.add(self.member, Problem::Prefix { any_of }, consequence, errcode);
        }
        self
    }

    /// The value must be a documented one.
    pub fn known(&mut self, known: bool, consequence: Consequence, errcode: Option<i32>) -> &mut Self {
        if !known {
            self.report.add(self.member, Problem::UnknownValue, consequence, errcode);
        }
        self
    }
}
