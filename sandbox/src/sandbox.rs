//! A running sandbox.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::answer::Answer;
#[cfg(feature = "callback")]
use crate::call_back::{call_back, verify};
#[cfg(feature = "callback")]
use crate::callback::{Action, Called, Click, NotCalled};
use crate::endpoints::kf::SessionEvent;
use crate::received::Received;
use crate::server::Server;
use crate::shared::{Shared, lock};
use crate::wecom::Wecom;
use crate::world::{Application, Robot};

/// A stand-in for WeCom on a port of this machine. It stops when it is dropped.
pub struct Sandbox {
    pub(crate) address: SocketAddr,
    pub(crate) application: Application,
    pub(crate) robot: Robot,
    pub(crate) shared: Arc<Mutex<Shared>>,
    pub(crate) server: Server,
}

impl Sandbox {
    /// The address to use in place of `https://qyapi.weixin.qq.com`: `http://127.0.0.1:41234`. A sandbox that listens on
    /// all addresses names that of this machine alone.
    pub fn base_url(&self) -> String {
        base_url(self.address)
    }

    /// The address and port that the sandbox listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of the page that shows every message as its reader would see it: `http://127.0.0.1:41234/sandbox/`.
    pub fn page_url(&self) -> String {
        format!("{}/sandbox/", self.base_url())
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

    /// The robot's webhook with its key, as WeCom shows it: `http://127.0.0.1:41234/cgi-bin/webhook/send?key=…`.
    pub fn webhook_url(&self) -> String {
        format!("{}/cgi-bin/webhook/send?key={}", self.base_url(), self.robot.key)
    }

    /// Lets a customer (`external_userid`) write to an account of customer service: five messages may be sent to the
    /// customer within 48 hours.
    ///
    /// Without this, a customer counts as having written just before the first message to it.
    pub fn customer_wrote(&self, customer: &str, open_kfid: &str) {
        self.wecom(|wecom| wecom.customer_wrote(customer, open_kfid));
    }

    /// Lets an event happen in a customer's session. Returns the code by which one message can be sent.
    pub fn event_code(&self, customer: &str, open_kfid: &str, event: SessionEvent) -> String {
        self.wecom(|wecom| wecom.event_code(customer, open_kfid, event))
    }

    /// Lets a customer (`external_userid`) add a member. Returns the code by which the customer can be greeted once,
    /// within 20 seconds.
    pub fn welcome_code(&self, customer: &str) -> String {
        self.wecom(|wecom| wecom.welcome_code(customer))
    }

    /// Lets a customer (`external_userid`) talk to a member, who then gets the tasks of mass messages to the customer.
    ///
    /// Without this it is the member `zhangsan`.
    pub fn talked_to(&self, customer: &str, member: &str) {
        self.wecom(|wecom| wecom.talked_to(customer, member));
    }

    /// Lets a customer (`external_userid`) remove the members from their contacts: mass messages no longer arrive.
    pub fn customer_left(&self, customer: &str) {
        self.wecom(|wecom| wecom.customer_left(customer));
    }

    /// Lets a member confirm a mass message, which sends it to the member's customers or groups.
    ///
    /// `false` if the member has no task of this message that waits: another member has it, it was sent, or it was
    /// cancelled.
    pub fn confirm_mass_message(&self, message_id: &str, member: &str) -> bool {
        self.wecom(|wecom| wecom.confirm_mass_message(message_id, member))
    }

    /// Lets a member answer an urgent call and listen for this long.
    ///
    /// `false` if the call does not ring: it is unknown, was answered, or was not answered within a minute.
    pub fn answer_urgent_call(&self, call_id: &str, talked: Duration) -> bool {
        self.wecom(|wecom| wecom.answer_urgent_call(call_id, talked))
    }
}

/// What members do, which the program hears of.
#[cfg(feature = "callback")]
impl Sandbox {
    /// Lets a member click on a template card, and tells the callback URL.
    ///
    /// It returns when the program has answered, or three attempts have failed. An answer that updates the card changes it
    /// for this member. The code that the click brings updates the card once, within 72 hours.
    ///
    /// # Errors
    ///
    /// If there is nothing to call or to click.
    pub fn click(&self, click: &Click) -> Result<Called, NotCalled> {
        self.act(Action::Click(click.clone()))
    }

