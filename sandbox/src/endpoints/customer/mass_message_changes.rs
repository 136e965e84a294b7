//! `externalcontact/remind_groupmsg_send` and `cancel_groupmsg_send`.

use std::time::Duration;

use serde_json::Value;

use super::CustomerContact;
use super::mass_message::MassMessage;
use crate::body::text;
use crate::received::{Delivery, Received};
use crate::reply::Reply;
use crate::world::World;

const CANCELLED: i32 = 41093;
const REMINDED_TOO_OFTEN: i32 = 41094;

/// The number of reminders that WeCom accepts within the window.
const REMINDERS: usize = 3;
const REMINDER_WINDOW: Duration = Duration::from_secs(24 * 60 * 60);

impl CustomerContact {
    /// The record names the members who are reminded.
    pub(crate) fn remind(
        &mut self,
        world: &World,
        application: usize,
        body: &Value,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        let message = self.changeable(world, application, body)?;
        message.reminders.retain(|at| world.now < *at + REMINDER_WINDOW);
        if message.reminders.len() == REMINDERS {
            return Err(Reply::error(REMINDED_TOO_OFTEN));
        }
        message.reminders.push(world.now);
        record.delivery = Some(Delivery { users: message.waiting_members(), ..Delivery::default() });
        Ok(Reply::ok())
    }

    pub(crate) fn cancel(&mut self, world: &World, application: usize, body: &Value) -> Result<Reply, Reply> {
        self.changeable(world, application, body)?.is_cancelled = true;
        Ok(Reply::ok())
    }

    fn changeable(&mut self, world: &World, application: usize, body: &Value) -> Result<&mut MassMessage, Reply> {
        let message = self.mass_messages.find(text(body, "msgid"), world.corp_id(application))?;
        if message.is_cancelled { Err(Reply::error(CANCELLED)) } else { Ok(message) }
    }
}
