//! A whole body of the application's own making.

use serde::ser::SerializeMap;
use serde_json::{Map, Value};

use crate::app::{App, Receipt};
use crate::check::{Check, Report};
use crate::client::Client;
use crate::error::Error;
use crate::fields::Fields;
use crate::message::{Call, Channel};

impl Client {
    /// Sends a body as it is: recipients, `msgtype` and the message's own object. The client adds only an `agentid`
    /// that is missing. Nothing is checked.
    ///
    /// For messages that come ready from elsewhere. Those that this program makes itself are better sent typed, as
    /// [`Raw`](crate::Raw), or with [`WithExtra`](crate::WithExtra).
    ///
    /// # Errors
    ///
    /// When WeCom answers with an error, or when it could not be reached.
    ///
    /// ```no_run
    /// # let client = wecom_message::Client::new("corp id", "secret", 1000002);
    /// let mut body = serde_json::Map::new();
    /// body.insert("touser".to_owned(), "lisi".into());
    /// body.insert("msgtype".to_owned(), "text".into());
    /// body.insert("text".to_owned(), serde_json::json!({ "content": "disk full" }));
    /// let receipt = client.send_message(body)?;
    /// # Ok::<(), wecom_message::Error>(())
    /// ```
    pub fn send_message(&self, body: Map<String, Value>) -> Result<Receipt, Error> {
        self.call(RawBody(body))
    }
}

struct RawBody(Map<String, Value>);

impl Fields for RawBody {
    fn fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.0.iter().try_for_each(|(member, value)| map.serialize_entry(member, value))
    }
}

impl Check for RawBody {
    fn check(&self, _: &mut Report) {}
}

impl Call for RawBody {
    const PATH: &'static str = App::PATH;
    type Reply = Receipt;

    fn supply(&mut self, agent_id: i64) {
        self.0.entry("agentid").or_insert(agent_id.into());
    }
}
