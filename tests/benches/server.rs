//! The other end of the wire: a process of its own, so that the CPU time measured is the client's alone.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::{env, thread};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::version::TLS13;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

pub const SERVE: &str = "serve";
pub const SERVE_TLS: &str = "serve-tls";

/// As long as those of WeCom.
pub const TOKEN: &str = "a-token-of-214-characters-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padding-padd";
const RECEIPT: &str = r#"{"errcode":0,"errmsg":"ok","invaliduser":"","invalidparty":"","invalidtag":"","msgid":"Yq3lJmGfDjoDYxWNBLpgbTBZdpOyDd3MWBkS0aSHfqgVrW5R1HhVSvU5IzYc8n4H"}"#;

/// The process; it ends with this value.
pub struct Server {
    process: Child,
    /// `127.0.0.1:port`
    pub address: String,
    /// Over TLS: whom a client has to trust, in PEM.
    pub authority: String,
}

impl Server {
    pub fn start() -> Self {
        Self::running(&[SERVE], String::new())
    }

    pub fn start_tls() -> Self {
        let certificate = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).expect("a certificate");
        let (authority, key) = (certificate.cert.pem(), certificate.key_pair.serialize_pem());
        Self::running(&[SERVE_TLS, &authority, &key], authority.clone())
    }

    fn running(arguments: &[&str], authority: String) -> Self {
        let program = env::current_exe().expect("a program knows its path");
        let mut command = Command::new(program);
        let mut process = command.args(arguments).stdout(Stdio::piped()).spawn().expect("the server starts");
        let mut address = String::new();
        let output = process.stdout.take().expect("it is piped");
        BufReader::new(output).read_line(&mut address).expect("the server says where it is");
        Self { process, address: address.trim().to_owned(), authority }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub fn serve() {
    // The client closes its connections when it has measured enough.
    listen(|stream| drop(answer(stream)));
}

pub fn serve_tls(certificate: &str, key: &str) {
    let certificate = CertificateDer::from_pem_slice(certificate.as_bytes()).expect("a certificate");
    let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_protocol_versions(&[&TLS13]).expect("TLS 1.3");
    let config = Arc::new(config.with_no_client_auth().with_single_cert(vec![certificate], key).expect("a key pair"));
    listen(move |stream| {
        let connection = ServerConnection::new(Arc::clone(&config)).expect("a session");
        drop(answer(StreamOwned::new(connection, stream)));
    });
}

fn listen(serve: impl Fn(TcpStream) + Clone + Send + 'static) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("there is a free port");
    println!("{}", listener.local_addr().expect("it is bound"));
    for stream in listener.incoming().flatten() {
        let serve = serve.clone();
        thread::spawn(move || stream.set_nodelay(true).map(|()| serve(stream)));
    }
}

/// Answers one request after the other.
fn answer(stream: impl Read + Write) -> io::Result<()> {
    let answer = |body: &str| {
        let length = body.len();
        format!(
            "HTTP/1.1 200 OK\r\nServer: nginx\r\nDate: Mon, 23 Nov 2026 08:00:00 GMT\r\nContent-Type: application/json; \
             charset=UTF-8\r\nContent-Length: {length}\r\nConnection: keep-alive\r\nError-Code: 0\r\nError-Msg: ok\r\n\r\n{body}"
        )
    };
    let token = answer(&format!(r#"{{"errcode":0,"errmsg":"ok","access_token":"{TOKEN}","expires_in":7200}}"#));
    let receipt = answer(RECEIPT);
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
        let answer = if head.contains("gettoken") { &token } else { &receipt };
        requests.get_mut().write_all(answer.as_bytes())?;
    }
}
