//! A connection over plain TCP, with bounds on the bytes and the time of an answer.
//!
//! The crate's own connection reads from its socket as much as the server announces, half a gigabyte if it says so, and has no
//! setting against that. Its parser reads from anything.

use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::{Duration, Instant};

use redis::{Cmd, FromRedisValue, Parser, RedisConnectionInfo, RedisResult, cmd, from_redis_value};

/// The longest answer, in bytes. What is asked for has at most 64 KB.
const LONGEST: usize = 256 * 1024;

pub(super) struct TcpConnection {
    stream: TcpStream,
    parser: Parser,
}

impl TcpConnection {
    /// Connects and logs in before the deadline.
    pub(super) fn open(host: &str, port: u16, settings: &RedisConnectionInfo, deadline: Instant) -> RedisResult<Self> {
        let stream = connect(host, port, deadline)?;
        stream.set_nodelay(true)?;
        let mut connection = Self { stream, parser: Parser::new() };
        if let Some(password) = settings.password() {
            connection.log_in(settings.username(), password, deadline)?;
        }
        if settings.db() != 0 {
            connection.query::<()>(cmd("SELECT").arg(settings.db()), deadline)?;
        }
        Ok(connection)
    }

    fn log_in(&mut self, username: Option<&str>, password: &str, deadline: Instant) -> RedisResult<()> {
        let outcome = self.query(cmd("AUTH").arg(username).arg(password), deadline);
        match outcome {
            // Before version 6, Redis has passwords only.
            Err(error) if username.is_some() && error.to_string().contains("wrong number of arguments") => {
                self.query(cmd("AUTH").arg(password), deadline)
            }
            outcome => outcome,
        }
    }

    /// Runs a command before the deadline.
    pub(super) fn query<T: FromRedisValue>(&mut self, command: &Cmd, deadline: Instant) -> RedisResult<T> {
        self.stream.set_write_timeout(Some(left(deadline)?))?;
        self.stream.write_all(&command.get_packed_command())?;
        let answer = Answer { stream: &self.stream, room: LONGEST, deadline };
        let value = self.parser.parse_value(answer)?.extract_error()?;
        Ok(from_redis_value(value)?)
    }
}

fn connect(host: &str, port: u16, deadline: Instant) -> io::Result<TcpStream> {
    let mut failed = io::Error::new(io::ErrorKind::NotFound, "its host has no address");
    for address in (host, port).to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, left(deadline)?) {
            Ok(stream) => return Ok(stream),
            Err(error) => failed = error,
        }
    }
    Err(failed)
}

fn left(deadline: Instant) -> io::Result<Duration> {
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(left) }
}

/// What is left of an answer.
struct Answer<'a> {
    stream: &'a TcpStream,
    room: usize,
    deadline: Instant,
}

impl Read for Answer<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(left(self.deadline)?))?;
        let read = self.stream.read(buffer)?;
        let too_long = || io::Error::new(io::ErrorKind::InvalidData, "its answer is longer than 256 KB");
        self.room = self.room.checked_sub(read).ok_or_else(too_long)?;
        Ok(read)
    }
}
