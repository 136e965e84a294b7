//! `kf/send_msg_on_event`: one message by the code that an event brought.

use serde_json::Value;
use wecom_schema::judge::{BAD_MSGTYPE, BAD_PARAMETER};

use super::{CustomerService, SessionEvent};
use crate::body::text;
use crate::received::{Delivery, Received};
use crate::reply::Reply;
use crate::world::{CodeError, World};

/// What a code allows.
#[derive(Clone, Debug)]
pub(super) struct EventCode {
    pub(super) customer: String,
    pub(super) open_kfid: String,
    pub(super) event: SessionEvent,
}

impl CustomerService {
    /// The errors for a code that does not work, and for a menu where only a text is allowed, are on no page.
    pub(crate) fn send_on_event(
        &mut self,
        world: &mut World,
        body: &Value,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        let code = text(body, "code");
        let EventCode { customer, open_kfid, event } =
            self.event_codes.find(code, world.now).cloned().map_err(|error| {
                Reply::error(BAD_PARAMETER).because(match error {
                    CodeError::Invalid => "the code is unknown or too old",
                    CodeError::Used => "the code has been used",
                })
            })?;
        if !event.allows(text(body, "msgtype")) {
            return Err(Reply::error(BAD_MSGTYPE).because("only a text can be sent by this code"));
        }
        self.check_message_id(&open_kfid, body)?;
        record.delivery = Some(Delivery { customers: vec![customer], ..Delivery::default() });
        self.event_codes.use_up(code);
        Ok(self.accepted(world, &open_kfid, body))
    }
}
