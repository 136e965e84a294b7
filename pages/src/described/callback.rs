//! Callbacks, and the replies to them.

use wecom_schema::model::{Channel, PassiveReply, Received};

use super::flattening::Flattening;
use crate::fact::{Facts, Shape};

/// The members of the head, then those of this message or event.
pub(super) fn received(flattening: &mut Flattening<'_, '_>, channel: &Channel, received: &Received) {
    channel.head.into_iter().for_each(|head| flattening.object(head, ""));
    flattening.object(received.object, "");
}

/// The members that the runtime adds to every reply.
const HEAD: [(&str, Shape); 4] = [
    ("to_user_name", Shape::String),
    ("from_user_name", Shape::String),
    ("create_time", Shape::Integer),
    ("msg_type", Shape::String),
];

pub(super) fn reply(flattening: &mut Flattening<'_, '_>, channel: &Channel, reply: &PassiveReply) {
    let Some(object) = channel.object(reply.object) else { return };
    let Some(place) = object.fields.first().map(|field| flattening.all.place(field.span)) else { return };
    for (name, shape) in HEAD {
        flattening.add(name.to_owned(), place.clone(), Facts { shape: Some(shape), ..Facts::default() });
    }
    for field in &object.fields {
        let wrapped = reply.wrapped.iter().find(|wrapped| wrapped.field == field.wire);
        if let Some(count) = wrapped.and_then(|wrapped| wrapped.count.clone()) {
            let place = flattening.all.place(field.span);
            flattening.add(count, place, Facts { shape: Some(Shape::Integer), ..Facts::default() });
        }
        flattening.field(field, "", wrapped.map(|wrapped| wrapped.each.as_str()));
    }
    flattening.rules(object, &|_| String::new());
}
