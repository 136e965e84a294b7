//! Connections to Redis, opened when needed and bounded in time.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use redis::{Client, Cmd, Connection, ConnectionAddr, FromRedisValue, RedisError, RedisResult};

use super::tcp::TcpConnection;
use crate::http::printable::printable;
use crate::http::scrub::scrub;
use crate::http::secret::Secret;
use crate::store::error::StoreError;

/// The timeout of opening a connection with everything that belongs to it, and of each answer.
const TIMEOUT: Duration = Duration::from_secs(1);

/// The maximum number of idle connections.
const MOST_IDLE: usize = 16;

pub(crate) struct Server {
    client: Client,
    /// The idle connections.
    idle: Mutex<Vec<Link>>,
}

enum Link {
    Tcp(TcpConnection),
    /// TLS, Unix sockets, or a newer protocol, as the application's own client may have it.
    Other(Box<Connection>),
}

impl Link {
    fn open(client: &Client) -> RedisResult<Self> {
        let info = client.get_connection_info();
        let settings = info.redis_settings();
        if let ConnectionAddr::Tcp(host, port) = info.addr()
            && !settings.protocol().supports_resp3()
        {
            return TcpConnection::open(host, *port, settings, Instant::now() + TIMEOUT).map(Self::Tcp);
        }
        let connection = client.get_connection_with_timeout(TIMEOUT)?;
        connection.set_read_timeout(Some(TIMEOUT))?;
        connection.set_write_timeout(Some(TIMEOUT))?;
        Ok(Self::Other(Box::new(connection)))
    }

    fn query<T: FromRedisValue>(&mut self, command: &Cmd) -> RedisResult<T> {
        match self {
            Self::Tcp(connection) => connection.query(command, Instant::now() + TIMEOUT),
            Self::Other(connection) => command.query(&mut **connection),
        }
    }
}

impl Server {
    pub(super) fn new(client: Client) -> Self {
        Self { client, idle: Mutex::default() }
    }

    /// Host and port.
    pub(super) fn name(&self) -> String {
        self.client.get_connection_info().addr().to_string()
    }

    /// Runs a command. `doing` is the purpose, for errors.
    pub(crate) fn ask<T: FromRedisValue>(&self, doing: &str, command: &Cmd) -> Result<T, StoreError> {
        self.try_ask(command)
            .map_err(|error| StoreError::new(format!("{doing} Redis at {} failed", self.name()), self.clean(&error)))
    }

    /// The text of an error without the password: some servers repeat the command that they do not know.
    fn clean(&self, error: &RedisError) -> String {
        let settings = self.client.get_connection_info().redis_settings();
        let secrets: Vec<_> = settings.password().map(Secret::from).into_iter().collect();
        printable(&scrub(error.to_string(), &secrets)).into_owned()
    }

    fn try_ask<T: FromRedisValue>(&self, command: &Cmd) -> RedisResult<T> {
        if let Some(link) = self.take_idle() {
            match self.query(link, command) {
                // The server may have closed the connection since it was last used, hours ago.
                Err(error) if error.is_connection_dropped() => {}
                answered => return answered,
            }
        }
        self.query(Link::open(&self.client)?, command)
    }

    /// Keeps the connection if it worked.
    fn query<T: FromRedisValue>(&self, mut link: Link, command: &Cmd) -> RedisResult<T> {
        let answer = link.query(command)?;
        let mut idle = self.idle();
        if idle.len() < MOST_IDLE {
            idle.push(link);
        }
        Ok(answer)
    }

    fn take_idle(&self) -> Option<Link> {
        self.idle().pop()
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Link>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
