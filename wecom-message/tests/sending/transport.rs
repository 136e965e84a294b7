use std::net::TcpListener;
use std::process::Command;
use std::sync::{Mutex, mpsc};
use std::time::{Duration, Instant};

use super::server::{Reply, Server, ok, token};
use super::{Note, SECRET, builder, client, lisi};
use wecom_message::manual_clock::ManualClock;
use wecom_message::{Client, Error, Phase};

fn send(client: &Client) -> Result<wecom_message::app::Receipt, Error> {
    client.send(lisi(), &Note::new())
}

#[test]
fn a_refused_connection_sent_nothing() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let client = Client::builder("corp", SECRET, 7).base_url(format!("http://{free}"));
    let client = client.manual_clock(&ManualClock::new()).build().unwrap();
    let error = send(&client).unwrap_err();
    assert!(error.is_transport() && !error.is_timeout() && !error.may_have_been_delivered(), "{error}");
    assert_eq!(error.phase(), Some(Phase::NotSent));
    assert!(std::error::Error::source(&error).is_some());
}

#[test]
fn a_connection_closed_after_the_request_may_have_delivered() {
    let server = Server::after_token(|_| Reply::Close);
    let error = send(&client(&server)).unwrap_err();
    assert!(error.is_transport() && error.may_have_been_delivered(), "{error}");
    assert_eq!(error.phase(), Some(Phase::MaybeDelivered));
    assert_eq!(server.count("message/send"), 1);
}

#[test]
fn a_connection_closed_within_the_answer_was_answered() {
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"errcode\":0";
    let server = Server::after_token(move |_| Reply::RawThenClose(half.as_bytes().to_vec()));
    let error = send(&client(&server)).unwrap_err();
    assert!(error.is_transport() && error.may_have_been_delivered(), "{error}");
    assert_eq!(error.phase(), Some(Phase::Answered));
}

#[test]
fn a_silent_server_is_a_timeout() {
    let (released, held) = mpsc::channel();
    let held = Mutex::new(Some(held));
    let server = Server::after_token(move |_| Reply::Hold(held.lock().unwrap().take().unwrap()));
    let client = builder(&server).timeout(Duration::from_millis(150)).build().unwrap();
    let start = Instant::now();
    let error = send(&client).unwrap_err();
    assert!(error.is_timeout() && error.may_have_been_delivered(), "{error}");
    assert_eq!(error.phase(), Some(Phase::MaybeDelivered));
    assert!(start.elapsed() >= Duration::from_millis(150));
    drop(released);
}

#[test]
fn an_answer_that_stops_halfway_is_a_timeout_that_was_answered() {
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"errcode\":0";
    let server = Server::after_token(move |_| Reply::Raw(half.as_bytes().to_vec()));
    let client = builder(&server).timeout(Duration::from_millis(150)).build().unwrap();
    let error = send(&client).unwrap_err();
    assert!(error.is_timeout() && error.may_have_been_delivered(), "{error}");
    assert_eq!(error.phase(), Some(Phase::Answered));
}

