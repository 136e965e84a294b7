//! Delivers a callback over HTTP, up to three times.

use std::time::{Duration, Instant};

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{CONTENT_TYPE, HOST};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::address::CallbackAddress;
use super::call::Call;
use super::called::{Attempt, Outcome};

/// Answers are small; no more than this is read.
const LARGEST_ANSWER: usize = 1024 * 1024;

/// How often a callback is sent before WeCom gives up.
const ATTEMPTS: usize = 3;

/// The attempts, and the body of the last answer. A verification is not repeated.
pub(crate) async fn deliver(address: &CallbackAddress, call: &Call, longest: Duration) -> (Vec<Attempt>, Vec<u8>) {
    let most = if call.is_verification() { 1 } else { ATTEMPTS };
    let mut attempts = Vec::new();
    let mut body = Vec::new();
    while attempts.len() < most {
        let began = Instant::now();
        let outcome = match timeout(longest, exchange(address, call)).await {
            Err(_) => Outcome::TimedOut,
            Ok(Err(reason)) => Outcome::Failed(reason),
            Ok(Ok((status, answer))) => {
                body = answer;
                Outcome::Answered(status.as_u16())
            }
        };
        let is_taken = outcome == Outcome::Answered(200);
        attempts.push(Attempt { outcome, took: began.elapsed() });
        if is_taken {
            break;
        }
    }
    (attempts, body)
}

impl Call {
    fn is_verification(&self) -> bool {
        self.body.is_empty()
    }

    fn request(&self, address: &CallbackAddress) -> hyper::http::Result<Request<Full<Bytes>>> {
        let method = if self.is_verification() { Method::GET } else { Method::POST };
        let request = Request::builder().method(method).uri(&self.target).header(HOST, &address.authority);
        request.header(CONTENT_TYPE, "text/xml").body(Full::new(Bytes::from(self.body.clone())))
    }
}

async fn exchange(address: &CallbackAddress, call: &Call) -> Result<(StatusCode, Vec<u8>), String> {
    let request = call.request(address).map_err(|error| error.to_string())?;
    let stream = TcpStream::connect(address.host_and_port()).await;
    let stream = stream.map_err(|error| format!("{} cannot be reached: {error}", address.authority))?;
    let broke = |error: hyper::Error| format!("the connection broke: {error}");
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(broke)?;
    let connection = AbortOnDrop(tokio::spawn(connection));
    let response = sender.send_request(request).await.map_err(broke)?;
    let status = response.status();
    let body = Limited::new(response.into_body(), LARGEST_ANSWER).collect().await;
    drop(connection);
    Ok((status, body.map_err(|error| format!("the answer cannot be read: {error}"))?.to_bytes().into()))
}

/// Hangs up when the attempt is over, also when it took too long.
struct AbortOnDrop<T>(tokio::task::JoinHandle<T>);

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}
