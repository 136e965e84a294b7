//! The store in Redis: in front of a server that misbehaves, and of a real one that comes to grief.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::json;
use wecom_message::token::{Entry, RedisStore, StoreError, TokenKey, TokenLock, TokenStore};

use super::cell::Cell;
use wecom_tests::redis_server::RedisServer;

/// What a server that has nothing would answer.
fn proper(request: &str) -> &'static [u8] {
    match request {
        load if load.contains("'PTTL', KEYS[1])}") => b"*2\r\n$-1\r\n:-2\r\n",
        lock if lock.contains("\r\nNX\r\n") => b"+OK\r\n",
        _ => b":1\r\n",
    }
}

/// Answers one request; an error ends the connection.
type Answer = dyn Fn(&mut TcpStream, &str) -> io::Result<()> + Send + Sync;

/// A server that answers in this way; gives its URL. It lives as long as the test.
fn server(answer: &Arc<Answer>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("redis://{}", listener.local_addr().unwrap());
    let answer = Arc::clone(answer);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let answer = Arc::clone(&answer);
            thread::spawn(move || {
                let mut stream = stream.unwrap();
                let mut buffer = vec![0; 256 * 1024];
                while let Ok(read @ 1..) = stream.read(&mut buffer) {
                    let request = String::from_utf8_lossy(&buffer[..read]).into_owned();
                    if answer(&mut stream, &request).is_err() {
                        return;
                    }
                }
            });
        }
    });
    url
}

fn misbehaving(what: &str, answer: impl Fn(&mut TcpStream, &str) -> io::Result<()> + Send + Sync + 'static) -> Cell {
    let answer: Arc<Answer> = Arc::new(answer);
    Cell::new(format!("a server: {what}"), move |_| RedisStore::new(&server(&answer)).unwrap())
}

fn always(what: &str, bytes: &[u8]) -> Cell {
    let bytes = bytes.to_vec();
    misbehaving(what, move |stream, _| stream.write_all(&bytes))
}

/// The beginning, then the piece again and again, as long as anybody takes it.
fn endless(what: &str, beginning: &'static str, piece: &'static str) -> Cell {
    misbehaving(what, move |stream, _| {
        stream.write_all(beginning.as_bytes())?;
        let piece = piece.repeat(8192 / piece.len());
        // Far more than fits anywhere, and not so much that the machine swaps.
        for _ in 0..2000 {
            stream.write_all(piece.as_bytes())?;
        }
        Err(io::ErrorKind::ConnectionAborted.into())
    })
}

fn slow(what: &str, milliseconds: u64) -> Cell {
    misbehaving(what, move |stream, request| {
        thread::sleep(Duration::from_millis(milliseconds));
        stream.write_all(proper(request))
    })
}

fn dripping(what: &str, milliseconds: u64) -> Cell {
    misbehaving(what, move |stream, request| {
        for byte in proper(request) {
            stream.write_all(&[*byte])?;
            thread::sleep(Duration::from_millis(milliseconds));
        }
        Ok(())
    })
}

/// Where it loads, there is this entry for five minutes.
fn planted(what: &str, entry: &serde_json::Value) -> Cell {
    let text = entry.to_string();
    misbehaving(what, move |stream, request| match proper(request) {
        load if load.starts_with(b"*2") => write!(stream, "*2\r\n${}\r\n{text}\r\n:300000\r\n", text.len()),
        other => stream.write_all(other),
    })
}

