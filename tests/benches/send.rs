//! What a text to one member costs the client, over a connection that is kept open.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Barrier, Mutex};
use std::thread;
use std::time::Duration;

use ureq::Agent;
use wecom_message::{Client, To};

use crate::hand_written::call::Receipt;
use crate::hand_written::message::{Text, TextRequest};
use crate::race::{Contender, Cost, race, ratio};
use crate::server::{Server, TOKEN};

pub const ONLY: &str = "only";

const AGENT_ID: i64 = 1_000_002;
const CONTENT: &str = "disk full on db-1: 98 % of /var are in use";
const SENDS: usize = 3200;

/// A way to send one text.
type Send = Box<dyn Fn() + Sync>;

const RAW: &str = "raw socket";
const SDK: &str = "wecom-message";
const TUNED: &str = "ureq, phase timeouts";

pub const NAMES: [&str; 5] = [RAW, SDK, TUNED, "ureq, global timeout", "reqwest::blocking"];

pub fn run() {
    let server = Server::start();
    println!("\n## Sending: one text, best of ten alternating rounds of {SENDS} sends each\n");
    println!("| threads | by | CPU µs | × socket | × tuned ureq | wall µs | × socket |\n|--:|:--|--:|--:|--:|--:|--:|");
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
        "| {threads} | {name} | {:.1} | {:.2} | {:.2} | {:.1} | {:.2} |",
        micros(cost.cpu),
        ratio(cost.cpu, floor.cpu),
        ratio(cost.cpu, tuned.cpu),
        micros(cost.wall),
        ratio(cost.wall, floor.wall)
    );
}

/// All threads start at once, so that as many connections are in use in the round that warms up as in those that count.
fn repeat(send: &Send, sends: usize, threads: usize) {
    let start = Barrier::new(threads);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                start.wait();
                (0..sends / threads).for_each(|_| send());
            });
        }
    });
}

/// One way alone, without a measurement: for a tool that measures from outside.
pub fn only(address: &str, name: &str, sends: usize) {
    let send = way(name, address);
    (0..sends).for_each(|_| send());
}

fn way(name: &str, address: &str) -> Send {
    let url = format!("http://{address}/cgi-bin/message/send?access_token={TOKEN}");
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

/// The floor: bytes made beforehand, with the header lines that the others send, one write, one read. A thread takes the
/// connection that was used last, and puts it back.
fn raw(address: String, url: &str) -> Send {
    let path = url.split_once(&address).map_or("/", |(_, path)| path);
    let body = String::from_utf8(body()).expect("JSON is UTF-8");
    let request = format!(
        "POST {path} HTTP/1.1\r\ncontent-length: {}\r\nhost: {address}\r\nuser-agent: wecom-message/0.1.0\r\naccept: */*\r\n\
         content-type: application/json\r\n\r\n{body}",
        body.len()
    );
    let idle = Mutex::new(Vec::new());
    let open = move || {
        let socket = TcpStream::connect(&address).expect("the server is there");
        socket.set_nodelay(true).expect("a TCP socket");
        socket
    };
    Box::new(move || {
        let held = idle.lock().expect("no thread panics").pop();
        let mut socket = held.unwrap_or_else(&open);
        socket.write_all(request.as_bytes()).expect("it is open");
        let mut answer = [0; 4096];
        let read = socket.read(&mut answer).expect("an answer");
        assert!(answer[..read].starts_with(b"HTTP/1.1 200"));
        idle.lock().expect("no thread panics").push(socket);
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
