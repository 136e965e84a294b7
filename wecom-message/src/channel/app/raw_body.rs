//! Request bodies that the application builds itself.

use serde::ser::SerializeMap;
use serde_json::Value;

use crate::api::app::{App, Receipt};
use crate::client::Client;
use crate::error::Error;
use crate::message::check::report::{Check, Report};
use crate::message::check::violation::{Consequence, Problem};
use crate::message::fields::Fields;
use crate::message::{Call, Channel};

impl Client {
    /// Sends a body as it is: recipients, `msgtype` and the message's own object. The client only adds a missing `agentid`.
    /// Nothing is checked.
    ///
    /// For bodies that come from elsewhere. Messages that the program builds itself are better sent typed, as
    /// [`Raw`](crate::Raw), or with [`WithExtra`](crate::WithExtra).
    ///
    /// # Errors
    ///
    /// Fails if the body is not a JSON object, if WeCom answers with an error, or if it cannot be reached.
    ///
    /// ```no_run
    /// # let client = wecom_message::Client::new("corp id", "secret", 1000002)?;
    /// let body = serde_json::json!({ "touser": "lisi", "msgtype": "text", "text": { "content": "disk full" } });
    /// let receipt = client.send_message(body)?;
    /// # Ok::<(), wecom_message::Error>(())
    /// ```
    pub fn send_message(&self, body: Value) -> Result<Receipt, Error> {
        self.call(RawBody(body))
    }
}

struct RawBody(Value);

impl Fields for RawBody {
    fn fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let members = self.0.as_object().into_iter().flatten();
        members.into_iter().try_for_each(|(member, value)| map.serialize_entry(member, value))
    }
}

impl Check for RawBody {
    fn check(&self, report: &mut Report) {
        if !self.0.is_object() {
            let problem = Problem::Other("a body is a JSON object".to_owned());
            report.add("", problem, Consequence::Refused, None);
        }
    }
}

impl Call for RawBody {
    const PATH: &'static str = App::PATH;
    type Reply = Receipt;

    fn supply(&mut self, agent_id: i64) {
        if let Value::Object(members) = &mut self.0 {
            members.entry("agentid").or_insert(agent_id.into());
        }
    }
}
