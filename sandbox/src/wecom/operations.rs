//! Operations: all described requests that are not messages.

use serde_json::Value;
use wecom_schema::judge::judge_object;
use wecom_schema::model::{Channel, Method, Operation};

use super::Wecom;
use super::happenings::Happening;
use crate::access::Caller;
use crate::body::text;
use crate::endpoints::corpgroup::list_app_share_info;
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
        let (caller, mut body) = match operation.method {
            Method::Get => self.queried(channel, operation, request, record)?,
            Method::Post => self.posted(channel, request, record)?,
        };
        self.judged(judge_object(channel, operation.object, &body), &mut body, record)?;
        let Caller::Application(application) = caller else {
            return Ok(Reply::ok());
        };
        let world = &mut self.world;
        match operation.path.as_str() {
            "cgi-bin/message/recall" => {
                let reply = self.app_messages.recall(world, application, &body)?;
                self.happenings.add(Happening::Recalled(text(&body, "msgid").to_owned()));
                Ok(reply)
            }
            "cgi-bin/message/update_template_card" => {
                let (reply, changed) = self.app_messages.update_template_card(world, application, &body, record)?;
                self.happenings.add_any(changed.map(Happening::CardChanged));
                Ok(reply)
            }
            "cgi-bin/message/update_taskcard" => {
                let (reply, changed) = self.app_messages.update_task_card(world, application, &body, record)?;
                self.happenings.add_any(changed.map(Happening::CardChanged));
                Ok(reply)
            }
            "cgi-bin/pstncc/call" => Ok(self.urgent_calls.call(world, application, &body)),
            "cgi-bin/pstncc/getstates" => self.urgent_calls.state(world, application, &body),
            "cgi-bin/corpgroup/corp/list_app_share_info" => list_app_share_info(world, application, &body),
            "cgi-bin/appchat/create" => self.chats.create(world, application, &body),
            "cgi-bin/appchat/update" => self.chats.update(world, application, &body),
            "cgi-bin/appchat/get" => self.chats.get(application, &body),
            "cgi-bin/kf/send_msg_on_event" => self.customer_service.send_on_event(world, &body, record),
            path => match path.strip_prefix("cgi-bin/externalcontact/") {
                Some(name) => {
                    let reply = self.operate_customer_contact(name, application, &body, record)?;
                    let changed = match name {
                        "add_msg_template" => reply.member("msgid"),
                        "cancel_groupmsg_send" => Some(text(&body, "msgid")),
                        _ => None,
                    };
                    self.happenings.add_any(changed.map(|id| Happening::MassMessage(id.to_owned())));
                    Ok(reply)
                }
                None => Ok(Reply::ok()),
            },
        }
    }

    fn operate_customer_contact(
        &mut self,
        name: &str,
        application: usize,
        body: &Value,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        let (contact, world) = (&mut self.customer_contact, &mut self.world);
        match name {
            "add_msg_template" => contact.add_msg_template(world, application, body),
            "remind_groupmsg_send" => contact.remind(world, application, body, record),
            "cancel_groupmsg_send" => contact.cancel(world, application, body),
            "get_groupmsg_list_v2" => contact.mass_messages(world, application, body),
            "get_groupmsg_task" => contact.mass_message_tasks(world, application, body),
            "get_groupmsg_send_result" => contact.mass_message_results(world, application, body),
            "send_welcome_msg" => contact.send_welcome_msg(world, body, record),
            "group_welcome_template/add" => contact.add_group_welcome_template(world, application, body),
            "group_welcome_template/edit" => contact.edit_group_welcome_template(world, application, body),
            "group_welcome_template/get" => contact.get_group_welcome_template(world, application, body),
            "group_welcome_template/del" => contact.del_group_welcome_template(world, application, body),
            _ => Ok(Reply::ok()),
        }
    }
}
