//! What a text to one member costs over TLS 1.3: over a connection that is kept, and with one for each message.

use std::time::Duration;

use reqwest::blocking;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use wecom_message::{Client, To};

use crate::cost::{self, race};
use crate::hand_written::{Receipt, Request, Text};
use crate::send::{AGENT_ID, CONTENT, Send, of_one, tuned};
use crate::server::{Server, TOKEN};

pub fn run() {
    let server = Server::start_tls();
    println!("\n## Sending over TLS 1.3: one thread, best of ten alternating rounds\n");
    println!("| connection | by | CPU µs | wall µs |\n|:--|:--|--:|--:|");
    for (connection, sends, is_kept) in [("kept", 1600, true), ("one for each message", 160, false)] {
        let ways = [by_sdk(&server, is_kept), by_ureq(&server, is_kept), by_reqwest(&server, is_kept)];
        let times = |send: &Send| (0..sends).for_each(|_| send());
        cost::on_one_processor(|| {
            let costs = race([&|| times(&ways[0]), &|| times(&ways[1]), &|| times(&ways[2])]);
            for (name, cost) in ["wecom-message", "tuned ureq", "reqwest, blocking"].iter().zip(costs) {
                println!("| {connection} | {name} | {} |", of_one(cost, sends));
            }
        });
    }
}

fn url(server: &Server) -> String {
    format!("https://{}/cgi-bin/message/send?access_token={TOKEN}", server.address)
}

fn body() -> Vec<u8> {
    let mut request = Request::to_user("lisi", AGENT_ID, "text");
    request.text = Some(Text { content: CONTENT.to_owned() });
    serde_json::to_vec(&request).expect("it can be written")
}

fn check(answer: &[u8]) {
    let receipt: Receipt = serde_json::from_slice(answer).expect("a receipt");
    assert!(receipt.errcode == 0 && receipt.msgid.is_some());
}

fn by_sdk(server: &Server, is_kept: bool) -> Send {
    let builder = Client::builder("corp id", "secret", AGENT_ID)
        .base_url(format!("https://{}", server.address))
        .root_certificates_pem(server.authority.clone());
    let builder = if is_kept { builder } else { builder.fresh_connections() };
    let client = builder.build().expect("the settings are right");
    Box::new(move || assert!(client.send_text(To::user("lisi"), CONTENT).expect("it is sent").message_id.is_some()))
}

fn by_ureq(server: &Server, is_kept: bool) -> Send {
    let root = Certificate::from_pem(server.authority.as_bytes()).expect("a certificate");
    let config = tuned(if is_kept { 64 } else { 0 })
        .tls_config(TlsConfig::builder().root_certs(RootCerts::new_with_certs(&[root])).build());
    let (agent, url) = (config.build().new_agent(), url(server));
    Box::new(move || {
        let mut response = agent.post(&url).content_type("application/json").send(&body()).expect("it is sent");
        check(&response.body_mut().read_to_vec().expect("an answer"));
    })
}

fn by_reqwest(server: &Server, is_kept: bool) -> Send {
    let root = reqwest::Certificate::from_pem(server.authority.as_bytes()).expect("a certificate");
    let builder = blocking::Client::builder().add_root_certificate(root).timeout(Duration::from_secs(30)).no_proxy();
    let builder = builder.tcp_nodelay(true).pool_max_idle_per_host(if is_kept { 64 } else { 0 });
    let (client, url) = (builder.build().expect("the settings are right"), url(server));
    Box::new(move || {
        let request = client.post(&url).header("content-type", "application/json").body(body());
        check(&request.send().and_then(blocking::Response::bytes).expect("an answer"));
    })
}
