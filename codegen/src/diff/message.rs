//! Messages and operations.

use wecom_schema::model::{Example, Message, Method, Need, Needed, Operation, Path, RefusedMember, Response, Split};

use super::change::{Breaks, ChangeKind, Subject, code};
use super::demands::Demand;
use super::names::{Names, Text, View};
use super::outline::{Fact, Item, Outline};
use super::types;
use crate::context::{Context, Home};
use crate::emit::{duplicate_check_fields, split_limit, takes_request};

pub(super) fn message(view: &View<'_>, message: &Message) -> (Subject, Item) {
    let function = format!("{}()", message.function);
    let refuses = message.refuses.iter().map(|RefusedMember { member, allows, errcode, reason }| {
        let refused = format!("WeCom refuses it unless it is {}", code(&allows.to_string()));
        let allows = Item::new([allows.to_string()], "", "").gained(ChangeKind::Changed, Breaks::AtRunTime, &refused);
        let outline =
            Outline::default().items([allows]).fact(Fact::error_code("refused", *errcode)).documented("reason", reason);
        Item::new([member], member, "")
            .with(outline)
            .lost(ChangeKind::Loosened, Breaks::Nobody, "no longer refused")
            .gained(ChangeKind::Tightened, Breaks::AtRunTime, refused)
    });
    let to_everyone = message
        .everyone
        .map(|beyond| Demand::consequence("to everyone: ", beyond, Some("to everyone like to anybody")));
    let sender = if message.sender_optional { Breaks::Nobody } else { Breaks::AtRunTime };
    let sender = Fact::property(Breaks::AtRunTime, message.sender_optional, ["", ""])
        .gained(ChangeKind::Loosened, "the sender may be left out")
        .lost(ChangeKind::Tightened, "the sender may no longer be left out")
        .to(sender);
    let is_addressed = !message.addressed_by.is_empty();
    let recipients = Fact::property(Breaks::AtRunTime, is_addressed, ["", ""])
        .gained(ChangeKind::Loosened, "the recipients may be left out where it says itself whom it goes to")
        .lost(ChangeKind::Tightened, "the recipients may no longer be left out")
        .to(if is_addressed { Breaks::Nobody } else { Breaks::AtRunTime });
    let split = Fact::feature("divides ", split(view.context, message), "not divided any more");
    let check = Fact::feature("by ", duplicate_check(view.context, message), "no duplicate check any more");
    let outline = types::subject(view, message.object)
        .fact(Fact::name(Breaks::AtCompileTime, &function, ""))
        .items(conditions(view, message))
        .items(refuses)
        .demands(to_everyone)
        .fact(sender)
        .fact(recipients)
        .inside("split()", Outline::default().fact(split))
        .inside("retry_safely()", Outline::default().fact(check))
        .and(examples(&message.examples));
    let words = format!("{}, {}", code(&view.own().ty(message.object)), code(&function));
    (Subject::Message(message.msgtype.clone()), Item::subject(words, outline))
}

pub(super) fn operation(view: &View<'_>, operation: &Operation) -> (Subject, Item) {
    let function = format!("{}()", operation.function);
    let home = match view.context.home_of(operation) {
        Home::Client => "the client",
        Home::Robot => "the robot",
        Home::Bot => "no function",
        Home::Handle => "the handle",
    };
    let request = ["the function takes a request", "the function takes nothing"];
    let method = match operation.method {
        Method::Get => "`get`",
        Method::Post => "`post`",
    };
    let has_pages = operation.pages.is_some();
    let pages = format!("{}_pages()", operation.function);
    let pages = Fact::property(Breaks::AtCompileTime, has_pages, ["", ""])
        .gained(ChangeKind::Added, format!("in pages: {pages}"))
        .lost(ChangeKind::Removed, format!("no longer in pages: {pages} is gone"))
        .from(if has_pages { Breaks::AtCompileTime } else { Breaks::Nobody });
    let outline = Outline::default()
        .fact(Fact::name(Breaks::AtCompileTime, &function, ""))
        .fact(Fact::value(Breaks::AtCompileTime, "the function is on ", home))
        .fact(Fact::property(Breaks::AtCompileTime, takes_request(view.context, operation), request))
        .fact(Fact::value(Breaks::AtRunTime, "path ", code(&operation.path)))
        .fact(Fact::value(Breaks::Nobody, "method ", method))
        .and(types::subject(view, operation.object))
        .inside("reply", types::outline(view, operation.reply))
        .fact(pages)
        .and(examples(&operation.examples));
    (Subject::Operation(operation.name.clone()), Item::subject(code(&function), outline))
}

/// Conditional members of the receipt and requirements of the application. They are not checked before sending.
fn conditions(view: &View<'_>, message: &Message) -> Vec<Item> {
    let when = |names: &Names<'_, '_>, any_of: &[Path]| match any_of {
        [] => "always".to_owned(),
        any_of => format!("with any of {}", names.paths(message.object, any_of)),
    };
    let answered = |Response { member, any_of }: &Response| {
        view.text(|names| format!("answers {} {}", code(member), when(names, any_of)))
    };
    let needed = |Need { what: Needed::CallbackUrl, errcode, any_of }: &Need| {
        view.text(|names| format!("needs a callback URL {}, error code {errcode} without", when(names, any_of)))
    };
    let conditions = message.responses.iter().map(answered).chain(message.needs.iter().map(needed));
    let item = |Text { shown, today }| {
        let gone = format!("no longer: {shown}");
        Item::new([today], "", "").lost(ChangeKind::Changed, Breaks::Nobody, gone).gained(
            ChangeKind::Changed,
            Breaks::Nobody,
            shown,
        )
    };
    conditions.map(item).collect()
}

/// How the runtime splits the message, if it can.
fn split(context: Context<'_>, message: &Message) -> Option<String> {
    let Split { field, markup, first_only } = message.split.as_ref()?;
    let fields = &context.object(message.object)?.fields;
    let field = fields.get(*field)?;
    let first_only: Vec<_> =
        first_only.iter().filter_map(|index| fields.get(*index)).map(|it| code(&it.rust)).collect();
    let only =
        if first_only.is_empty() { String::new() } else { format!(", {} in the first only", first_only.join(", ")) };
    Some(format!("{} as {markup}, {} bytes each{only}", code(&field.rust), split_limit(field)?))
}

/// The members that switch on the duplicate check, if the message has them.
fn duplicate_check(context: Context<'_>, message: &Message) -> Option<String> {
    let (switch, interval) = duplicate_check_fields(context, message)?;
    let default = interval.default.as_ref()?;
    Some(format!("{} and {} ({default} seconds)", code(&switch.wire), code(&interval.wire)))
}

pub(super) fn examples(examples: &[Example]) -> Outline {
    let bodies: Vec<_> = examples.iter().map(|example| (&example.name, &example.body)).collect();
    Outline::default().documented("examples", &bodies)
}
