//! What a send asks of memory, on the thread that sends.

use allocation_counter::{AllocationInfo, measure};
use wecom_message::app::{MpArticle, Mpnews};
use wecom_message::{Client, To};
use wecom_sandbox::Sandbox;

/// Of a send by a client that has its token and its connection.
fn steady(send: impl Fn(&Client)) -> AllocationInfo {
    let sandbox = Sandbox::builder().any_media_id().start().unwrap();
    let client = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id());
    let client = client.base_url(sandbox.base_url()).build().unwrap();
    for _ in 0..3 {
        send(&client);
    }
    measure(|| send(&client))
}

#[test]
fn a_send_keeps_no_memory() {
    let text = steady(|client| drop(client.send_text(To::user("lisi"), "disk full").unwrap()));
    assert_eq!((text.count_current, text.bytes_current), (0, 0), "{text:?}");
}

#[test]
fn a_long_content_is_copied_into_the_body_and_no_further() {
    const CONTENT: u64 = 660 * 1024;
    let article = steady(|client| {
        let article = MpArticle::new("Report", "MEDIA_ID", "a".repeat(660 * 1024));
        drop(client.send_mpnews(To::user("lisi"), Mpnews::new([article])).unwrap());
    });
    // The content itself, and a body that may double once more behind it.
    assert!(article.bytes_total < 5 * CONTENT, "{article:?}");
}
