//! What a body costs before it is sent: built, checked and written, beside the same by hand with serde derive.

mod by_hand;
mod with_sdk;

use std::hint::black_box;
use std::time::Duration;

use serde::Serialize;
use wecom_message::app::{App, Sender};
use wecom_message::check::{Check, Report};
use wecom_message::fields::{Joined, Object};
use wecom_message::message::Message;
use wecom_message::{To, app};

use crate::race::{Contender, race, ratio};

const AGENT_ID: i64 = 1_000_002;
const BODIES: usize = 20_000;

/// The largest content that a page of mpnews may have.
const LARGE: usize = 666 * 1024;

pub fn run() {
    println!("\n## Bodies: best of ten alternating rounds of {BODIES} each, CPU ns\n");
    println!(
        "| message | bytes | by hand: build + write | SDK: build + write | × | write alone | SDK | × | checks | of the write % |"
    );
    println!("|:--|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    macro_rules! compare {
        ($($name:ident),*) => { $( compare(stringify!($name), by_hand::$name, with_sdk::$name, BODIES); )* };
    }
    compare!(text, image, voice, video, file, textcard, news, mpnews, markdown, miniprogram_notice);
    compare!(taskcard, interactive_taskcard, template_msg);
    compare!(text_notice, news_notice, button_interaction, vote_interaction, multiple_interaction);
    let plain = "<p>".to_owned() + &"正文".repeat((LARGE - 7) / 6) + "</p>";
    let html = r#"<p class="line">All is well on db-1.</p>"#.repeat(LARGE / 40);
    for (name, content) in [("mpnews_666k_plain", plain), ("mpnews_666k_html", html)] {
        compare(name, || by_hand::mpnews_of(&content), || with_sdk::mpnews_of(&content), 20);
    }
}

fn compare<H: Serialize, M: Message<App> + Check>(
    name: &str,
    by_hand: impl Fn() -> H,
    with_sdk: impl Fn() -> M,
    bodies: usize,
) {
    let (hand, message) = (by_hand(), with_sdk());
    let (to, sender) = (To::user("lisi"), sender());
    let body = by_sdk(&to, &sender, &message);
    let reference = serde_json::to_vec(&hand).expect("it can be written");
    assert_eq!(json(&reference), json(&body), "{name}: both write the same");
    assert_eq!(Report::of(&message), [], "{name}");

    let whole_by_hand = |count| (0..count).for_each(|_| drop(black_box(serde_json::to_vec(&by_hand()))));
    let whole_by_sdk = |count| (0..count).for_each(|_| drop(black_box(by_sdk(&recipient(), &sender, &with_sdk()))));
    let hand_alone = |count| (0..count).for_each(|_| drop(black_box(serde_json::to_vec(black_box(&hand)))));
    let sdk_alone = |count| (0..count).for_each(|_| drop(black_box(by_sdk(&to, &sender, black_box(&message)))));
    let checks = |count| (0..count).for_each(|_| drop(black_box(check(&to, black_box(&message)))));
    let costs = race(
        &mut [
            Contender::new(whole_by_hand),
            Contender::new(whole_by_sdk),
            Contender::new(hand_alone),
            Contender::new(sdk_alone),
            Contender::new(checks),
        ],
        bodies,
    );
    let [whole_by_hand, whole, by_hand, alone, checks] = [0, 1, 2, 3, 4].map(|index| costs[index].cpu);
    let nanos = Duration::as_nanos;
    println!(
        "| {name} | {} | {} | {} | {:.2} | {} | {} | {:.2} | {} | {:.0} |",
        body.len(),
        nanos(&whole_by_hand),
        nanos(&whole),
        ratio(whole, whole_by_hand),
        nanos(&by_hand),
        nanos(&alone),
        ratio(alone, by_hand),
        nanos(&checks),
        100.0 * ratio(checks, alone),
    );
}

fn recipient() -> To {
    To::user("lisi")
}

fn sender() -> Sender {
    let mut sender = Sender::default();
    sender.agentid = Some(AGENT_ID);
    sender
}

/// As the client writes it.
fn by_sdk<M: Message<App>>(to: &To, sender: &app::Sender, message: &M) -> Vec<u8> {
    serde_json::to_vec(&Object(&Joined { to, sender, message })).expect("it can be written")
}

fn check<M: Message<App> + Check>(to: &To, message: &M) -> Report {
    let mut report = Report::new();
    to.check(&mut report);
    message.check(&mut report);
    message.check_to(to, &mut report);
    report
}

fn json(body: &[u8]) -> serde_json::Value {
    serde_json::from_slice(body).expect("it is JSON")
}
