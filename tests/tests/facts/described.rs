//! The descriptions of a channel, flattened into the rows that the facts are written in.

use std::collections::BTreeSet;

use wecom_schema::model::{Channel, Everyone, Message, Method};

use crate::flattening::{Flattening, Found, wire};
use crate::row::{Place, Row, Rows, Side, word};

/// What the descriptions say about the channel.
pub(crate) fn described(channel: &Channel) -> Rows {
    let mut rows = Rows::default();
    let is_empty = channel.messages.is_empty() && channel.received.is_empty();
    if let (Some(page), false) = (&channel.about.page, is_empty) {
        rows.pages.insert(channel.name.clone(), BTreeSet::from([page.id]));
    }
    let conditional: BTreeSet<&str> =
        channel.messages.iter().flat_map(|message| &message.responses).map(|it| it.member.as_str()).collect();
    for message in &channel.messages {
        let subject = format!("{}.{}", channel.name, message.msgtype);
        let mut request = Flattening::new(channel, Side::Request, None);
        let mut found = request.object(channel.recipients, "");
        recipients(message, &mut found);
        if let Some(it) = &channel.everyone {
            everyone(it, message, &mut found);
        }
        found.extend(request.object(channel.sender, "").into_iter().map(|(key, row)| (key, sender(message, row))));
        let mut request = Flattening::new(channel, Side::Request, Some(message));
        found.extend(request.object(message.object, ""));
        for refused in &message.refuses {
            let values = BTreeSet::from([wire(&refused.allows)]);
            let row = Row { ty: "refused".to_owned(), values, ..Row::default() };
            found.insert((Vec::new(), refused.member.clone()), row);
        }
        rows.add(&subject, Side::Request, found);
        rows.pages.insert(subject.clone(), request.pages);
        let mut found = Flattening::new(channel, Side::Answer, None).object(channel.receipt, "");
        found.retain(|(_, member), _| {
            !conditional.contains(member.as_str()) || message.responses.iter().any(|it| it.member == *member)
        });
        rows.add(&subject, Side::Answer, found);
    }
    for operation in &channel.operations {
        let subject = format!("{}.{}", channel.name, operation.name);
        let side = match operation.method {
            Method::Get => Side::Query,
            Method::Post => Side::Request,
        };
        let mut request = Flattening::new(channel, side, None);
        rows.add(&subject, side, request.object(operation.object, ""));
        let mut answer = Flattening::new(channel, Side::Answer, None);
        rows.add(&subject, Side::Answer, answer.object(operation.reply, ""));
        rows.pages.insert(subject, &request.pages | &answer.pages);
    }
    let head = channel.head.map(|head| ("head", head, [].as_slice()));
    let received = channel.received.iter().map(|it| (it.name.as_str(), it.object, it.matches.as_slice()));
    for (name, object, matches) in head.into_iter().chain(received) {
        let subject = format!("{}.{name}", channel.name);
        let mut callback = Flattening::new(channel, Side::Callback, None);
        let mut found = callback.object(object, "");
        for (member, value) in matches {
            let row = Row { ty: "match".to_owned(), values: BTreeSet::from([value.clone()]), ..Row::default() };
            found.insert((Vec::new(), member.clone()), row);
        }
        rows.add(&subject, Side::Callback, found);
        let page = channel.object(object).and_then(|object| object.about.page.as_ref());
        rows.pages.extend(page.map(|page| (subject, &callback.pages | &BTreeSet::from([page.id]))));
    }
    rows
}

impl Rows {
    fn add(&mut self, subject: &str, side: Side, found: Found) {
        for ((when, field), row) in found {
            let place = Place { subject: subject.to_owned(), side, field, when };
            assert!(self.rows.insert(place.clone(), row.settled()).is_none(), "described twice: {place:?}");
        }
    }
}

/// What stands for everyone in the recipients, or what happens to such a message to everyone.
fn everyone(everyone: &Everyone, message: &Message, found: &mut Found) {
    let row = found.get_mut(&(Vec::new(), everyone.field.clone())).unwrap();
    match message.everyone {
        None => row.values.insert(everyone.id.clone().unwrap_or_else(|| "1".to_owned())),
        Some(beyond) => row.limits.insert(format!("not everyone {}", word(beyond))),
    };
}

/// Recipients are optional if the message can contain its own.
fn recipients(message: &Message, found: &mut Found) {
    if !message.addressed_by.is_empty() {
        for row in found.values_mut() {
            row.required = BTreeSet::from(["no".to_owned()]);
        }
    }
}

fn sender(message: &Message, mut row: Row) -> Row {
    if message.sender_optional {
        row.required = BTreeSet::from(["no".to_owned()]);
    }
    row
}
