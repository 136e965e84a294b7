//! The members of a message: recipients, sender and options beside the body, the rest in it.

use wecom_schema::model::{Channel, Message, TypeId};

use super::flattening::Flattening;
use crate::fact::{Facts, Shape};

/// The object that describes the message.
pub(super) fn object(message: &Message) -> TypeId {
    message.object
}

pub(super) fn request(flattening: &mut Flattening<'_, '_>, channel: &Channel, message: &Message) {
    flattening.object(channel.recipients, "");
    let before = flattening.found.len();
    flattening.object(channel.sender, "");
    if message.sender_optional {
        flattening.found.iter_mut().skip(before).for_each(|found| found.member.facts.required = Some(false));
    }
    let Some(object) = channel.object(message.object) else { return };
    let place = object.fields.first().map(|field| flattening.all.place(field.span));
    for (name, shape) in [("msgtype", Shape::String), (message.msgtype.as_str(), Shape::Object)] {
        let facts = Facts { required: Some(true), shape: Some(shape), ..Facts::default() };
        let Some(place) = place.clone() else { continue };
        flattening.add(name.to_owned(), place, facts);
    }
    flattening.fields(message.object, &|field| {
        if object.is_option(field) { String::new() } else { message.msgtype.clone() }
    });
}

/// The names beside the body of every message, in all cases.
pub(crate) fn envelope_names(channel: &Channel) -> Vec<String> {
    let mut names = Vec::new();
    for object in [channel.recipients, channel.sender].into_iter().filter_map(|id| channel.object(id)) {
        for field in &object.fields {
            let union = field.kind.type_id().and_then(|id| channel.union(id));
            let Some(union) = union else {
                names.push(field.wire.clone());
                continue;
            };
            names.extend(union.tag.member().map(str::to_owned));
            let payloads = union.cases.iter().filter_map(|case| channel.object(case.payload.as_ref()?.type_id()?));
            names.extend(payloads.flat_map(|object| &object.fields).map(|field| field.wire.clone()));
        }
    }
    names
}
