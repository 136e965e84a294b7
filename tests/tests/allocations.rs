//! How often a send asks for memory, on the thread that sends.

use allocation_counter::{AllocationInfo, measure};
use wecom_message::app::{MpArticle, MpNews};
use wecom_message::{Client, To};
use wecom_sandbox::Sandbox;

/// Of a send with a token and a connection that are there already.
fn steady(send: impl Fn(&Client)) -> AllocationInfo {
    let sandbox = Sandbox::start().unwrap();
    let client = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id());
    let client = client.base_url(sandbox.base_url()).build().unwrap();
    for _ in 0..3 {
        send(&client);
    }
    measure(|| send(&client))
}

#[test]
fn a_text_takes_few_allocations_and_keeps_none() {
    let text = steady(|client| drop(client.send_text(To::user("lisi"), "disk full").unwrap()));
    assert!(text.count_total <= 44 && text.bytes_total <= 6 * 1024, "{text:?}");
    assert_eq!((text.count_current, text.bytes_current), (0, 0), "{text:?}");
}

#[test]
fn a_long_content_is_copied_once() {
    const CONTENT: usize = 660 * 1024;
    let article = steady(|client| {
        let article = MpArticle::new("Report", "MEDIA_ID", "a".repeat(CONTENT));
        drop(client.send_mpnews(To::user("lisi"), MpNews::new([article])).unwrap());
    });
    // Once as it was made, once in the body.
    assert!(article.bytes_total <= 2 * CONTENT as u64 + 8 * 1024, "{article:?}");
}
