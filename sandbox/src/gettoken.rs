//! `gettoken`: an access token for a corporation's id and an application's secret.

use crate::answer::Reply;
use crate::request::Request;
use crate::tokens::LIFETIME;
use crate::wecom::Wecom;

const CORP_ID_MISSING: i32 = 41002;
const SECRET_MISSING: i32 = 41004;
const CORP_ID_UNKNOWN: i32 = 40013;
const SECRET_WRONG: i32 = 40001;

/// The length of a token in words of 16 digits; WeCom's are longer than one expects, too.
const WORDS: u64 = 13;

impl Wecom {
    pub(crate) fn gettoken(&mut self, request: &Request) -> Result<Reply, Reply> {
        let corp_id = request.parameter("corpid").ok_or_else(|| Reply::error(CORP_ID_MISSING))?;
        let secret = request.parameter("corpsecret").ok_or_else(|| Reply::error(SECRET_MISSING))?;
        let applications = &self.settings.applications;
        if !applications.iter().any(|application| application.corp_id == corp_id) {
            return Err(Reply::error(CORP_ID_UNKNOWN));
        }
        let known = applications.iter().position(|known| known.corp_id == corp_id && known.secret == secret);
        let application = known.ok_or_else(|| Reply::error(SECRET_WRONG))?;
        let good = self.tokens.current(application, self.now);
        let (token, expires_in) = good.unwrap_or_else(|| {
            let token = self.ids.next(WORDS);
            self.tokens.add(token.clone(), application, self.now);
            (token, LIFETIME)
        });
        Ok(Reply::ok().with("access_token", token).with("expires_in", expires_in.as_secs()))
    }
}
