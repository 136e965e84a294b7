//! A channel: endpoint, credential, envelope, messages, operations.

use wecom_schema::model::{Channel, Credential, Everyone, Handle, Held};

use super::change::{Breaks, ChangeKind, Section, Subject, code, or_none};
use super::message::{self, examples};
use super::names::View;
use super::outline::{Fact, Item, Outline};
use super::paired::pair;
use super::sides::Sides;
use super::{comparison, passive_reply, received, types};
use crate::context::Context;
use crate::emit::is_empty;
use crate::options::Options;

pub(super) fn compare(channels: [&Channel; 2], options: &Options) -> Vec<Section> {
    let sides = Sides::new(channels.map(|channel| Context { channel, options, module: None }));
    let [old, new] = [&sides.old, &sides.new].map(subjects);
    let paired = pair(&old, &new, &[&|(one, _), (other, _)| one == other]);
    let both = paired.both.into_iter().map(|[(_, old), (subject, new)]| (subject, Some(old), Some(new)));
    let removed = paired.removed.into_iter().map(|(subject, old)| (subject, Some(old), None));
    let added = paired.added.into_iter().map(|(subject, new)| (subject, None, Some(new)));
    let subjects = both.chain(removed).chain(added);
    let subjects = subjects.map(|(subject, old, new)| Section::new(subject.clone(), comparison::changes(old, new)));
    let sections = subjects.chain(types::sections(&sides));
    sections.map(|section| Section { channel: Some(channels[1].name.clone()), ..section }).collect()
}

fn subjects(view: &View<'_>) -> Vec<(Subject, Item)> {
    let Channel { messages, operations, passive_replies, received, .. } = view.context.channel;
    let itself = (Subject::Channel, Item::subject("", outline(view)));
    let messages = messages.iter().map(|it| message::message(view, it));
    let operations = operations.iter().map(|it| message::operation(view, it));
    let replies = passive_replies.iter().map(|it| passive_reply::passive_reply(view, it));
    let received = received.iter().map(|it| received::received(view, it));
    [itself].into_iter().chain(messages).chain(operations).chain(replies).chain(received).collect()
}

fn outline(view: &View<'_>) -> Outline {
    let Channel { rust_name, path, recipients, sender, receipt, recipient_examples, messages, head, .. } =
        view.context.channel;
    let path = path.as_deref().map(code);
    let gone = format!("path {}", path.as_deref().unwrap_or_default());
    let runtime = ["`To` is now the runtime's", "`To` is no longer the runtime's"];
    let runtime = Fact::property(Breaks::AtCompileTime, view.context.channel.recipients_in_runtime, runtime);
    let stands_for_it = Fact::value(Breaks::AtCompileTime, "the type ", code(rust_name));
    // Only messages name it.
    let from = if messages.is_empty() { Breaks::Nobody } else { Breaks::AtCompileTime };
    let stands_for_it = stands_for_it.from(from);
    // A part of the envelope that was empty becomes a parameter.
    let lost = if messages.is_empty() { Breaks::Nobody } else { Breaks::AtCompileTime };
    let is_sent_with = |id| {
        let is_sent_with = Fact::property(Breaks::AtCompileTime, !is_empty(view.context, id), ["", ""]);
        is_sent_with.gained(ChangeKind::Added, "a message is sent with it").from(lost)
    };
    Outline::default()
        .items(profiles(view.context.channel))
        .fact(stands_for_it)
        .fact(Fact::feature("path ", path, &gone))
        .fact(credential(view.context))
        .fact(handle(view.context.channel))
        .inside("recipients", types::outline(view, *recipients))
        .inside("sender", types::outline(view, *sender))
        .inside("receipt", types::outline(view, *receipt))
        .inside("recipients", Outline::default().fact(is_sent_with(*recipients)))
        .inside("sender", Outline::default().fact(is_sent_with(*sender)))
        .inside("recipients", Outline::default().fact(runtime))
        .inside("everyone", Outline::default().fact(everyone(view.context.channel)))
        .inside("recipients", examples(recipient_examples))
        .inside("head", head.map(|head| types::outline(view, head)).unwrap_or_default())
        .about(&view.context.channel.about)
}

/// All profiles but the first have a module.
fn profiles(channel: &Channel) -> impl Iterator<Item = Item> {
    channel.profiles.iter().enumerate().map(|(index, profile)| {
        let lost = if index == 0 { Breaks::Nobody } else { Breaks::AtCompileTime };
        let first = ["now the first profile", "no longer the first profile"];
        let first = Fact::property(lost, index == 0, first).to(Breaks::AtCompileTime);
        Item::new([&profile.name], &profile.name, "profile")
            .lost(ChangeKind::Removed, lost, "profile")
            .with(Outline::default().fact(first).about(&profile.about))
    })
}

/// Without a handle, the credential decides whether functions are on the client, the robot or the bot.
fn credential(context: Context<'_>) -> Fact {
    let Channel { credential, handle, messages, operations, .. } = context.channel;
    let name = match credential {
        Credential::AccessToken => "`access_token`",
        Credential::Key => "`key`",
        Credential::Bot => "`bot`",
    };
    let lost = if handle.is_none() { Breaks::AtCompileTime } else { Breaks::AtRunTime };
    let from = if messages.is_empty() && operations.is_empty() { Breaks::Nobody } else { lost };
    Fact::value(lost, "credential ", name).from(from)
}

fn held(held: Held) -> &'static str {
    match held {
        Held::Recipients => "the recipients",
        Held::Sender => "the sender",
        Held::Nothing => "nothing",
    }
}

/// Operations report their own changes, since not all of them are on the handle.
fn handle(channel: &Channel) -> Fact {
    let name = match &channel.handle {
        None => "no handle".to_owned(),
        Some(Handle { name, holds }) => format!("a handle {} that holds {}", code(name), held(*holds)),
    };
    let has_function = channel.handle.is_some() || !channel.messages.is_empty();
    let from = if has_function { Breaks::AtCompileTime } else { Breaks::Nobody };
    Fact::value(Breaks::AtCompileTime, "", name).from(from)
}

fn everyone(channel: &Channel) -> Fact {
    let name = |Everyone { field, id }: &Everyone| match id {
        Some(id) => format!("{} in {}", code(id), code(field)),
        None => format!("the flag {}", code(field)),
    };
    let (from, to) = match channel.everyone {
        // The runtime's recipients have `everyone` regardless of the description.
        Some(_) if channel.recipients_in_runtime => (Breaks::AtRunTime, Breaks::AtRunTime),
        Some(_) => (Breaks::AtCompileTime, Breaks::AtRunTime),
        None => (Breaks::Nobody, Breaks::AtCompileTime),
    };
    Fact::value(to, "", or_none(channel.everyone.as_ref().map(name))).from(from)
}
