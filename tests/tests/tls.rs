//! A round trip over TLS, with a certificate from an authority that only this test knows.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use wecom_message::{Client, Phase, To};
use wecom_sandbox::Sandbox;

#[test]
fn a_private_root_is_trusted_and_nothing_else() {
    let sandbox = Sandbox::start().unwrap();
    let authority = Authority::new();
    let address = authority.terminate_tls_before(sandbox.base_url().trim_start_matches("http://").parse().unwrap());
    let builder = || {
        Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id())
            .base_url(format!("https://localhost:{}", address.port()))
    };

    let trusting = builder().root_certificates_pem(authority.pem.clone()).build().unwrap();
    let receipt = trusting.send_text(To::user("lisi"), "over TLS").unwrap();
    assert!(receipt.reached_everyone());
    assert_eq!(asked(&sandbox), ["/cgi-bin/gettoken", "/cgi-bin/message/send"]);

    let error = builder().build().unwrap().send_text(To::user("lisi"), "to a stranger").unwrap_err();
    assert!(error.is_transport() && error.phase() == Some(Phase::NotSent), "{error}");
    assert!(error.advice().is_some_and(|advice| advice.contains("certificate")), "{error}");
    assert_eq!(asked(&sandbox), ["/cgi-bin/gettoken", "/cgi-bin/message/send"], "the stranger got no request");
}

fn asked(sandbox: &Sandbox) -> Vec<String> {
    sandbox.received().into_iter().map(|request| request.path).collect()
}

struct Authority {
    pem: String,
    config: Arc<ServerConfig>,
}

impl Authority {
    fn new() -> Self {
        let root_key = KeyPair::generate().unwrap();
        let mut root = CertificateParams::new(Vec::new()).unwrap();
        root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root = root.self_signed(&root_key).unwrap();
        let key = KeyPair::generate().unwrap();
        let leaf = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        let leaf = leaf.signed_by(&key, &root, &root_key).unwrap();
        let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let config = config.with_no_client_auth().with_single_cert(vec![leaf.der().clone()], private).unwrap();
        Self { pem: root.pem(), config: Arc::new(config) }
    }

    /// A server that speaks TLS to clients and hands each request to `behind` in the clear.
    fn terminate_tls_before(&self, behind: SocketAddr) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let config = Arc::clone(&self.config);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let config = Arc::clone(&config);
                thread::spawn(move || {
                    let connection = ServerConnection::new(config).unwrap();
                    let mut client = BufReader::new(StreamOwned::new(connection, stream));
                    let mut server = BufReader::new(TcpStream::connect(behind).unwrap());
                    while let Some(request) = http_message(&mut client) {
                        server.get_mut().write_all(&request).unwrap();
                        let Some(answer) = http_message(&mut server) else { return };
                        client.get_mut().write_all(&answer).unwrap();
                    }
                });
            }
        });
        address
    }
}

/// A head and as many bytes of body as it announces.
fn http_message(stream: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut message = Vec::new();
    let mut length = 0;
    loop {
        let start = message.len();
        if stream.read_until(b'\n', &mut message).ok()? == 0 {
            return None;
        }
        let line = String::from_utf8_lossy(&message[start..]).to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    message.extend(body);
    Some(message)
}