#[test]
fn a_connection_that_never_comes_sent_nothing() {
    let client = Client::builder("corp", SECRET, 7)
        .base_url("http://192.0.2.1:9") // reserved for documentation: nothing answers, or the network says so at once
        .allow_plain_http()
        .no_proxy()
        .connect_timeout(Duration::from_millis(100))
        .manual_clock(&ManualClock::new())
        .build()
        .unwrap();
    let start = Instant::now();
    let error = send(&client).unwrap_err();
    assert!(error.is_transport() && !error.may_have_been_delivered(), "{error}");
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn one_connection_and_one_write_per_request() {
    let server = Server::after_token(|_| ok());
    let client = client(&server);
    for _ in 0..20 {
        let _ = send(&client).unwrap();
    }
    for seen in server.seen() {
        assert_eq!((seen.connection, seen.reads), (0, 1), "{}", seen.head);
    }
}

#[test]
fn a_body_larger_than_the_buffer_arrives_whole() {
    let server = Server::after_token(|_| ok());
    let text: String = ('a'..='z').cycle().take(60_000).collect();
    let _ = client(&server).send(lisi(), &Note(text.clone())).unwrap();
    assert!(server.seen()[1].body.contains(&text));
}

#[test]
fn a_connection_closed_while_idle_is_noticed_before_writing() {
    let (closed, when_closed) = mpsc::channel();
    let closed = Mutex::new(closed);
    let server = Server::after_token(move |_| {
        Reply::JsonThenClose(r#"{"errcode":0}"#.to_owned(), closed.lock().unwrap().clone())
    });
    let client = client(&server);
    for sent in 1..=3 {
        let _ = send(&client).unwrap();
        when_closed.recv().unwrap();
        assert_eq!(server.count("message/send"), sent);
    }
    assert_eq!(server.seen().last().unwrap().connection, 2);
}

/// Some gateways close without announcing it. Whether a kept connection is still open cannot be known in time.
#[test]
fn fresh_connections_are_never_closed_under_a_message() {
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 25\r\n\r\n{\"errcode\":0,\"errmsg\":\"\"}";
    let server = Server::after_token(move |_| Reply::RawThenClose(answer.as_bytes().to_vec()));
    let client = builder(&server).fresh_connections().build().unwrap();
    for _ in 0..200 {
        let _ = send(&client).unwrap();
    }
    let connections: std::collections::BTreeSet<_> = server.seen().iter().map(|seen| seen.connection).collect();
    assert_eq!((server.count("message/send"), connections.len()), (200, 201), "the token has a connection of its own");
}

/// The proxy is no less a stranger than what answers.
#[test]
fn the_head_of_a_proxys_answer_is_bounded() {
    for endless in ["HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 ", ""] {
        let answer = format!("{endless}{}", "x".repeat(40_000_000));
        let server = Server::start(move |_| Reply::RawBeforeClose(answer.clone().into_bytes()));
        let start = Instant::now();
        let error = send(&through(&server)).unwrap_err();
        assert!(error.is_transport() && !error.may_have_been_delivered(), "{error}");
        assert!(error.to_string().contains("the proxy http://127.0.0.1"), "{error}");
        assert!(start.elapsed() < Duration::from_secs(10));
    }
}

#[test]
fn the_answer_is_bounded() {
    let server = Server::after_token(|_| Reply::Http("HTTP/1.1 200 OK", " ".repeat(1024 * 1024 + 1)));
    let error = send(&client(&server)).unwrap_err();
    assert!(error.is_transport() && error.to_string().contains("larger"), "{error}");
    assert_eq!(error.phase(), Some(Phase::Answered));
}

#[test]
fn redirects_are_not_followed() {
    for status in ["301 Moved", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let head: &'static str = format!("HTTP/1.1 {status}\r\nLocation: /elsewhere").leak();
        let server = Server::after_token(move |_| Reply::Http(head, r#"{"errcode":0}"#.to_owned()));
        let error = send(&client(&server)).unwrap_err();
        assert!(error.is_unreadable_answer() && error.to_string().contains("redirect"), "{error}");
        assert_eq!(server.seen().len(), 2);
    }
}

/// Runs itself again, with a dead proxy in the environment.
#[test]
fn loopback_never_goes_through_a_proxy() {
    const CHILD: &str = "WECOM_TEST_IS_CHILD";
    if std::env::var_os(CHILD).is_some() {
        let server = Server::after_token(|_| ok());
        let _ = send(&client(&server)).unwrap();
        let explicit = builder(&server).proxy("http://127.0.0.1:1").build().unwrap();
        let _ = send(&explicit).unwrap();
        return;
    }
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "transport::loopback_never_goes_through_a_proxy"]).env(CHILD, "1");
    for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"] {
        child.env(name, "http://127.0.0.1:1");
    }
    let output = child.env_remove("no_proxy").env_remove("NO_PROXY").output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}

fn through(server: &Server) -> Client {
    through_to(server, "http://wecom.invalid/prefix")
}

fn through_to(server: &Server, base_url: &str) -> Client {
    Client::builder("corp", SECRET, 7)
        .base_url(base_url)
        .allow_plain_http()
        .proxy(server.url().replace("//", "//user:hush@"))
        .manual_clock(&ManualClock::new())
        .build()
        .unwrap()
}

#[test]
fn a_proxy_gets_connect_and_no_secret() {
    let server = Server::after_token(|seen| match seen.method.as_str() {
        "CONNECT" => Reply::Raw(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()),
        _ => ok(),
    });
    let _ = send(&through(&server)).unwrap();
    let seen = server.seen();
    assert!(seen[0].head.starts_with("CONNECT wecom.invalid:80 HTTP/1.1\r\n"), "{}", seen[0].head);
    assert!(!seen[0].head.contains("corpsecret"));
    assert_eq!(seen[2].target, "/prefix/cgi-bin/message/send?access_token=T");
    assert!(seen.iter().all(|seen| (seen.connection, seen.reads) == (0, 1)));
}

#[test]
fn a_proxy_that_refuses_sent_nothing() {
    let server = Server::start(|_| Reply::Http("HTTP/1.1 407 Proxy Authentication Required", String::new()));
    let error = send(&through(&server)).unwrap_err();
    assert!(error.is_transport() && !error.may_have_been_delivered());
    assert!(error.to_string().contains("proxy") && error.advice().unwrap().contains("proxy"), "{error}");
    assert!(!format!("{error:?}").contains("hush"));
}

/// What fails on the way to the proxy is not blamed on the base URL's host.
#[test]
fn a_proxy_that_cannot_be_reached_is_named_with_where_it_was_set() {
    const CHILD: &str = "WECOM_TEST_PROXIES";
    let dead = "http://user:hush@127.0.0.1:1";
    let misspelt = "http://user:hush@porxy.invalid:3128";
    let client = || Client::builder("corp", SECRET, 7).manual_clock(&ManualClock::new());
    let check = |client: Client, proxy: &str, set_by: &str| {
        let error = send(&client).unwrap_err();
        let named =
            format!("by way of the proxy {}, set by {set_by}; nothing was sent", proxy.replace("user:hush@", ""));
        assert!(error.is_transport() && error.to_string().contains(&named), "{error}");
        assert!(error.advice().unwrap().starts_with("Check the proxy's address"), "{error}");
        assert!(!error.advice().unwrap().contains("base URL"));
        assert!(!format!("{error} {error:?}").contains("hush@"), "{error:?}");
    };
    if let Ok(proxy) = std::env::var(CHILD) {
        return check(client().build().unwrap(), &proxy, "the environment variable HTTPS_PROXY");
    }
    for proxy in [dead, misspelt] {
        check(client().proxy(proxy).build().unwrap(), proxy, "the builder");
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", "transport::a_proxy_that_cannot_be_reached_is_named_with_where_it_was_set"]);
        child.env("HTTPS_PROXY", proxy).env(CHILD, proxy);
        let output = child.env_remove("no_proxy").env_remove("NO_PROXY").output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && text.contains("1 passed"), "{text}");
    }
}

#[test]
fn a_page_in_place_of_an_answer_points_to_base_url_and_proxy() {
    for (fails, may) in [("gettoken", false), ("message/send", true)] {
        let server = Server::start(move |seen| {
            if !seen.target.contains(fails) {
                return token("T");
            }
            Reply::Http("HTTP/1.1 404 Not Found\r\nContent-Type: text/html", "<html>log in".to_owned())
        });
        let error = send(&client(&server)).unwrap_err();
        let advice = error.advice().unwrap();
        assert!(error.is_unreadable_answer() && error.may_have_been_delivered() == may, "{error}");
        assert!(advice.contains("Check the base URL and the proxy"), "{advice}");
        assert_eq!(advice.contains("may have been delivered"), may, "{advice}");
    }
}

#[test]
fn a_base_url_may_end_with_cgi_bin() {
    for end in ["/cgi-bin", "/cgi-bin/", "/wx/cgi-bin/"] {
        let server = Server::after_token(|_| ok());
        let client = Client::builder("corp", SECRET, 7).base_url(format!("{}{end}", server.url())).build().unwrap();
        let _ = send(&client).unwrap();
        assert!(server.seen().iter().all(|seen| seen.target.matches("cgi-bin").count() == 1), "{end}");
    }
}

#[test]
fn a_request_names_the_port_where_it_is_not_the_usual_one() {
    for (base_url, host) in [
        ("http://wecom.invalid/wx", "wecom.invalid"),
        ("http://wecom.invalid:80", "wecom.invalid"),
        ("http://wecom.invalid:443", "wecom.invalid:443"),
        ("http://[2001:db8::80]", "[2001:db8::80]"),
        ("http://[2001:db8::1]:8080/wx", "[2001:db8::1]:8080"),
    ] {
        let server = Server::after_token(|seen| match seen.method.as_str() {
            "CONNECT" => Reply::Raw(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()),
            _ => ok(),
        });
        let _ = send(&through_to(&server, base_url)).unwrap();
        let head = server.seen().pop().unwrap().head.to_lowercase();
        assert!(head.lines().any(|line| line == format!("host: {host}")), "{base_url}: {head}");
    }
}
