//! The other end of the wire: a process of its own, so that the CPU time measured is the client's alone.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::{env, thread};

pub const SERVE: &str = "serve";

/// As long as those of WeCom.
pub const TOKEN: &str = "a-token-of-214-characters-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padd";
const RECEIPT: &str = r#"{"errcode":0,"errmsg":"ok","invaliduser":"","invalidparty":"","invalidtag":"","msgid":"Yq3lJmGfDjoDYxWNBLpgbTBZdpOyDd3MWBkS0aSHfqgVrW5R1HhVSvU5IzYc8n4H"}"#;

/// The process; it ends with this value.
pub struct Server {
    process: Child,
    /// `127.0.0.1:port`
    pub address: String,
}

impl Server {
    pub fn start() -> Self {
        let program = env::current_exe().expect("a program knows its path");
        let mut process = Command::new(program).arg(SERVE).stdout(Stdio::piped()).spawn().expect("the server starts");
        let mut address = String::new();
        let output = process.stdout.take().expect("it is piped");
        BufReader::new(output).read_line(&mut address).expect("the server says where it is");
        Self { process, address: address.trim().to_owned() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub fn serve() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("there is a free port");
    println!("{}", listener.local_addr().expect("it is bound"));
    for stream in listener.incoming().flatten() {
        // The client closes its connections when it has measured enough.
        thread::spawn(move || drop(answer(&stream)));
    }
}

/// Answers one request after the other.
fn answer(mut stream: &TcpStream) -> io::Result<()> {
    let answer = |body: &str| {
        let length = body.len();
        format!(
            "HTTP/1.1 200 OK\r\nServer: nginx\r\nDate: Mon, 23 Nov 2026 08:00:00 GMT\r\nContent-Type: application/json; \
             charset=UTF-8\r\nContent-Length: {length}\r\nConnection: keep-alive\r\nError-Code: 0\r\nError-Msg: ok\r\n\r\n{body}"
        )
    };
    let token = answer(&format!(r#"{{"errcode":0,"errmsg":"ok","access_token":"{TOKEN}","expires_in":7200}}"#));
    let receipt = answer(RECEIPT);
    stream.set_nodelay(true)?;
    let mut requests = BufReader::with_capacity(64 * 1024, stream);
    loop {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if requests.read_line(&mut head)? == 0 {
                return Ok(());
            }
        }
        let length = head
            .to_lowercase()
            .split_once("content-length:")
            .and_then(|(_, rest)| rest.lines().next()?.trim().parse().ok());
        io::copy(&mut requests.by_ref().take(length.unwrap_or(0)), &mut io::sink())?;
        stream.write_all(if head.contains("gettoken") { token.as_bytes() } else { receipt.as_bytes() })?;
    }
}
