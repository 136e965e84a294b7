//! The page: what everybody would see, in a browser, with cards to click.

#[cfg(feature = "callback")]
mod actions;
#[cfg(feature = "callback")]
mod aibot_actions;
mod articles;
mod confirmation;
mod descriptions;
mod files;
pub(crate) mod guard;
mod happenings;
mod media;

use std::sync::{Arc, Mutex};

use http_body_util::combinators::UnsyncBoxBody;
use hyper::body::Bytes;

use crate::answer::Answer;
use crate::request::Request;
use crate::shared::{Shared, lock};

/// The body of an answer: whole, or as things happen.
pub(crate) type Body = UnsyncBoxBody<Bytes, std::convert::Infallible>;

/// What is shown at the page's addresses.
pub(crate) enum Shown {
    Answer(Answer),
    /// Things as they happen.
    Happenings(Body),
}

/// What `/` and everything below `/sandbox/` shows; `None` elsewhere, and where the servers answer by themselves.
pub(crate) async fn show(request: &Request, shared: &Arc<Mutex<Shared>>) -> Option<Shown> {
    if request.path != "/" && request.path != "/sandbox" && !request.path.starts_with("/sandbox/") {
        return None;
    }
    if let Err(reason) = guard::check(request) {
        return Some(Shown::Answer(safe(Answer::text(403, reason))));
    }
    let path = request.path.trim_start_matches("/sandbox");
    let answer = match (request.method.as_str(), path) {
        ("GET", "/" | "") if request.path != "/sandbox/" => moved("/sandbox/"),
        ("GET", "/happenings") => return Some(Shown::Happenings(happenings::stream(request, shared))),
        ("GET", "/descriptions") => lock(shared).wecom().page_descriptions(),
        ("GET", "/media") => lock(shared).wecom().page_media(request),
        ("GET", "/articles") => lock(shared).wecom().page_article(request),
        ("POST", "/actions") => act(request, shared).await,
        ("GET", "/received" | "/callbacks" | "/aibot") => lock(shared).act(|wecom| wecom.answer(request)),
        ("GET", file) => files::find(file).unwrap_or_else(|| Answer::text(404, "the page has no such file\n")),
        _ => Answer::text(405, "the page has no use for this method\n"),
    };
    Some(Shown::Answer(safe(answer)))
}

#[cfg_attr(not(feature = "callback"), expect(clippy::unused_async, reason = "it waits for the callback alone"))]
async fn act(request: &Request, shared: &Arc<Mutex<Shared>>) -> Answer {
    if let Some(answer) = confirmation::act(request, shared) {
        return answer;
    }
    #[cfg(feature = "callback")]
    return actions::act(request, shared).await;
    #[cfg(not(feature = "callback"))]
    Answer::json(409, &serde_json::json!({"error": "this sandbox was built without its feature `callback`"}))
}

fn moved(to: &str) -> Answer {
    let mut answer = Answer::text(302, "");
    answer.headers.push(("location", to.to_owned()));
    answer
}

/// With headers that keep hostile content from running and other sites from looking in.
fn safe(mut answer: Answer) -> Answer {
    const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
        media-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; \
        frame-ancestors 'none'";
    let mut add = |name, value: &str| {
        if !answer.headers.iter().any(|(found, _)| *found == name) {
            answer.headers.push((name, value.to_owned()));
        }
    };
    add("content-security-policy", POLICY);
    add("x-content-type-options", "nosniff");
    add("cross-origin-resource-policy", "same-origin");
    add("referrer-policy", "no-referrer");
    add("x-dns-prefetch-control", "off");
    add("cache-control", "no-store");
    answer
}
