//! `externalcontact/message/send`: school notices, to parents, students or both.

use serde_json::Value;
use wecom_schema::model::Channel;

use crate::answer::Reply;
use crate::directory::{flag, ids};
use crate::received::Delivery;
use crate::routes::same_path;
use crate::sending::{Sent, reached};
use crate::wecom::Wecom;

/// The endpoint.
pub(crate) const PATH: &str = "cgi-bin/externalcontact/message/send";

/// `recv_scope`: the students alone, and the students with their parents; otherwise it is the parents.
const STUDENTS: i64 = 1;
const BOTH: i64 = 2;

impl Wecom {
    pub(crate) fn school_send(&self, body: &Value) -> Result<Sent, Reply> {
        if flag(body, "toall") {
            return Ok(Sent { to: Delivery { everyone: true, ..Delivery::default() }, ..Sent::default() });
        }
        let scope = body.get("recv_scope").and_then(Value::as_i64).unwrap_or_default();
        let parents = if scope == STUDENTS { Vec::new() } else { ids(body, "to_parent_userid") };
        let (parents, invalid_parents) = self.settings.persons(parents);
        let (students, invalid_students) = self.settings.persons(ids(body, "to_student_userid"));
        let (parties, invalid_parties) = self.settings.parties(ids(body, "to_party"));
        let parents_of = if scope == STUDENTS { Vec::new() } else { students.clone() };
        let students = if scope == STUDENTS || scope == BOTH { students } else { Vec::new() };
        let to = Delivery { parties, parents, parents_of, students, ..Delivery::default() };
        let lists = [
            ("invalid_parent_userid", invalid_parents),
            ("invalid_student_userid", invalid_students),
            ("invalid_party", invalid_parties),
        ];
        reached(to, lists.map(|(name, ids)| (name, ids.into())))
    }
}

/// Where a school notice fails, for whatever reason, WeCom answers every list, one of tags among them.
pub(crate) fn with_every_list(channel: &Channel, error: Reply) -> Reply {
    if !channel.path.as_deref().is_some_and(|path| same_path(path, PATH)) {
        return error;
    }
    let lists = ["invalid_parent_userid", "invalid_student_userid", "invalid_party", "invalid_tag"];
    lists.into_iter().fold(error, |error, name| error.or_with(name, Value::Array(Vec::new())))
}
