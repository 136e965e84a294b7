//! What a text to one member costs the client, over a connection that is kept open.

use std::cell::RefCell;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use ureq::Agent;
use wecom_message::{Client, To};

use crate::hand_written::call::Receipt;
use crate::hand_written::message::{Text, TextRequest};
use crate::race::{Contender, Cost, race, ratio};
use crate::server::Server;

pub const ONLY: &str = "only";

const AGENT_ID: i64 = 1_000_002;
const CONTENT: &str = "disk full on db-1: 98 % of /var are in use";
const SENDS: usize = 1600;

/// A way to send one text.
type Send = Box<dyn Fn() + Sync>;

const RAW: &str = "one raw socket";
const SDK: &str = "wecom-message";
const TUNED: &str = "ureq, phase timeouts";

pub const NAMES: [&str; 5] = [RAW, SDK, TUNED, "ureq, global timeout", "reqwest::blocking"];

pub fn run() {
    let server = Server::start();
    println!("\n## Sending: one text, best of ten alternating rounds of {SENDS} sends each\n");
    println!("| threads | by | CPU µs | × socket | × tuned ureq | wall µs |\n|--:|:--|--:|--:|--:|--:|");
    for threads in [1, 8, 64] {
        let ways = NAMES.map(|name| way(name, &server.address));
        let mut contenders: Vec<Contender<'_>> =
            ways.iter().map(|send| Contender::new(move |sends| repeat(send, sends, threads))).collect();
        let costs = race(&mut contenders, SENDS);
        let [floor, _, tuned, ..] = costs[..] else { return };
        for (name, cost) in NAMES.iter().zip(&costs) {
            print(threads, name, *cost, floor, tuned);
        }
    }
}

fn print(threads: usize, name: &str, cost: Cost, floor: Cost, tuned: Cost) {
    let micros = |time: Duration| time.as_secs_f64() * 1e6;
    println!(
        "| {threads} | {name} | {:.1} | {:.2} | {:.2} | {:.1} |",
        micros(cost.cpu),
        ratio(cost.cpu, floor.cpu),
        ratio(cost.cpu, tuned.cpu),
        micros(cost.wall)
    );
}

fn repeat(send: &Send, sends: usize, threads: usize) {
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(move || (0..sends / threads).for_each(|_| send()));
        }
    });
}

/// One way alone, without a measurement: for a tool that measures from outside.
pub fn only(address: &str, name: &str, sends: usize) {
    let send = way(name, address);
    (0..sends).for_each(|_| send());
}

fn way(name: &str, address: &str) -> Send {
    let url = format!("http://{address}/cgi-bin/message/send?access_token={}", "t".repeat(214));
    match name {
        RAW => raw(address.to_owned(), &url),
        SDK => sdk(address),
        TUNED => by_ureq(
            Agent::config_builder()
                .timeout_connect(Some(Duration::from_secs(10)))
                .timeout_send_request(Some(Duration::from_secs(30)))
                .timeout_send_body(Some(Duration::from_secs(30)))
                .timeout_recv_response(Some(Duration::from_secs(30)))
                .timeout_recv_body(Some(Duration::from_secs(30)))
                .input_buffer_size(16 * 1024)
                .output_buffer_size(16 * 1024)
                .max_idle_connections(128)
                .max_idle_connections_per_host(64)
                .build()
                .new_agent(),
            url,
        ),
        "ureq, global timeout" => by_ureq(
            Agent::config_builder()
                .timeout_global(Some(Duration::from_secs(30)))
                .max_idle_connections(128)
                .max_idle_connections_per_host(64)
                .build()
                .new_agent(),
            url,
        ),
        _ => by_reqwest(url),
    }
}

fn body() -> Vec<u8> {
    let request = TextRequest::to_user("lisi", AGENT_ID, Text { content: CONTENT.to_owned() });
    serde_json::to_vec(&request).expect("it can be written")
}

fn read(answer: &[u8]) {
    let receipt: Receipt = serde_json::from_slice(answer).expect("a receipt");
    assert!(receipt.errcode == 0 && receipt.msgid.is_some());
}

thread_local! {
    static SOCKET: RefCell<Option<(String, TcpStream)>> = const { RefCell::new(None) };
}

/// The floor: bytes made beforehand, one write, one read.
fn raw(address: String, url: &str) -> Send {
    let path = url.split_once(&address).map_or("/", |(_, path)| path);
    let body = String::from_utf8(body()).expect("JSON is UTF-8");
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    Box::new(move || {
        SOCKET.with_borrow_mut(|held| {
            let (_, socket) = match held {
                Some(socket) if socket.0 == address => socket,
                _ => {
                    let socket = TcpStream::connect(&address).expect("the server is there");
                    socket.set_nodelay(true).expect("a TCP socket");
                    held.insert((address.clone(), socket))
                }
            };
            socket.write_all(request.as_bytes()).expect("it is open");
            let mut answer = [0; 4096];
            let read = socket.read(&mut answer).expect("an answer");
            assert!(answer[..read].starts_with(b"HTTP/1.1 200"));
        });
    })
}

fn sdk(address: &str) -> Send {
    let client = Client::builder("corp id", "secret", AGENT_ID).base_url(format!("http://{address}"));
    let client = client.build().expect("the settings are right");
    Box::new(move || {
        let receipt = client.send_text(To::user("lisi"), CONTENT).expect("it is sent");
        assert!(receipt.message_id.is_some());
    })
}

fn by_ureq(agent: Agent, url: String) -> Send {
    Box::new(move || {
        let mut response = agent.post(&url).content_type("application/json").send(&body()).expect("it is sent");
        read(&response.body_mut().read_to_vec().expect("an answer"));
    })
}

fn by_reqwest(url: String) -> Send {
    let client = reqwest::blocking::Client::builder()
        .timeout(Duration::from_secs(30))
        .connect_timeout(Duration::from_secs(10))
        .pool_max_idle_per_host(64)
        .build()
        .expect("the settings are right");
    Box::new(move || {
        let request = client.post(&url).header("content-type", "application/json").body(body());
        read(&request.send().and_then(reqwest::blocking::Response::bytes).expect("it is sent"));
    })
}
