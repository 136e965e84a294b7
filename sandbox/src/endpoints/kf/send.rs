//! `kf/send_msg`: to a customer who wrote, at most five messages within 48 hours.

use serde_json::Value;

use super::CustomerService;
use super::session::Session;
use crate::body::text;
use crate::received::Delivery;
use crate::reply::Reply;
use crate::sent::Sent;
use crate::world::World;

const ACCOUNT_UNKNOWN: i32 = 95004;
/// The nearest of the code list; the page names none for this.
const CUSTOMER_UNKNOWN: i32 = 40096;

impl CustomerService {
    pub(crate) fn send(&mut self, world: &mut World, body: &Value) -> Result<Sent, Reply> {
        let (customer, open_kfid) = (text(body, "touser"), text(body, "open_kfid"));
        if !world.settings.has_kf_account(open_kfid) {
            return Err(Reply::error(ACCOUNT_UNKNOWN));
        }
        if !world.settings.has_person(customer) {
            return Err(Reply::error(CUSTOMER_UNKNOWN));
        }
        // Before the count, so that a client that repeats the fifth message learns that it went out.
        self.check_message_id(open_kfid, body)?;
        let session = self.sessions.entry((open_kfid.to_owned(), customer.to_owned()));
        session.or_insert_with(|| Session::opened(world.now)).take_message(world.now)?;
        let to = Delivery { customers: vec![customer.to_owned()], ..Delivery::default() };
        Ok(Sent { reply: self.accepted(world, open_kfid, body), to })
    }
}
