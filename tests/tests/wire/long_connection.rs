//! The other end of a bot's long connection, which takes everything.

use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::{Value, json};
use tungstenite::Message;

pub(crate) struct LongConnection {
    url: String,
    frames: Arc<Mutex<Vec<String>>>,
}

impl LongConnection {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("ws://{}", listener.local_addr().unwrap());
        let frames = Arc::<Mutex<Vec<String>>>::default();
        let taken = Arc::clone(&frames);
        thread::spawn(move || {
            let mut socket = tungstenite::accept(listener.accept().unwrap().0).unwrap();
            // Ends with the bot.
            while let Ok(Message::Text(frame)) = socket.read() {
                let arrived: Value = serde_json::from_str(&frame).unwrap();
                taken.lock().unwrap().push(frame.to_string());
                let ack = json!({ "headers": arrived["headers"], "errcode": 0, "errmsg": "ok" });
                socket.send(Message::text(ack.to_string())).unwrap();
            }
        });
        Self { url, frames }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The body of the last frame, byte for byte.
    pub(crate) fn last_body(&self) -> String {
        let frames = self.frames.lock().unwrap();
        let (_, body) = frames.last().unwrap().split_once(r#","body":"#).unwrap();
        body.strip_suffix('}').unwrap().to_owned()
    }
}
