//! What happened and happens, as server-sent events.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use http_body_util::BodyExt as _;
use http_body_util::channel::Channel;
use hyper::body::Bytes;

use super::Body;
use crate::request::Request;
use crate::shared::{Shared, lock};

/// The number of happenings that are written at once.
const BATCH: usize = 200;

/// Everything after the happening that the page saw last; the browser names it when it connects again.
pub(super) fn stream(request: &Request, shared: &Arc<Mutex<Shared>>) -> Body {
    let seen = request.header("last-event-id").or_else(|| request.parameter("after"));
    let mut seen: u64 = seen.and_then(|number| number.parse().ok()).unwrap_or_default();
    let (mut sender, body) = Channel::new(1);
    let shared = shared.clone();
    let mut happened = lock(&shared).happened();
    tokio::spawn(async move {
        let hello = lock(&shared).wecom().page_hello();
        let mut text = format!("retry: 500\ndata: {hello}\n\n");
        loop {
            // An error means that the page was closed.
            if sender.send_data(Bytes::from(text)).await.is_err() {
                return;
            }
            let mut batch = lock(&shared).wecom().happenings_after(seen, BATCH);
            while batch.is_empty() {
                if happened.wait_for(|count| *count > seen).await.is_err() {
                    return;
                }
                batch = lock(&shared).wecom().happenings_after(seen, BATCH);
            }
            seen = batch.last().map_or(seen, |(number, _)| *number);
            text = batch.into_iter().fold(String::new(), |mut text, (number, happening)| {
                // Writing to a text cannot fail.
                let _ = write!(text, "id: {number}\ndata: {happening}\n\n");
                text
            });
        }
    });
    body.boxed_unsync()
}
