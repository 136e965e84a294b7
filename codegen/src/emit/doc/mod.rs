//! Documentation: the texts of the descriptions, the limits, and what happens beyond them.

mod field;

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{
    About, Case, Evidence, Message, NamedValue, Object, Operation, Parameter, Path, Received, Role, TypeId, Union,
};

pub(super) use self::field::{field, setter};
use crate::context::{Context, Home, payload_id};
use crate::example;
pub(super) use crate::wording::escaped;
use crate::wording::{self, Language, path, sentence};

/// Lines of documentation. The compiler takes no carriage return in it; one alone ends a line, too.
pub(super) fn lines(text: &str) -> TokenStream {
    let lines = text.lines().flat_map(|line| line.split('\r'));
    let lines = lines.map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// Title, text, first version and page; the name if there is no text.
pub(super) fn named(about: &About, name: &str) -> TokenStream {
    lines(&about_text(about, name))
}

fn about_text(about: &About, name: &str) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    if let Some(title) = &about.title {
        let zh = title.zh.as_ref().map_or_else(String::new, |zh| format!("（{}）", escaped(zh)));
        paragraphs.push(format!("{}{zh}.", escaped(&title.en)));
    }
    if let Some(doc) = &about.doc {
        paragraphs.push(escaped(&doc.en));
        paragraphs.extend(doc.zh.as_ref().map(|zh| escaped(zh)));
    }
    if paragraphs.is_empty() {
        paragraphs.push(format!("`{name}`."));
    }
    paragraphs.extend(wording::standing(Language::English, about));
    if let Some(page) = &about.page {
        paragraphs.push(format!("[Official page]({}), read on {}.", page.url(), page.read));
    }
    paragraphs.join("\n\n") + "\n"
}

/// `#[deprecated]`, with the replacement.
pub(super) fn deprecated(about: &About) -> Option<TokenStream> {
    about.deprecated.as_ref().map(|note| quote!(#[deprecated(note = #note)]))
}

/// Generated code calls deprecated constructors, too.
pub(super) fn allow_deprecated(about: &About) -> Option<TokenStream> {
    about.deprecated.as_ref().map(|_| quote!(#[allow(deprecated, reason = "the type is deprecated as a whole")]))
}

/// A type without a page of its own is on the page of its profile or channel.
fn part(context: Context<'_>, about: &About) -> About {
    let profile = context.channel.profiles.iter().find(|profile| Some(profile.name.as_str()) == context.module);
    let around = profile.and_then(|profile| profile.about.page.as_ref()).or(context.channel.about.page.as_ref());
    let inherited = around.filter(|_| about.evidence == Evidence::Official).cloned();
    About { page: about.page.clone().or(inherited), ..about.clone() }
}

/// A union.
pub(super) fn union(context: Context<'_>, union: &Union) -> TokenStream {
    named(&part(context, &union.about), &union.rust)
}

/// An object with its rules.
pub(super) fn object(context: Context<'_>, id: TypeId, object: &Object) -> TokenStream {
    let about = if object.role == Role::Request { part(context, &object.about) } else { object.about.clone() };
    let mut text = about_text(&about, &object.rust);
    for rule in &object.rules {
        let _ = writeln!(text, "\n{}", wording::rule(Language::English, context.channel, object, rule));
    }
    if let Some(message) = context.channel.messages.iter().find(|it| it.object == id) {
        text.push_str(&message_text(context, message));
    }
    if let Some(operation) = context.channel.operations.iter().find(|it| it.object == id) {
        text.push_str(&operation_text(context, operation));
    }
    if let Some(reply) = context.channel.passive_replies.iter().find(|it| it.object == id) {
        let _ = writeln!(text, "\nA passive reply with the `MsgType` `{}`.", reply.msgtype);
        text.push_str(&example::section(context, id, &reply.examples));
    }
    if let Some(received) = context.channel.received.iter().find(|it| it.object == id) {
        text.push_str(&received_text(received));
    }
    // Recipients without constructors are made by hand-written functions, which have examples of their own.
    let is_made_here = context.channel.recipients == id && !object.constructors.is_empty();
    if is_made_here && !context.channel.recipient_examples.is_empty() {
        text.push_str(&example::section(context, id, &context.channel.recipient_examples));
    }
    lines(&text)
}

fn message_text(context: Context<'_>, message: &Message) -> String {
    let mut text = String::new();
    for need in &message.needs {
        let _ = writeln!(text, "\n{}", wording::need(Language::English, need));
    }
    let link = context.function_link(context.home(), &message.function);
    let _ = writeln!(text, "\nSent with {link}.");
    text + &example::section(context, message.object, &message.examples)
}

fn operation_text(context: Context<'_>, operation: &Operation) -> String {
    let sent = match context.home_of(operation) {
        Home::Bot => format!("Sent as the frame `{}`.", operation.path),
        home => format!("Called with {}.", context.function_link(home, &operation.function)),
    };
    format!("\n{sent}\n") + &example::section(context, operation.object, &operation.examples)
}

fn received_text(received: &Received) -> String {
    let known: Vec<String> = received.matches.iter().map(|(member, value)| format!("`{member}` `{value}`")).collect();
    let mut text = format!("\nRecognized by {}.\n", known.join(" and "));
    if let Some(precondition) = &received.precondition {
        let _ = writeln!(text, "\nPrecondition: {}", escaped(&precondition.en));
    }
    if received.takes_reply {
        text.push_str("\nTakes a passive reply.\n");
    }
    text
}

/// The documentation of a case: its own text, or that of its payload.
pub(super) fn case(context: Context<'_>, case: &Case) -> TokenStream {
    if case.about.doc.is_some() {
        return named(&case.about, &case.wire);
    }
    let object = payload_id(case).and_then(|id| context.object(id)).map(|object| &object.about);
    let title = object.and_then(|about| about.title.as_ref().or(about.doc.as_ref()));
    lines(&title.map_or_else(|| format!("`{}`.", case.wire), |title| sentence(&title.en)))
}

/// A named value: its text, or its name.
pub(super) fn value(value: &NamedValue) -> TokenStream {
    let Some(doc) = &value.doc else {
        return lines(&format!("`{}`: {}.", value.wire, value.name.replace('_', " ")));
    };
    let zh = doc.zh.as_ref().map_or_else(String::new, |zh| format!("\n\n{}", escaped(zh)));
    lines(&format!("`{}`: {}{zh}", value.wire, sentence(&doc.en)))
}

/// The documentation of a constructor: the fields that it sets.
pub(super) fn constructor(context: Context<'_>, object: &Object, parameters: &[Parameter]) -> TokenStream {
    let paths: Vec<&Path> = parameters.iter().map(|it| &it.path).collect();
    lines(&match paths.as_slice() {
        [] => format!("Creates an empty `{}`.", object.rust),
        paths => {
            let paths = path::list(Language::English, context.channel, object, paths);
            format!("Creates a new `{}` from {paths}.", object.rust)
        }
    })
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::lines;

    #[test]
    fn documentation_has_no_carriage_returns() {
        let expected = quote!(#[doc = " a"] #[doc = " b"] #[doc = " c"] #[doc = ""] #[doc = " d"]);
        assert_eq!(lines("a\r\nb\rc\n\nd").to_string(), expected.to_string());
    }
}
