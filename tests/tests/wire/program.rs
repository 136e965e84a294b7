//! A program that sends the examples, in front of a WeCom that takes everything.

use std::cell::RefCell;
use std::sync::Arc;

use wecom_message::app::App;
use wecom_message::fields::body;
use wecom_message::message::{Call, Message};
use wecom_message::{Aibot, Client, Error, Robot, To, aibot, appchat, kf, linked_corp, robot, school};
use wecom_sandbox::Sandbox;
use wecom_tests::bodies::{AGENT_ID, ID};
use wecom_tests::fault_proxy::{Fault, FaultProxy, HttpMessage};

use crate::long_connection::LongConnection;
use crate::request::Request;

/// An example of a description.
pub(crate) struct Example {
    /// The message type or operation: `app.text`.
    pub(crate) subject: &'static str,
    pub(crate) name: &'static str,
    pub(crate) path: &'static str,
    pub(crate) send: fn(&Program) -> Result<(), Error>,
}

pub(crate) struct Program {
    client: Client,
    robot: Robot,
    proxy: FaultProxy,
    aibot: Aibot,
    long_connection: LongConnection,
    /// The frame of an operation.
    written: RefCell<Option<Request>>,
}

impl Program {
    pub(crate) fn start() -> Self {
        let sandbox = Sandbox::builder().application("ww1", "secret", AGENT_ID).start().unwrap();
        let proxy = FaultProxy::start(Arc::new(sandbox)).unwrap();
        let client = Client::builder("ww1", "secret", AGENT_ID).base_url(proxy.base_url()).build().unwrap();
        let robot = Robot::builder("key").base_url(proxy.base_url()).build().unwrap();
        let long_connection = LongConnection::start();
        let aibot = Aibot::builder("bot", "secret").url(&*long_connection.url).connect().unwrap();
        Self { client, robot, proxy, aibot, long_connection, written: RefCell::default() }
    }

    /// The one request that the example makes.
    pub(crate) fn send(&self, example: &Example) -> Request {
        if example.path.starts_with("aibot_") {
            return self.frame(example);
        }
        let taken = Fault::READ.answers(|_| HttpMessage::json(r#"{"errcode":0,"errmsg":"ok"}"#).bytes());
        let before = self.proxy.seen().len();
        self.proxy.break_next(example.path, taken);
        (example.send)(self).unwrap_or_else(|error| panic!("{} {}: {error}", example.subject, example.name));
        let seen = self.proxy.seen().into_iter().skip(before).filter(|seen| seen.path == example.path);
        let [seen] = seen.collect::<Vec<_>>().try_into().unwrap();
        Request::of(seen)
    }

    /// The body of a frame. The client itself decides when to send those of operations, so they are only written here.
    fn frame(&self, example: &Example) -> Request {
        (example.send)(self).unwrap_or_else(|error| panic!("{} {}: {error}", example.subject, example.name));
        self.written.take().unwrap_or_else(|| self.long_connection.frame())
    }

    pub(crate) fn aibot(&self, to: aibot::To, message: &impl Message<aibot::LongConnection>) -> Result<(), Error> {
        self.aibot.send(to, message).map(drop)
    }

    #[allow(clippy::unnecessary_wraps, clippy::needless_pass_by_value, reason = "called as the others are")]
    pub(crate) fn aibot_frame<C: Call>(&self, request: C) -> Result<(), Error> {
        let body = String::from_utf8(body(&request).unwrap()).unwrap();
        self.written.replace(Some(Request::of_frame(C::PATH.to_owned(), &body)));
        Ok(())
    }

    pub(crate) fn app(&self, message: &impl Message<App>) -> Result<(), Error> {
        let to = To::users(["lisi", "zhangsan"]).and_party(2).and_tags([7, 8]);
        self.client.send(to, message).map(drop)
    }

    pub(crate) fn robot(&self, message: &impl Message<robot::Webhook>) -> Result<(), Error> {
        self.robot.send(message).map(drop)
    }

    pub(crate) fn appchat(&self, message: &impl Message<appchat::Appchat>) -> Result<(), Error> {
        self.client.appchat(ID).send(message).map(drop)
    }

    pub(crate) fn appchat_update(&self, request: appchat::UpdateChat) -> Result<(), Error> {
        self.client.appchat(ID).update(request).map(drop)
    }

    pub(crate) fn kf(&self, to: kf::To, message: &impl Message<kf::Kf>) -> Result<(), Error> {
        self.client.kf(ID).send(to, message).map(drop)
    }

    pub(crate) fn kf_sync_msg(&self, request: kf::SyncMsg) -> Result<(), Error> {
        self.client.kf(ID).sync_msg(request).map(drop)
    }

    pub(crate) fn kf_get_service_state(&self, request: kf::GetServiceState) -> Result<(), Error> {
        self.client.kf(ID).get_service_state(request).map(drop)
    }

    pub(crate) fn kf_trans_service_state(&self, request: kf::TransServiceState) -> Result<(), Error> {
        self.client.kf(ID).trans_service_state(request).map(drop)
    }

    pub(crate) fn linked_corp(
        &self,
        to: linked_corp::To,
        message: &impl Message<linked_corp::LinkedCorp>,
    ) -> Result<(), Error> {
        self.client.linked_corp().send(to, message).map(drop)
    }

    pub(crate) fn school(&self, to: school::To, message: &impl Message<school::School>) -> Result<(), Error> {
        self.client.school().send(to, message).map(drop)
    }

    pub(crate) fn call(&self, request: impl Call) -> Result<(), Error> {
        self.client.call(request).map(drop)
    }
}
