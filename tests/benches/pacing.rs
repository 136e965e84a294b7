//! What it costs to count each message: in one program, and in Redis for a fleet.

use std::cell::Cell;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Command, Stdio};

use wecom_message::token::RedisStore;
use wecom_message::{Client, ClientBuilder, Pacing, SharedPacing, To};

use crate::cost::{self, race};
use crate::send::of_one;
use crate::server::Server;

const SENDS: u32 = 1600;

pub fn run() {
    let server = Server::start();
    let port =
        TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("there is a free port").port();
    let mut redis = Command::new("redis-server")
        .args(["--port", &port.to_string(), "--save", ""])
        .stdout(Stdio::piped())
        .spawn()
        .expect("redis-server is installed");
    let output = BufReader::new(redis.stdout.take().expect("it is piped"));
    output.lines().map_while(Result::ok).find(|line| line.contains("Ready to accept")).expect("it starts");
    let store = RedisStore::new(&format!("redis://127.0.0.1:{port}")).expect("a URL");

    let client = |pace: &dyn Fn(ClientBuilder) -> ClientBuilder| {
        let builder = Client::builder("corp id", "secret", 1_000_002).base_url(format!("http://{}", server.address));
        pace(builder).build().expect("the settings are right")
    };
    let none = client(&|builder| builder);
    let alone = client(&|builder| builder.pacing(Pacing::Refuse));
    let shared =
        client(&|builder| builder.shared_pacing(SharedPacing::new(Pacing::Refuse, store.clone()).accounts(1_000_000)));
    // Each message to another member, or the limit would be reached.
    let member = Cell::new(0);
    let send = |client: &Client| {
        for _ in 0..SENDS {
            member.set(member.get() + 1);
            let _ = client.send_text(To::user(member.get().to_string()), "disk full").expect("it is sent");
        }
    };
    println!("\n## Counting a message: one thread, best of ten rounds of {SENDS} sends\n");
    println!("| counted | CPU µs | wall µs |\n|:--|--:|--:|");
    cost::on_one_processor(|| {
        let costs = race([&|| send(&none), &|| send(&alone), &|| send(&shared)]);
        for (name, cost) in ["not at all", "in the program", "in Redis, for all"].iter().zip(costs) {
            println!("| {name} | {} |", of_one(cost, SENDS));
        }
    });
    let _ = redis.kill();
    let _ = redis.wait();
}
