//! `message/recall`: within 24 hours, by the application that sent the message.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::Value;
use wecom_schema::judge::BAD_PARAMETER;

use crate::answer::Reply;
use crate::directory::text;
use crate::wecom::Wecom;

/// How long a message can be recalled.
const LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

/// The message is too old to be recalled.
const TOO_OLD: i32 = 42052;

/// The messages sent so far: which application sent each, and when.
#[derive(Debug, Default)]
pub(crate) struct SentMessages(HashMap<String, (usize, Duration)>);

impl SentMessages {
    pub(crate) fn add(&mut self, id: String, application: usize, now: Duration) {
        self.0.insert(id, (application, now));
    }
}

impl Wecom {
    pub(crate) fn recall(&self, application: usize, body: &Value) -> Result<Reply, Reply> {
        match self.sent_messages.0.get(text(body, "msgid")) {
            Some((sender, sent)) if *sender == application => {
                if self.now >= *sent + LIFETIME {
                    Err(Reply::error(TOO_OLD))
                } else {
                    Ok(Reply::ok())
                }
            }
            _ => Err(Reply::error(BAD_PARAMETER).because("no message of this application has this msgid")),
        }
    }
}
