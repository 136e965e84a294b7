//! Which endpoint answers what.

use wecom_schema::judge::judge_object;
use wecom_schema::model::{Channel, Method, Operation};

use crate::answer::{Answer, Reply};
use crate::credentials::{Caller, only};
use crate::received::Received;
use crate::request::Request;
use crate::school;
use crate::wecom::{Wecom, judged};

/// What is at a path.
enum Endpoint<'c> {
    Gettoken,
    MediaUpload,
    MediaUploadimg,
    MediaGet,
    WebhookUpload,
    Send(&'c Channel),
    Operation(&'c Channel, &'c Operation),
}

impl<'c> Endpoint<'c> {
    fn at(path: &str, channels: &'c [Channel]) -> Option<Self> {
        Some(match path.trim_start_matches('/') {
            "cgi-bin/gettoken" => Self::Gettoken,
            "cgi-bin/media/upload" => Self::MediaUpload,
            "cgi-bin/media/uploadimg" => Self::MediaUploadimg,
            "cgi-bin/media/get" => Self::MediaGet,
            "cgi-bin/webhook/upload_media" => Self::WebhookUpload,
            _ => return channels.iter().find_map(|channel| described(channel, path)),
        })
    }
}

/// The channel's endpoint at this path.
fn described<'c>(channel: &'c Channel, path: &str) -> Option<Endpoint<'c>> {
    if channel.path.as_deref().is_some_and(|sending| same_path(sending, path)) {
        return Some(Endpoint::Send(channel));
    }
    let operation = channel.operations.iter().find(|operation| same_path(&operation.path, path))?;
    Some(Endpoint::Operation(channel, operation))
}

/// Whether the channel has an endpoint at this path.
pub(crate) fn has_endpoint(channel: &Channel, path: &str) -> bool {
    described(channel, path).is_some()
}

/// Paths are described without the leading slash.
pub(crate) fn same_path(one: &str, other: &str) -> bool {
    one.trim_start_matches('/') == other.trim_start_matches('/')
}

impl Wecom {
    pub(crate) fn route(&mut self, request: &Request, record: &mut Received) -> Answer {
        let channels = self.channels.clone(); // the handlers change everything else of `self`
        let Some(endpoint) = Endpoint::at(&request.path, &channels) else {
            return Answer::text(404, "the sandbox has no such endpoint\n");
        };
        let outcome = match endpoint {
            Endpoint::Gettoken => only("GET", request).and_then(|()| self.gettoken(request)),
            Endpoint::MediaUpload => self.media_upload(request, record),
            Endpoint::MediaUploadimg => self.media_uploadimg(request, record),
            Endpoint::WebhookUpload => self.webhook_upload_media(request, record),
            Endpoint::MediaGet => match self.media_get(request, record) {
                Ok(file) => return file,
                Err(error) => Err(error),
            },
            Endpoint::Send(channel) => self
                .posted(channel, request, record)
                .and_then(|(caller, body)| self.send(channel, caller, &body, record))
                .map_err(|error| school::with_every_list(channel, error)),
            Endpoint::Operation(channel, operation) => self.operate(channel, operation, request, record),
        };
        let reply = outcome.unwrap_or_else(|error| error);
        reply.into_answer(&self.error_codes, record.number)
    }

    fn operate(
        &mut self,
        channel: &Channel,
        operation: &Operation,
        request: &Request,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        let (caller, body) = match operation.method {
            Method::Get => self.asked(channel, operation, request, record)?,
            Method::Post => self.posted(channel, request, record)?,
        };
        judged(judge_object(channel, operation.object, &body), record)?;
        let Caller::Application(application) = caller else {
            return Ok(Reply::ok());
        };
        match operation.path.as_str() {
            "cgi-bin/message/recall" => self.recall(application, &body),
            "cgi-bin/message/update_template_card" => self.update_template_card(application, &body, record),
            "cgi-bin/appchat/create" => self.appchat_create(application, &body),
            "cgi-bin/appchat/update" => self.appchat_update(application, &body),
            "cgi-bin/appchat/get" => self.appchat_get(application, &body),
            "cgi-bin/kf/send_msg_on_event" => self.kf_send_on_event(&body, record),
            "cgi-bin/externalcontact/add_msg_template" => self.add_msg_template(&body),
            "cgi-bin/externalcontact/send_welcome_msg" => self.send_welcome_msg(&body, record),
            _ => Ok(Reply::ok()),
        }
    }
}
