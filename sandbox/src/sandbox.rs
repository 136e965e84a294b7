//! The stand-in on a port of this machine.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::answer::Answer;
use crate::builder::Builder;
use crate::kf::SessionEvent;
use crate::received::Received;
use crate::server::{Server, Shared};
use crate::settings::{Application, Robot};
use crate::wecom::Wecom;

/// A running stand-in; it stops when it is dropped.
pub struct Sandbox {
    pub(crate) address: SocketAddr,
    pub(crate) application: Application,
    pub(crate) robot: Robot,
    pub(crate) shared: Arc<Mutex<Shared>>,
    pub(crate) server: Server,
}

impl Sandbox {
    /// One application with a callback URL and one robot, in a corporation where everybody exists, on a free port.
    ///
    /// # Errors
    ///
    /// When no port can be opened.
    pub fn start() -> io::Result<Self> {
        Self::builder().start()
    }

    /// To choose more.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The address to use in place of `https://qyapi.weixin.qq.com`: `http://127.0.0.1:41234`.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The corporation's id.
    pub fn corp_id(&self) -> &str {
        &self.application.corp_id
    }

    /// The application's secret.
    pub fn secret(&self) -> &str {
        &self.application.secret
    }

    /// The application's id.
    pub fn agent_id(&self) -> i64 {
        self.application.agent_id
    }

    /// The key of the robot's webhook.
    pub fn robot_key(&self) -> &str {
        &self.robot.key
    }

    /// The robot's webhook, as a group's settings would show it: `http://127.0.0.1:41234/cgi-bin/webhook/send?key=…`.
    ///
    /// It holds the key.
    pub fn webhook_url(&self) -> String {
        format!("{}/cgi-bin/webhook/send?key={}", self.base_url(), self.robot.key)
    }

    /// A customer writes to an account of customer service: five messages may go back within 48 hours.
    ///
    /// A customer of whom nothing was said counts as having written just before the first message to it. The
    /// customer is an `external_userid`.
    pub fn customer_wrote(&self, customer: &str, open_kfid: &str) {
        self.wecom(|wecom| wecom.customer_wrote(customer, open_kfid));
    }

    /// Something happens in a customer's session: the code with which one message can be sent on it.
    pub fn event_code(&self, customer: &str, open_kfid: &str, event: SessionEvent) -> String {
        self.wecom(|wecom| wecom.event_code(customer, open_kfid, event))
    }

    /// A customer adds a member: the code with which the customer can be greeted, once and within 20 seconds.
    pub fn welcome_code(&self, customer: &str) -> String {
        self.wecom(|wecom| wecom.welcome_code(customer))
    }

    /// What came in so far, oldest first.
    pub fn received(&self) -> Vec<Received> {
        self.wecom(|wecom| wecom.received().cloned().collect())
    }

    /// Every token handed out so far is expired: 42001.
    pub fn expire_tokens(&self) {
        self.wecom(Wecom::expire_tokens);
    }

    /// Every token handed out so far is invalid: 40014.
    pub fn revoke_tokens(&self) {
        self.wecom(Wecom::revoke_tokens);
    }

    /// Lets time pass for tokens, codes, files, duplicate checks, rates and customers' sessions.
    pub fn advance(&self, by: Duration) {
        self.wecom(|wecom| wecom.advance(by));
    }

    /// Answers the next request, whatever it is, with this status and body. Several are used up in their order.
    pub fn next_answer(&self, status: u16, body: impl Into<Vec<u8>>) {
        self.wecom(|wecom| wecom.next_answer(None, scripted(status, body)));
    }

    /// [`next_answer`](Self::next_answer) for the next request to this path: `cgi-bin/message/send`.
    pub fn next_answer_to(&self, path: &str, status: u16, body: impl Into<Vec<u8>>) {
        self.wecom(|wecom| wecom.next_answer(Some(path), scripted(status, body)));
    }

    /// Blocks until the server ends, which it does only when the process does.
    pub fn wait(mut self) {
        self.server.join();
    }

    fn wecom<T>(&self, act: impl FnOnce(&mut Wecom) -> T) -> T {
        act(lock(&self.shared).wecom())
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Sandbox");
        shown.field("address", &self.address).field("application", &self.application).finish_non_exhaustive()
    }
}

fn scripted(status: u16, body: impl Into<Vec<u8>>) -> Answer {
    Answer::new(status, "application/json; charset=UTF-8", body)
}

/// A panic elsewhere leaves the state usable: every change to it is complete in itself.
pub(crate) fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
