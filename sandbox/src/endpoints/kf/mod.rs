//! Customer service: sessions with customers, and the codes that their events bring.

mod send;
mod send_on_event;
mod session;
mod session_event;

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use self::send_on_event::EventCode;
use self::session::Session;
pub use self::session_event::SessionEvent;
use crate::body::given;
use crate::reply::Reply;
use crate::world::{Codes, World};

const MESSAGE_ID_TAKEN: i32 = 95033;

#[derive(Debug, Default)]
pub(crate) struct CustomerService {
    /// By account and customer.
    sessions: HashMap<(String, String), Session>,
    /// The message ids that callers chose, with their accounts.
    message_ids: HashSet<(String, String)>,
    event_codes: Codes<EventCode>,
}

impl CustomerService {
    pub(crate) fn customer_wrote(&mut self, world: &World, customer: &str, open_kfid: &str) {
        let session = (open_kfid.to_owned(), customer.to_owned());
        self.sessions.insert(session, Session::opened(world.now));
    }

    pub(crate) fn event_code(
        &mut self,
        world: &mut World,
        customer: &str,
        open_kfid: &str,
        event: SessionEvent,
    ) -> String {
        let code = world.ids.next(32);
        let allows = EventCode { customer: customer.to_owned(), open_kfid: open_kfid.to_owned(), event };
        self.event_codes.add(code.clone(), allows, world.now + event.lifetime());
        code
    }

    /// An error if the account has used the message id that the caller chose.
    fn check_message_id(&self, open_kfid: &str, body: &Value) -> Result<(), Reply> {
        let taken = |id: &str| self.message_ids.contains(&(open_kfid.to_owned(), id.to_owned()));
        if given(body, "msgid").is_some_and(taken) { Err(Reply::error(MESSAGE_ID_TAKEN)) } else { Ok(()) }
    }

    /// The answer to an accepted message, with the id that the caller chose or a new one.
    fn accepted(&mut self, world: &mut World, open_kfid: &str, body: &Value) -> Reply {
        let id = match given(body, "msgid") {
            Some(id) => {
                self.message_ids.insert((open_kfid.to_owned(), id.to_owned()));
                id.to_owned()
            }
            None => world.ids.next(32),
        };
        Reply::ok().with("msgid", id)
    }
}
