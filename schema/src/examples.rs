//! Checks that examples obey their description and together use every field and case.

use serde_json::Value;

use crate::description::{ChannelFiles, ExampleDescription};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::judge::{Coverage, Verdict, judge_object, judge_received, mark, received_text};
use crate::model::{Channel, Consequence, Example, Received, Role, Type, TypeId};

/// Checks the examples of a channel, which was resolved from these files without a mistake.
pub(crate) fn check(channel: &Channel, files: &ChannelFiles, diagnostics: &mut Diagnostics) {
    let mut coverage = Coverage::default();
    let mut check =
        |object: TypeId, examples: &[Example], described: &[ExampleDescription], judge: &dyn Fn(&Value) -> Verdict| {
            for (example, described) in examples.iter().zip(described) {
                report(described, &judge(&example.body), diagnostics);
                mark(channel, object, &example.body, &mut coverage);
            }
        };
    if let Some(described) = &files.channel {
        let judge = |body: &Value| judge_object(channel, channel.recipients, body);
        check(channel.recipients, &channel.recipient_examples, &described.recipients.examples, &judge);
    }
    for (message, described) in channel.messages.iter().zip(&files.messages) {
        check(message.object, &message.examples, &described.examples, &|body| channel.judge_message(body));
    }
    for (operation, described) in channel.operations.iter().zip(&files.operations) {
        let judge = |body: &Value| {
            let mut verdict = judge_object(channel, operation.object, body);
            verdict.findings.retain(|finding| !is_supplied(channel, operation.object, &finding.path));
            verdict
        };
        check(operation.object, &operation.examples, &described.examples, &judge);
        let judge = |body: &Value| judge_object(channel, operation.reply, body);
        check(operation.reply, &operation.reply_examples, &described.reply.examples, &judge);
    }
    for (reply, described) in channel.passive_replies.iter().zip(&files.passive_replies) {
        let judge = |body: &Value| judge_object(channel, reply.object, body);
        check(reply.object, &reply.examples, &described.examples, &judge);
    }
    for (received, described) in channel.received.iter().zip(&files.received) {
        for (example, described) in received.examples.iter().zip(&described.examples) {
            let verdict = judge_received(channel, received, &example.body, &mut coverage);
            report(described, &verdict, diagnostics);
            check_matches(channel, received, example, described, diagnostics);
        }
    }
    if diagnostics.is_empty() {
        for (id, ty) in channel.ids().zip(&channel.types) {
            report_gaps(id, ty, &coverage, diagnostics);
        }
    }
}

/// Reports an example that does not have the values by which its description is recognized.
fn check_matches(
    channel: &Channel,
    received: &Received,
    example: &Example,
    described: &ExampleDescription,
    diagnostics: &mut Diagnostics,
) {
    for (member, value) in &received.matches {
        if received_text(channel, &example.body, member) != Some(value) {
            let message = format!("the example \"{}\" has no `{member}` with the value `{value}`", example.name);
            let help = "it would be taken for something else; `match` says how the event is recognized";
            diagnostics.add(Diagnostic::new(described.body.span, message).help(help));
        }
    }
}

/// Whether the client or a handle fills in the member, so that examples can leave it out.
fn is_supplied(channel: &Channel, object: TypeId, member: &str) -> bool {
    let Some(object) = channel.object(object) else { return false };
    object.fields.iter().any(|field| field.supplied.is_some() && field.wire == member)
}

fn report(example: &ExampleDescription, verdict: &Verdict, diagnostics: &mut Diagnostics) {
    let mut refuse = |path: &str, what: String| {
        if diagnostics.is_full() {
            return;
        }
        let message = format!("the example \"{}\" breaks its own description: {what}", example.name.value);
        let help = "bring the example up to date, or the description where that is wrong";
        diagnostics.add(Diagnostic::new(example.body.find(path), message).help(help));
    };
    let verdict = verdict.clone().exact();
    for mismatch in &verdict.mismatches {
        refuse(&mismatch.path, mismatch.to_string());
    }
    for ignored in &verdict.ignored {
        refuse(&ignored.path, ignored.to_string());
    }
    for path in &verdict.unknown_members {
        refuse(path, format!("{path}: no field of this name is described"));
    }
    for finding in verdict.findings.iter().filter(|finding| finding.consequence != Consequence::Advised) {
        refuse(&finding.path, finding.to_string());
    }
}

fn report_gaps(id: TypeId, ty: &Type, coverage: &Coverage, diagnostics: &mut Diagnostics) {
    let name = ty.rust();
    match ty {
        Type::Object(object) if object.role != Role::Envelope => {
            let used = (0..object.fields.len()).any(|index| coverage.has(id, index));
            if !used && matches!(object.role, Role::Request | Role::Reply) {
                // The field or case that refers to this object is reported instead. Examples of answers are optional.
                return;
            }
            for (index, field) in object.fields.iter().enumerate().filter(|(_, field)| field.supplied.is_none()) {
                if !coverage.has(id, index) {
                    let message = format!("no example uses `{}` of {name}{}", field.wire, in_module(ty));
                    diagnostics.add(Diagnostic::new(field.span, message).help(HELP));
                }
            }
        }
        Type::Union(union) if !union.open || (0..union.cases.len()).any(|index| coverage.has(id, index)) => {
            for (index, case) in union.cases.iter().enumerate() {
                if !coverage.has(id, index) {
                    let message = format!("no example uses the case `{}` of {name}{}", case.name, in_module(ty));
                    diagnostics.add(Diagnostic::new(case.span, message).help(HELP));
                }
            }
        }
        _ => {}
    }
}

const HELP: &str = "show it in an example of a message, an operation or the recipients that have it: examples become documentation and tests";

fn in_module(ty: &Type) -> String {
    ty.module().map_or_else(String::new, |module| format!(" for the profile `{module}`"))
}
