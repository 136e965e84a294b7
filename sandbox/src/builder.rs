//! Chooses what a sandbox plays, and starts it.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use wecom_schema::Schema;

use crate::callback::{CallbackAddress, Called};
use crate::received::Received;
use crate::sandbox::Sandbox;
use crate::server::Server;
use crate::shared::{CallbackObserver, Observer, Shared};
use crate::wecom::Wecom;
use crate::world::{Application, Robot, Settings};

/// Chooses what a [`Sandbox`] plays, and on which port.
#[must_use]
#[derive(Default)]
pub struct Builder {
    settings: Settings,
    schema: Option<Schema>,
    port: u16,
    observer: Option<Observer>,
    callback_observer: Option<CallbackObserver>,
}

impl Sandbox {
    /// Starts a sandbox on a free port, with one application with a callback URL and one robot, in a corporation where
    /// every id exists.
    ///
    /// # Errors
    ///
    /// If no port can be opened.
    pub fn start() -> io::Result<Self> {
        Self::builder().start()
    }

    /// Chooses more than [`start`](Self::start) does.
    pub fn builder() -> Builder {
        Builder::default()
    }
}

impl Builder {
    /// Calls this back: what members do ([`Sandbox::click`], [`Sandbox::say`] and others) reaches the program there.
    ///
    /// Without it the applications have a callback URL, but nothing is called.
    ///
    /// ```
    /// use wecom_sandbox::{CallbackAddress, Sandbox};
    ///
    /// let key = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
    /// let address = CallbackAddress::new("http://127.0.0.1:8000/wecom", "token", key)?;
    /// let sandbox = Sandbox::builder().callback_address(address).start()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn callback_address(mut self, address: CallbackAddress) -> Self {
        self.settings.callback_url = true;
        self.settings.callback_address = Some(address);
        self
    }

    /// The applications have no callback URL: cards that call back are refused (43012).
    pub fn without_callback_url(mut self) -> Self {
        self.settings.callback_url = false;
        self.settings.callback_address = None;
        self
    }

    /// How long the program may take to answer a callback before it is sent again; five seconds by default, as WeCom
    /// waits. For tests that let the time run out.
    pub fn callback_timeout(mut self, timeout: Duration) -> Self {
        self.settings.callback_timeout = timeout;
        self
    }

    /// No member, parent, student, customer or customer group has this id.
    pub fn invalid_user(mut self, user: &str) -> Self {
        self.settings.invalid_users.insert(user.to_lowercase());
        self
    }

    /// This member exists but has no licence.
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

    /// This account of customer service, an `open_kfid`, does not exist.
    pub fn invalid_kf_account(mut self, open_kfid: &str) -> Self {
        self.settings.invalid_kf_accounts.insert(open_kfid.to_owned());
        self
    }

    /// Refuses values of another JSON type than the documented one, as in `"safe": "0"`. WeCom takes them, and so does the
    /// sandbox by default, with a finding.
    pub fn exact_types(mut self) -> Self {
        self.settings.exact_types = true;
        self
    }

    /// Adds a robot with this key to the one that the sandbox names.
    pub fn robot(mut self, key: &str) -> Self {
        self.settings.robots.push(Robot { key: key.to_owned() });
        self
    }

    /// Adds an application to the one that the sandbox names.
    pub fn application(mut self, corp_id: &str, secret: &str, agent_id: i64) -> Self {
        let (corp_id, secret) = (corp_id.to_owned(), secret.to_owned());
        self.settings.applications.push(Application { corp_id, secret, agent_id });
        self
    }

    /// Judges by these descriptions instead of the built-in ones, for applications with messages of their own.
    ///
    /// ```
    /// use wecom_sandbox::Sandbox;
    /// use wecom_schema::{Schema, Sources};
    ///
    /// let descriptions = Sources::from_dir(wecom_schema::DIR.as_ref())?; // `overlay` lays others over them
    /// let schema = Schema::load(&descriptions).map_err(|mistakes| mistakes.to_string())?;
    /// let sandbox = Sandbox::builder().schema(schema).start()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn schema(mut self, schema: Schema) -> Self {
        self.schema = Some(schema);
        self
    }

    /// The port; 0 by default, which picks a free one.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Calls this with each request after it was answered, one at a time.
    ///
    /// The sandbox is locked during the call, so calling a method of it here would block for ever.
    pub fn on_request(mut self, observer: impl FnMut(&Received) + Send + 'static) -> Self {
        self.observer = Some(Box::new(observer));
        self
    }

    /// Calls this with each callback after it was answered or given up, one at a time.
    ///
    /// The sandbox is locked during the call, as in [`on_request`](Self::on_request).
    pub fn on_callback(mut self, observer: impl FnMut(&Called) + Send + 'static) -> Self {
        self.callback_observer = Some(Box::new(observer));
        self
    }

    /// Opens the port and starts to answer.
    ///
    /// # Errors
    ///
    /// If the port cannot be opened, for instance because it is in use.
    pub fn start(mut self) -> io::Result<Sandbox> {
        // Different for each run, so that it does not accept the tokens of an earlier one.
        self.settings.seed = fastrand::u64(..);
        self.settings.started = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let application = self.settings.applications.first().cloned();
        let application = application.ok_or_else(|| io::Error::other("a sandbox needs an application"))?;
        let robot = self.settings.robots.first().cloned();
        let robot = robot.ok_or_else(|| io::Error::other("a sandbox needs a robot"))?;
        let wecom = match self.schema {
            Some(schema) => Wecom::with_schema(schema, self.settings),
            None => Wecom::new(self.settings).map_err(io::Error::other)?,
        };
        let port = self.port;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| not_opened(port, &error))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Mutex::new(Shared::new(wecom, self.observer, self.callback_observer)));
        let server = Server::start(listener, shared.clone())?;
        Ok(Sandbox { address, application, robot, shared, server })
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
