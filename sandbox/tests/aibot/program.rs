//! A program on the long connection that knows nothing but frames.

use std::net::TcpStream;

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket, client};
use wecom_sandbox::Sandbox;

use crate::LONG;

/// A connection.
pub(crate) struct Program {
    socket: WebSocket<TcpStream>,
    sent: u32,
}

impl Program {
    /// Connects; the bot is not subscribed.
    pub(crate) fn connect(sandbox: &Sandbox) -> Self {
        Self::try_connect(sandbox).unwrap()
    }

    /// Connects; the error is the status that refused it.
    pub(crate) fn try_connect(sandbox: &Sandbox) -> Result<Self, u16> {
        let url = sandbox.aibot().url();
        let stream = TcpStream::connect(url.strip_prefix("ws://").unwrap()).unwrap();
        stream.set_read_timeout(Some(LONG)).unwrap();
        match client(url, stream) {
            Ok((socket, _)) => Ok(Self { socket, sent: 0 }),
            Err(tungstenite::HandshakeError::Failure(tungstenite::Error::Http(response))) => {
                Err(response.status().as_u16())
            }
            Err(error) => panic!("{error}"),
        }
    }

    /// Connects and subscribes.
    pub(crate) fn start(sandbox: &Sandbox) -> Self {
        let mut program = Self::connect(sandbox);
        assert_eq!(program.subscribe(&sandbox.aibot().id(), &sandbox.aibot().secret()), 0);
        program
    }

    /// The errcode of a subscription.
    pub(crate) fn subscribe(&mut self, id: &str, secret: &str) -> i64 {
        errcode(&self.call("aibot_subscribe", &json!({"bot_id": id, "secret": secret})))
    }

    /// Sends a frame with a `req_id` of its own, and gives back its ack.
    pub(crate) fn call(&mut self, cmd: &str, body: &Value) -> Value {
        self.sent += 1;
        let req_id = format!("own-{}", self.sent);
        self.answer(cmd, &req_id, body)
    }

    /// Sends a frame with the `req_id` of a callback, and gives back its ack.
    pub(crate) fn answer(&mut self, cmd: &str, req_id: &str, body: &Value) -> Value {
        self.send(cmd, req_id, body);
        let ack = self.read();
        assert_eq!((&ack["headers"]["req_id"], &ack["cmd"]), (&json!(req_id), &Value::Null), "{ack}");
        ack
    }

    pub(crate) fn send(&mut self, cmd: &str, req_id: &str, body: &Value) {
        let frame = json!({"cmd": cmd, "headers": {"req_id": req_id}, "body": body});
        self.socket.send(Message::text(frame.to_string())).unwrap();
    }

    pub(crate) fn send_text(&mut self, text: &str) {
        self.socket.send(Message::text(text)).unwrap();
    }

    /// The next frame.
    pub(crate) fn read(&mut self) -> Value {
        serde_json::from_str(&self.read_text()).unwrap()
    }

    pub(crate) fn read_text(&mut self) -> String {
        self.try_read().unwrap()
    }

    /// The next frame; the error is how the connection ended.
    pub(crate) fn try_read(&mut self) -> Result<String, String> {
        loop {
            match self.socket.read() {
                Ok(Message::Text(text)) => return Ok(text.to_string()),
                Ok(Message::Close(_)) => return Err("closed".to_owned()),
                Ok(_) => {}
                Err(error) => return Err(error.to_string()),
            }
        }
    }

    /// Whether no frame comes within this time.
    pub(crate) fn hears_nothing(&mut self, within: std::time::Duration) -> bool {
        self.socket.get_ref().set_read_timeout(Some(within)).unwrap();
        let heard = self.socket.read();
        self.socket.get_ref().set_read_timeout(Some(LONG)).unwrap();
        matches!(heard, Err(tungstenite::Error::Io(error)) if matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut))
    }
}

pub(crate) fn errcode(ack: &Value) -> i64 {
    ack["errcode"].as_i64().unwrap()
}
