//! No input makes it panic, and nothing that was changed is taken.

use std::env;

use crate::sealing::{CORP_ID, Request, callback, callbacks, encrypt, plaintext, signed};

/// Of each kind; `CALLBACK_CASES=1000000` tries a million.
fn cases() -> usize {
    env::var("CALLBACK_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(20_000)
}

const MESSAGE: &str = "<xml><ToUserName><![CDATA[ww0f1e2d3c4b5a6978]]></ToUserName><FromUserName><![CDATA[lin.wei]]></FromUserName>\
    <CreateTime>1795306100</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[template_card_event]]></Event>\
    <EventKey><![CDATA[submit]]></EventKey><TaskId><![CDATA[lunch]]></TaskId><AgentID>1000017</AgentID><SelectedItems><SelectedItem>\
    <QuestionKey><![CDATA[dish]]></QuestionKey><OptionIds><OptionId><![CDATA[rice]]></OptionId></OptionIds></SelectedItem></SelectedItems></xml>";
const MESSAGE_IN_JSON: &str = r#"{"ToUserName":"ww0f","CreateTime":1795306100,"MsgType":"event","Event":"enter_agent","AgentID":17,"a":[{"b":null}]}"#;

/// Parts that parsers stumble over.
const PARTS: [&str; 24] = [
    "<",
    ">",
    "</xml>",
    "<xml>",
    "<![CDATA[",
    "]]>",
    "&",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "<!--",
    "<!DOCTYPE x>",
    "<?",
    "\0",
    "\u{feff}",
    "{",
    "}",
    "[",
    "\"",
    "\\u",
    "=",
    "%",
    "<a b='",
    "/>",
];

fn mutated(random: &mut fastrand::Rng, text: &str) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..random.usize(1..5) {
        let at = random.usize(0..=bytes.len());
        match random.u8(0..6) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..(at + random.usize(0..20)).min(bytes.len()))),
            2 => drop(bytes.splice(at..at, random.choice(PARTS).unwrap().bytes())),
            3 => bytes.insert(at, random.u8(..)),
            4 => bytes.extend_from_within(at..),
            _ => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << random.u8(0..8)),
        }
    }
    bytes
}

#[test]
fn messages_that_were_changed_before_they_were_encrypted_make_no_panic() {
    let mut random = fastrand::Rng::with_seed(1);
    for case in 0..cases() {
        let message = mutated(&mut random, if case % 3 == 0 { MESSAGE_IN_JSON } else { MESSAGE });
        let Request { query, body } = signed(&encrypt(&plaintext(&message, CORP_ID)));
        if let Ok(received) = callbacks().receive(&query, &body) {
            assert_eq!(received.text().as_bytes(), message);
            let _ = (received.dedupe_key(), received.responder.acknowledge());
        }
    }
}

#[test]
fn plaintexts_that_were_changed_make_no_panic() {
    let mut random = fastrand::Rng::with_seed(2);
    let whole = String::from_utf8(plaintext(b"<xml><MsgType>text</MsgType></xml>", CORP_ID)).unwrap();
    for _ in 0..cases() {
        let Request { query, body } = signed(&encrypt(&mutated(&mut random, &whole)));
        let _ = callbacks().receive(&query, &body);
    }
}

#[test]
fn requests_that_were_changed_are_refused() {
    let mut random = fastrand::Rng::with_seed(3);
    let Request { query, body } = callback(MESSAGE);
    let body = String::from_utf8(body).unwrap();
    for _ in 0..cases() {
        let other_query = String::from_utf8_lossy(&mutated(&mut random, &query)).into_owned();
        let other_body = mutated(&mut random, &body);
        if let Ok(received) = callbacks().receive(&other_query, &other_body) {
            assert_eq!(received.text(), MESSAGE, "only what is not signed can be changed");
        }
        let _ = callbacks().verify(&other_query);
    }
}
