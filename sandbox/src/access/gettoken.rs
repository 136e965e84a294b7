//! `gettoken`: an access token for a corporation's id and an application's secret.

use super::tokens::{LIFETIME, Tokens};
use crate::reply::Reply;
use crate::request::Request;
use crate::world::World;

const CORP_ID_MISSING: i32 = 41002;
const SECRET_MISSING: i32 = 41004;
const CORP_ID_UNKNOWN: i32 = 40013;
const SECRET_WRONG: i32 = 40001;

/// The length of a token. WeCom's tokens are about as long.
const TOKEN_LENGTH: usize = 208;

impl Tokens {
    pub(crate) fn gettoken(&mut self, world: &mut World, request: &Request) -> Result<Reply, Reply> {
        let corp_id = request.parameter("corpid").ok_or_else(|| Reply::error(CORP_ID_MISSING))?;
        let secret = request.parameter("corpsecret").ok_or_else(|| Reply::error(SECRET_MISSING))?;
        let applications = &world.settings.applications;
        if !applications.iter().any(|application| application.corp_id == corp_id) {
            return Err(Reply::error(CORP_ID_UNKNOWN));
        }
        let known = applications.iter().position(|known| known.corp_id == corp_id && known.secret == secret);
        let application = known.ok_or_else(|| Reply::error(SECRET_WRONG))?;
        Ok(self.issue(world, application))
    }

    /// The application's token, with its lifetime.
    pub(super) fn issue(&mut self, world: &mut World, application: usize) -> Reply {
        let (token, expires_in) = self.current(application, world.now).unwrap_or_else(|| {
            let token = world.ids.next(TOKEN_LENGTH);
            self.add(token.clone(), application, world.now);
            (token, LIFETIME)
        });
        Reply::ok().with("access_token", token).with("expires_in", expires_in.as_secs())
    }
}
