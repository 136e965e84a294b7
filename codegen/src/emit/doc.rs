//! Documentation: what the descriptions say, with the limits and what happens beyond them.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{
    About, Consequence, Evidence, Field, Kind, Limit, Message, Object, Operation, Rule, RuleKind, TypeId, Unit,
};

use crate::context::Context;
use crate::example;

/// One `///` line per line of text.
pub(super) fn lines(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// A title, a text, since when, which page.
pub(super) fn about(about: &About) -> TokenStream {
    lines(&about_text(about))
}

fn about_text(about: &About) -> String {
    let mut text = String::new();
    if let Some(title) = &about.title {
        text.push_str(&escaped(&title.en));
        if let Some(zh) = &title.zh {
            let _ = write!(text, "（{}）", escaped(zh));
        }
        text.push_str(".\n\n");
    }
    if let Some(doc) = &about.doc {
        let _ = writeln!(text, "{}", escaped(&doc.en));
        if let Some(zh) = &doc.zh {
            let _ = writeln!(text, "\n{}", escaped(zh));
        }
    }
    if let Some(since) = &about.since {
        let _ = writeln!(text, "\nSince {}.", escaped(since));
    }
    if let Some(page) = &about.page {
        let _ = writeln!(text, "\n[Official page]({}), read on {}.", page.url(), page.read);
    }
    text
}

/// An object with its rules.
pub(super) fn object(context: Context<'_>, id: TypeId, object: &Object) -> TokenStream {
    let mut text = about_text(&object.about);
    for rule in &object.rules {
        let _ = writeln!(text, "\n{}", rule_text(rule));
    }
    if context.options.doc_examples {
        if let Some(message) = context.channel.messages.iter().find(|it| it.object == id) {
            text.push_str(&message_text(context, message));
        }
        if let Some(operation) = context.channel.operations.iter().find(|it| it.object == id) {
            text.push_str(&operation_text(context, operation));
        }
    }
    lines(&text)
}

fn message_text(context: Context<'_>, message: &Message) -> String {
    let mut text = String::new();
    for need in &message.needs {
        let _ = writeln!(
            text,
            "\nThe application needs a callback URL for some of these; WeCom refuses them without (errcode {}).",
            need.errcode
        );
    }
    let _ = write!(text, "\nSent with [`Client::{0}`](crate::Client::{0}).\n", message.function);
    text + &example::section(context, message.object, &message.examples)
}

fn operation_text(context: Context<'_>, operation: &Operation) -> String {
    let text = format!("\nDone with [`Client::{0}`](crate::Client::{0}).\n", operation.name);
    text + &example::section(context, operation.object, &operation.examples)
}

/// A field with everything that is known of it.
pub(super) fn field(context: Context<'_>, field: &Field) -> TokenStream {
    lines(&field_text(context, field))
}

pub(super) fn field_text(context: Context<'_>, field: &Field) -> String {
    let mut text = match &field.about.doc {
        Some(doc) => format!("{}\n", escaped(&doc.en)),
        None => format!("`{}`.\n", field.wire),
    };
    let mut notes: Vec<String> = Vec::new();
    match (&field.required, &field.default) {
        (Some(_), Some(default)) => notes.push(format!("Always sent; WeCom takes an absent one for `{default}`.")),
        (Some(required), None) => notes.push(format!("Required{}.", code(required.errcode))),
        (None, Some(default)) => notes.push(format!("Left out, it is `{default}`.")),
        (None, None) => {}
    }
    if field.supplied {
        notes.push("The client fills it in when it is left out.".to_owned());
    }
    notes.extend(field.limits.iter().map(limit_text));
    if let Some(charset) = &field.charset {
        notes.push(format!(
            "Only the characters `{}`; {}{}.",
            charset.allowed,
            beyond(charset.beyond),
            code(charset.errcode)
        ));
    }
    if let Some(unique) = &field.unique {
        let what = if unique.by.wire.is_empty() {
            "The items".to_owned()
        } else {
            format!("The `{}` of the items", unique.by.wire)
        };
        notes.push(format!("{what} must differ; {}{}.", beyond(unique.beyond), code(unique.errcode)));
    }
    if field.translated {
        notes.push("Takes part in id translation.".to_owned());
    }
    if let Kind::Values(id) = &field.kind {
        notes.push(format!(
            "Another value than those of [`{}`]: {}.",
            context.channel.ty(*id).rust(),
            beyond(field.unknown)
        ));
    }
    if let Some(since) = &field.about.since {
        notes.push(format!("Since {}.", escaped(since)));
    }
    notes.extend(evidence(field.about.evidence).map(str::to_owned));
    if !notes.is_empty() {
        let _ = writeln!(text, "\n{}", notes.join("\n\n"));
    }
    text
}

fn limit_text(limit: &Limit) -> String {
    let unit = match limit.unit {
        Unit::Bytes => " bytes of UTF-8",
        Unit::Chars => " characters",
        Unit::Items => " items",
        Unit::Range => "",
    };
    let amount = match (limit.min, limit.max) {
        (Some(min), Some(max)) => format!("{min} to {max}{unit}"),
        (Some(min), None) => format!("At least {min}{unit}"),
        (None, Some(max)) => format!("At most {max}{unit}"),
        (None, None) => "No limit".to_owned(),
    };
    let evidence = evidence(limit.evidence).map_or_else(String::new, |evidence| format!(" {evidence}"));
    format!("{amount}; {}{}.{evidence}", beyond(limit.beyond), code(limit.errcode))
}

fn beyond(consequence: Consequence) -> &'static str {
    match consequence {
        Consequence::Refused => "WeCom refuses others",
        Consequence::Truncated => "WeCom cuts the rest without an error",
        Consequence::Advised => "others are sent, but may be displayed badly",
        Consequence::Unstated => "what WeCom does with others is not documented",
    }
}

