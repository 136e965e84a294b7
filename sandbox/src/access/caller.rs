//! The sender of a request: the application of its token, or the robot of its key.

use wecom_schema::judge::BAD_PARAMETER;

use super::tokens::{TokenError, Tokens};
use crate::received::Received;
use crate::reply::Reply;
use crate::request::Request;
use crate::world::World;

const TOKEN_MISSING: i32 = 41001;
const TOKEN_UNKNOWN: i32 = 40014;
const TOKEN_EXPIRED: i32 = 42001;
const KEY_UNKNOWN: i32 = 93000;

/// The caller, by its index in the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Caller {
    Application(usize),
    Robot(usize),
}

impl Tokens {
    /// The application whose token came with the request.
    pub(crate) fn application_of(
        &self,
        world: &World,
        request: &Request,
        record: &mut Received,
    ) -> Result<usize, Reply> {
        let token = request.parameter("access_token").ok_or_else(|| Reply::error(TOKEN_MISSING))?;
        let application = self.application(token, world.now).map_err(|error| match error {
            TokenError::Expired => Reply::error(TOKEN_EXPIRED),
            TokenError::Unknown => Reply::error(TOKEN_UNKNOWN),
        })?;
        record.agent_id = world.application(application).map(|application| application.agent_id);
        Ok(application)
    }
}

/// The robot whose key came with the request.
pub(crate) fn robot_of(world: &World, request: &Request, record: &mut Received) -> Result<usize, Reply> {
    let key = request.parameter("key");
    let robot = world.settings.robots.iter().position(|robot| key == Some(&robot.key));
    let robot = robot.ok_or_else(|| Reply::error(KEY_UNKNOWN))?;
    record.robot = Some(robot + 1);
    Ok(robot)
}

pub(crate) fn require_method(method: &str, request: &Request) -> Result<(), Reply> {
    if request.method == method {
        return Ok(());
    }
    Err(Reply::error(BAD_PARAMETER).because(format!("the method must be {method}")))
}
