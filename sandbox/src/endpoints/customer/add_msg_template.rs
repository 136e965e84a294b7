//! `externalcontact/add_msg_template`: creates a mass message. Nothing is sent before a member confirms.

use std::collections::BTreeMap;

use serde_json::Value;

use super::mass_message::{MassMessage, Task};
use super::{CustomerContact, Customers};
use crate::body::{given, ids};
use crate::reply::Reply;
use crate::world::World;

const NO_VALID_CUSTOMER: i32 = 41048;
const SENDER_UNKNOWN: i32 = 40003;

/// The member that customers talked to last, unless the test sets another.
const ANY_MEMBER: &str = "zhangsan";

impl CustomerContact {
    pub(crate) fn add_msg_template(
        &mut self,
        world: &mut World,
        application: usize,
        body: &Value,
    ) -> Result<Reply, Reply> {
        let sender = given(body, "sender");
        if sender.is_some_and(|sender| !world.settings.has_person(sender)) {
            return Err(Reply::error(SENDER_UNKNOWN));
        }
        let chat_type = given(body, "chat_type").unwrap_or("single");
        let named = if chat_type == "group" { "chat_id_list" } else { "external_userid" };
        let (known, failed) = world.settings.persons(ids(body, named));
        if known.is_empty() && !failed.is_empty() {
            return Err(Reply::error(NO_VALID_CUSTOMER).with("fail_list", failed));
        }
        let id = world.ids.next(32);
        self.mass_messages.0.push(MassMessage {
            id: id.clone(),
            corp_id: world.corp_id(application).to_owned(),
            chat_type: chat_type.to_owned(),
            body: body.clone(),
            created: world.now,
            created_at: world.timestamp(),
            tasks: self.customers.tasks(sender, known),
            is_dispatched: false,
            is_cancelled: false,
            reminders: Vec::new(),
        });
        Ok(Reply::ok().with("fail_list", failed).with("msgid", id))
    }

    /// Lets a member confirm a mass message.
    pub(crate) fn confirm_mass_message(&mut self, world: &World, id: &str, member: &str) -> bool {
        let message = self.mass_messages.0.iter_mut().find(|message| message.id == id);
        message.is_some_and(|message| message.confirm(member, world.now, world.timestamp(), &mut self.customers))
    }
}

impl Customers {
    /// A task for the sender, or for each member that a customer talked to last.
    fn tasks(&self, sender: Option<&str>, customers: Vec<String>) -> Vec<Task> {
        let member = |customer: &String| self.last_talked_to.get(customer).map_or(ANY_MEMBER, String::as_str);
        if let Some(sender) = sender {
            return vec![Task::new(sender.to_owned(), customers)];
        }
        if customers.is_empty() {
            return vec![Task::new(ANY_MEMBER.to_owned(), customers)]; // chosen by tags, which the sandbox does not know
        }
        let mut by_member: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for customer in customers {
            by_member.entry(member(&customer).to_owned()).or_default().push(customer);
        }
        by_member.into_iter().map(|(member, customers)| Task::new(member, customers)).collect()
    }
}
