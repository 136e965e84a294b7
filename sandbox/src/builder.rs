//! Chooses what a sandbox plays, and starts it.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
#[cfg(feature = "callback")]
use std::time::Duration;
use std::time::{SystemTime, UNIX_EPOCH};

use wecom_schema::Schema;

#[cfg(feature = "callback")]
use crate::aibot::AibotAccount;
#[cfg(feature = "callback")]
use crate::callback::{CallbackAddress, Called};
use crate::received::Received;
use crate::sandbox::Sandbox;
#[cfg(feature = "callback")]
use crate::sandbox::base_url;
use crate::server::Server;
#[cfg(feature = "callback")]
use crate::shared::CallbackObserver;
use crate::shared::{Observer, Shared};
use crate::wecom::Wecom;
use crate::world::{Application, Robot, Settings, Share};

/// Chooses what a [`Sandbox`] plays, and on which port.
#[must_use]
pub struct Builder {
    settings: Settings,
    schema: Option<Schema>,
    address: IpAddr,
    port: u16,
    observer: Option<Observer>,
    #[cfg(feature = "callback")]
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

impl Default for Builder {
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            schema: None,
            address: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            observer: None,
            #[cfg(feature = "callback")]
            callback_observer: None,
        }
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
    #[cfg(feature = "callback")]
    pub fn callback_address(mut self, address: CallbackAddress) -> Self {
        self.settings.callback_url = true;
        self.settings.callback_address = Some(address);
        self
    }

    /// The applications have no callback URL: cards that call back are refused (43012).
    pub fn without_callback_url(mut self) -> Self {
        self.settings.callback_url = false;
        #[cfg(feature = "callback")]
        {
            self.settings.callback_address = None;
        }
        self
    }

    /// How long the program may take to answer a callback before it is sent again; five seconds by default, as WeCom
    /// waits. For tests that let the time run out.
    #[cfg(feature = "callback")]
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

    /// Adds a smart bot to the one that the sandbox has.
    #[cfg(feature = "callback")]
    pub fn aibot(mut self, id: &str, secret: &str) -> Self {
        self.settings.aibots.accounts.push(AibotAccount { id: id.to_owned(), secret: secret.to_owned() });
        self
    }

    /// A smart bot cannot push to this member or group before somebody wrote to it there (846607).
    ///
    /// Any other chat counts as one where somebody has written, so that a test can push at once.
    #[cfg(feature = "callback")]
    pub fn aibot_stranger(mut self, chat: &str) -> Self {
        self.settings.aibots.strangers.insert(chat.to_owned());
        self
    }

    /// Smart bots send and upload as fast as they can.
    #[cfg(feature = "callback")]
    pub fn without_aibot_rates(mut self) -> Self {
        self.settings.aibots.has_rates = false;
        self
    }

    /// How long the connection of a smart bot stays open after a newer one took its place: two seconds by default.
    #[cfg(feature = "callback")]
    pub fn aibot_linger(mut self, linger: Duration) -> Self {
        self.settings.aibots.linger = linger;
        self
    }

    /// Adds an application to the one that the sandbox names.
    pub fn application(mut self, corp_id: &str, secret: &str, agent_id: i64) -> Self {
        let (corp_id, secret) = (corp_id.to_owned(), secret.to_owned());
        self.settings.applications.push(Application { corp_id, secret, agent_id });
        self
    }

    /// Shares the application that the sandbox names with a downstream corporation, which has it under this id.
    /// `business_type` is 0 in a corporate group and 1 in a supply chain.
    pub fn downstream(mut self, corp_id: &str, agent_id: i64, business_type: i64) -> Self {
        let downstream = self.settings.applications.len();
        // Nobody has the secret: tokens come from the upstream corporation alone.
        self = self.application(corp_id, &format!("{:032x}", fastrand::u128(..)), agent_id);
        self.settings.shares.push(Share { application: 0, downstream, business_type });
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

    /// Accepts files that were not uploaded to this sandbox: any `media_id` is one of the wanted kind. WeCom refuses them
    /// (40007), and so does the sandbox by default.
    pub fn any_media_id(mut self) -> Self {
        self.settings.any_media_id = true;
        self
    }

    /// The address to listen on; 127.0.0.1 by default, which this machine alone reaches. `0.0.0.0` and `::` are all
    /// addresses of this machine.
    ///
    /// With any other address, everyone in its network can send to the sandbox, read on its page what it received, and
    /// click there.
    pub fn listen(mut self, address: impl Into<IpAddr>) -> Self {
        self.address = address.into();
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
    #[cfg(feature = "callback")]
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
        let address = SocketAddr::new(self.address, self.port);
        let listener = TcpListener::bind(address).map_err(|error| not_opened(address, &error))?;
        let address = listener.local_addr()?;
        #[cfg(feature = "callback")]
        {
            self.settings.base_url = base_url(address);
        }
        let wecom = match self.schema {
            Some(schema) => Wecom::with_schema(schema, self.settings),
            None => Wecom::new(self.settings).map_err(io::Error::other)?,
        };
        let shared = Shared::new(wecom, self.observer);
        #[cfg(feature = "callback")]
        let shared = shared.with_callback_observer(self.callback_observer);
        let shared = Arc::new(Mutex::new(shared));
        let server = Server::start(listener, shared.clone())?;
        Ok(Sandbox { address, application, robot, shared, server })
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Builder");
        shown.field("settings", &self.settings).field("address", &self.address).field("port", &self.port);
        shown.finish_non_exhaustive()
    }
}

fn not_opened(address: SocketAddr, error: &io::Error) -> io::Error {
    let (port, address) = (address.port(), address.ip());
    let reason = match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!("port {port} of {address} is taken; choose another one, or 0 for any free one")
        }
        _ => format!("port {port} of {address} cannot be opened: {error}"),
    };
    io::Error::new(error.kind(), reason)
}
