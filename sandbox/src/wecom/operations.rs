//! Operations: everything that is described and is not a message.

use wecom_schema::judge::judge_object;
use wecom_schema::model::{Channel, Method, Operation};

use super::Wecom;
use crate::access::Caller;
use crate::endpoints::customer::add_msg_template;
use crate::received::Received;
use crate::reply::Reply;
use crate::request::Request;

impl Wecom {
    pub(super) fn operate(
        &mut self,
        channel: &Channel,
        operation: &Operation,
        request: &Request,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        let (caller, body) = match operation.method {
            Method::Get => self.queried(channel, operation, request, record)?,
            Method::Post => self.posted(channel, request, record)?,
        };
        record.judge(judge_object(channel, operation.object, &body))?;
        let Caller::Application(application) = caller else {
            return Ok(Reply::ok());
        };
        let world = &mut self.world;
        match operation.path.as_str() {
            "cgi-bin/message/recall" => self.app_messages.recall(world, application, &body),
            "cgi-bin/message/update_template_card" => {
                self.app_messages.update_template_card(world, application, &body, record)
            }
            "cgi-bin/appchat/create" => self.chats.create(world, application, &body),
            "cgi-bin/appchat/update" => self.chats.update(world, application, &body),
            "cgi-bin/appchat/get" => self.chats.get(application, &body),
            "cgi-bin/kf/send_msg_on_event" => self.customer_service.send_on_event(world, &body, record),
            "cgi-bin/externalcontact/add_msg_template" => add_msg_template(world, &body),
            "cgi-bin/externalcontact/send_welcome_msg" => self.customer_contact.send_welcome_msg(world, &body, record),
            _ => Ok(Reply::ok()),
        }
    }
}
