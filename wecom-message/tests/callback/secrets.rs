//! What must not be shown is not shown.

use wecom_message::callback::Callbacks;

use crate::sealing::{CORP_ID, KEY, TOKEN, callback, callbacks};

#[test]
fn neither_token_nor_key_nor_codes_are_in_any_debug() {
    let click = "<xml><MsgType>event</MsgType><Event>template_card_event</Event><ResponseCode>RC_hush</ResponseCode>\
        <WelcomeCode>WC_hush</WelcomeCode><Token>ENC_hush</Token><Whatever>New_hush</Whatever></xml>";
    let request = callback(click);
    let builder = Callbacks::builder(TOKEN, KEY, CORP_ID);
    let received = callbacks().receive(&request.query, &request.body).unwrap();
    let opened = callbacks().open(&request.query, &request.body).unwrap();
    let shown = [
        format!("{:?}", callbacks()),
        format!("{builder:?}"),
        format!("{received:?}"),
        format!("{opened:?}"),
        format!("{:?}", received.responder),
    ];
    for shown in shown {
        for secret in [TOKEN, KEY, "hush"] {
            assert!(!shown.contains(secret), "{secret}: {shown}");
        }
    }
    assert!(received.text().contains("RC_hush"), "who asks for the text gets it");
}
