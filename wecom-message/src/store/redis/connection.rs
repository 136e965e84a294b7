//! Connections to Redis, opened when needed and bounded in time.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use redis::{Client, Cmd, Connection, FromRedisValue, RedisResult};

use crate::store::error::StoreError;

/// For opening a connection, and for each answer.
const TIMEOUT: Duration = Duration::from_secs(1);

/// How many connections stay open while nothing is asked.
const MOST_IDLE: usize = 16;

pub(crate) struct Server {
    client: Client,
    /// Those that are not in use.
    idle: Mutex<Vec<Connection>>,
}

impl Server {
    pub(super) fn new(client: Client) -> Self {
        Self { client, idle: Mutex::default() }
    }

    /// Host and port.
    pub(super) fn name(&self) -> String {
        self.client.get_connection_info().addr().to_string()
    }

    /// Carries a command out; `doing` says what for, before the server's name.
    pub(crate) fn ask<T: FromRedisValue>(&self, doing: &str, command: &Cmd) -> Result<T, StoreError> {
        self.try_ask(command)
            .map_err(|error| StoreError::new(format!("{doing} Redis at {} failed", self.name()), error))
    }

    fn try_ask<T: FromRedisValue>(&self, command: &Cmd) -> RedisResult<T> {
        if let Some(connection) = self.take_idle() {
            match self.query(connection, command) {
                // The server has closed it since it was last used; hours may lie between.
                Err(error) if error.is_connection_dropped() => {}
                answered => return answered,
            }
        }
        let connection = self.client.get_connection_with_timeout(TIMEOUT)?;
        connection.set_read_timeout(Some(TIMEOUT))?;
        connection.set_write_timeout(Some(TIMEOUT))?;
        self.query(connection, command)
    }

    /// Keeps the connection where it worked.
    fn query<T: FromRedisValue>(&self, mut connection: Connection, command: &Cmd) -> RedisResult<T> {
        let answer = command.query(&mut connection)?;
        let mut idle = self.idle();
        if idle.len() < MOST_IDLE {
            idle.push(connection);
        }
        Ok(answer)
    }

    fn take_idle(&self) -> Option<Connection> {
        self.idle().pop()
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
