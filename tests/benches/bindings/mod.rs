//! What a body costs before it is sent: built, checked and written, beside the same by hand with serde derive.

mod by_hand;
mod instructions;
mod time;
mod with_sdk;

use std::hint::black_box;
use std::rc::Rc;

use serde::Serialize;
use wecom_message::To;
use wecom_message::app::{App, Sender};
use wecom_message::check::{Check, Report};
use wecom_message::fields::{self, Joined};
use wecom_message::message::Message;

pub use self::instructions::{COUNTED, count, counted};
pub use self::time::run;

const AGENT_ID: i64 = 1_000_002;

/// The largest content that a page of mpnews may have.
const LARGE: usize = 666 * 1024;

/// Done once for one body.
type Work = Box<dyn Fn()>;

/// The same message both ways.
struct Comparison {
    name: &'static str,
    bytes: usize,
    build_by_hand: Work,
    build_by_sdk: Work,
    write_by_hand: Work,
    write_by_sdk: Work,
    check: Work,
}

impl Comparison {
    fn works(&self) -> [&Work; 5] {
        [&self.build_by_hand, &self.build_by_sdk, &self.write_by_hand, &self.write_by_sdk, &self.check]
    }
}

fn comparisons() -> Vec<Comparison> {
    macro_rules! compare {
        ($($name:ident),*) => { [$( compare(stringify!($name), by_hand::$name, with_sdk::$name) ),*] };
    }
    let mut comparisons = Vec::new();
    comparisons.extend(compare!(text, image, voice, video, file, textcard, news, mpnews, markdown));
    comparisons.extend(compare!(miniprogram_notice, taskcard, interactive_taskcard, template_msg));
    comparisons.extend(compare!(text_notice, news_notice, button_interaction, vote_interaction, multiple_interaction));
    let plain = "<p>".to_owned() + &"正文".repeat((LARGE - 7) / 6) + "</p>";
    let html = r#"<p class="line">All is well on db-1.</p>"#.repeat(LARGE / 40);
    comparisons.extend([("mpnews_666k_plain", plain), ("mpnews_666k_html", html)].map(|(name, content)| {
        let content: Rc<str> = content.into();
        let same = Rc::clone(&content);
        compare(name, move || by_hand::mpnews_of(&same), move || with_sdk::mpnews_of(&content))
    }));
    comparisons
}

fn compare<H: Serialize + 'static, M: Message<App> + 'static>(
    name: &'static str,
    by_hand: impl Fn() -> H + 'static,
    with_sdk: impl Fn() -> M + 'static,
) -> Comparison {
    let (hand, message, to) = (by_hand(), Rc::new(with_sdk()), Rc::new(To::user("lisi")));
    let body = by_sdk(&to, &*message);
    let reference = serde_json::to_vec(&hand).expect("it can be written");
    assert_eq!(json(&reference), json(&body), "{name}: both write the same");
    assert_eq!(check(&to, &*message).into_violations(), [], "{name}");
    let (same_message, same_to) = (Rc::clone(&message), Rc::clone(&to));
    Comparison {
        name,
        bytes: body.len(),
        build_by_hand: Box::new(move || drop(black_box(by_hand()))),
        build_by_sdk: Box::new(move || drop(black_box((To::user("lisi"), with_sdk())))),
        write_by_hand: Box::new(move || drop(black_box(serde_json::to_vec(black_box(&hand))))),
        write_by_sdk: Box::new(move || drop(black_box(by_sdk(&to, black_box(&*message))))),
        check: Box::new(move || drop(black_box(check(&same_to, black_box(&*same_message))))),
    }
}

fn by_sdk(to: &To, message: &impl Message<App>) -> Vec<u8> {
    let mut sender = Sender::default();
    sender.agentid = Some(AGENT_ID);
    fields::body(&Joined { to, sender: &sender, message }).expect("it can be written")
}

fn check(to: &To, message: &impl Message<App>) -> Report {
    let mut report = Report::new();
    to.check(&mut report);
    message.check(&mut report);
    message.check_to(to, &mut report);
    report
}

fn json(body: &[u8]) -> serde_json::Value {
    serde_json::from_slice(body).expect("it is JSON")
}
