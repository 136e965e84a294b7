//! `kf/send_msg_on_event`: one message by the code that an event brought.

use serde_json::Value;
use wecom_schema::judge::{BAD_MSGTYPE, BAD_PARAMETER};

use super::SessionEvent;
use crate::answer::Reply;
use crate::codes::Worthless;
use crate::directory::text;
use crate::received::{Delivery, Received};
use crate::wecom::Wecom;

/// What a code is good for.
#[derive(Debug)]
pub(super) struct EventCode {
    pub(super) customer: String,
    pub(super) open_kfid: String,
    pub(super) event: SessionEvent,
}

impl Wecom {
    /// No page says what a code that is worth nothing is answered with, nor a menu where only a text may be sent.
    pub(crate) fn kf_send_on_event(&mut self, body: &Value, record: &mut Received) -> Result<Reply, Reply> {
        let code = text(body, "code");
        let about = self.customer_service.event_codes.find(code, self.now);
        let EventCode { customer, open_kfid, event } = about.map_err(|worthless| {
            Reply::error(BAD_PARAMETER).because(match worthless {
                Worthless::Invalid => "the code is unknown or too old",
                Worthless::Used => "the code has been used",
            })
        })?;
        if !event.allows(text(body, "msgtype")) {
            return Err(Reply::error(BAD_MSGTYPE).because("only a text can be sent by this code"));
        }
        self.customer_service.check_message_id(open_kfid, body)?;
        record.delivery = Some(Delivery { customers: vec![customer.clone()], ..Delivery::default() });
        let open_kfid = open_kfid.clone();
        self.customer_service.event_codes.use_up(code);
        Ok(self.kf_reply(&open_kfid, body))
    }
}
