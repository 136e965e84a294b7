//! Finds the endpoint at a path and asks it.

use wecom_schema::model::{Channel, Credential, Operation};

use super::Wecom;
use crate::access::{require_method, robot_of};
#[cfg(feature = "callback")]
use crate::aibot::MEDIA_PATH;
use crate::answer::Answer;
use crate::endpoints::media::uploadimg;
use crate::received::Received;
use crate::reply::Reply;
use crate::request::Request;

enum Endpoint<'c> {
    Gettoken,
    DownstreamToken,
    MediaUpload,
    MediaUploadimg,
    MediaGet,
    WebhookUpload,
    #[cfg(feature = "callback")]
    AibotMedia,
    #[cfg(feature = "callback")]
    AibotResponse,
    Send(&'c Channel),
    Operation(&'c Channel, &'c Operation),
}

impl<'c> Endpoint<'c> {
    fn at(path: &str, channels: &'c [Channel]) -> Option<Self> {
        Some(match path.trim_start_matches('/') {
            "cgi-bin/gettoken" => Self::Gettoken,
            "cgi-bin/corpgroup/corp/gettoken" => Self::DownstreamToken,
            "cgi-bin/media/upload" => Self::MediaUpload,
            "cgi-bin/media/uploadimg" => Self::MediaUploadimg,
            "cgi-bin/media/get" => Self::MediaGet,
            "cgi-bin/webhook/upload_media" => Self::WebhookUpload,
            #[cfg(feature = "callback")]
            "cgi-bin/aibot/response" => Self::AibotResponse,
            #[cfg(feature = "callback")]
            MEDIA_PATH => Self::AibotMedia,
            _ => return channels.iter().find_map(|channel| Self::of(channel, path)),
        })
    }

    /// The endpoint at this path if the channel describes it. What goes over a long connection has no endpoint.
    fn of(channel: &'c Channel, path: &str) -> Option<Self> {
        if channel.credential == Credential::Bot {
            return None;
        }
        if channel.path.as_deref().is_some_and(|sending| same_path(sending, path)) {
            return Some(Self::Send(channel));
        }
        let operation = channel.operations.iter().find(|operation| same_path(&operation.path, path))?;
        Some(Self::Operation(channel, operation))
    }
}

/// Whether the channel describes an endpoint at this path.
pub(super) fn has_endpoint(channel: &Channel, path: &str) -> bool {
    Endpoint::of(channel, path).is_some()
}

/// Compares paths; descriptions write them without the leading slash.
pub(super) fn same_path(one: &str, other: &str) -> bool {
    one.trim_start_matches('/') == other.trim_start_matches('/')
}

impl Wecom {
    pub(super) fn route(&mut self, request: &Request, record: &mut Received) -> Answer {
        let channels = self.channels.clone(); // so that the endpoints can change the rest of `self`
        let Some(endpoint) = Endpoint::at(&request.path, &channels) else {
            return Answer::text(404, "the sandbox has no such endpoint\n");
        };
        let outcome = match endpoint {
            Endpoint::Gettoken => self.gettoken(request),
            Endpoint::DownstreamToken => self.downstream_token(request, record),
            Endpoint::MediaUpload => self.media_upload(request, record),
            Endpoint::MediaUploadimg => self.media_uploadimg(request, record),
            Endpoint::WebhookUpload => self.webhook_upload(request, record),
            #[cfg(feature = "callback")]
            Endpoint::AibotResponse => self.aibot_respond(request, record),
            #[cfg(feature = "callback")]
            Endpoint::AibotMedia => return self.aibot_media(request),
            Endpoint::MediaGet => match self.media_get(request, record) {
                Ok(file) => return file,
                Err(error) => Err(error),
            },
            Endpoint::Send(channel) => self.push(channel, request, record),
            Endpoint::Operation(channel, operation) => self.operate(channel, operation, request, record),
        };
        let reply = outcome.unwrap_or_else(|error| error);
        let reply = if record.has_wrong_json { reply.of_wrong_json() } else { reply };
        reply.into_answer(&self.error_codes, record.number)
    }

    fn gettoken(&mut self, request: &Request) -> Result<Reply, Reply> {
        require_method("GET", request)?;
        self.tokens.gettoken(&mut self.world, request)
    }

    fn downstream_token(&mut self, request: &Request, record: &mut Received) -> Result<Reply, Reply> {
        record.body = serde_json::from_slice(&request.body).ok();
        let application = self.authorized("POST", request, record)?;
        self.tokens.downstream_token(&mut self.world, application, &request.body)
    }

    fn media_upload(&mut self, request: &Request, record: &mut Received) -> Result<Reply, Reply> {
        let application = self.authorized("POST", request, record)?;
        self.stored_files.upload(&mut self.world, application, request, record)
    }

    fn media_uploadimg(&mut self, request: &Request, record: &mut Received) -> Result<Reply, Reply> {
        self.authorized("POST", request, record)?;
        uploadimg(&mut self.world, request, record)
    }

    fn media_get(&self, request: &Request, record: &mut Received) -> Result<Answer, Reply> {
        let application = self.authorized("GET", request, record)?;
        self.stored_files.get(&self.world, application, request)
    }

    fn webhook_upload(&mut self, request: &Request, record: &mut Received) -> Result<Reply, Reply> {
        require_method("POST", request)?;
        let robot = robot_of(&self.world, request, record)?;
        self.robots.upload_media(&mut self.world, &mut self.stored_files, robot, request, record)
    }

    /// The application that calls.
    fn authorized(&self, method: &str, request: &Request, record: &mut Received) -> Result<usize, Reply> {
        require_method(method, request)?;
        self.tokens.application_of(&self.world, request, record)
    }
}
