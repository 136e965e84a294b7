//! `externalcontact/message/send`: school notices to parents, students or both.

use serde_json::Value;

use crate::body::{flag, ids};
use crate::received::Delivery;
use crate::reply::Reply;
use crate::sent::Sent;
use crate::world::World;

/// Values of `recv_scope`; any other is the parents alone.
const STUDENTS: i64 = 1;
const BOTH: i64 = 2;

pub(crate) fn send(world: &World, body: &Value) -> Result<Sent, Reply> {
    if flag(body, "toall") {
        return Ok(Sent::to_everyone());
    }
    let settings = &world.settings;
    let scope = body.get("recv_scope").and_then(Value::as_i64).unwrap_or_default();
    let parents = if scope == STUDENTS { Vec::new() } else { ids(body, "to_parent_userid") };
    let (parents, invalid_parents) = settings.persons(parents);
    let (students, invalid_students) = settings.persons(ids(body, "to_student_userid"));
    let (parties, invalid_parties) = settings.parties(ids(body, "to_party"));
    let parents_of = if scope == STUDENTS { Vec::new() } else { students.clone() };
    let students = if scope == STUDENTS || scope == BOTH { students } else { Vec::new() };
    let to = Delivery { parties, parents, parents_of, students, ..Delivery::default() };
    let invalid = [
        ("invalid_parent_userid", invalid_parents),
        ("invalid_student_userid", invalid_students),
        ("invalid_party", invalid_parties),
    ];
    Sent::reaching(to, invalid.map(|(name, ids)| (name, ids.into())))
}

/// WeCom answers every failure of a school notice with all lists, one for tags among them.
pub(crate) fn with_every_list(error: Reply) -> Reply {
    let lists = ["invalid_parent_userid", "invalid_student_userid", "invalid_party", "invalid_tag"];
    lists.into_iter().fold(error, |error, name| error.or_with(name, Value::Array(Vec::new())))
}
