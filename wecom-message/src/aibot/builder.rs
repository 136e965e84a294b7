//! Setting up a smart bot.

use std::fmt;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::bot::Aibot;
use super::connection::Connection;
use super::link::Tls;
use super::link::address::{Address, WECOM};
use super::settings::{CHAT_RATES, Settings, UPLOAD_RATES};
use super::shared::Shared;
use crate::client::from_env::{required, value, variable};
use crate::client::pasted::{check, trim};
use crate::clock::SystemClock;
use crate::error::Error;
use crate::http::secret::Secret;
use crate::message::check::strictness::Strictness;
use crate::sending::pace::rate::Rate;
use crate::sending::pace::{Pace, Pacing, PacingChoice};

/// Sets up an [`Aibot`], and connects it.
///
/// ```no_run
/// use std::time::Duration;
/// use wecom_message::{Aibot, Pacing};
///
/// # fn main() -> Result<(), wecom_message::Error> {
/// let bot = Aibot::builder("bot id", "secret")
///     .timeout(Duration::from_secs(5))
///     .pacing(Pacing::Wait)
///     .connect()?;
/// # let _ = bot;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "a builder does nothing before `connect`"]
pub struct AibotBuilder {
    bot_id: String,
    secret: Secret,
    url: String,
    allow_plain: bool,
    connect_timeout: Duration,
    timeout: Duration,
    media_timeout: Duration,
    ping_every: Duration,
    queue: usize,
    strictness: Strictness,
    pacing: Option<Pacing>,
    root_certificates: Option<Vec<u8>>,
}

impl Aibot {
    /// Sets up a bot: its id and its secret are on its page in the console, with its API mode set to the long connection.
    pub fn builder(bot_id: impl Into<String>, secret: impl Into<Secret>) -> AibotBuilder {
        AibotBuilder {
            bot_id: trim(&bot_id.into()).to_owned(),
            secret: secret.into().map(trim),
            url: WECOM.to_owned(),
            allow_plain: false,
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(10),
            media_timeout: Duration::from_secs(300),
            ping_every: Duration::from_secs(30),
            queue: 1024,
            strictness: Strictness::default(),
            pacing: None,
            root_certificates: None,
        }
    }

    /// Sets up a bot from the environment: `WECOM_BOT_ID`, `WECOM_BOT_SECRET` and, for private deployments and tests,
    /// `WECOM_BOT_URL`. Blanks and line breaks around the values are ignored.
    ///
    /// # Errors
    ///
    /// Fails with [`is_configuration`](Error::is_configuration) if variables are missing or empty; it names all of them.
    pub fn from_env() -> Result<AibotBuilder, Error> {
        let [bot_id, secret] = required(["WECOM_BOT_ID", "WECOM_BOT_SECRET"], variable)?;
        let builder = Self::builder(bot_id, secret);
        Ok(match value("WECOM_BOT_URL", variable)? {
            Some(url) => builder.url(url),
            None => builder,
        })
    }
}

