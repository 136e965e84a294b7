//! The stand-in on a port of this machine.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::answer::Answer;
use crate::received::Received;
use crate::server::{Server, Shared};
use crate::settings::{Application, Settings};
use crate::wecom::Wecom;

/// A running stand-in; it stops when it is dropped.
pub struct Sandbox {
    address: SocketAddr,
    application: Application,
    shared: Arc<Mutex<Shared>>,
    server: Server,
}

impl Sandbox {
    /// One application with a callback URL in a corporation where everybody exists, on a free port.
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

    /// Lets time pass for tokens, response codes, duplicate checks and stored files.
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
        act(&mut lock(&self.shared).wecom)
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

/// What a [`Sandbox`] plays, and where.
#[must_use]
#[derive(Default)]
pub struct Builder {
    settings: Settings,
    port: u16,
    observer: Option<Observer>,
}

/// Called with each request once it is answered.
pub(crate) type Observer = Box<dyn FnMut(&Received) + Send>;

impl Builder {
    /// Whether the applications have a callback URL; without one, cards that call back are refused. They have.
    pub fn callback_url(mut self, callback_url: bool) -> Self {
        self.settings.callback_url = callback_url;
        self
    }

    /// This member does not exist.
    pub fn invalid_user(mut self, user: &str) -> Self {
        self.settings.invalid_users.insert(user.to_lowercase());
        self
    }

    /// This member exists and has no licence.
    pub fn unlicensed_user(mut self, user: &str) -> Self {
        self.settings.unlicensed_users.insert(user.to_lowercase());
        self
    }

    /// This department does not exist.
    pub fn invalid_party(mut self, party: impl fmt::Display) -> Self {
        self.settings.invalid_parties.insert(party.to_string());
        self
    }

    /// This tag does not exist.
    pub fn invalid_tag(mut self, tag: impl fmt::Display) -> Self {
        self.settings.invalid_tags.insert(tag.to_string());
        self
    }

    /// One more application, beside the one that the sandbox names.
    pub fn application(mut self, corp_id: &str, secret: &str, agent_id: i64) -> Self {
        let (corp_id, secret) = (corp_id.to_owned(), secret.to_owned());
        self.settings.applications.push(Application { corp_id, secret, agent_id });
        self
    }

    /// The port; 0, any free one, unless said otherwise.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Calls this with each request once its answer is made, one at a time.
    ///
    /// It is called while the sandbox is busy with the request: asking the sandbox for anything would block for ever.
    pub fn on_request(mut self, observer: impl FnMut(&Received) + Send + 'static) -> Self {
        self.observer = Some(Box::new(observer));
        self
    }

    /// Opens the port and starts to answer.
    ///
    /// # Errors
    ///
    /// When the port cannot be opened, for instance because it is taken.
    pub fn start(mut self) -> io::Result<Sandbox> {
        self.settings.seed = seed();
        // A clock before 1970 is as good as one at 1970.
        self.settings.started = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let application = self.settings.applications.first().cloned();
        let application = application.ok_or_else(|| io::Error::other("a sandbox needs an application"))?;
        let wecom = Wecom::new(self.settings).map_err(io::Error::other)?;
        let port = self.port;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| not_opened(port, &error))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Mutex::new(Shared::new(wecom, self.observer)));
        let server = Server::start(listener, shared.clone())?;
        Ok(Sandbox { address, application, shared, server })
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder").field("settings", &self.settings).field("port", &self.port).finish_non_exhaustive()
    }
}

fn not_opened(port: u16, error: &io::Error) -> io::Error {
    let reason = match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!("port {port} of 127.0.0.1 is taken; choose another one, or 0 for any free one")
        }
        _ => format!("port {port} of 127.0.0.1 cannot be opened: {error}"),
    };
    io::Error::new(error.kind(), reason)
}

/// Differs from run to run, so that a token of an earlier run is not taken for one of this.
fn seed() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(std::process::id())
}
