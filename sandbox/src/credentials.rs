//! Who asks, and by what right; then what they ask.

use serde_json::{Map, Value};
use wecom_schema::judge::BAD_PARAMETER;
use wecom_schema::model::{Channel, Credential, Kind, Operation};

use crate::answer::Reply;
use crate::received::Received;
use crate::request::Request;
use crate::settings::Application;
use crate::tokens::Worth;
use crate::wecom::Wecom;

const TOKEN_MISSING: i32 = 41001;
const TOKEN_UNKNOWN: i32 = 40014;
const TOKEN_EXPIRED: i32 = 42001;
const KEY_UNKNOWN: i32 = 93000;

/// Who asks, by their index in the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Caller {
    Application(usize),
    Robot(usize),
}

impl Wecom {
    /// The caller and the JSON of a `POST`.
    pub(crate) fn posted(
        &self,
        channel: &Channel,
        request: &Request,
        record: &mut Received,
    ) -> Result<(Caller, Value), Reply> {
        let body: Result<Value, _> = serde_json::from_slice(&request.body);
        record.body = self.presentable(&request.path, body.as_ref().ok().cloned());
        let caller = self.caller(channel, "POST", request, record)?;
        let body = body.map_err(|error| Reply::error(BAD_PARAMETER).because(format!("wrong json format: {error}")))?;
        Ok((caller, body))
    }

    /// The caller and the query of a `GET`, as if it were a body.
    pub(crate) fn asked(
        &self,
        channel: &Channel,
        operation: &Operation,
        request: &Request,
        record: &mut Received,
    ) -> Result<(Caller, Value), Reply> {
        let fields = channel.object(operation.object).map_or([].as_slice(), |object| &object.fields);
        let member = |field: &wecom_schema::model::Field| {
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

    fn caller(
        &self,
        channel: &Channel,
        method: &str,
        request: &Request,
        record: &mut Received,
    ) -> Result<Caller, Reply> {
        match channel.credential {
            Credential::AccessToken => self.authorized(method, request, record).map(Caller::Application),
            Credential::Key => self.robot(method, request, record).map(Caller::Robot),
        }
    }

    /// Checks method and token; the application that the token speaks for.
    pub(crate) fn authorized(&self, method: &str, request: &Request, record: &mut Received) -> Result<usize, Reply> {
        only(method, request)?;
        let token = request.parameter("access_token").ok_or_else(|| Reply::error(TOKEN_MISSING))?;
        let application = match self.tokens.worth(token, self.now) {
            Worth::Good(application) => application,
            Worth::Expired => return Err(Reply::error(TOKEN_EXPIRED)),
            Worth::Unknown => return Err(Reply::error(TOKEN_UNKNOWN)),
        };
        record.agent_id = self.application(application).map(|application| application.agent_id);
        Ok(application)
    }

    /// Checks method and key; the robot that the key is of.
    pub(crate) fn robot(&self, method: &str, request: &Request, record: &mut Received) -> Result<usize, Reply> {
        only(method, request)?;
        let key = request.parameter("key");
        let robot = self.settings.robots.iter().position(|robot| key == Some(&robot.key));
        let robot = robot.ok_or_else(|| Reply::error(KEY_UNKNOWN))?;
        record.robot = Some(robot + 1);
        Ok(robot)
    }

    pub(crate) fn application(&self, index: usize) -> Option<&Application> {
        self.settings.applications.get(index)
    }
}

pub(crate) fn only(method: &str, request: &Request) -> Result<(), Reply> {
    if request.method == method {
        return Ok(());
    }
    Err(Reply::error(BAD_PARAMETER).because(format!("the method must be {method}")))
}
