//! The names in `wecom-message`, which are not generated again for an application's own descriptions.

use wecom_schema::model::{Channel, Type};
use wecom_schema::{Schema, Sources};

/// The names of the built-in descriptions. All others are those of the application.
#[derive(Clone, Debug, Default)]
pub struct BuiltIn {
    channels: Vec<Names>,
}

#[derive(Clone, Debug)]
struct Names {
    channel: String,
    messages: Vec<String>,
    operations: Vec<String>,
    passive_replies: Vec<String>,
    received: Vec<String>,
    /// With the modules they are in.
    types: Vec<(Option<String>, String)>,
}

impl BuiltIn {
    /// What the built-in files describe of a schema that was loaded from them and from an application's own.
    pub fn of(schema: &Schema, files: &Sources) -> Self {
        let is_built_in = |channel: &&Channel| files.get(&format!("{}/channel.json", channel.name)).is_some();
        let channels = schema.channels.iter().filter(is_built_in);
        Self { channels: channels.map(|channel| Names::of(channel, files)).collect() }
    }
}

impl Names {
    fn of(channel: &Channel, files: &Sources) -> Self {
        let is_built_in = |name: &str| files.get(&format!("{}/{name}.json", channel.name)).is_some();
        let messages: Vec<_> = channel.messages.iter().filter(|message| is_built_in(&message.msgtype)).collect();
        let operations: Vec<_> = channel.operations.iter().filter(|operation| is_built_in(&operation.name)).collect();
        let received: Vec<_> = channel.received.iter().filter(|received| is_built_in(&received.name)).collect();
        let replies: Vec<_> = channel.passive_replies.iter().filter(|reply| is_built_in(&reply.name)).collect();
        let roots = [channel.recipients, channel.sender, channel.receipt]
            .into_iter()
            .chain(channel.head)
            .chain(replies.iter().map(|reply| reply.object))
            .chain(received.iter().map(|received| received.object))
            .chain(messages.iter().map(|message| message.object))
            .chain(operations.iter().flat_map(|operation| [operation.object, operation.reply]));
        let name_of = |ty: &Type| (ty.module().map(str::to_owned), ty.rust().to_owned());
        Self {
            channel: channel.name.clone(),
            messages: messages.iter().map(|message| message.msgtype.clone()).collect(),
            operations: operations.iter().map(|operation| operation.name.clone()).collect(),
            passive_replies: replies.iter().map(|reply| reply.name.clone()).collect(),
            received: received.iter().map(|received| received.name.clone()).collect(),
            types: channel.reachable(roots).into_iter().map(|id| name_of(channel.ty(id))).collect(),
        }
    }
}

impl BuiltIn {
    fn names(&self, channel: &str) -> Option<&Names> {
        self.channels.iter().find(|names| names.channel == channel)
    }

    pub(crate) fn has_channel(&self, channel: &str) -> bool {
        self.names(channel).is_some()
    }

    pub(crate) fn has_message(&self, channel: &str, msgtype: &str) -> bool {
        self.names(channel).is_some_and(|names| names.messages.iter().any(|it| it == msgtype))
    }

    pub(crate) fn has_operation(&self, channel: &str, operation: &str) -> bool {
        self.names(channel).is_some_and(|names| names.operations.iter().any(|it| it == operation))
    }

    pub(crate) fn has_passive_reply(&self, channel: &str, reply: &str) -> bool {
        self.names(channel).is_some_and(|names| names.passive_replies.iter().any(|it| it == reply))
    }

    pub(crate) fn has_received(&self, channel: &str, received: &str) -> bool {
        self.names(channel).is_some_and(|names| names.received.iter().any(|it| it == received))
    }

    pub(crate) fn has_type(&self, channel: &str, ty: &Type) -> bool {
        let is_it = |(module, rust): &(Option<String>, String)| rust == ty.rust() && module.as_deref() == ty.module();
        self.names(channel).is_some_and(|names| names.types.iter().any(is_it))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use wecom_schema::{DIR, Schema, Sources};

    use super::BuiltIn;

    #[test]
    fn everything_described_in_built_in_files_is_built_in_and_nothing_else_is() {
        let files = Sources::from_dir(Path::new(DIR)).unwrap();
        let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/own-messages/schema");
        let mut with_own = files.clone();
        with_own.overlay(Sources::from_dir(&examples).unwrap()).unwrap();
        let (schema, extended) = (Schema::load(&files).unwrap(), Schema::load(&with_own).unwrap());
        let built_in = BuiltIn::of(&extended, &files);
        for channel in &schema.channels {
            for message in &channel.messages {
                assert!(built_in.has_message(&channel.name, &message.msgtype), "{}", message.msgtype);
            }
            for operation in &channel.operations {
                assert!(built_in.has_operation(&channel.name, &operation.name), "{}", operation.name);
            }
            for ty in &channel.types {
                assert!(built_in.has_type(&channel.name, ty), "{}", ty.rust());
            }
        }
        let app = extended.channels.iter().find(|channel| channel.name == "app").unwrap();
        let own = app.types.iter().filter(|ty| !built_in.has_type("app", ty)).map(wecom_schema::model::Type::rust);
        assert_eq!(own.collect::<Vec<_>>(), ["ChecklistEntry", "Checklist"]);
        assert!(!built_in.has_message("app", "checklist") && !built_in.has_channel("gateway"));
    }
}
