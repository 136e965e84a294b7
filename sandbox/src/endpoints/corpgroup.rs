//! `corpgroup/corp/list_app_share_info`: the downstream corporations that an application is shared with.

use serde_json::{Value, json};

use super::page::{Limit, page};
use crate::body::given;
use crate::reply::Reply;
use crate::world::World;

const LIMIT: Limit = Limit { most: 100, default: 100 };

pub(crate) fn list_app_share_info(world: &World, application: usize, body: &Value) -> Result<Reply, Reply> {
    let business_type = body.get("business_type").and_then(Value::as_i64).unwrap_or_default();
    let corp_id = given(body, "corpid");
    let matching = world.settings.shares.iter().filter(|share| {
        share.application == application
            && share.business_type == business_type
            && corp_id.is_none_or(|corp_id| corp_id == world.corp_id(share.downstream))
    });
    let entry = |downstream| {
        let application = world.application(downstream)?;
        let name = format!("Corporation {}", application.corp_id);
        Some(json!({ "corpid": application.corp_id, "corp_name": name, "agentid": application.agent_id }))
    };
    let entries = matching.filter_map(|share| entry(share.downstream)).collect();
    let (entries, next_cursor) = page(entries, &LIMIT, body)?;
    let reply = Reply::ok().with("ending", i64::from(next_cursor.is_empty())).with("corp_list", entries);
    Ok(reply.with("next_cursor", next_cursor))
}
