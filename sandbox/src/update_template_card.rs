//! `message/update_template_card`: changes a card that was sent, by the code that came with it.

use serde_json::Value;
use wecom_schema::judge::judge_object;
use wecom_schema::model::{Channel, Operation};

use crate::answer::Reply;
use crate::received::{Delivery, Received};
use crate::wecom::{Wecom, judged};

/// The application in the body is not the one that sent the card.
const OTHER_APPLICATION: i32 = 42015;

impl Wecom {
    pub(crate) fn update_template_card(
        &mut self,
        channel: &Channel,
        operation: &Operation,
        application: usize,
        body: &Value,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        judged(judge_object(channel, operation.object, body), record)?;
        let agent_id = self.application(application).map(|application| application.agent_id);
        if body.get("agentid").and_then(Value::as_i64) != agent_id {
            return Err(Reply::error(OTHER_APPLICATION));
        }
        let code = body.get("response_code").and_then(Value::as_str).unwrap_or_default();
        let recipients = self.response_codes.redeem(code, application, self.now).map_err(Reply::error)?;

        let there = |user: &String| {
            got_the_card(recipients, user) && !self.settings.invalid_users.contains(&user.to_lowercase())
        };
        let (users, others): (Vec<_>, Vec<_>) = ids(body, "userids").into_iter().partition(there);
        record.delivery = Some(Delivery {
            everyone: body.get("atall").and_then(Value::as_i64) == Some(1),
            users,
            parties: ids(body, "partyids"),
            tags: ids(body, "tagids"),
        });
        if others.is_empty() {
            return Ok(Reply::ok());
        }
        let others: Vec<String> = others.iter().map(|user| user.to_lowercase()).collect();
        Ok(Reply::ok().with("invaliduser", others))
    }
}

/// Who is in a department or has a tag is not known here: anyone may have got a card that went to one.
fn got_the_card(recipients: &Delivery, user: &str) -> bool {
    let named = || recipients.users.iter().any(|recipient| recipient.to_lowercase() == user.to_lowercase());
    recipients.everyone || !recipients.parties.is_empty() || !recipients.tags.is_empty() || named()
}

fn ids(body: &Value, name: &str) -> Vec<String> {
    let id = |id: &Value| id.as_str().map_or_else(|| id.to_string(), str::to_owned);
    body.get(name).and_then(Value::as_array).into_iter().flatten().map(id).collect()
}
