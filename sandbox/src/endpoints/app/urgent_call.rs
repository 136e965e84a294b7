//! `pstncc/call` and `pstncc/getstates`: calls to members by telephone.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::{Value, json};
use wecom_schema::judge::BAD_PARAMETER;

use crate::body::{ids, text};
use crate::reply::Reply;
use crate::world::World;

/// How long a telephone rings.
const RINGING_TIME: Duration = Duration::from_secs(60);

/// How long a call can be looked up.
const LIFETIME: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// The most calls that a member gets within each time.
const MOST: [(usize, Duration); 2] = [(3, Duration::from_secs(8 * 60)), (8, Duration::from_secs(24 * 60 * 60))];

/// Values of `reason`.
const FINISHED: i64 = 0;
const RINGING: i64 = 1;
const TIMED_OUT: i64 = 12;
const TOO_MANY_CALLS: i64 = 13;

/// A `code` of a call that did not begin; the page says only that it is not 0.
const NOT_CALLED: i64 = -1;

/// The calls, by their ids.
#[derive(Debug, Default)]
pub(crate) struct UrgentCalls(HashMap<String, Call>);

#[derive(Debug)]
struct Call {
    application: usize,
    member: String,
    began: Duration,
    /// In seconds since 1970.
    called_at: u64,
    /// How long the member listened.
    talked: Option<Duration>,
    is_one_too_many: bool,
}

impl UrgentCalls {
    pub(crate) fn call(&mut self, world: &mut World, application: usize, body: &Value) -> Reply {
        let states = ids(body, "callee_userid").into_iter().map(|member| {
            if !world.settings.has_person(&member) {
                return json!({ "userid": member, "code": NOT_CALLED });
            }
            let id = world.ids.next(32);
            let is_one_too_many = self.has_too_many(&member, world.now);
            let (began, called_at) = (world.now, world.timestamp());
            let call = Call { application, member: member.clone(), began, called_at, talked: None, is_one_too_many };
            self.0.insert(id.clone(), call);
            json!({ "userid": member, "callid": id, "code": 0 })
        });
        Reply::ok().with("states", states.collect::<Vec<_>>())
    }

    pub(crate) fn state(&self, world: &World, application: usize, body: &Value) -> Result<Reply, Reply> {
        let (id, member) = (text(body, "callid"), text(body, "callee_userid"));
        let known = |call: &&Call| {
            call.application == application
                && call.member.eq_ignore_ascii_case(member)
                && world.now < call.began + LIFETIME
        };
        let call = self.0.get(id).filter(known);
        let call = call.ok_or_else(|| Reply::error(BAD_PARAMETER).because("this member was not called so"))?;
        let reason = match call.talked {
            Some(_) => FINISHED,
            None if call.is_one_too_many => TOO_MANY_CALLS,
            None if world.now < call.began + RINGING_TIME => RINGING,
            None => TIMED_OUT,
        };
        Ok(Reply::ok()
            .with("istalked", i64::from(call.talked.is_some()))
            .with("calltime", call.called_at)
            .with("talktime", call.talked.unwrap_or_default().as_secs())
            .with("reason", reason))
    }

    /// Lets a member answer. `false` if the call does not ring.
    pub(crate) fn answer(&mut self, world: &World, id: &str, talked: Duration) -> bool {
        let rings =
            |call: &&mut Call| call.talked.is_none() && !call.is_one_too_many && world.now < call.began + RINGING_TIME;
        match self.0.get_mut(id).filter(rings) {
            Some(call) => {
                call.talked = Some(talked);
                true
            }
            None => false,
        }
    }

    fn has_too_many(&self, member: &str, now: Duration) -> bool {
        let calls = |within: Duration| {
            let recent = |call: &&Call| call.member.eq_ignore_ascii_case(member) && now < call.began + within;
            self.0.values().filter(recent).count()
        };
        MOST.into_iter().any(|(most, within)| calls(within) >= most)
    }
}
