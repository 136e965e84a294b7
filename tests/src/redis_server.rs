//! A `redis-server` for one test.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::thread;

use crate::temporary_folder::TemporaryFolder;

/// Its password.
pub const PASSWORD: &str = "hush-redis";

/// On a port of its own, with a folder of its own, killed when dropped.
#[derive(Debug)]
pub struct RedisServer {
    process: Child,
    port: u16,
    _folder: TemporaryFolder,
}

impl RedisServer {
    /// A server that is ready.
    ///
    /// # Panics
    ///
    /// When `redis-server` is not installed or does not start.
    pub fn start() -> Self {
        // Another process may take the port between finding it and opening it.
        (0..5).find_map(|_| Self::try_start()).expect("redis-server starts; is it installed?")
    }

    fn try_start() -> Option<Self> {
        let folder = TemporaryFolder::new();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut process = Command::new("redis-server")
            .args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--requirepass", PASSWORD])
            .args(["--port", &port.to_string()])
            .arg("--dir")
            .arg(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("redis-server is installed: apt-get install redis-server");
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let is_ready = lines.any(|line| line.is_ok_and(|line| line.contains("Ready to accept connections")));
        thread::spawn(move || lines.count()); // or its pipe fills
        let server = Self { process, port, _folder: folder };
        is_ready.then_some(server)
    }

    /// Host and port.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// With the password.
    pub fn url(&self) -> String {
        format!("redis://:{PASSWORD}@{}", self.address())
    }

    /// Runs a command.
    ///
    /// # Panics
    ///
    /// When it fails.
    pub fn command<T: redis::FromRedisValue>(&self, words: &[&str]) -> T {
        let mut connection = redis::Client::open(self.url()).unwrap().get_connection().unwrap();
        let mut command = redis::Cmd::new();
        for word in words {
            command.arg(word);
        }
        command.query(&mut connection).unwrap()
    }

    /// From now on it does nothing any more; the system goes on taking connections for it.
    ///
    /// # Panics
    ///
    /// When there is no program `kill`.
    pub fn freeze(&self) {
        let stopped = Command::new("kill").args(["-STOP", &self.process.id().to_string()]).status();
        assert!(stopped.unwrap().success());
    }

    /// Ends it at once.
    pub fn kill(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        self.kill();
    }
}
