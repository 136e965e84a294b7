//! The WebSocket: an HTTP request becomes a connection, which a task reads and writes.

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::future::{Either, select};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt as _, StreamExt as _};
use hyper::body::Incoming;
use hyper::header::{CONNECTION, HeaderValue, UPGRADE};
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper::{Response, StatusCode};
use hyper_util::rt::TokioIo;
use sha1::{Digest as _, Sha1};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, WeakUnboundedSender, unbounded_channel};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::Role;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
use tokio_tungstenite::tungstenite::protocol::frame::{Frame, FrameHeader};

use super::connection::Out;
use crate::shared::{Shared, lock};

type Socket = WebSocketStream<TokioIo<Upgraded>>;

/// Whether a request asks for a WebSocket.
pub(crate) fn wants_upgrade(request: &hyper::Request<Incoming>) -> bool {
    let upgrade = request.headers().get(UPGRADE).and_then(|value| value.to_str().ok());
    upgrade.is_some_and(|value| value.eq_ignore_ascii_case("websocket"))
}

/// Makes a WebSocket of a request. Refused without a key, and while the bots' server is down.
pub(crate) fn open(mut request: hyper::Request<Incoming>, shared: &Arc<Mutex<Shared>>) -> Response<()> {
    let mut response = Response::new(());
    let key = request.headers().get("sec-websocket-key").map(|key| accept_key(key.as_bytes()));
    let Some(Ok(accept)) = key.map(|key| HeaderValue::from_str(&key)) else {
        *response.status_mut() = StatusCode::BAD_REQUEST;
        return response;
    };
    let (mailbox, out) = unbounded_channel();
    let connection = lock(shared).act(|wecom| wecom.aibots_mut().connected(mailbox.clone()));
    let Some(connection) = connection else {
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        return response;
    };
    tokio::spawn(serve(hyper::upgrade::on(&mut request), shared.clone(), connection, mailbox.downgrade(), out));
    *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let headers = response.headers_mut();
    headers.insert(CONNECTION, HeaderValue::from_static("Upgrade"));
    headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert("sec-websocket-accept", accept);
    response
}

/// What proves that the server speaks WebSocket (RFC 6455, 4.2.2).
fn accept_key(key: &[u8]) -> String {
    const GUID: &[u8] = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    STANDARD.encode(Sha1::digest([key, GUID].concat()))
}

async fn serve(
    upgrade: OnUpgrade,
    shared: Arc<Mutex<Shared>>,
    connection: u64,
    mailbox: WeakUnboundedSender<Out>,
    mut out: UnboundedReceiver<Out>,
) {
    // An error means that the client has gone away.
    if let Ok(upgraded) = upgrade.await {
        let socket = WebSocketStream::from_raw_socket(TokioIo::new(upgraded), Role::Server, None).await;
        let (mut writing, reading) = socket.split();
        let end = {
            let read = pin!(read(reading, &shared, connection));
            let write = pin!(write(&mut writing, &mut out, &mailbox));
            match select(read, write).await {
                Either::Left(((), _)) => End::Closed,
                Either::Right((end, _)) => end,
            }
        };
        // What still comes is not read; `writing` keeps the socket open until a test cuts it.
        while matches!(end, End::Silent) && !matches!(out.recv().await, Some(Out::Cut) | None) {}
    }
    lock(&shared).act(|wecom| wecom.aibots_mut().disconnected(connection));
}

/// Hands each frame over until the client ends the connection.
async fn read(mut reading: SplitStream<Socket>, shared: &Mutex<Shared>, connection: u64) {
    while let Some(Ok(message)) = reading.next().await {
        if let Message::Text(text) = message {
            lock(shared).act(|wecom| wecom.aibot_frame(connection, &text));
        }
    }
}

/// How a connection ends by the sandbox.
enum End {
    Closed,
    Silent,
}

async fn write(
    writing: &mut SplitSink<Socket, Message>,
    out: &mut UnboundedReceiver<Out>,
    mailbox: &WeakUnboundedSender<Out>,
) -> End {
    while let Some(out) = out.recv().await {
        let message = match out {
            Out::Text(text) => Message::text(text),
            Out::Later(after, text) => {
                send_later(mailbox.upgrade(), after, Out::Text(text));
                continue;
            }
            Out::CutLater(after) => {
                send_later(mailbox.upgrade(), after, Out::Cut);
                continue;
            }
            Out::Broken => Message::Frame(broken()),
            Out::Close => {
                // An error means that the client has gone away.
                let _ = writing.close().await;
                return End::Closed;
            }
            Out::Cut => return End::Closed,
            Out::Silence => return End::Silent,
        };
        if writing.send(message).await.is_err() {
            return End::Closed;
        }
    }
    End::Closed
}

fn send_later(mailbox: Option<UnboundedSender<Out>>, after: Duration, out: Out) {
    tokio::spawn(async move {
        tokio::time::sleep(after).await;
        // An error means that the connection has ended by now.
        let _ = mailbox.map(|mailbox| mailbox.send(out));
    });
}

/// A frame of an extension that was not agreed on.
fn broken() -> Frame {
    let header = FrameHeader { rsv1: true, opcode: OpCode::Data(Data::Text), ..FrameHeader::default() };
    Frame::from_payload(header, "{}".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_the_rfc_is_accepted_as_there() {
        assert_eq!(accept_key(b"dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }
}
