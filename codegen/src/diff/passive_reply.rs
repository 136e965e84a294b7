//! Passive replies.

use wecom_schema::model::{PassiveReply, Wrapped};

use super::change::{Breaks, ChangeKind, Subject, code, or_none};
use super::message::examples;
use super::names::View;
use super::outline::{Fact, Item, Outline};
use super::types;

pub(super) fn passive_reply(view: &View<'_>, reply: &PassiveReply) -> (Subject, Item) {
    let PassiveReply { name, msgtype, object, wrapped, examples: shown } = reply;
    let wrapped = wrapped.iter().map(|Wrapped { field, each, count }| {
        let wrapped = format!("{} in {}, counted by {}", code(each), code(field), or_none(count.as_deref().map(code)));
        Item::new([field], field, "")
            .gained(ChangeKind::Changed, Breaks::AtRunTime, format!("its items are {wrapped}"))
            .lost(ChangeKind::Changed, Breaks::AtRunTime, "its items are its own again")
            .with(Outline::default().fact(Fact::value(Breaks::AtRunTime, "its items are ", wrapped)))
    });
    let outline = types::subject(view, *object)
        .fact(Fact::value(Breaks::AtRunTime, "`MsgType` ", code(msgtype)))
        .items(wrapped)
        .and(examples(shown));
    (Subject::PassiveReply(name.clone()), Item::subject(code(&view.own().ty(*object)), outline))
}
