//! Checks the described rules on a tree.

use std::collections::BTreeSet;

use super::location::Location;
use super::meant::meant;
use super::tree::{Chosen, Node, Tree};
use super::verdict::{Finding, Problem};
use crate::model::{Channel, Consequence, Field, Kind, Limit, Object, Path, Role, Rule, RuleKind, Unique, Unit};

/// The largest number of broken rules in a verdict.
const MOST: usize = 1000;

/// Visits a tree and collects broken rules.
#[derive(Debug)]
pub(super) struct Checker<'c> {
    channel: &'c Channel,
    at: Location,
    findings: Vec<Finding>,
}

impl<'c> Checker<'c> {
    pub(super) fn new(channel: &'c Channel) -> Self {
        Self { channel, at: Location::default(), findings: Vec::new() }
    }

    pub(super) fn finish(self) -> Vec<Finding> {
        self.findings
    }

    pub(super) fn root(&mut self, node: &Node<'_, '_>) {
        self.inside(node);
    }

    fn inside(&mut self, node: &Node<'_, '_>) {
        match node {
            Node::Object(tree) => self.object(tree),
            Node::Union(chosen) => self.union(chosen),
            Node::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    let before = self.at.enter_item(index);
                    self.inside(item);
                    self.at.leave(before);
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, tree: &Tree<'_, '_>) {
        let Some(object) = self.channel.object(tree.id) else { return };
        let mut nodes = tree.fields.iter();
        let before = self.at.enter(tree.msgtype.unwrap_or_default());
        for (field, node) in object.body().iter().zip(nodes.by_ref()) {
            self.field(object, field, node.as_ref());
        }
        self.at.leave(before);
        for (field, node) in object.options().iter().zip(nodes) {
            self.field(object, field, node.as_ref());
        }
        for rule in &object.rules {
            self.rule(object, tree, rule);
        }
    }

    fn union(&mut self, chosen: &Chosen<'_, '_>) {
        let Some(union) = self.channel.union(chosen.id) else { return };
        let (Some(case), Some(payload)) = (union.cases.get(chosen.case), &chosen.payload) else { return };
        let before = self.at.enter(union.holder(case).unwrap_or_default());
        self.inside(payload);
        self.at.leave(before);
    }

    fn field(&mut self, object: &Object, field: &Field, node: Option<&Node<'_, '_>>) {
        let Some(node) = node else {
            if let (Some(required), None) = (field.required, &field.default) {
                self.add(&field.wire, Problem::Missing, Consequence::Refused, required.errcode);
            }
            return;
        };
        if let Kind::Inline(_) = field.kind {
            self.inside(node);
            return;
        }
        let before = self.at.enter(&field.wire);
        self.size(field, node);
        if let Node::List(items) = node {
            self.items(object, field, items);
        }
        self.inside(node);
        self.at.leave(before);
        if let (Some(unique), Node::List(items)) = (&field.unique, node) {
            self.unique(&field.wire, unique, items);
        }
    }

    /// Checks the limits, charset, prefix and values of the current value.
    fn size(&mut self, field: &Field, node: &Node<'_, '_>) {
        for limit in field.limits.iter().filter(|limit| applies(limit, node)) {
            self.limit(limit, node);
        }
        match node {
            Node::Text(text) => {
                self.charset(field, text);
                self.prefix(field, text);
            }
            Node::Named { known: false, .. } => {
                self.add("", Problem::UnknownValue, field.unknown.unwrap_or(Consequence::Unstated), None);
            }
            _ => {}
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "no size in memory reaches 2^53")]
    fn limit(&mut self, limit: &Limit, node: &Node<'_, '_>) {
        let actual = match node {
            Node::Text(text) if limit.unit == Unit::Chars => text.chars().count() as f64,
            Node::Text(text) => text.len() as f64,
            Node::List(items) => items.iter().filter(|item| self.counts(limit, item)).count() as f64,
            Node::Number(number) => *number,
            Node::Switch(_) | Node::Named { .. } | Node::Object(_) | Node::Union(_) => return,
        };
        if limit.min.is_some_and(|min| actual < min) || limit.max.is_some_and(|max| actual > max) {
            let problem = Problem::Limit { limit: limit.clone(), actual };
            self.add("", problem, limit.beyond, limit.errcode);
        }
    }

    /// Whether an item counts: a limit can be on the items of certain cases only.
    fn counts(&self, limit: &Limit, item: &Node<'_, '_>) -> bool {
        let Node::Union(chosen) = item else { return limit.cases.is_empty() };
        let case = self.channel.union(chosen.id).and_then(|union| union.cases.get(chosen.case));
        limit.cases.is_empty() || case.is_some_and(|case| limit.cases.contains(&case.name))
    }

    fn charset(&mut self, field: &Field, text: &str) {
        if let Some(charset) = &field.charset
            && let Some(found) = charset.misfit(text)
        {
            let is_listed = matches!(field.kind, Kind::List(_) | Kind::Joined(_));
            let meant = if field.sensitive { Vec::new() } else { meant(charset, text, is_listed) };
            let problem = Problem::Charset { charset: charset.clone(), found, meant };
            self.add("", problem, charset.beyond, charset.errcode);
        }
    }

    fn prefix(&mut self, field: &Field, text: &str) {
        if let Some(prefix) = field.prefix.as_ref().filter(|prefix| !prefix.allows(text)) {
            self.add("", Problem::Prefix(prefix.any_of.clone()), prefix.beyond, prefix.errcode);
        }
    }

    /// Checks items that are no objects: strings must not be empty, and limits that do not count items apply to each.
    fn items(&mut self, object: &Object, field: &Field, items: &[Node<'_, '_>]) {
        let are_strings = match &field.kind {
            Kind::List(item) => **item == Kind::String,
            kind => matches!(kind, Kind::Joined(_)),
        };
        for (index, item) in items.iter().enumerate() {
            let before = self.at.enter_item(index);
            match item {
                Node::Text(text) if text.is_empty() && are_strings && object.role != Role::Reply => {
                    self.add("", Problem::Missing, field.empty_item(), field.item_errcode);
                }
                // The language cannot state a consequence for undocumented values in a list.
                Node::Text(text) if text.is_empty() => {}
                Node::Named { .. } => {}
                item => self.size(field, item),
            }
            self.at.leave(before);
        }
    }

    /// A string in an item must differ from that of every other item; items without one do not count.
    fn unique(&mut self, list: &str, unique: &Unique, items: &[Node<'_, '_>]) {
        let mut seen = BTreeSet::new();
        for (index, item) in items.iter().enumerate() {
            let Some(Node::Text(text)) = item.reach(&unique.by.steps) else { continue };
            if text.is_empty() {
                continue;
            }
            if !seen.insert(text.as_ref()) {
                let dot = if unique.by.wire.is_empty() { "" } else { "." };
                let path = format!("{list}[{index}]{dot}{}", unique.by.wire);
                self.add(&path, Problem::Duplicate, unique.beyond, unique.errcode);
            }
        }
    }

    fn rule(&mut self, object: &Object, tree: &Tree<'_, '_>, rule: &Rule) {
        let there = |path: &Path| tree.has(path);
        let mut broken: Vec<(&Path, Problem)> = Vec::new();
        match &rule.kind {
            RuleKind::AnyOf(paths) | RuleKind::OneOf(paths) => {
                let count = paths.iter().filter(|path| there(path)).count();
                let problem = match (&rule.kind, count) {
                    (_, 0) => Some(Problem::NoneOf(wires(paths))),
                    (RuleKind::OneOf(_), 2..) => Some(Problem::MoreThanOneOf(wires(paths))),
                    _ => None,
                };
                broken.extend(paths.first().zip(problem));
            }
            RuleKind::Given(given, then) if there(given) => {
                let missing = then.iter().filter(|path| !there(path));
                broken.extend(missing.map(|path| (path, Problem::NeededBy(given.wire.clone()))));
            }
            RuleKind::NotBoth(paths) => {
                let together = RuleKind::pairs(paths).filter(|(one, other)| there(one) && there(other));
                let problem = |one: &Path, other: &Path| Problem::NotTogether(one.wire.clone(), other.wire.clone());
                broken.extend(together.map(|(one, other)| (one, problem(one, other))));
            }
            RuleKind::Given(..) => {}
        }
        let holder = tree.msgtype.filter(|_| !object.is_over_options(rule));
        let before = self.at.enter(holder.unwrap_or_default());
        for (path, problem) in broken {
            self.add(&path.wire, problem, rule.beyond, rule.errcode);
        }
        self.at.leave(before);
    }

    fn add(&mut self, member: &str, problem: Problem, consequence: Consequence, errcode: Option<i32>) {
        if self.findings.len() < MOST {
            self.findings.push(Finding { path: self.at.of(member), problem, consequence, errcode });
        }
    }
}

/// The paths as in JSON, each name once.
fn wires(paths: &[Path]) -> Vec<String> {
    Path::once(paths).into_iter().map(|path| path.wire.clone()).collect()
}

/// Whether a field's limit applies to this value: limits in items to a list, all others to its items.
fn applies(limit: &Limit, node: &Node<'_, '_>) -> bool {
    matches!(node, Node::List(_)) == (limit.unit == Unit::Items)
}
