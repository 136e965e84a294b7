//! What `wecom-message` has already, so that an application's own descriptions add to it.

use std::collections::{BTreeMap, BTreeSet};

use wecom_schema::Schema;
use wecom_schema::model::{Channel, Type};

/// The names of what is built in; everything else is the application's own.
#[derive(Clone, Debug, Default)]
pub struct BuiltIn {
    channels: BTreeMap<String, Names>,
}

#[derive(Clone, Debug, Default)]
struct Names {
    messages: BTreeSet<String>,
    operations: BTreeSet<String>,
    types: BTreeSet<(Option<String>, String)>,
}

impl From<&Schema> for BuiltIn {
    fn from(schema: &Schema) -> Self {
        let names = |channel: &Channel| Names {
            messages: channel.messages.iter().map(|message| message.msgtype.clone()).collect(),
            operations: channel.operations.iter().map(|operation| operation.name.clone()).collect(),
            types: channel.types.iter().map(name_of).collect(),
        };
        Self { channels: schema.channels.iter().map(|channel| (channel.name.clone(), names(channel))).collect() }
    }
}

impl BuiltIn {
    pub(crate) fn has_channel(&self, channel: &str) -> bool {
        self.channels.contains_key(channel)
    }

    pub(crate) fn has_message(&self, channel: &str, msgtype: &str) -> bool {
        self.channels.get(channel).is_some_and(|names| names.messages.contains(msgtype))
    }

    pub(crate) fn has_operation(&self, channel: &str, operation: &str) -> bool {
        self.channels.get(channel).is_some_and(|names| names.operations.contains(operation))
    }

    pub(crate) fn has_type(&self, channel: &str, ty: &Type) -> bool {
        self.channels.get(channel).is_some_and(|names| names.types.contains(&name_of(ty)))
    }
}

fn name_of(ty: &Type) -> (Option<String>, String) {
    (ty.module().map(str::to_owned), ty.rust().to_owned())
}
