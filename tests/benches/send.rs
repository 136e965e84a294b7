//! What a text to one member costs the client, over a connection that is kept open.

use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use ureq::config::ConfigBuilder;
use ureq::typestate::AgentScope;
use wecom_message::{Client, To};

use crate::cost::{self, Cost, race, ratio};
use crate::hand_written::{Receipt, Request, Text};
use crate::instructions;
use crate::server::{Server, TOKEN};

pub const REPEAT: &str = "repeat-send";

const SDK: &str = "wecom-message";
const UREQ: &str = "tuned ureq";

pub const AGENT_ID: i64 = 1_000_002;
pub const CONTENT: &str = "disk full on db-1: 98 % of /var are in use";
const SENDS: u32 = 3200;

/// Sends one text.
pub type Send = Box<dyn Fn() + Sync>;

pub fn run() {
    println!("\n## Sending: one text, best of ten alternating rounds of {SENDS} sends each\n");
    println!("| threads | {SDK}: CPU µs | wall µs | {UREQ}: CPU µs | wall µs | CPU × | wall × |");
    println!("|--:|--:|--:|--:|--:|--:|--:|");
    // One thread takes turns with the server. On two processors each turn would wake one that sleeps, which costs as much
    // as a send; whether the system puts them on one or on two is chance.
    cost::on_one_processor(|| compare(1));
    compare(8);
    compare(64);
    let server = Server::start();
    let [sdk, ureq] = [SDK, UREQ].map(|name| instructions::of_one(&[REPEAT, name, &server.address], 100));
    println!("\nInstructions of one send: {SDK} {sdk:.0}, {UREQ} {ureq:.0}, {:.2} ×", sdk / ureq);
}

fn compare(threads: usize) {
    let server = Server::start();
    let ways = [SDK, UREQ].map(|name| way(name, &server.address));
    let [sdk, ureq] = race([&|| in_threads(&ways[0], threads), &|| in_threads(&ways[1], threads)]);
    let [cpu, wall] = [ratio(sdk.cpu, ureq.cpu), ratio(sdk.wall, ureq.wall)];
    println!("| {threads} | {} | {} | {cpu:.2} | {wall:.2} |", of_one(sdk, SENDS), of_one(ureq, SENDS));
}

pub fn of_one(cost: Cost, sends: u32) -> String {
    let micros = |time: Duration| (time / sends).as_secs_f64() * 1e6;
    format!("{:.1} | {:.1}", micros(cost.cpu), micros(cost.wall))
}

/// All threads start at once, so that as many connections are in use in the round that warms up as in those that count.
fn in_threads(send: &Send, threads: usize) {
    let start = Barrier::new(threads);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                start.wait();
                (0..SENDS as usize / threads).for_each(|_| send());
            });
        }
    });
}

/// Without a measurement: for a tool that measures from outside.
pub fn repeat(name: &str, address: &str, times: usize) {
    let send = way(name, address);
    (0..times).for_each(|_| send());
}

fn way(name: &str, address: &str) -> Send {
    if name == SDK { by_sdk(address) } else { by_ureq(address) }
}

fn by_sdk(address: &str) -> Send {
    let client = Client::builder("corp id", "secret", AGENT_ID).base_url(format!("http://{address}"));
    let client = client.build().expect("the settings are right");
    Box::new(move || {
        let receipt = client.send_text(To::user("lisi"), CONTENT).expect("it is sent");
        assert!(receipt.message_id.is_some());
    })
}

fn by_ureq(address: &str) -> Send {
    let url = format!("http://{address}/cgi-bin/message/send?access_token={TOKEN}");
    let agent = tuned(64).build().new_agent();
    Box::new(move || {
        let mut request = Request::to_user("lisi", AGENT_ID, "text");
        request.text = Some(Text { content: CONTENT.to_owned() });
        let body = serde_json::to_vec(&request).expect("it can be written");
        let mut response = agent.post(&url).content_type("application/json").send(&body).expect("it is sent");
        let answer = response.body_mut().read_to_vec().expect("an answer");
        let receipt: Receipt = serde_json::from_slice(&answer).expect("a receipt");
        assert!(receipt.errcode == 0 && receipt.msgid.is_some());
    })
}

/// A timeout for each phase, which is cheaper than one for all, larger buffers, a pool for as many threads.
pub fn tuned(idle: usize) -> ConfigBuilder<AgentScope> {
    ureq::Agent::config_builder()
        .timeout_connect(Some(Duration::from_secs(10)))
        .timeout_send_request(Some(Duration::from_secs(30)))
        .timeout_send_body(Some(Duration::from_secs(30)))
        .timeout_recv_response(Some(Duration::from_secs(30)))
        .timeout_recv_body(Some(Duration::from_secs(30)))
        .input_buffer_size(16 * 1024)
        .output_buffer_size(16 * 1024)
        .max_idle_connections(2 * idle)
        .max_idle_connections_per_host(idle)
}