    /// Lets a member write a text to the application, and tells the callback URL.
    ///
    /// # Errors
    ///
    /// If there is no callback URL, or it does not verify.
    pub fn say(&self, member: &str, text: &str) -> Result<Called, NotCalled> {
        self.act(Action::Say { member: member.to_owned(), text: text.to_owned() })
    }

    /// Lets a member open the application (`enter_agent`), and tells the callback URL.
    ///
    /// # Errors
    ///
    /// As for [`say`](Self::say).
    pub fn enter_agent(&self, member: &str) -> Result<Called, NotCalled> {
        self.act(Action::EnterAgent { member: member.to_owned() })
    }

    /// Lets a member come into the application's visible range (`subscribe`), and tells the callback URL.
    ///
    /// # Errors
    ///
    /// As for [`say`](Self::say).
    pub fn subscribe(&self, member: &str) -> Result<Called, NotCalled> {
        self.act(Action::Subscribe { member: member.to_owned() })
    }

    /// Lets a member leave the application's visible range (`unsubscribe`), and tells the callback URL.
    ///
    /// # Errors
    ///
    /// As for [`say`](Self::say).
    pub fn unsubscribe(&self, member: &str) -> Result<Called, NotCalled> {
        self.act(Action::Unsubscribe { member: member.to_owned() })
    }

    /// Verifies the callback URL, as WeCom does when an administrator saves it. The first callback does so by itself.
    ///
    /// # Errors
    ///
    /// If there is no callback URL, or it does not verify.
    pub fn verify_callback_url(&self) -> Result<(), NotCalled> {
        let shared = self.shared.clone();
        let verified = self.server.run(async move { verify(&shared).await });
        verified.unwrap_or(Err(NotCalled::NoCallbackUrl))
    }

    /// The callbacks so far, oldest first, with what they were answered.
    pub fn callbacks(&self) -> Vec<Called> {
        self.wecom(|wecom| wecom.callbacks().cloned().collect())
    }

    fn act(&self, action: Action) -> Result<Called, NotCalled> {
        let shared = self.shared.clone();
        let called = self.server.run(async move { call_back(&shared, &action).await });
        called.unwrap_or(Err(NotCalled::NoCallbackUrl))
    }
}

impl Sandbox {
    /// The requests so far, oldest first.
    pub fn received(&self) -> Vec<Received> {
        self.wecom(|wecom| wecom.received().cloned().collect())
    }

    /// Makes every token expire: the next requests with one are answered 42001.
    pub fn expire_tokens(&self) {
        self.wecom(Wecom::expire_tokens);
    }

    /// Makes every token invalid: the next requests with one are answered 40014.
    pub fn revoke_tokens(&self) {
        self.wecom(Wecom::revoke_tokens);
    }

    /// Lets time pass for everything that expires: tokens, codes, files, duplicate checks, rates, sessions.
    pub fn advance(&self, by: Duration) {
        self.wecom(|wecom| wecom.advance(by));
    }

    /// Answers the next request with this status and body. Several calls prepare several answers, in their order.
    pub fn next_answer(&self, status: u16, body: impl Into<Vec<u8>>) {
        self.wecom(|wecom| wecom.next_answer(None, scripted(status, body)));
    }

    /// Like [`next_answer`](Self::next_answer), for the next request to this path, such as `cgi-bin/message/send`.
    pub fn next_answer_to(&self, path: &str, status: u16, body: impl Into<Vec<u8>>) {
        self.wecom(|wecom| wecom.next_answer(Some(path), scripted(status, body)));
    }

    /// Blocks for as long as the process runs.
    pub fn wait(mut self) {
        self.server.join();
    }

    pub(crate) fn wecom<T>(&self, act: impl FnOnce(&mut Wecom) -> T) -> T {
        lock(&self.shared).act(act)
    }
}

/// The address by which this machine reaches a server that listens there.
pub(crate) fn base_url(listening: SocketAddr) -> String {
    let address = match listening.ip() {
        IpAddr::V4(address) if address.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(address) if address.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        address => address,
    };
    format!("http://{}", SocketAddr::new(address, listening.port()))
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