fn code(errcode: Option<i32>) -> String {
    errcode.map_or_else(String::new, |code| format!(" (errcode {code})"))
}

fn evidence(evidence: Evidence) -> Option<&'static str> {
    match evidence {
        Evidence::Official => None,
        Evidence::Multi => Some("(Not on the official page; several clients agree.)"),
        Evidence::Peer => Some("(Not on the official page; from one client.)"),
        Evidence::Inferred => Some("(Not on the official page; inferred.)"),
    }
}

fn rule_text(rule: &Rule) -> String {
    let list = |paths: &[wecom_schema::model::Path]| {
        paths.iter().map(|path| format!("`{}`", path.wire)).collect::<Vec<_>>().join(", ")
    };
    let demand = match &rule.kind {
        RuleKind::AnyOf(paths) if paths.len() == 1 => format!("{} must be given", list(paths)),
        RuleKind::AnyOf(paths) => format!("At least one of {} must be given", list(paths)),
        RuleKind::OneOf(paths) => format!("Exactly one of {} must be given", list(paths)),
        RuleKind::Given(path, then) => format!("With `{}` goes {}", path.wire, list(then)),
        RuleKind::NotBoth(one, other) => format!("`{}` and `{}` do not go together", one.wire, other.wire),
    };
    let otherwise = match rule.beyond {
        Consequence::Refused => "WeCom refuses it otherwise",
        Consequence::Truncated => "WeCom cuts it otherwise",
        Consequence::Advised => "otherwise it may be displayed badly",
        Consequence::Unstated => "what WeCom does otherwise is not documented",
    };
    let evidence = evidence(rule.evidence).map_or_else(String::new, |evidence| format!(" {evidence}"));
    format!("{demand}; {otherwise}{}.{evidence}", code(rule.errcode))
}

/// Outside of code, brackets would be links or tags.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut in_code = false;
    for character in text.chars() {
        in_code ^= character == '`';
        if !in_code && matches!(character, '[' | ']' | '<' | '>') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
