//! Customer contact: mass messages, welcome messages to new customers, greetings of customer groups.

mod add_msg_template;
mod group_welcome_template;
mod mass_message;
mod mass_message_changes;
mod mass_message_records;
mod send_welcome_msg;

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use self::group_welcome_template::GroupWelcomeTemplates;
use self::mass_message::MassMessages;
use crate::world::Codes;

#[derive(Debug, Default)]
pub(crate) struct CustomerContact {
    /// The customer that each welcome code greets.
    welcome_codes: Codes<String>,
    mass_messages: MassMessages,
    customers: Customers,
    group_welcome_templates: GroupWelcomeTemplates,
}

/// What happened between customers and members.
#[derive(Debug, Default)]
struct Customers {
    /// The member that each customer talked to last.
    last_talked_to: BTreeMap<String, String>,
    /// Those who removed the members.
    left: Vec<String>,
    /// When each customer and group got mass messages.
    mass_messages: HashMap<String, Vec<Duration>>,
}

impl CustomerContact {
    pub(crate) fn talked_to(&mut self, customer: &str, member: &str) {
        self.customers.last_talked_to.insert(customer.to_owned(), member.to_owned());
    }

    pub(crate) fn customer_left(&mut self, customer: &str) {
        self.customers.left.push(customer.to_owned());
    }
}
