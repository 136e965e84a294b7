//! The callback URL: a small HTTP server that verifies, decrypts and passes clicks on.
//!
//! It answers at once and leaves the work to another thread: WeCom waits five seconds, then it sends the callback again.

use std::net::TcpListener;
use std::sync::mpsc::{self, Receiver, Sender};
use std::{io, iter, thread};

use touche::{Body, HttpBody, Method, Request, Response, Server};
use wecom_message::app::ResponseCode;
use wecom_message::callback::{Answer, Callbacks, Deduplicator, Received};

/// A click on a button of a card.
pub(crate) struct Click {
    pub(crate) member: String,
    /// The card's `task_id`.
    pub(crate) task: String,
    /// The button's key.
    pub(crate) key: String,
    /// Updates the card once, within 72 hours.
    pub(crate) response_code: ResponseCode,
}

/// Answers callbacks on threads of its own. What is clicked comes out of the receiver.
pub(crate) fn start(listener: TcpListener, callbacks: Callbacks) -> Receiver<Click> {
    let (clicks, clicked) = mpsc::channel();
    let deduplicator = Deduplicator::new();
    thread::spawn(move || {
        let connections = iter::from_fn(move || listener.accept().ok()).map(|(stream, _)| stream);
        Server::builder().from_connections(connections).serve(move |request: Request<Body>| {
            let query = request.uri().query().unwrap_or_default().to_owned();
            let answer = match *request.method() {
                Method::GET => callbacks.verify(&query).unwrap_or_else(|error| error.answer()),
                Method::POST => {
                    let body = request.into_body().into_bytes()?;
                    post(&callbacks, &deduplicator, &clicks, &query, &body)
                }
                _ => Answer::empty(),
            };
            let response = Response::builder().status(answer.status).header("content-type", answer.content_type);
            response.body(answer.body).map_err(io::Error::other)
        })
    });
    clicked
}

fn post(
    callbacks: &Callbacks,
    deduplicator: &Deduplicator,
    clicks: &Sender<Click>,
    query: &str,
    body: &[u8],
) -> Answer {
    let received = match callbacks.receive(query, body) {
        Ok(received) => received,
        Err(error) => {
            eprintln!("refused: {error}");
            return error.answer();
        }
    };
    if received.head.event == "template_card_event" && deduplicator.is_first(&received.dedupe_key()) {
        // An error means that the program is ending.
        let _ = clicks.send(Click::of(&received));
    }
    received.responder.acknowledge()
}

impl Click {
    fn of(received: &Received) -> Self {
        let text = |name: &str| received.members.get(name).and_then(|value| value.as_str()).unwrap_or_default();
        Self {
            member: received.head.from_user_name.clone(),
            task: text("TaskId").to_owned(),
            key: text("EventKey").to_owned(),
            response_code: text("ResponseCode").into(),
        }
    }
}
