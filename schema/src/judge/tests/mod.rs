//! Bodies and what is to be said about them.

mod built_in;
mod channels;
mod fixture;

use super::Verdict;
use crate::model::{Channel, Consequence};
use crate::{Schema, Sources};

fn channel(sources: &Sources, name: &str) -> Channel {
    let schema = Schema::load(sources).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    schema.channels.into_iter().find(|channel| channel.name == name).expect("the channel is described")
}

/// `path consequence errcode` of each finding, sorted; mismatches are `path !errcode`, foreign members `path ?`.
fn said(verdict: &Verdict) -> Vec<String> {
    let code = |errcode: Option<i32>| errcode.map_or(String::new(), |errcode| format!(" {errcode}"));
    let consequence = |consequence| match consequence {
        Consequence::Refused => "refused",
        Consequence::Truncated => "cut",
        Consequence::Advised => "advised",
        Consequence::Unstated => "unstated",
    };
    let mismatches = verdict.mismatches.iter().map(|it| format!("{} !{}", it.path, code(it.errcode)));
    let findings = verdict.findings.iter();
    let findings = findings.map(|it| format!("{} {}{}", it.path, consequence(it.consequence), code(it.errcode)));
    let foreign = verdict.foreign.iter().map(|path| format!("{path} ?"));
    let mut said: Vec<String> = mismatches.chain(findings).chain(foreign).collect();
    said.sort();
    said
}
