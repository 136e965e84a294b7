//! Rules over several fields, and constructors.

use super::about::evidence;
use super::limit::CONSEQUENCES;
use super::members::{Members, Spanned, each, strings};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::json::{Entry, Json, Node};
use crate::model::{Consequence, Evidence};
use crate::source::Span;

#[derive(Clone, Debug)]
pub(crate) struct RuleDescription {
    pub(crate) kind: RuleKindDescription,
    pub(crate) beyond: Consequence,
    pub(crate) errcode: Option<i32>,
    pub(crate) profiles: Option<Vec<Spanned<String>>>,
    pub(crate) evidence: Evidence,
}

#[derive(Clone, Debug)]
pub(crate) enum RuleKindDescription {
    AnyOf(Vec<Spanned<String>>),
    OneOf(Vec<Spanned<String>>),
    Given(Spanned<String>, Vec<Spanned<String>>),
    /// No two of these.
    NotBoth(Vec<Spanned<String>>),
}

#[derive(Clone, Debug)]
pub(crate) struct ConstructorDescription {
    pub(crate) name: Spanned<String>,
    pub(crate) span: Span,
    pub(crate) parameters: ParametersDescription,
}

/// The same parameters in all profiles, or different ones in each.
#[derive(Clone, Debug)]
pub(crate) enum ParametersDescription {
    Everywhere(Vec<Spanned<String>>),
    PerProfile(Vec<(Spanned<String>, Vec<Spanned<String>>)>),
}

const KINDS: [&str; 4] = ["any_of", "one_of", "given", "not_both"];

pub(super) fn rules(items: &[Node], diagnostics: &mut Diagnostics) -> Vec<RuleDescription> {
    each(items, rule, diagnostics)
}

fn rule(node: &Node, diagnostics: &mut Diagnostics) -> Option<RuleDescription> {
    let mut members = Members::open(node, "a rule", diagnostics)?;
    let any_of = members.strings("any_of");
    let one_of = members.strings("one_of");
    let given = members.string("given");
    let not_both = members.strings("not_both");
    let then = members.strings("then");
    let beyond = members.choice("beyond", &CONSEQUENCES).unwrap_or(Consequence::Refused);
    let errcode = members.integer("errcode");
    let profiles = members.profiles();
    let evidence = evidence(&mut members);
    // An object without an essential member has no meaning, so it is refused with any evidence.
    let is_essential = members.boolean("essential");
    let beyond = if is_essential { beyond } else { beyond.on(evidence) };
    let kind = match (any_of, one_of, given, not_both) {
        (Some(paths), None, None, None) if !paths.is_empty() => Some(RuleKindDescription::AnyOf(paths)),
        (None, Some(paths), None, None) if paths.len() > 1 => Some(RuleKindDescription::OneOf(paths)),
        (None, None, Some(path), None) => {
            if then.as_ref().is_none_or(Vec::is_empty) {
                members.missing("then");
            }
            then.clone().map(|then| RuleKindDescription::Given(path, then))
        }
        (None, None, None, Some(paths)) if paths.len() > 1 => Some(RuleKindDescription::NotBoth(paths)),
        (Some(_), None, None, None) => {
            members.diagnostics.error(node.span, "`any_of` wants at least one path");
            None
        }
        (None, Some(_), None, None) => {
            members.diagnostics.error(node.span, "`one_of` wants at least two paths");
            None
        }
        (None, None, None, Some(_)) => {
            members.diagnostics.error(node.span, "`not_both` wants at least two paths");
            None
        }
        _ => {
            let message = "a rule has exactly one of the keys any_of, one_of, given and not_both";
            members.diagnostics.add(Diagnostic::new(node.span, message).allowed("", KINDS));
            None
        }
    };
    if then.is_some() && !matches!(kind, Some(RuleKindDescription::Given(..)) | None) {
        members.diagnostics.error(node.span, "`then` goes with `given`: { \"given\": \"one\", \"then\": [\"other\"] }");
    }
    members.finish();
    Some(RuleDescription { kind: kind?, beyond, errcode, profiles, evidence })
}

pub(super) fn constructors(entries: &[Entry], diagnostics: &mut Diagnostics) -> Vec<ConstructorDescription> {
    each(entries, constructor, diagnostics)
}

fn constructor(entry: &Entry, diagnostics: &mut Diagnostics) -> Option<ConstructorDescription> {
    let parameters = match &entry.value.value {
        Json::List(items) => ParametersDescription::Everywhere(strings(items, "constructors", diagnostics)),
        Json::Object(profiles) => {
            let mut read = Vec::new();
            for profile in profiles {
                let name = Spanned { value: profile.key.clone(), span: profile.key_span };
                match &profile.value.value {
                    Json::List(items) => read.push((name, strings(items, "constructors", diagnostics))),
                    _ => diagnostics.error(profile.value.span, "a constructor's parameters are a list of paths"),
                }
            }
            ParametersDescription::PerProfile(read)
        }
        _ => {
            let help = "as in \"new\": [\"title\", \"url\"], or by profile: {\"send\": […], \"replace\": […]}";
            let message = "a constructor's parameters are a list of paths";
            diagnostics.add(Diagnostic::new(entry.value.span, message).help(help));
            return None;
        }
    };
    let name = Spanned { value: entry.key.clone(), span: entry.key_span };
    Some(ConstructorDescription { name, span: entry.value.span, parameters })
}
