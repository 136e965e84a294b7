//! A server that answers by script and remembers what it was asked.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// Which connection it came over, from 0.
    pub(crate) connection: usize,
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    pub(crate) head: String,
    pub(crate) body: String,
    /// The body as it is; `body` has replaced what is no UTF-8.
    pub(crate) bytes: Vec<u8>,
    /// Reads it took to get the whole request.
    pub(crate) reads: usize,
}

/// What the script answers.
pub(crate) enum Reply {
    Json(String),
    /// Status line and headers without `Content-Length`, then the body.
    Http(&'static str, String),
    /// Bytes as they are; the connection stays open.
    Raw(Vec<u8>),
    RawThenClose(Vec<u8>),
    /// As much of it as the client takes.
    RawBeforeClose(Vec<u8>),
    /// JSON, then the connection is closed without notice, then the test is notified.
    JsonThenClose(String, Sender<()>),
    Close,
    /// Nothing until the other end of the channel is gone.
    Hold(Receiver<()>),
}

pub(crate) struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
}

type Script = dyn Fn(&Seen) -> Reply + Send + Sync;

impl Server {
    pub(crate) fn start(script: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let script: Arc<Script> = Arc::new(script);
        let log = Arc::clone(&seen);
        thread::spawn(move || {
            for (connection, stream) in listener.incoming().enumerate() {
                let (script, log) = (Arc::clone(&script), Arc::clone(&log));
                thread::spawn(move || serve(&mut stream.unwrap(), connection, &*script, &log));
            }
        });
        Self { address, seen }
    }

    /// Hands out a token and answers everything else as the script says.
    pub(crate) fn after_token(script: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Self {
        Self::start(move |seen| if seen.target.contains("gettoken") { token("T") } else { script(seen) })
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub(crate) fn count(&self, endpoint: &str) -> usize {
        self.seen().iter().filter(|seen| seen.target.contains(endpoint)).count()
    }
}

pub(crate) fn token(token: &str) -> Reply {
    Reply::Json(format!(r#"{{"errcode":0,"errmsg":"ok","access_token":"{token}","expires_in":7200}}"#))
}

pub(crate) fn ok() -> Reply {
    Reply::Json(r#"{"errcode":0,"errmsg":"ok","msgid":"m1"}"#.to_owned())
}

pub(crate) fn errcode(code: i32) -> Reply {
    Reply::Json(format!(r#"{{"errcode":{code},"errmsg":"no, hint: [1]"}}"#))
}

fn serve(stream: &mut TcpStream, connection: usize, script: &Script, log: &Mutex<Vec<Seen>>) {
    stream.set_nodelay(true).unwrap();
    while let Some(seen) = read(stream, connection) {
        log.lock().unwrap().push(seen.clone());
        match script(&seen) {
            Reply::Json(body) => write(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json", &body),
            Reply::Http(head, body) => write(stream, head, &body),
            Reply::Raw(bytes) => stream.write_all(&bytes).unwrap(),
            Reply::RawThenClose(bytes) => return stream.write_all(&bytes).unwrap(),
            Reply::RawBeforeClose(bytes) => return stream.write_all(&bytes).unwrap_or_default(),
            Reply::JsonThenClose(body, closed) => {
                write(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json", &body);
                stream.shutdown(std::net::Shutdown::Both).unwrap();
                closed.send(()).ok();
                return;
            }
            Reply::Close => return,
            Reply::Hold(released) => {
                released.recv().ok();
                return;
            }
        }
    }
}

fn write(stream: &mut TcpStream, head: &str, body: &str) {
    let answer = format!("{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    stream.write_all(answer.as_bytes()).ok();
}

fn read(stream: &mut TcpStream, connection: usize) -> Option<Seen> {
    let mut bytes = Vec::new();
    let mut buffer = vec![0; 256 * 1024];
    let mut reads = 0;
    loop {
        let read = stream.read(&mut buffer).ok().filter(|read| *read > 0)?;
        reads += 1;
        bytes.extend_from_slice(&buffer[..read]);
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let length =
            head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
        if bytes.len() >= end + 4 + length.unwrap_or(0) {
            let mut words = head.split(' ').map(str::to_owned);
            let (method, target) = (words.next()?, words.next()?);
            let bytes = bytes.split_off(end + 4);
            let body = String::from_utf8_lossy(&bytes).into_owned();
            return Some(Seen { connection, method, target, head, body, bytes, reads });
        }
    }
}
