//! Customer service: who wrote when, which messages went out, and the codes that events bring.

mod send;
mod send_on_event;
mod session_event;

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use serde_json::Value;

use self::send_on_event::EventCode;
pub use self::session_event::SessionEvent;
use crate::answer::Reply;
use crate::codes::Codes;
use crate::directory::given;
use crate::wecom::Wecom;

/// A message may be sent for so long after the customer wrote.
const WINDOW: Duration = Duration::from_secs(48 * 60 * 60);

/// So many messages may be sent until the customer writes again.
const MESSAGES: u8 = 5;

const MESSAGE_ID_TAKEN: i32 = 95033;

/// What is known of the customers and accounts.
#[derive(Debug, Default)]
pub(crate) struct CustomerService {
    /// By account and customer.
    sessions: HashMap<(String, String), Session>,
    /// The ids of callers' own, by account.
    message_ids: HashSet<(String, String)>,
    event_codes: Codes<EventCode>,
}

/// What the customer's last message allows.
#[derive(Debug)]
struct Session {
    wrote: Duration,
    left: u8,
}

impl Session {
    fn opened(now: Duration) -> Self {
        Self { wrote: now, left: MESSAGES }
    }
}

impl CustomerService {
    /// Refuses an id of the caller's own that the account has used.
    fn check_message_id(&self, open_kfid: &str, body: &Value) -> Result<(), Reply> {
        let taken = |id: &str| self.message_ids.contains(&(open_kfid.to_owned(), id.to_owned()));
        if given(body, "msgid").is_some_and(taken) { Err(Reply::error(MESSAGE_ID_TAKEN)) } else { Ok(()) }
    }
}

impl Wecom {
    /// A customer writes to an account of customer service: five messages may go back within 48 hours.
    ///
    /// A customer of whom nothing was said counts as having written just before the first message to it. The
    /// customer is an `external_userid`.
    pub fn customer_wrote(&mut self, customer: &str, open_kfid: &str) {
        let session = (open_kfid.to_owned(), customer.to_owned());
        self.customer_service.sessions.insert(session, Session::opened(self.now));
    }

    /// Something happens in a customer's session: the code with which one message can be sent on it.
    pub fn event_code(&mut self, customer: &str, open_kfid: &str, event: SessionEvent) -> String {
        let code = self.ids.next(2);
        let about = EventCode { customer: customer.to_owned(), open_kfid: open_kfid.to_owned(), event };
        self.customer_service.event_codes.add(code.clone(), about, self.now + event.lifetime());
        code
    }

    /// A message that was taken: with the caller's id, or one made up.
    fn kf_reply(&mut self, open_kfid: &str, body: &Value) -> Reply {
        let id = match given(body, "msgid") {
            Some(id) => {
                self.customer_service.message_ids.insert((open_kfid.to_owned(), id.to_owned()));
                id.to_owned()
            }
            None => self.ids.next(2),
        };
        Reply::ok().with("msgid", id)
    }
}
