//! Every message and event that a smart bot receives, from its example to the type.

use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};
use wecom_message::Aibot;
use wecom_message::aibot::Event;
use wecom_schema::model::Credential;
use wecom_tests::bodies::schema;

/// The other end of a connection on which one callback comes.
fn send_one(listener: &TcpListener, body: &Value) -> WebSocket<TcpStream> {
    let mut socket = tungstenite::accept(listener.accept().unwrap().0).unwrap();
    let subscription: Value = serde_json::from_str(socket.read().unwrap().to_text().unwrap()).unwrap();
    let ack = json!({ "headers": subscription["headers"], "errcode": 0, "errmsg": "ok" });
    socket.send(Message::text(ack.to_string())).unwrap();
    let cmd = if body["msgtype"] == "event" { "aibot_event_callback" } else { "aibot_msg_callback" };
    let callback = json!({ "cmd": cmd, "headers": { "req_id": "R-1" }, "body": body });
    socket.send(Message::text(callback.to_string())).unwrap();
    socket
}

#[test]
fn every_example_is_read_whole() {
    let schema = schema();
    let channels = schema.channels.iter().filter(|channel| channel.credential == Credential::Bot);
    let described: Vec<_> = channels.flat_map(|channel| &channel.received).collect();
    assert!(!described.is_empty());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("ws://{}", listener.local_addr().unwrap());
    for (name, example) in described.iter().flat_map(|it| it.examples.iter().map(move |example| (&it.name, example))) {
        let body: Value = serde_json::from_str(&example.text).unwrap();
        let received = thread::scope(|scope| {
            let end = scope.spawn(|| send_one(&listener, &body));
            let bot = Aibot::builder("bot", "secret").url(&*url).connect().unwrap();
            let received = bot.incoming().next_within(Duration::from_secs(20)).unwrap().unwrap();
            drop(end.join().unwrap());
            received
        });
        assert!(!matches!(received.event, Event::Other(_)), "{name}: {body}");
        assert!(received.unknown.is_empty(), "{name}: {:?}", received.unknown);
    }
}
