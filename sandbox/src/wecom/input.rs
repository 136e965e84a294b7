//! The caller and the body of a request to a described endpoint.

use serde_json::{Map, Value};
use wecom_schema::judge::{BAD_PARAMETER, Verdict};
use wecom_schema::model::{Channel, Credential, Field, Kind, Operation};

use super::Wecom;
use super::json;
use super::routes::has_endpoint;
use super::sensitive::hidden;
use crate::access::{Caller, require_method, robot_of};
use crate::received::Received;
use crate::reply::Reply;
use crate::request::Request;

impl Wecom {
    /// The caller and the JSON of a `POST`.
    pub(super) fn posted(
        &self,
        channel: &Channel,
        request: &Request,
        record: &mut Received,
    ) -> Result<(Caller, Value), Reply> {
        let body = json::parsed(&request.body);
        if body.as_ref().is_ok_and(|body| body.has_trailing_commas) {
            record.findings.push("wrong json format: a comma before a closing bracket".to_owned());
            record.has_wrong_json = true;
        }
        let repeated = body.iter().flat_map(|body| &body.repeated);
        let said = |path| format!("{path}: it stands more than once in its object, and only the last value counts");
        record.findings.extend(repeated.map(said));
        let body = body.map(|body| body.value);
        record.body = self.presentable(&request.path, body.as_ref().ok().cloned());
        let caller = self.caller(channel, "POST", request, record)?;
        let body = body.map_err(|error| Reply::error(BAD_PARAMETER).because(format!("wrong json format: {error}")))?;
        Ok((caller, body))
    }

    /// The caller of a `GET` and its query as if it were a body.
    pub(super) fn queried(
        &self,
        channel: &Channel,
        operation: &Operation,
        request: &Request,
        record: &mut Received,
    ) -> Result<(Caller, Value), Reply> {
        let fields = channel.object(operation.object).map_or([].as_slice(), |object| &object.fields);
        let member = |field: &Field| {
            let value = request.parameter(&field.wire)?;
            let value = match field.kind {
                Kind::Integer | Kind::Flag | Kind::Seconds => value.parse::<i64>().map_or(value.into(), Value::from),
                _ => value.into(),
            };
            Some((field.wire.clone(), value))
        };
        let body = Value::Object(fields.iter().filter_map(member).collect::<Map<_, _>>());
        record.body = self.presentable(&request.path, Some(body.clone()));
        Ok((self.caller(channel, "GET", request, record)?, body))
    }

    /// Records what is wrong with a body and gives it the described JSON types. An error if WeCom would refuse it.
    pub(super) fn judged(&self, verdict: Verdict, body: &mut Value, record: &mut Received) -> Result<(), Reply> {
        let verdict = if self.world.settings.exact_types { verdict.exact() } else { verdict };
        verdict.straighten(body);
        record.judge(verdict)
    }

    fn caller(
        &self,
        channel: &Channel,
        method: &str,
        request: &Request,
        record: &mut Received,
    ) -> Result<Caller, Reply> {
        require_method(method, request)?;
        match channel.credential {
            Credential::AccessToken => {
                self.tokens.application_of(&self.world, request, record).map(Caller::Application)
            }
            Credential::Key => robot_of(&self.world, request, record).map(Caller::Robot),
            Credential::Bot => Err(Reply::error(BAD_PARAMETER).because("a bot sends frames, not requests".to_owned())),
        }
    }

    /// The body as it is shown: without the values that the channel at this path calls sensitive, or any channel if none
    /// is there.
    pub(super) fn presentable(&self, path: &str, body: Option<Value>) -> Option<Value> {
        let channel = self.channels.iter().find(|channel| has_endpoint(channel, path));
        body.map(|body| hidden(body, channel.map_or(&*self.channels, std::slice::from_ref)))
    }
}