fn of_servers() -> Vec<Cell> {
    vec![
        misbehaving("proper", |stream, request| stream.write_all(proper(request))),
        misbehaving("silent", |_, _| Ok(())),
        misbehaving("closes at once", |_, _| Err(io::ErrorKind::ConnectionAborted.into())),
        slow("slow, 0.3 s for each answer", 300),
        slow("slow, 0.9 s for each answer", 900),
        slow("slow, 1.1 s for each answer", 1100),
        dripping("drips, a byte in 0.02 s", 20),
        dripping("drips, a byte in 0.5 s", 500),
        misbehaving("half an answer, then closes", |stream, request| {
            let whole = proper(request);
            stream.write_all(&whole[..whole.len() / 2])?;
            Err(io::ErrorKind::ConnectionAborted.into())
        }),
        misbehaving("half an answer, then silence", |stream, request| {
            let whole = proper(request);
            stream.write_all(&whole[..whole.len() / 2])
        }),
        misbehaving("each answer twice", |stream, request| stream.write_all(&proper(request).repeat(2))),
        endless("a status line without end", "+", "x"),
        endless("an error without end", "-", "ERR "),
        endless("a bulk of 500 MB", "$500000000\r\n", "x"),
        endless("an array without end", "*1000000000\r\n", ":1\r\n"),
        endless("arrays in arrays without end", "", "*1\r\n"),
        always("a bulk of negative length", b"$-5\r\n"),
        always("a bulk beyond all numbers", b"$99999999999999999999999\r\n"),
        always("an array of negative length", b"*-7\r\n"),
        always("an empty array", b"*0\r\n"),
        always("an array of three", b"*3\r\n:1\r\n:2\r\n:3\r\n"),
        always("nothing", b"$-1\r\n"),
        always("always 1", b":1\r\n"),
        always("a number beyond all numbers", b":99999999999999999999999\r\n"),
        always("always OK", b"+OK\r\n"),
        always("line breaks", b"\r\n\r\n\r\n"),
        always("zeros", &[0; 4096]),
        always("not UTF-8", b"$3\r\n\xff\xfe\xff\r\n"),
        always("HTTP", b"HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\nno"),
        always("SSH", b"SSH-2.0-OpenSSH_9.9\r\n"),
        always("RESP3", b"%1\r\n+a\r\n:1\r\n"),
        always("a push nobody asked for", b">2\r\n+invalidate\r\n*0\r\n"),
        always("NOAUTH", b"-NOAUTH Authentication required.\r\n"),
        always("LOADING", b"-LOADING Redis is loading the dataset in memory\r\n"),
        always("READONLY", b"-READONLY You can't write against a read only replica.\r\n"),
        always("OOM", b"-OOM command not allowed when used memory > 'maxmemory'.\r\n"),
        always("MOVED to nowhere", b"-MOVED 1 127.0.0.1:1\r\n"),
        always("unknown command", b"-ERR unknown command 'EVAL', with args beginning with: 'return'\r\n"),
        planted("a foreign token", &json!({ "access_token": "foreign", "margin_ms": 1000 })),
        planted("a token of another shape", &json!({ "access_token": 7, "margin_ms": "x" })),
        planted("a token of 60 KB", &json!({ "access_token": "x".repeat(60_000), "margin_ms": 1000 })),
        planted("a refusal", &json!({ "errcode": 40001, "errmsg": "invalid credential" })).refused(),
    ]
}

/// The store, and the server that it needs.
struct WithServer {
    store: RedisStore,
    _server: Arc<Mutex<RedisServer>>,
}

impl TokenStore for WithServer {
    fn load(&self, key: &TokenKey) -> Result<Option<Entry>, StoreError> {
        self.store.load(key)
    }

    fn save(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        self.store.save(key, entry)
    }

    fn remove(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        self.store.remove(key, entry)
    }

    fn try_lock(&self, key: &TokenKey, lease: Duration) -> Result<Option<TokenLock>, StoreError> {
        self.store.try_lock(key, lease)
    }
}

/// A real server, prepared in this way, and something that happens to it between the messages.
fn real(
    what: &str,
    prepare: impl FnOnce(&RedisServer, &str) + Send + 'static,
    meanwhile: impl FnOnce(&mut RedisServer) + Send + 'static,
) -> Cell {
    let started: Arc<Mutex<Option<Arc<Mutex<RedisServer>>>>> = Arc::default();
    let later = Arc::clone(&started);
    let cell = Cell::new(format!("redis-server: {what}"), move |key| {
        let server = RedisServer::start();
        prepare(&server, &format!("wecom:token:{key}"));
        let store = RedisStore::new(&server.url()).unwrap();
        let server = Arc::new(Mutex::new(server));
        *started.lock().unwrap() = Some(Arc::clone(&server));
        WithServer { store, _server: server }
    });
    cell.meanwhile(move || {
        let server = later.lock().unwrap().take().unwrap();
        meanwhile(&mut server.lock().unwrap());
    })
}

