//! The other end of the wire: a process of its own, so that the CPU time measured is the client's alone.

use std::io::{BufRead, BufReader, Read, Write};
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
        thread::spawn(move || answer(stream));
    }
}

/// Answers one request after the other, until there is none.
fn answer(mut stream: TcpStream) {
    let token = format!(r#"{{"errcode":0,"errmsg":"ok","access_token":"{TOKEN}","expires_in":7200}}"#);
    let [token, receipt] = [&token, RECEIPT].map(|body| {
        format!(
            "HTTP/1.1 200 OK\r\nServer: nginx\r\nDate: Mon, 23 Nov 2026 08:00:00 GMT\r\nContent-Type: application/json; \
             charset=UTF-8\r\nContent-Length: {}\r\nConnection: keep-alive\r\nError-Code: 0\r\nError-Msg: ok\r\n\r\n{body}",
            body.len()
        )
    });
    let _ = stream.set_nodelay(true);
    let mut buffer = vec![0; 64 * 1024];
    let mut held = 0;
    loop {
        match stream.read(&mut buffer[held..]) {
            Ok(read) if read > 0 => held += read,
            _ => return,
        }
        let Some(end) = buffer[..held].windows(4).position(|window| window == b"\r\n\r\n") else { continue };
        let request = String::from_utf8_lossy(&buffer[..end]).to_lowercase();
        let length =
            request.split("content-length:").nth(1).and_then(|rest| rest.split("\r\n").next()?.trim().parse().ok());
        if held < end + 4 + length.unwrap_or(0) {
            continue;
        }
        held = 0;
        let answer = if request.contains("gettoken") { &token } else { &receipt };
        if stream.write_all(answer.as_bytes()).is_err() {
            return;
        }
    }
}
