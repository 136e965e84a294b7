//! The HTML of an `mpnews` article, for a frame in which nothing runs.

use serde_json::Value;

use crate::answer::Answer;
use crate::body::text;
use crate::request::Request;
use crate::wecom::Wecom;

/// No script, no form, no other host; only the article's own styles.
const POLICY: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; \
    frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

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
        let mut answer = Answer::new(200, "text/html; charset=utf-8", format!("{head}{content}"));
        answer.headers.push(("content-security-policy", POLICY.to_owned()));
        answer
    }
}
