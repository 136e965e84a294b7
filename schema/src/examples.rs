//! Examples must obey their own description, and together leave nothing out.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::judge::{Coverage, Verdict, judge_object, mark};
use crate::model::{Channel, Consequence, Example, Role, Type, TypeId};

pub(crate) fn check(channel: &Channel, diagnostics: &mut Diagnostics) {
    let mut coverage = Coverage::default();
    for example in &channel.recipient_examples {
        report(example, &judge_object(channel, channel.recipients, &example.body), diagnostics);
        mark(channel, channel.recipients, &example.body, &mut coverage);
    }
    for message in &channel.messages {
        for example in &message.examples {
            report(example, &channel.judge_message(&example.body), diagnostics);
            mark(channel, message.object, &example.body, &mut coverage);
        }
    }
    for operation in &channel.operations {
        for example in &operation.examples {
            let mut verdict = judge_object(channel, operation.object, &example.body);
            verdict.findings.retain(|finding| !is_supplied(channel, operation.object, &finding.path));
            report(example, &verdict, diagnostics);
            mark(channel, operation.object, &example.body, &mut coverage);
        }
    }
    if diagnostics.is_empty() {
        for (index, ty) in channel.types.iter().enumerate() {
            report_gaps(TypeId(index), ty, &coverage, diagnostics);
        }
    }
}

/// What the client fills in, an example need not show.
fn is_supplied(channel: &Channel, object: TypeId, member: &str) -> bool {
    let Some(object) = channel.object(object) else { return false };
    object.fields.iter().any(|field| field.supplied.is_some() && field.wire == member)
}

fn report(example: &Example, verdict: &Verdict, diagnostics: &mut Diagnostics) {
    let mut refuse = |path: &str, what: String| {
        if diagnostics.is_full() {
            return;
        }
        let message = format!("the example \"{}\" breaks its own description: {what}", example.name);
        let help = "bring the example up to date, or the description where that is wrong";
        diagnostics.add(Diagnostic::new(example.node.find(path), message).help(help));
    };
    for mismatch in &verdict.mismatches {
        refuse(&mismatch.path, mismatch.to_string());
    }
    for path in &verdict.foreign {
        refuse(path, format!("{path}: no field of this name is described"));
    }
    for finding in verdict.findings.iter().filter(|finding| finding.consequence != Consequence::Advised) {
        refuse(&finding.path, finding.to_string());
    }
}

fn report_gaps(id: TypeId, ty: &Type, coverage: &Coverage, diagnostics: &mut Diagnostics) {
    let name = ty.rust();
    match ty {
        Type::Object(object) if !matches!(object.role, Role::Reply | Role::Envelope) => {
            let used = (0..object.fields.len()).any(|index| coverage.has(id, index));
            if !used && object.role == Role::Request {
                // The field or case that leads here is reported.
                return;
            }
            for (index, field) in object.fields.iter().enumerate().filter(|(_, field)| field.supplied.is_none()) {
                if !coverage.has(id, index) {
                    let message = format!("no example uses `{}` of {name}{}", field.wire, in_module(ty));
                    diagnostics.add(Diagnostic::new(field.span, message).help(HELP));
                }
            }
        }
        Type::Union(union) => {
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
