//! Messages: a body, and options beside it.

use serde_json::json;
use wecom_schema::judge::{Problem, judge_object};
use wecom_schema::model::{Consequence, Message, Object, RefusedMember, TypeId};

use super::annotations::of_type;
use super::condition::Condition;
use super::json::{Json, Subschema};
use super::object::Members;
use super::writer::Writer;
use crate::wording::{Language, need};

impl Writer<'_> {
    /// The members of a message beside recipients and sender.
    pub(super) fn message(&mut self, message: &Message, object: &Object) -> Subschema {
        let Message {
            msgtype,
            object: id,
            function: _,
            responses: _,
            needs,
            refuses,
            everyone,
            sender_optional: _,
            addressed_by: _,
            split: _,
            checked_in_runtime: _,
            examples: _,
        } = message;
        let mut inner = Subschema::of_type("object");
        Members::of(self, object.body()).write(&mut inner);
        let mut members = Members::of(self, object.options());
        members.add(msgtype, self.needs_body(*id, msgtype), inner.into());
        let mut outer = Subschema::default();
        members.write(&mut outer);
        for rule in &object.rules {
            self.rule(&mut outer, object, Some(msgtype), rule);
        }
        for RefusedMember { member, allows, errcode: _, reason } in refuses {
            let only = json!({ "description": reason, "const": allows });
            outer.and(Json::one("properties", Json::one(member, only)));
        }
        not_to_everyone(self, &mut outer, *everyone);
        let mut head = of_type(&object.about);
        let needs: Vec<Json> = needs.iter().map(|it| need(Language::English, it).into()).collect();
        if !needs.is_empty() {
            head.push(("x-needs".to_owned(), needs.into()));
        }
        outer.headed(head)
    }

    /// Whether the body must have any member. A missing body counts as an empty one.
    fn needs_body(&self, id: TypeId, msgtype: &str) -> bool {
        let verdict = judge_object(self.channel, id, &json!({ "msgtype": msgtype }));
        let inside =
            |path: &str| path.strip_prefix(msgtype).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        verdict.mismatches.iter().any(|it| inside(&it.path))
            || verdict.findings.iter().any(|it| it.problem == Problem::Missing && inside(&it.path))
    }
}

fn not_to_everyone(writer: &Writer<'_>, schema: &mut Subschema, beyond: Option<Consequence>) {
    let refused = beyond.filter(|beyond| writer.refuses(*beyond));
    if let (Some(_), Some(everyone)) = (refused, &writer.channel.everyone) {
        let says_so = everyone.id.as_deref().map_or(Json::from(1), Json::from);
        let to_everyone = Condition::member(&everyone.field, Json::one("const", says_so));
        schema.and(Json::one("not", to_everyone.into_schema()));
    }
}
