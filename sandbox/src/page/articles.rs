//! The HTML of an `mpnews` article, for a frame in which nothing runs.

use serde_json::Value;

use crate::answer::Answer;
use crate::body::text;
use crate::request::Request;
use crate::wecom::Wecom;

/// No script, no form, no other host; only the article's own styles.
const POLICY: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; \
    frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

/// A browser connects to the hosts of these before it asks what the policy forbids.
const CONNECTING: [&[u8]; 3] = [b"link", b"iframe", b"frame"];

/// With text in the place of those elements; the policy lets them show nothing anyway.
fn without_connections(html: &str) -> String {
    let mut pieces = html.split('<');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |html, piece| {
        let is_named =
            |name: &&[u8]| piece.as_bytes().get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
        html + if CONNECTING.iter().any(is_named) { "&lt;" } else { "<" } + piece
    })
}

impl Wecom {
    /// The article with this `index` of the request with this `number`.
    pub(crate) fn page_article(&self, request: &Request) -> Answer {
        let number = |name: &str| request.parameter(name)?.parse::<u64>().ok();
        let received = number("number").and_then(|number| self.received_with(number));
        let article = received.and_then(|received| {
            let articles = received.body.as_ref()?.get("mpnews")?.get("articles")?.as_array()?;
            articles.get(usize::try_from(number("index")?).ok()?)
        });
        let content = text(article.unwrap_or(&Value::Null), "content");
        let head = "<!doctype html><meta charset=utf-8><style>body{font:16px/1.6 sans-serif;margin:0;\
            overflow-wrap:anywhere;background:#fff;color:#000}img{max-width:100%}</style>";
        let mut answer = Answer::new(200, "text/html; charset=utf-8", head.to_owned() + &without_connections(content));
        answer.headers.push(("content-security-policy", POLICY.to_owned()));
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::without_connections;

    #[test]
    fn what_would_connect_becomes_text_and_all_else_stays() {
        let table = [
            ("<p>a < b</p>", "<p>a < b</p>"),
            ("x<LinK rel=preconnect>y", "x&lt;LinK rel=preconnect>y"),
            ("<<link>", "<&lt;link>"),
            ("<iframe src=x>", "&lt;iframe src=x>"),
            ("<a>li", "<a>li"),
        ];
        for (html, expected) in table {
            assert_eq!(without_connections(html), expected);
        }
    }
}
