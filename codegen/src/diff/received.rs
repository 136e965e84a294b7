//! What comes in.

use wecom_schema::model::Received;

use super::change::{Breaks, ChangeKind, Subject, code};
use super::message::examples;
use super::names::View;
use super::outline::{Fact, Item};
use super::types;

pub(super) fn received(view: &View<'_>, received: &Received) -> (Subject, Item) {
    let Received { name, object, matches, takes_reply, precondition, examples: shown } = received;
    let known = matches.iter().map(|(member, value)| code(&format!("{member} = {value}")));
    let mut known: Vec<_> = known.collect();
    known.sort();
    let known = known.join(" and ");
    let replies = ["takes a passive reply", "takes no passive reply any more"];
    let outline = types::subject(view, *object)
        .fact(Fact::value(Breaks::AtRunTime, "recognized by ", known))
        .fact(Fact::property(Breaks::Nobody, *takes_reply, replies))
        .documented("precondition", precondition)
        .and(examples(shown));
    let variant = code(&format!("Event::{}", view.own().ty(*object)));
    let other = code("Event::Other");
    // Programs that took it out of `Event::Other` do not find it there any more.
    let item = Item::subject(&variant, outline)
        .gained(ChangeKind::Added, Breaks::AtRunTime, format!("{variant}: until now it came as {other}"))
        .lost(ChangeKind::Removed, Breaks::AtCompileTime, format!("{variant}: it comes as {other} now"));
    (Subject::Received(name.clone()), item)
}
