//! What `wecom-message` has already, so that an application's own descriptions add to it.

use wecom_schema::Schema;
use wecom_schema::model::{Channel, Type};

/// The names of what is built in; everything else is the application's own.
#[derive(Clone, Debug, Default)]
pub struct BuiltIn {
    channels: Vec<Names>,
}

#[derive(Clone, Debug)]
struct Names {
    channel: String,
    messages: Vec<String>,
    operations: Vec<String>,
    /// With the modules they are in.
    types: Vec<(Option<String>, String)>,
}

impl From<&Schema> for BuiltIn {
    fn from(schema: &Schema) -> Self {
        Self { channels: schema.channels.iter().map(Names::from).collect() }
    }
}

impl From<&Channel> for Names {
    fn from(channel: &Channel) -> Self {
        let name_of = |ty: &Type| (ty.module().map(str::to_owned), ty.rust().to_owned());
        Self {
            channel: channel.name.clone(),
            messages: channel.messages.iter().map(|message| message.msgtype.clone()).collect(),
            operations: channel.operations.iter().map(|operation| operation.name.clone()).collect(),
            types: channel.types.iter().map(name_of).collect(),
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

    pub(crate) fn has_type(&self, channel: &str, ty: &Type) -> bool {
        let is_it = |(module, rust): &(Option<String>, String)| rust == ty.rust() && module.as_deref() == ty.module();
        self.names(channel).is_some_and(|names| names.types.iter().any(is_it))
    }
}
