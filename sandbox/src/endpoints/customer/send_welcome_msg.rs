//! `externalcontact/send_welcome_msg`: greets a new customer once, within 20 seconds.

use std::time::Duration;

use serde_json::Value;

use super::CustomerContact;
use crate::body::text;
use crate::received::{Delivery, Received};
use crate::reply::Reply;
use crate::world::{CodeError, World};

/// How long a welcome code is valid.
const LIFETIME: Duration = Duration::from_secs(20);

/// The code is unknown or expired.
const CODE_INVALID: i32 = 41050;
/// The customer has been greeted.
const CODE_USED: i32 = 41051;

impl CustomerContact {
    /// The code that the event of a new customer brings.
    pub(crate) fn welcome_code(&mut self, world: &mut World, customer: &str) -> String {
        let code = world.ids.next(32);
        self.welcome_codes.add(code.clone(), customer.to_owned(), world.now + LIFETIME);
        code
    }

    pub(crate) fn send_welcome_msg(
        &mut self,
        world: &World,
        body: &Value,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        let code = text(body, "welcome_code");
        let customer = self.welcome_codes.find(code, world.now).map_err(|error| match error {
            CodeError::Invalid => Reply::error(CODE_INVALID),
            CodeError::Used => Reply::error(CODE_USED),
        })?;
        record.delivery = Some(Delivery { customers: vec![customer.clone()], ..Delivery::default() });
        self.welcome_codes.use_up(code);
        Ok(Reply::ok())
    }
}
