//! What a body costs before it is sent: built, checked and written, beside the same by hand with serde derive.

mod by_hand;
mod by_sdk;

use std::hint::black_box;

use serde_json::Value;
use wecom_message::To;
use wecom_message::app::{AnyMessage, Sender};
use wecom_message::check::{Check, Report};
use wecom_message::fields::{self, Joined};
use wecom_message::message::Message;

use crate::hand_written::Request;
use crate::instructions;

pub const REPEAT: &str = "repeat-body";

const AGENT_ID: i64 = 1_000_002;

/// The largest content that a page of mpnews may have.
const LARGE: usize = 666 * 1024;

/// What is counted of each body.
const WORKS: [&str; 4] = ["write by hand", "write", "all by hand", "all"];

/// The same message both ways.
struct Body {
    name: &'static str,
    by_hand: fn() -> Request,
    by_sdk: fn() -> AnyMessage,
}

const BODIES: [Body; 3] = [
    Body { name: "text", by_hand: by_hand::text, by_sdk: by_sdk::text },
    Body { name: "text_notice", by_hand: by_hand::text_notice, by_sdk: by_sdk::text_notice },
    Body { name: "mpnews of 666 KB", by_hand: by_hand::mpnews, by_sdk: by_sdk::mpnews },
];

pub fn run() {
    println!("\n## Bodies: instructions of one\n");
    println!("| message | bytes | write by hand | SDK | × | build and write by hand | SDK, with check | × |");
    println!("|:--|--:|--:|--:|--:|--:|--:|--:|");
    for Body { name, by_hand, by_sdk } in BODIES {
        let [hand, body] = [write_by_hand(&by_hand()), write(&To::user("lisi"), &by_sdk())];
        let json = |body: &[u8]| serde_json::from_slice::<Value>(body).expect("it is JSON");
        assert_eq!(json(&hand), json(&body), "{name}: both write the same");
        assert_eq!(check(&To::user("lisi"), &by_sdk()).into_violations(), [], "{name}");
        let times = if body.len() < LARGE { 100 } else { 10 };
        let counts = WORKS.map(|work| instructions::of_one(&[REPEAT, name, work], times));
        let [write_by_hand, write, all_by_hand, all] = counts;
        println!(
            "| {name} | {} | {write_by_hand:.0} | {write:.0} | {:.2} | {all_by_hand:.0} | {all:.0} | {:.2} |",
            body.len(),
            write / write_by_hand,
            all / all_by_hand,
        );
    }
}

/// Without a measurement: for a tool that measures from outside.
pub fn repeat(name: &str, work: &str, times: usize) {
    let body = BODIES.into_iter().find(|body| body.name == name).expect("a body");
    let (hand, message, to) = ((body.by_hand)(), (body.by_sdk)(), To::user("lisi"));
    for _ in 0..times {
        match work {
            "write by hand" => drop(black_box(write_by_hand(black_box(&hand)))),
            "write" => drop(black_box(write(black_box(&to), black_box(&message)))),
            "all by hand" => drop(black_box(write_by_hand(&(body.by_hand)()))),
            _ => {
                let (to, message) = (To::user("lisi"), (body.by_sdk)());
                drop(black_box((check(&to, &message), write(&to, &message))));
            }
        }
    }
}

fn write_by_hand(request: &Request) -> Vec<u8> {
    serde_json::to_vec(request).expect("it can be written")
}

/// As the client writes it.
fn write(to: &To, message: &AnyMessage) -> Vec<u8> {
    let mut sender = Sender::default();
    sender.agentid = Some(AGENT_ID);
    fields::body(&Joined::new(to, &sender, message)).expect("it can be written")
}

/// As the client checks it.
fn check(to: &To, message: &AnyMessage) -> Report {
    let mut report = Report::new();
    to.check(&mut report);
    message.check(&mut report);
    message.check_to(to, &mut report);
    report
}