fn of_real_servers() -> Vec<Cell> {
    let command = |words: &'static [&'static str]| move |server: &RedisServer| server.command::<redis::Value>(words);
    let nothing = |_: &mut RedisServer| ();
    vec![
        real("all is well", |_, _| (), nothing),
        real("killed between the messages", |_, _| (), RedisServer::kill),
        real("frozen between the messages", |_, _| (), |server| server.freeze()),
        real("frozen from the beginning", |server, _| server.freeze(), nothing),
        real("emptied", |_, _| (), move |server| drop(command(&["FLUSHALL"])(server))),
        real(
            "all connections killed",
            |_, _| (),
            move |server| {
                drop(command(&["CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"])(server));
            },
        ),
        real(
            "a pause of a minute",
            |_, _| (),
            move |server| drop(command(&["CLIENT", "PAUSE", "60000", "ALL"])(server)),
        ),
        real("no memory left", move |server, _| drop(command(&["CONFIG", "SET", "maxmemory", "1"])(server)), nothing),
        real("a replica of nobody", move |server, _| drop(command(&["REPLICAOF", "127.0.0.1", "1"])(server)), nothing),
        real("a list under the key", |server, place| server.command(&["RPUSH", place, "x"]), nothing),
        real(
            "a lock that nobody releases",
            |server, place| server.command(&["SET", &format!("{place}:lock"), "somebody", "PX", "600000"]),
            nothing,
        ),
        real(
            "another password",
            move |server, _| {
                drop(command(&["CONFIG", "SET", "requirepass", "another"])(server));
            },
            nothing,
        ),
    ]
}

#[test]
fn a_password_that_a_server_repeats_is_not_shown() {
    let passwords = [("hunter2", "hunter2"), ("p%40ss%20word", "p@ss word"), ("%E5%AF%86%E7%A0%81", "密码")];
    for (written, password) in passwords {
        let repeats: Arc<Answer> = Arc::new(|stream, request| {
            let said = request.replace("\r\n", " ");
            write!(stream, "-ERR unknown command, with args beginning with: {said}\r\n")
        });
        let url = server(&repeats).replace("redis://", &format!("redis://user:{written}@"));
        let store = RedisStore::new(&url).unwrap();
        let key = TokenKey::new("https://wecom.example.com", "corp", &"secret".into());
        let error = store.load(&key).err().unwrap();
        let source = std::error::Error::source(&error).map(ToString::to_string);
        let shown = format!("{error} {error:?} {error:#?} {source:?} {store:?}");
        assert!(shown.contains("unknown command"), "{shown}");
        assert!(!shown.contains(password) && !shown.contains(written), "{shown}");
    }
}

#[test]
fn an_answer_is_bounded_in_bytes() {
    for announced in ["$500000000\r\n", "+", "-ERR ", "*1000000\r\n$400000000\r\n"] {
        let sent = Arc::new(Mutex::new(0_usize));
        let counted = Arc::clone(&sent);
        let endless: Arc<Answer> = Arc::new(move |stream, _| {
            stream.write_all(announced.as_bytes())?;
            let piece = [b'x'; 8 * 1024];
            for _ in 0..64_000 {
                stream.write_all(&piece)?;
                *counted.lock().unwrap() += piece.len();
            }
            Err(io::ErrorKind::ConnectionAborted.into())
        });
        let store = RedisStore::new(&server(&endless)).unwrap();
        let key = TokenKey::new("https://wecom.example.com", "corp", &"secret".into());
        let error = store.load(&key).err().unwrap();
        let said = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
        assert!(said.contains("longer than 256 KB"), "{announced:?}: {said}");
        assert!(*sent.lock().unwrap() < 64 * 1024 * 1024, "{announced:?}: the rest stays with the server");
    }
}

pub(crate) fn cells() -> Vec<Cell> {
    let mut cells = of_servers();
    cells.extend(of_real_servers());
    cells
}
