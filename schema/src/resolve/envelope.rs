//! The envelope: recipients, sender and receipt, and which of them a handle holds.

use super::types::{Resolver, Use};
use crate::description::{ChannelDescription, EnvelopeDescription, ObjectDescription, Spanned};
use crate::diagnostic::Diagnostic;
use crate::model::{About, Everyone, Held, Kind, Object, Role, Supplier, Text, Type, TypeId};

impl Resolver<'_, '_> {
    /// Recipients, sender and receipt.
    pub(super) fn envelope(&mut self, channel: &ChannelDescription) -> (TypeId, TypeId, TypeId) {
        let to = if channel.recipients.in_runtime {
            ("Recipients", "The recipients of a message, as on the wire.")
        } else {
            ("To", "The recipients of a message.")
        };
        let recipients = self.envelope_part(channel, &channel.recipients, to, Role::Envelope);
        let sender =
            self.envelope_part(channel, &channel.sender, ("Sender", "The sender of a message."), Role::Envelope);
        let answer = ("Receipt", "WeCom's answer to a message.");
        let receipt = self.envelope_part(channel, &channel.receipt, answer, Role::Reply);
        self.check_everyone(channel, recipients);
        (recipients, sender, receipt)
    }

    fn envelope_part(
        &mut self,
        channel: &ChannelDescription,
        part: &EnvelopeDescription,
        (rust, doc): (&str, &str),
        role: Role,
    ) -> TypeId {
        let about = About {
            doc: Some(Text { en: doc.to_owned(), zh: None }),
            page: channel.about.page.clone(),
            ..About::default()
        };
        self.part(&channel.name, rust, about, part, role)
    }

    fn check_everyone(&mut self, channel: &ChannelDescription, recipients: TypeId) {
        let Some(Spanned { value: Everyone { field, id }, span }) = &channel.everyone else { return };
        let Some(Type::Object(object)) = self.types.get(recipients) else { return };
        let Some(field) = object.fields.iter().find(|it| it.wire == *field) else { return };
        if (field.kind == Kind::Flag) == id.is_some() {
            let message = format!("`{}` cannot say everyone like this", field.wire);
            let help = "a list or a string says it by an `id` of its own, a flag by being 1, without an `id`";
            self.diagnostics.add(Diagnostic::new(*span, message).help(help));
        }
    }

    /// The object that the channel's handle holds.
    pub(super) fn held(&mut self, channel: &ChannelDescription, recipients: TypeId, sender: TypeId) -> Option<TypeId> {
        let handle = channel.handle.as_ref()?;
        let (id, what) = match handle.holds {
            Held::Recipients => (recipients, "recipients"),
            Held::Sender => (sender, "sender"),
            Held::Nothing => return None,
        };
        let has_new = match self.types.get(id) {
            Some(Type::Object(object)) => object.constructors.iter().any(|constructor| constructor.name == "new"),
            _ => false,
        };
        if !has_new {
            let message =
                format!("the handle is made from what `new` of the {what} takes, and they have no such constructor");
            let help = format!("for example \"{what}\": {{ \"constructors\": {{ \"new\": [\"chatid\"] }}, … }}");
            self.diagnostics.add(Diagnostic::new(handle.name.span, message).help(help));
        }
        Some(id)
    }

    pub(super) fn part(
        &mut self,
        name: &Spanned<String>,
        rust: &str,
        about: About,
        part: &EnvelopeDescription,
        role: Role,
    ) -> TypeId {
        let given = Spanned { value: rust.to_owned(), span: name.span };
        let description = ObjectDescription {
            name: name.clone(),
            rust: Some(given),
            about,
            fields: part.fields.clone(),
            rules: part.rules.clone(),
            constructors: part.constructors.clone(),
        };
        let of = Use { profile: 0, role, narrow: None };
        let object = self.object(&description, rust.to_owned(), of);
        self.add(Type::Object(object), name.span)
    }

    /// A handle can only supply members that it holds.
    pub(super) fn check_supplied(&mut self, object: &Object, held_by_handle: Option<TypeId>) {
        let supplies = match held_by_handle.and_then(|id| self.types.get(id)) {
            Some(Type::Object(object)) => object.fields.as_slice(),
            _ => &[],
        };
        for field in object.fields.iter().filter(|field| field.supplied == Some(Supplier::Handle)) {
            if !supplies.iter().any(|held| held.wire == field.wire) {
                let message = format!("the channel's handle holds no `{}`", field.wire);
                let help = "the key `handle` of channel.json says what it holds: the recipients or the sender";
                self.diagnostics.add(Diagnostic::new(field.span, message).help(help));
            }
        }
    }
}