impl AibotBuilder {
    /// The address of the WebSocket, for private deployments and tests; `wss://openws.work.weixin.qq.com` by default.
    ///
    /// It must be `wss://`, except where the host is this machine.
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = url.into();
        self
    }

    /// Allows `ws://` to another machine.
    ///
    /// Secret and messages are then sent unencrypted: use it only in networks where no one can listen.
    pub fn allow_plain_ws(mut self) -> Self {
        self.allow_plain = true;
        self
    }

    /// The timeout of opening a connection and subscribing; 10 seconds by default, never zero.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long a call waits for WeCom's ack, and for a connection that is being restored; 10 seconds by default, never zero.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The timeout of a whole upload or download; 5 minutes by default, never zero.
    pub fn media_timeout(mut self, timeout: Duration) -> Self {
        self.media_timeout = timeout;
        self
    }

    /// The time between two pings; 30 seconds by default, as WeCom advises. After two pings without any sign of life, the bot
    /// connects again.
    pub fn ping_every(mut self, time: Duration) -> Self {
        self.ping_every = time;
        self
    }

    /// How many callbacks are kept for the program; 1024 by default, at least 1, and 64 MB at most. Those beyond that are
    /// dropped, and [`Missed`](super::Missed) says how many.
    pub fn queue(mut self, callbacks: usize) -> Self {
        self.queue = callbacks;
        self
    }

    /// Which broken rules keep a message from being sent; [`Strictness::Normal`] by default.
    pub fn strictness(mut self, strictness: Strictness) -> Self {
        self.strictness = strictness;
        self
    }

    /// Keeps to the rate limits of WeCom: 30 messages a minute and 1000 an hour into each chat, replies included, and as many
    /// uploads of the bot. By default everything is sent, and WeCom refuses what is too much (45009, 846607).
    ///
    /// With [`Pacing::Wait`], a call waits for at most a minute. A stream counts once.
    pub fn pacing(mut self, pacing: Pacing) -> Self {
        self.pacing = Some(pacing);
        self
    }

    /// Root certificates in PEM, instead of those of Mozilla, for private deployments.
    pub fn root_certificates_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificates = Some(pem.into());
        self
    }

    /// Connects, subscribes, and starts the thread of the bot.
    ///
    /// # Errors
    ///
    /// Fails with [`is_configuration`](Error::is_configuration) if a setting is invalid, and if this first connection cannot
    /// be opened: [`is_transport`](Error::is_transport), or WeCom's error (853000: bot id or secret are wrong; 846601: the
    /// bot's mode is not the long connection). A connection that is lost later is restored.
    pub fn connect(self) -> Result<Aibot, Error> {
        let shared = Arc::new(Shared::new(self.settings()?));
        let connection = Connection::open(&shared, 1)?;
        connection.announce(&shared);
        let of_thread = Arc::clone(&shared);
        let thread = thread::Builder::new().name("wecom-aibot".to_owned());
        let started = thread.spawn(move || connection.run(&of_thread));
        started.map_err(|error| Error::configuration(format!("the thread of the bot cannot be started: {error}")))?;
        Ok(Aibot::over(shared))
    }

    fn settings(self) -> Result<Settings, Error> {
        for (what, text) in [("the bot id", self.bot_id.as_str()), ("the secret of the bot", self.secret.expose())] {
            if text.is_empty() {
                return Err(Error::configuration(format!("{what} is empty")));
            }
            check(what, text)?;
        }
        if [self.connect_timeout, self.timeout, self.media_timeout, self.ping_every].iter().any(Duration::is_zero) {
            return Err(Error::configuration("a timeout must not be zero"));
        }
        let address = Address::parse(&self.url)
            .map_err(|reason| Error::configuration(format!("the URL of the bot is not usable: {reason}")))?;
        if !(address.is_private() || self.allow_plain) {
            return Err(Error::configuration(
                "the URL of the bot is ws://, which would show secret and messages to the network; \
                 use wss://, or permit it with allow_plain_ws",
            ));
        }
        let pace = |rates: &'static [Rate]| {
            let choice = PacingChoice::Alone(self.pacing?);
            Some(Pace::new(&choice, rates, &["aibot", &self.bot_id]))
        };
        Ok(Settings {
            tls: Tls::new(self.root_certificates.as_deref()).map_err(Error::configuration)?,
            address,
            connect_timeout: self.connect_timeout,
            timeout: self.timeout,
            media_timeout: self.media_timeout,
            ping_every: self.ping_every,
            queue: self.queue.max(1),
            strictness: self.strictness,
            pace: pace(&CHAT_RATES),
            upload_pace: pace(&UPLOAD_RATES),
            pacing_time: Duration::from_secs(60),
            root_certificates: self.root_certificates,
            clock: Arc::new(SystemClock),
            bot_id: self.bot_id,
            secret: self.secret,
        })
    }
}

/// Without the secret. A URL that is not valid may contain a password.
impl fmt::Debug for AibotBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AibotBuilder")
            .field("bot_id", &self.bot_id)
            .field("url", &Address::parse(&self.url))
            .field("timeout", &self.timeout)
            .field("pacing", &self.pacing)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_cannot_work_are_refused_without_the_secret() {
        let bot = || Aibot::builder("aibK7", "hush");
        let builders = [
            (Aibot::builder("", "hush"), "bot id is empty"),
            (Aibot::builder("aibK7", " \n"), "secret of the bot is empty"),
            (Aibot::builder("aib\nK7", "hush"), "control character"),
            (bot().timeout(Duration::ZERO), "zero"),
            (bot().ping_every(Duration::ZERO), "zero"),
            (bot().url("https://ws.example.com"), "wss://"),
            (bot().url("ws://ws.example.com"), "allow_plain_ws"),
            (bot().root_certificates_pem("hush"), "PEM"),
        ];
        for (builder, said) in builders {
            assert!(!format!("{builder:?}").contains("hush"), "{builder:?}");
            let error = builder.connect().unwrap_err();
            assert!(error.is_configuration() && error.to_string().contains(said), "{error}");
            assert!(!error.to_string().contains("hush"), "{error}");
        }
    }

    #[test]
    fn an_address_where_nobody_listens_is_an_error_of_the_first_connection() {
        let error = Aibot::builder("aibK7", "hush").url("ws://127.0.0.1:1").connect().unwrap_err();
        assert!(error.is_transport() && !error.may_have_been_delivered(), "{error}");
    }
}
