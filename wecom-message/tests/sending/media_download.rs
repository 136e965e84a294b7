use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::server::{Reply, Seen, Server, errcode, token};
use super::{SECRET, builder, client};
use wecom_message::manual_clock::ManualClock;
use wecom_message::{Client, Downloaded, Error, MediaId, Phase, RetryPolicy};

const PART: usize = 16 * 1024 * 1024;

fn file(head: &str, body: &[u8]) -> Reply {
    let length = body.len();
    let head = format!("HTTP/1.1 {head}\r\nContent-Length: {length}\r\n\r\n");
    Reply::Raw([head.as_bytes(), body].concat())
}

fn download(client: &Client) -> (Result<Downloaded, Error>, Vec<u8>) {
    let mut bytes = Vec::new();
    (client.download("id/1&2", &mut bytes), bytes)
}

#[test]
fn a_file_is_written_and_named() {
    let head = "200 OK\r\nContent-Type: text/plain\r\nContent-disposition: attachment; filename=\"测试.txt\"";
    let server = Server::after_token(move |_| file(head, b"\0\xff hello"));
    let client = client(&server);
    let (outcome, bytes) = download(&client);
    let downloaded = outcome.unwrap();
    assert_eq!(bytes, b"\0\xff hello");
    assert_eq!(downloaded.content_type.as_deref(), Some("text/plain"));
    assert_eq!(downloaded.file_name.as_deref(), Some("测试.txt"));
    assert_eq!(downloaded.length, 8);
    let seen = server.seen();
    assert_eq!((seen[1].method.as_str(), seen[1].reads), ("GET", 1));
    assert_eq!(seen[1].target, "/cgi-bin/media/get?access_token=T&media_id=id%2F1%262");
    assert!(!seen[1].head.to_ascii_lowercase().contains("range"));
    let id = MediaId::from("m1");
    client.download(&id, &mut io::sink()).unwrap();
    assert_eq!(server.seen()[2].connection, 0, "the connection is used again");
}

#[test]
fn a_stored_json_file_is_a_file_and_an_error_is_an_error() {
    let json = br#"{"errcode":40007,"errmsg":"invalid media_id"}"#;
    let server = Server::after_token(|_| file("200 OK\r\nContent-Disposition: attachment; filename=\"a.json\"", json));
    let (outcome, bytes) = download(&client(&server));
    assert_eq!((outcome.unwrap().file_name.as_deref(), bytes.as_slice()), (Some("a.json"), json.as_slice()));

    let server = Server::after_token(|_| file("200 OK\r\nContent-Type: application/json", json));
    let (outcome, bytes) = download(&client(&server));
    let error = outcome.unwrap_err();
    assert!(bytes.is_empty());
    assert_eq!(error.errcode().unwrap().value(), 40007);
    assert_eq!(error.bytes_written(), 0);
    assert!(!error.to_string().contains("written"), "{error}");
}

