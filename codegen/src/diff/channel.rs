//! A channel on both sides: itself, its messages, its operations, its types.

use std::collections::{BTreeMap, BTreeSet};

use wecom_schema::model::{Channel, Message, Operation, Profile, TypeId};

use super::change::{Breaks, ChangeKind, Changes, Section, Subject, code};
use super::paired::pair;
use super::sides::{Sides, path_of};
use super::{about, envelope, message, reach, types};
use crate::Options;
use crate::context::Context;

pub(super) fn compare(old: &Channel, new: &Channel, options: &Options) -> Vec<Section> {
    let Channel {
        name,
        about: _,
        path: _,
        credential: _,
        handle: _,
        profiles: _,
        recipients: _,
        recipients_in_runtime: _,
        recipient_examples: _,
        everyone: _,
        duplicate_check: _, // seen in the messages that can be asked for it
        sender: _,
        receipt: _,
        messages,
        operations,
        types: _,
    } = old;
    let [was, is] = [old, new].map(|channel| Context { channel, options, module: None });
    let sides = Sides::new(was, is);
    let mut sections = vec![Section::new(Some(name), Subject::Channel, itself(&sides))];

    let messages = pair(messages, &new.messages, &[&|one, other| one.msgtype == other.msgtype]);
    let operations = pair(operations, &new.operations, &[&|one, other| one.name == other.name]);
    let kept: BTreeSet<&str> = messages.both.iter().map(|(_, it)| it.msgtype.as_str()).collect();
    let kept: BTreeSet<&str> = kept.into_iter().chain(operations.both.iter().map(|(_, it)| it.name.as_str())).collect();
    let mut add = |subject: Subject, fill: &dyn Fn(&mut Changes)| {
        let mut changes = Changes::default();
        fill(&mut changes);
        sections.push(Section::new(Some(name), subject, changes));
    };
    let message = |it: &Message| Subject::Message(it.msgtype.clone());
    for (old, new) in messages.both {
        add(message(new), &|changes| message::message(&sides, old, new, changes));
    }
    for gone in messages.removed {
        let what = format!("{}, {}", code(was.channel.ty(gone.object).rust()), code(&format!("{}()", gone.function)));
        add(message(gone), &|changes| changes.add("", ChangeKind::Removed, Breaks::AtCompileTime, what.as_str()));
    }
    for added in messages.added {
        let what = format!("{}, {}", code(is.channel.ty(added.object).rust()), code(&format!("{}()", added.function)));
        add(message(added), &|changes| changes.add("", ChangeKind::Added, Breaks::Nobody, what.as_str()));
    }
    let operation = |it: &Operation| Subject::Operation(it.name.clone());
    for (old, new) in operations.both {
        add(operation(new), &|changes| message::operation(&sides, old, new, changes));
    }
    for gone in operations.removed {
        let what = code(&format!("{}()", gone.function));
        add(operation(gone), &|changes| changes.add("", ChangeKind::Removed, Breaks::AtCompileTime, what.as_str()));
    }
    for added in operations.added {
        let what = code(&format!("{}()", added.function));
        add(operation(added), &|changes| changes.add("", ChangeKind::Added, Breaks::Nobody, what.as_str()));
    }
    sections.extend(all_types(&sides, name, &kept));
    sections
}

/// The endpoint, the profiles, whom messages go to, what is answered.
fn itself(sides: &Sides<'_>) -> Changes {
    let (old, new) = (sides.old.channel, sides.new.channel);
    let mut changes = Changes::default();
    profiles(&old.profiles, &new.profiles, &mut changes);
    envelope::compare(sides, &mut changes);
    about::compare("", &old.about, &new.about, &mut changes);
    changes
}

