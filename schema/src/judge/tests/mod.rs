//! Bodies and what is to be said about them.

mod appchat;
mod built_in;
mod channels;
mod fixture;
mod robot;
mod tolerance;

use super::Verdict;
use crate::model::{Channel, Consequence};
use crate::{Schema, Sources};

fn channel(sources: &Sources, name: &str) -> Channel {
    let schema = Schema::load(sources).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    schema.channels.into_iter().find(|channel| channel.name == name).expect("the channel is described")
}

/// `path consequence errcode` of each finding, sorted; mismatches are `path !errcode`, unknown members `path ?`, ignored ones
/// `path ignored`, straightened ones `path =value`.
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
    let unknown = verdict.unknown_members.iter().map(|path| format!("{path} ?"));
    let ignored = verdict.ignored.iter().map(|it| format!("{} ignored", it.path));
    let straightened = verdict.straightened.iter().map(|it| format!("{} ={}", it.path, it.value));
    let mut said: Vec<String> = mismatches.chain(findings).chain(unknown).chain(ignored).chain(straightened).collect();
    said.sort();
    said
}
