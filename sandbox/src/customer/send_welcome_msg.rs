//! `externalcontact/send_welcome_msg`: greets a new customer, once and within 20 seconds.

use std::time::Duration;

use serde_json::Value;

use crate::answer::Reply;
use crate::codes::Worthless;
use crate::directory::text;
use crate::received::{Delivery, Received};
use crate::wecom::Wecom;

/// How long a welcome code is good for.
const LIFETIME: Duration = Duration::from_secs(20);

/// The code is unknown or too old.
const CODE_INVALID: i32 = 41050;
/// The customer has been greeted.
const CODE_USED: i32 = 41051;

impl Wecom {
    /// A customer adds a member: the code with which the customer can be greeted. The customer is an `external_userid`.
    pub fn welcome_code(&mut self, customer: &str) -> String {
        let code = self.ids.next(2);
        self.welcome_codes.add(code.clone(), customer.to_owned(), self.now + LIFETIME);
        code
    }

    pub(crate) fn send_welcome_msg(&mut self, body: &Value, record: &mut Received) -> Result<Reply, Reply> {
        let code = text(body, "welcome_code");
        let customer = self.welcome_codes.find(code, self.now).map_err(|worthless| match worthless {
            Worthless::Invalid => Reply::error(CODE_INVALID),
            Worthless::Used => Reply::error(CODE_USED),
        })?;
        record.delivery = Some(Delivery { customers: vec![customer.clone()], ..Delivery::default() });
        self.welcome_codes.use_up(code);
        Ok(Reply::ok())
    }
}
