//! The callback URL: a small HTTP server that verifies, decrypts and passes clicks on.
//!
//! It answers at once and leaves the work to another thread: WeCom waits five seconds, then it sends the callback again.

use std::net::TcpListener;
use std::sync::mpsc::{self, Receiver, Sender};
use std::{io, iter, thread};

use touche::{Body, HttpBody, Method, Request, Response, Server};
use wecom_message::callback::{Answer, Callbacks, Deduplicator, Event, TemplateCardClick};

/// A member's click on a button of a card.
pub(crate) struct Click {
    pub(crate) member: String,
    pub(crate) card: TemplateCardClick,
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
    let is_first = deduplicator.is_first(&received.dedupe_key());
    if let Event::TemplateCardClick(card) = received.event
        && is_first
    {
        // An error means that the program is ending.
        let _ = clicks.send(Click { member: received.head.from_user_name, card });
    }
    received.responder.acknowledge()
}
