//! `corpgroup/corp/gettoken`: the token of a downstream corporation, for the corporation that shares its application.

use serde_json::Value;
use wecom_schema::judge::BAD_PARAMETER;

use super::tokens::Tokens;
use crate::body::given;
use crate::reply::Reply;
use crate::world::World;

const CORP_ID_MISSING: i32 = 41002;
const AGENT_ID_MISSING: i32 = 41011;
const NOT_SHARED: i32 = 670_001;

impl Tokens {
    pub(crate) fn downstream_token(&mut self, world: &mut World, upstream: usize, body: &[u8]) -> Result<Reply, Reply> {
        let body: Value = serde_json::from_slice(body).map_err(|_| Reply::error(BAD_PARAMETER))?;
        let corp_id = given(&body, "corpid").ok_or_else(|| Reply::error(CORP_ID_MISSING))?;
        let number = |name| body.get(name).and_then(Value::as_i64);
        let agent_id = number("agentid").ok_or_else(|| Reply::error(AGENT_ID_MISSING))?;
        let business_type = number("business_type").unwrap_or_default();
        let is_asked_for = |downstream| {
            let shared = world.application(downstream);
            shared.is_some_and(|shared| shared.corp_id == corp_id && shared.agent_id == agent_id)
        };
        let share = world.settings.shares.iter().find(|share| {
            share.application == upstream && share.business_type == business_type && is_asked_for(share.downstream)
        });
        let downstream = share.ok_or_else(|| Reply::error(NOT_SHARED))?.downstream;
        Ok(self.issue(world, downstream))
    }
}
