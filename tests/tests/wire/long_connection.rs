//! The other end of a smart bot's long connection: it acknowledges every frame and keeps it.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use serde_json::value::RawValue;
use serde_json::{Value, json};
use tungstenite::Message;

use crate::request::Request;

/// The frames that a bot sent, but for the one that subscribes.
pub(crate) struct LongConnection {
    pub(crate) url: String,
    frames: Receiver<Request>,
}

impl LongConnection {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("ws://{}", listener.local_addr().unwrap());
        let (sender, frames) = channel();
        thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            let mut websocket = tungstenite::accept(stream).unwrap();
            let mut is_subscribed = false;
            while let Ok(Message::Text(text)) = websocket.read() {
                let members: BTreeMap<String, Box<RawValue>> = serde_json::from_str(&text).unwrap();
                let cmd = members["cmd"].get().trim_matches('"').to_owned();
                let headers: Value = serde_json::from_str(members["headers"].get()).unwrap();
                let ack = json!({"headers": headers, "errcode": 0, "errmsg": "ok"});
                if is_subscribed && sender.send(Request::of_frame(cmd, members["body"].get())).is_err() {
                    return;
                }
                is_subscribed = true;
                websocket.send(Message::text(ack.to_string())).unwrap();
            }
        });
        Self { url, frames }
    }

    /// The one frame that came.
    pub(crate) fn frame(&self) -> Request {
        let frame = self.frames.try_recv().expect("a frame came before its ack");
        assert!(self.frames.try_recv().is_err(), "no other frame came");
        frame
    }
}
