//! The parts of the envelope: recipients, sender, answer.

use super::example::{ExampleDescription, examples};
use super::field::{FieldDescription, fields};
use super::members::{Members, Spanned};
use super::rule::{ConstructorDescription, RuleDescription, constructors, rules};
use crate::diagnostic::Diagnostics;
use crate::json::Node;

#[derive(Clone, Debug, Default)]
pub(crate) struct EnvelopeDescription {
    pub(crate) fields: Vec<FieldDescription>,
    pub(crate) rules: Vec<RuleDescription>,
    pub(crate) constructors: Vec<ConstructorDescription>,
    /// For recipients: the runtime defines their type.
    pub(crate) in_runtime: bool,
    /// For recipients and answers.
    pub(crate) examples: Vec<ExampleDescription>,
    /// For the head: its strings that name an object whose members are read as if they were beside it.
    pub(crate) opens: Vec<Spanned<String>>,
}

/// The recipients of a message.
pub(super) fn recipients(node: &Node, diagnostics: &mut Diagnostics) -> Option<EnvelopeDescription> {
    let mut members = Members::open(node, "the recipients", diagnostics)?;
    let in_runtime = members.boolean("in_runtime");
    let examples = examples(&mut members);
    Some(EnvelopeDescription { in_runtime, examples, ..envelope_of(members) })
}

/// The fields of a part of the envelope.
pub(super) fn envelope(node: &Node, diagnostics: &mut Diagnostics) -> Option<EnvelopeDescription> {
    Members::open(node, "a part of the envelope", diagnostics).map(envelope_of)
}

fn envelope_of(mut members: Members<'_, '_>) -> EnvelopeDescription {
    let constructors = constructors(members.entries("constructors"), members.diagnostics);
    EnvelopeDescription { constructors, ..answer_of(members) }
}

/// The fields of an answer.
pub(super) fn answer(node: &Node, diagnostics: &mut Diagnostics) -> Option<EnvelopeDescription> {
    Members::open(node, "an answer", diagnostics).map(answer_of)
}

/// The fields of an operation's answer.
pub(super) fn reply(node: &Node, diagnostics: &mut Diagnostics) -> Option<EnvelopeDescription> {
    let mut members = Members::open(node, "an answer", diagnostics)?;
    let examples = examples(&mut members);
    Some(EnvelopeDescription { examples, ..answer_of(members) })
}

/// The fields that every received message and event has.
pub(super) fn head(node: &Node, diagnostics: &mut Diagnostics) -> Option<EnvelopeDescription> {
    let mut members = Members::open(node, "the head", diagnostics)?;
    let opens = members.strings("opens").unwrap_or_default();
    Some(EnvelopeDescription { opens, ..answer_of(members) })
}

fn answer_of(mut members: Members<'_, '_>) -> EnvelopeDescription {
    let fields = fields(members.list("fields"), members.diagnostics);
    let rules = rules(members.list("rules"), members.diagnostics);
    members.finish();
    EnvelopeDescription { fields, rules, ..EnvelopeDescription::default() }
}
