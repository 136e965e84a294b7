//! Receiving a click: verified, decrypted and read; beside wechatpy, where that is installed.

use std::hint::black_box;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;
use wecom_message::callback::Callbacks;

use crate::cost::race;

const VECTORS: &str = include_str!("../../wecom-message/tests/callback/vectors.json");
const CALLS: u32 = 2000;

pub fn run() {
    let vectors: Value = serde_json::from_str(VECTORS).expect("JSON");
    let click = vectors["vectors"].as_array().into_iter().flatten().find(|it| it["id"] == "own-template-card-event");
    let click = click.expect("the vector of a click");
    let text = |name: &str| click[name].as_str().expect(name);
    let callbacks =
        Callbacks::new(text("token"), text("encoding_aes_key"), text("receive_id")).expect("the vector's settings");
    let (query, body) = (text("query"), text("post_body"));
    let receive = || {
        for _ in 0..CALLS {
            black_box(callbacks.receive(black_box(query), black_box(body)).expect("a callback"));
        }
    };
    let [cost] = race([&receive]);
    println!("\n## Receiving a click of {} bytes\n", body.len());
    println!("| by | CPU µs | wall µs |\n|:--|--:|--:|");
    println!("| wecom-message | {:.1} | {:.1} |", microseconds(cost.cpu), microseconds(cost.wall));
    let python = ["-c", include_str!("callback.py"), &click.to_string()];
    match Command::new("python3").args(python).output() {
        Ok(output) if output.status.success() => print!("{}", String::from_utf8_lossy(&output.stdout)),
        _ => println!("\nwechatpy is left out: `pip install 'wechatpy>=2.0.0a1' pycryptodome xmltodict` installs it."),
    }
}

fn microseconds(all: Duration) -> f64 {
    (all / CALLS).as_secs_f64() * 1e6
}