/// Every profile but the first has a module.
fn profiles(old: &[Profile], new: &[Profile], changes: &mut Changes) {
    let paired = pair(old, new, &[&|one, other| one.name == other.name]);
    let is_first = |all: &[Profile], profile: &Profile| all.first().is_some_and(|first| first.name == profile.name);
    for (was, is) in paired.both {
        let Profile { name, about } = was;
        if is_first(old, was) != is_first(new, is) {
            let breaks = if is_first(old, was) { Breaks::Nobody } else { Breaks::AtCompileTime };
            let what = if is_first(new, is) { "now the first profile" } else { "no longer the first profile" };
            changes.add(name, ChangeKind::Changed, breaks, what);
        }
        about::compare(name, about, &is.about, changes);
    }
    for gone in paired.removed {
        let breaks = if is_first(old, gone) { Breaks::Nobody } else { Breaks::AtCompileTime };
        changes.add(&gone.name, ChangeKind::Removed, breaks, "profile");
    }
    for added in paired.added {
        changes.add(&added.name, ChangeKind::Added, Breaks::Nobody, "profile");
    }
}

/// The types that are no message, operation or part of the envelope. One that came or went with all that holds it is
/// told there.
fn all_types(sides: &Sides<'_>, channel: &str, kept: &BTreeSet<&str>) -> Vec<Section> {
    const ENVELOPE: [&str; 3] = ["recipients", "sender", "receipt"];
    let (old, new) = (sides.old.channel, sides.new.channel);
    let (old_reach, new_reach) = (reach::of(old), reach::of(new));
    let holders = |reach: &BTreeMap<TypeId, BTreeSet<String>>, id| reach.get(&id).cloned().unwrap_or_default();
    let is_kept = |holders: &BTreeSet<String>| {
        holders.iter().any(|name| kept.contains(name.as_str()) || ENVELOPE.contains(&name.as_str()))
    };
    let mut sections: Vec<Section> = Vec::new();
    let mut add = |path: String, holders: BTreeSet<String>, changes: Changes| {
        let holders: Vec<String> = holders.into_iter().collect();
        // A narrowed use, or a type in another profile, changes with what it is made from.
        let told = sections
            .iter_mut()
            .find(|it| it.changes == changes.0 && (it.reaches == holders || is_of_another_profile(&it.subject, &path)));
        if let Some(Section { subject: Subject::Types(paths), reaches, .. }) = told {
            paths.push(path);
            reaches.extend(holders);
            reaches.sort();
            reaches.dedup();
        } else {
            let mut section = Section::new(Some(channel), Subject::Types(vec![path]), changes);
            section.reaches = holders;
            sections.push(section);
        }
    };
    let (old_roots, new_roots) = (roots(old), roots(new));
    for id in new.ids().filter(|id| !new_roots.contains(id)) {
        let (path, mut holders) = (path_of(new, id), holders(&new_reach, id));
        let mut changes = Changes::default();
        if let Some((was, _)) = sides.types().find(|(_, is)| *is == id) {
            types::compare(sides, "", (was, id), &mut changes);
            holders.extend(old_reach.get(&was).cloned().unwrap_or_default());
        } else if sides.is_added(id) && is_kept(&holders) {
            types::alone(new.ty(id), ChangeKind::Added, Breaks::Nobody, &mut changes);
        }
        add(path, holders, changes);
    }
    for id in old.ids().filter(|id| !old_roots.contains(id) && sides.ty(*id).is_none()) {
        let holders = holders(&old_reach, id);
        if is_kept(&holders) {
            let mut changes = Changes::default();
            types::alone(old.ty(id), ChangeKind::Removed, Breaks::AtCompileTime, &mut changes);
            add(path_of(old, id), holders, changes);
        }
    }
    sections
}

/// Whether these are the same type in other profiles.
fn is_of_another_profile(subject: &Subject, path: &str) -> bool {
    let name = |path: &str| path.rsplit("::").next().map(str::to_owned);
    matches!(subject, Subject::Types(paths) if paths.iter().all(|other| name(other) == name(path)))
}

/// The types that are told with what they are of.
fn roots(channel: &Channel) -> BTreeSet<TypeId> {
    let envelope = [channel.recipients, channel.sender, channel.receipt].into_iter();
    let messages = channel.messages.iter().map(|message| message.object);
    envelope.chain(messages).chain(channel.operations.iter().flat_map(|it| [it.object, it.reply])).collect()
}
