//! Masks what ureq logs of the head of an answer. A gateway may repeat the requested URL in any header, and the secret in it.
//!
//! At `DEBUG` ureq logs the values of some harmless headers, and at `TRACE` where an answer redirects to. Those that it does
//! not need are masked; the others are where they look like more than they should.

use std::borrow::Cow;

use super::percent;
use super::request::Query;

/// Logged by ureq, otherwise unused: redirects are not followed.
const UNUSED: [&str; 8] =
    ["location", "date", "server", "host", "user-agent", "accept", "accept-encoding", "accept-charset"];

/// Logged, and needed to read the body.
const USED: [&str; 4] = ["content-type", "content-encoding", "transfer-encoding", "connection"];

/// Whether ureq may log headers.
pub(super) fn is_logged() -> bool {
    log::max_level() >= log::LevelFilter::Debug
}

/// Masks the head of an answer to this query, and the heads of interim answers before it. Returns whether it is complete.
pub(super) fn mask(input: &mut [u8], query: &Query) -> bool {
    let mut is_interim = true;
    let mut is_in_head = false;
    for line in input.split_inclusive_mut(|byte| *byte == b'\n') {
        let is_whole = line.ends_with(b"\n");
        let is_blank = line.trim_ascii().is_empty();
        match (is_in_head, is_blank) {
            (true, true) if is_whole && !is_interim => return true,
            (true, true) => is_in_head = !is_whole,
            (true, false) => mask_header(line, query),
            (false, true) => {}
            (false, false) => {
                is_in_head = true;
                is_interim = line.split(u8::is_ascii_whitespace).nth(1).is_some_and(|status| status.starts_with(b"1"));
            }
        }
    }
    false
}

fn mask_header(line: &mut [u8], query: &Query) {
    let Some(colon) = line.iter().position(|byte| *byte == b':') else { return };
    let (name, value) = line.split_at_mut(colon);
    let is_one_of = |names: &[&str]| names.iter().any(|one| name.trim_ascii().eq_ignore_ascii_case(one.as_bytes()));
    if is_one_of(&UNUSED) || (is_one_of(&USED) && !is_harmless(value.get(1..).unwrap_or_default(), query)) {
        value.iter_mut().skip(1).filter(|byte| !byte.is_ascii_whitespace()).for_each(|byte| *byte = b'*');
    }
}

/// Whether the value has no character that a URL needs, and nothing of the query.
fn is_harmless(value: &[u8], query: &Query) -> bool {
    const LONGEST: usize = 100;
    let Ok(value) = str::from_utf8(value.trim_ascii()) else { return false };
    let is_plain = |it: char| it.is_ascii_alphanumeric() || "-_+./;,= \"".contains(it);
    value.len() <= LONGEST && value.chars().all(is_plain) && !query.values().any(|secret| repeats(value, secret))
}

fn repeats(value: &str, secret: &str) -> bool {
    /// Shorter values, such as `file`, occur by chance.
    const SHORTEST: usize = 6;
    let decoded = percent::decode(secret).map_or(Cow::Borrowed(secret), Cow::Owned);
    [secret, &decoded].iter().any(|form| form.len() >= SHORTEST && value.contains(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query() -> Query {
        Query::new("access_token=hush%2Dtoken&type=file".to_owned())
    }

    fn masked(head: &str) -> (String, bool) {
        let mut bytes = head.as_bytes().to_vec();
        let is_complete = mask(&mut bytes, &query());
        (String::from_utf8(bytes).unwrap(), is_complete)
    }

    #[test]
    fn what_is_logged_is_masked_and_the_rest_stays() {
        let table = [
            (
                "HTTP/1.1 302 Found\r\nX: a\r\nLocation: /a?b=c\r\nY: d\r\n\r\nlocation: e",
                "HTTP/1.1 302 Found\r\nX: a\r\nLocation: ******\r\nY: d\r\n\r\nlocation: e",
            ),
            ("HTTP/1.1 200 OK\nLOCATION:a\nserver:\tb c\n\n", "HTTP/1.1 200 OK\nLOCATION:*\nserver:\t* *\n\n"),
            (
                "\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 307 No\r\nDate: a\r\n\r\n{}",
                "\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 307 No\r\nDate: *\r\n\r\n{}",
            ),
            ("HTTP/1.1 200 OK\r\nContent-Location: a\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Location: a\r\n\r\n"),
        ];
        for (head, wanted) in table {
            assert_eq!(masked(head), (wanted.to_owned(), true));
        }
    }

    #[test]
    fn a_header_that_is_needed_is_masked_where_it_repeats_the_request() {
        let table = [
            ("application/json; charset=UTF-8", true),
            ("text/html;charset=\"utf-8\"", true),
            ("image/file", true),
            ("hush-token", false),
            ("text/html; url=hush-token", false),
            ("text/html; url=hush%2Dtoken", false),
            ("text/html; /gettoken?corpsecret", false),
            ("close, é", false),
        ];
        for (value, stays) in table {
            for name in ["Content-Type", "connection", "Content-Encoding"] {
                let head = format!("HTTP/1.1 200 OK\r\n{name}: {value}\r\n\r\n");
                let (masked, _) = masked(&head);
                assert_eq!(masked == head, stays, "{masked}");
                assert!(!masked.contains("hush") && !masked.contains("secret"), "{masked}");
            }
        }
        let long = format!("HTTP/1.1 200 OK\r\nConnection: {}\r\n\r\n", "a".repeat(101));
        assert!(!masked(&long).0.contains('a'));
    }

    #[test]
    fn a_head_that_comes_in_pieces_is_masked_however_it_is_cut() {
        let whole = b"HTTP/1.1 103 Early\r\nLocation: a\r\n\r\nHTTP/1.1 302 Found\r\nLocation: /a?b=c\r\nX: d\r\n\r\n";
        for cut in 0..whole.len() {
            let mut bytes = whole[..cut].to_vec();
            assert!(!mask(&mut bytes, &query()), "{cut}");
            bytes.extend(&whole[cut..]);
            assert!(mask(&mut bytes, &query()));
            assert!(String::from_utf8(bytes).unwrap().ends_with("Location: ******\r\nX: d\r\n\r\n"), "{cut}");
        }
    }
}