#[test]
fn what_is_neither_is_an_unreadable_answer() {
    let disposition = "Content-Disposition: attachment; filename=a";
    for (head, body) in [
        ("200 OK".to_owned(), "no disposition"),
        ("200 OK".to_owned(), r#"{"errcode":0,"errmsg":"ok"}"#),
        ("200 OK".to_owned(), r#"{"a":1}"#),
        (format!("502 Bad Gateway\r\n{disposition}"), "<html>"),
        (format!("206 Partial Content\r\n{disposition}\r\nContent-Range: bytes 0-3/9"), "abcd"),
        (format!("302 Found\r\nLocation: /x\r\n{disposition}"), "moved"),
    ] {
        let shown = head.clone();
        let server = Server::after_token(move |_| file(&head, body.as_bytes()));
        let (outcome, bytes) = download(&client(&server));
        let error = outcome.unwrap_err();
        assert!(error.is_unreadable_answer() && !error.may_have_been_delivered(), "{shown}: {error}");
        assert!(bytes.is_empty());
    }
}

/// Serves the file as WeCom does a large one: only in ranges.
fn in_parts(bytes: Vec<u8>) -> impl Fn(&Seen) -> Reply {
    move |seen| {
        let range = seen
            .head
            .lines()
            .find_map(|line| line.to_ascii_lowercase().strip_prefix("range: bytes=").map(str::to_owned));
        let Some(range) = range else { return errcode(830_002) };
        let (first, last) = range.split_once('-').unwrap();
        let (first, last): (usize, usize) = (first.parse().unwrap(), last.parse().unwrap());
        assert_eq!((last + 1 - first) % 16, 0);
        assert!(last + 1 - first <= 20 * 1024 * 1024);
        let last = last.min(bytes.len() - 1);
        let head = format!(
            "206 Partial Content\r\nContent-Disposition: attachment; filename*=UTF-8''%e5%a4%a7.bin\r\nContent-Range: bytes {first}-{last}/{}",
            bytes.len()
        );
        file(&head, &bytes[first..=last])
    }
}

#[test]
fn a_large_file_is_fetched_in_parts() {
    for (length, parts) in [(1, 1), (PART, 1), (PART + 1, 2), (2 * PART + 5, 3)] {
        let whole: Vec<u8> = (0..251).cycle().take(length).collect();
        let server = Server::after_token(in_parts(whole.clone()));
        let (outcome, bytes) = download(&client(&server));
        let downloaded = outcome.unwrap();
        assert!(bytes == whole);
        assert_eq!((downloaded.length, downloaded.file_name.as_deref()), (length as u64, Some("大.bin")));
        assert_eq!(server.count("media/get"), 1 + parts);
    }
}

#[test]
fn a_token_that_expires_between_parts_is_refreshed() {
    let whole: Vec<u8> = (0..251).cycle().take(PART + 5).collect();
    let (fetched, asked) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let serve = in_parts(whole.clone());
    let server = Server::start(move |seen| {
        if seen.target.contains("gettoken") {
            return token(&format!("T{}", fetched.fetch_add(1, Ordering::SeqCst)));
        }
        if asked.fetch_add(1, Ordering::SeqCst) == 2 { errcode(42001) } else { serve(seen) }
    });
    let (outcome, bytes) = download(&client(&server));
    outcome.unwrap();
    assert!(bytes == whole);
    assert_eq!((server.count("gettoken"), server.count("media/get")), (2, 4));
}

#[test]
fn an_error_after_a_part_says_how_much_was_written() {
    let whole = vec![b'x'; PART + 5];
    let asked = AtomicUsize::new(0);
    let serve = in_parts(whole);
    let server =
        Server::after_token(
            move |seen| {
                if asked.fetch_add(1, Ordering::SeqCst) == 2 { errcode(40145) } else { serve(seen) }
            },
        );
    let (outcome, bytes) = download(&client(&server));
    let error = outcome.unwrap_err();
    assert_eq!(error.errcode().unwrap().value(), 40145);
    assert_eq!((error.bytes_written(), bytes.len()), (PART as u64, PART));
    assert!(error.to_string().contains("; 16777216 bytes were written, which is not the whole file"), "{error}");
}

#[test]
fn a_file_that_breaks_off_says_how_much_was_written() {
    let head = "HTTP/1.1 200 OK\r\nContent-Disposition: attachment; filename=a\r\nContent-Length: 100\r\n\r\nhello";
    let server = Server::after_token(move |_| Reply::RawThenClose(head.as_bytes().to_vec()));
    let (outcome, bytes) = download(&client(&server));
    let error = outcome.unwrap_err();
    assert!(error.is_transport() && !error.may_have_been_delivered(), "{error}");
    assert_eq!((error.phase(), error.bytes_written()), (Some(Phase::Answered), 5));
    assert_eq!(bytes, b"hello");
    assert!(error.advice().unwrap().contains("Try again"));
}

#[test]
fn ranges_that_do_not_fit_are_refused() {
    for range in [
        "bytes 16-31/32",
        "bytes 0-14/16",
        "bytes 0-0/16",
        "bytes 0-15/32",
        "bytes 0-99/32",
        "bytes 3-2/32",
        "bytes 0-15/*",
        "0-15/32",
        "bytes x-y/z",
        "bytes 0-18446744073709551615/5",
    ] {
        let head = format!("206 Partial\r\nContent-Disposition: attachment\r\nContent-Range: {range}");
        let server = Server::after_token(move |seen| {
            if seen.head.to_ascii_lowercase().contains("range:") {
                file(&head, b"0123456789abcdef")
            } else {
                errcode(830_002)
            }
        });
        let (outcome, bytes) = download(&client(&server));
        let error = outcome.unwrap_err();
        assert!(error.is_unreadable_answer() && bytes.is_empty(), "{range}: {error}");
    }
}

/// The policy's deadline is for the whole call; a slow disk counts, too.
#[test]
fn a_download_in_parts_keeps_the_deadline_as_a_whole() {
    struct Slow(ManualClock, Duration);

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.advance(std::mem::take(&mut self.1));
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    let minute = Duration::from_secs(60);
    for (deadline, takes, is_whole) in [
        (Some(minute), minute / 2, true),
        (Some(minute), minute, false),
        (Some(Duration::MAX), minute, true),
        (None, 20 * minute, true),
    ] {
        let server = Server::after_token(in_parts(vec![b'x'; PART + 5]));
        let clock = ManualClock::new();
        let policy = deadline.map_or(RetryPolicy::default(), |deadline| RetryPolicy::default().deadline(deadline));
        let client = builder(&server).manual_clock(&clock).retry(policy).build().unwrap();
        let outcome = client.download("id", &mut Slow(clock, takes));
        match outcome {
            Ok(downloaded) => assert_eq!((downloaded.length, is_whole), (PART as u64 + 5, true)),
            Err(error) => {
                assert!(error.is_timeout() && !is_whole, "{error}");
                assert_eq!((error.bytes_written(), server.count("media/get")), (PART as u64, 2));
            }
        }
    }
}

#[test]
fn a_server_without_ranges_may_give_the_file_whole() {
    let server = Server::after_token(|seen| {
        if seen.head.to_ascii_lowercase().contains("range:") {
            file("200 OK\r\nContent-Disposition: attachment", b"whole")
        } else {
            errcode(830_002)
        }
    });
    let (outcome, bytes) = download(&client(&server));
    assert_eq!((outcome.unwrap().length, bytes.as_slice()), (5, b"whole".as_slice()));
}

#[test]
fn the_file_is_bounded() {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Disposition: attachment\r\nContent-Length: {}\r\n\r\n",
        200 * 1024 * 1024 + 1
    );
    let server = Server::after_token(move |_| Reply::Raw(head.clone().into_bytes()));
    let (outcome, bytes) = download(&client(&server));
    let error = outcome.unwrap_err();
    assert!(error.is_transport() && error.to_string().contains("larger"), "{error}");
    assert!(bytes.is_empty());
}

struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(io::Error::other("no room on the disk"));
        }
        self.0 -= 1;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_writer_that_fails_is_named() {
    let server = Server::after_token(|_| file("200 OK\r\nContent-Disposition: attachment", &vec![b'x'; 100_000]));
    let error = client(&server).download("m1", &mut Full(1)).unwrap_err();
    assert!(error.is_io() && !error.is_transport() && error.bytes_written() > 0, "{error}");
    assert!(error.to_string().contains("the downloaded file could not be written: no room on the disk; "), "{error}");
}

/// Token and secret are in the request line of every media call.
#[test]
fn errors_repeat_no_secret() {
    const TOKEN: &str = "tok/en+1";
    let encoded = ["hush%2Bhush%2Fcorp%26secret", "tok%2Fen%2B1"];
    for status in ["200 OK", "404 Not Found", "200 OK\r\nContent-Disposition: attachment\r\nContent-Range: x"] {
        let server = Server::start(move |seen| match seen.target.contains("gettoken") {
            true => token(TOKEN),
            false if status.contains("Range") => Reply::Close,
            false => file(status, format!("{} {TOKEN} {SECRET}", seen.target).as_bytes()),
        });
        let client = builder(&server).build().unwrap();
        let download = client.download("m1", &mut io::sink()).unwrap_err();
        let source = wecom_message::FileSource::bytes("a", b"hello!".as_slice());
        let upload = client.upload(wecom_message::Media::file(source)).unwrap_err();
        for error in [download, upload] {
            let shown = format!("{error} {error:?} {:?}", std::error::Error::source(&error));
            for secret in [TOKEN, SECRET].iter().chain(&encoded) {
                assert!(!shown.contains(secret), "{shown}");
            }
        }
    }
}
