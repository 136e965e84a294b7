//! The servers on a port, over plain sockets.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "helpers of tests fail as tests do")]

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
#[cfg(feature = "cli")]
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde_json::{Value, json};
use wecom_sandbox::{Sandbox, SessionEvent};

/// One connection, kept open.
struct Connection(BufReader<TcpStream>);

impl Connection {
    fn open(sandbox: &Sandbox) -> Self {
        let address: SocketAddr = sandbox.base_url().strip_prefix("http://").unwrap().parse().unwrap();
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        Self(BufReader::new(stream))
    }

    fn write(&mut self, method: &str, target: &str, body: &[u8]) {
        let head = format!("{method} {target} HTTP/1.1\r\nhost: localhost\r\ncontent-length: {}\r\n\r\n", body.len());
        let mut stream = self.0.get_ref();
        stream.write_all(&[head.as_bytes(), body].concat()).unwrap();
    }

    /// The status and the body.
    fn read(&mut self) -> (u16, Value) {
        let mut status = String::new();
        self.0.read_line(&mut status).unwrap();
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).unwrap();
            match line.trim_end().split_once(": ") {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.parse().unwrap(),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).unwrap();
        let status = status.split(' ').nth(1).unwrap_or_else(|| panic!("no status line: {status:?}"));
        (status.parse().unwrap(), serde_json::from_slice(&body).unwrap_or_default())
    }

    fn call(&mut self, method: &str, target: &str, body: &[u8]) -> (u16, Value) {
        self.write(method, target, body);
        self.read()
    }

    fn token(&mut self, sandbox: &Sandbox) -> String {
        let target = format!("/cgi-bin/gettoken?corpid={}&corpsecret={}", sandbox.corp_id(), sandbox.secret());
        self.call("GET", &target, b"").1["access_token"].as_str().unwrap().to_owned()
    }

    fn send(&mut self, token: &str, body: &Value) -> Value {
        let target = format!("/cgi-bin/message/send?access_token={token}");
        self.call("POST", &target, body.to_string().as_bytes()).1
    }
}

const GETTOKEN: &str = "/cgi-bin/gettoken";
const SEND: &str = "/cgi-bin/message/send";

fn text(sandbox: &Sandbox, to: &str) -> Value {
    json!({"touser": to, "agentid": sandbox.agent_id(), "msgtype": "text", "text": {"content": "你好"}})
}

#[test]
fn a_message_goes_over_one_kept_connection() {
    let sandbox = Sandbox::builder().invalid_user("Ghost").start().unwrap();
    let mut connection = Connection::open(&sandbox);
    let token = connection.token(&sandbox);
    for _ in 0..3 {
        let answer = connection.send(&token, &text(&sandbox, "lisi|ghost"));
        assert_eq!((&answer["errcode"], &answer["invaliduser"]), (&json!(0), &json!("ghost")));
    }
    let (status, shown) = connection.call("GET", "/sandbox/received", b"");
    let paths: Vec<&str> = shown.as_array().unwrap().iter().map(|it| it["path"].as_str().unwrap()).collect();
    assert_eq!((status, paths), (200, vec![GETTOKEN, SEND, SEND, SEND]));
    assert_eq!(shown[3]["body"]["text"]["content"], "你好");
    let received: Vec<(String, bool)> = sandbox.received().iter().map(|it| (it.path.clone(), it.delivered())).collect();
    let sent = (SEND.to_owned(), true);
    assert_eq!(received, [(GETTOKEN.to_owned(), false), sent.clone(), sent.clone(), sent]);
}

#[test]
fn what_is_written_at_once_is_answered_in_order() {
    let sandbox = Sandbox::start().unwrap();
    let mut connection = Connection::open(&sandbox);
    connection.write("GET", "/nowhere", b"");
    connection.write("POST", "/cgi-bin/message/send", b"{}");
    assert_eq!(connection.read().0, 404);
    assert_eq!(connection.read().1["errcode"], 41001);
}

#[test]
fn a_silent_connection_delays_no_other() {
    let sandbox = Sandbox::start().unwrap();
    let mut silent = Connection::open(&sandbox);
    silent.0.get_mut().write_all(b"POST /cgi-bin/message/send HTTP/1.1\r\ncontent-length: 10\r\n\r\n").unwrap();
    let mut other = Connection::open(&sandbox);
    assert!(!other.token(&sandbox).is_empty());
}

#[test]
fn a_body_without_end_is_not_read_to_its_end() {
    let sandbox = Sandbox::start().unwrap();
    let most = 16 * 1024 * 1024;
    for (length, errcode) in [(most, 41001), (most + 1, 40206)] {
        let mut connection = Connection::open(&sandbox);
        let (status, answer) = connection.call("POST", "/cgi-bin/message/send", &vec![b' '; length]);
        assert_eq!((status, &answer["errcode"]), (200, &json!(errcode)));
    }
}

#[test]
fn tokens_and_answers_can_be_scripted() {
    let sandbox = Sandbox::builder().application("ww2", "other", 9).without_callback_url().start().unwrap();
    let mut connection = Connection::open(&sandbox);
    let token = connection.token(&sandbox);
    let body = text(&sandbox, "lisi");
    sandbox.expire_tokens();
    assert_eq!(connection.send(&token, &body)["errcode"], 42001);
    sandbox.revoke_tokens();
    assert_eq!(connection.send(&token, &body)["errcode"], 40014);
    let token = connection.token(&sandbox);
    sandbox.next_answer_to("/cgi-bin/message/send", 503, "later");
    sandbox.next_answer(200, r#"{"errcode":-1,"errmsg":"busy"}"#);
    assert_eq!(connection.call("POST", &format!("/cgi-bin/message/send?access_token={token}"), b"{}").0, 503);
    assert_eq!(connection.send(&token, &body)["errcode"], -1);
    assert_eq!(connection.send(&token, &body)["errcode"], 0);
    sandbox.advance(Duration::from_secs(7200));
    assert_eq!(connection.send(&token, &body)["errcode"], 42001);
    let (_, other) = connection.call("GET", "/cgi-bin/gettoken?corpid=ww2&corpsecret=other", b"");
    let token = other["access_token"].as_str().unwrap();
    assert_eq!(connection.send(token, &body)["errcode"], 301_002);
}

#[test]
fn a_webhook_and_codes_are_had_from_the_handle() {
    let sandbox = Sandbox::builder().robot("one-more").invalid_kf_account("closed").start().unwrap();
    let mut connection = Connection::open(&sandbox);
    let url = sandbox.webhook_url();
    assert!(url.ends_with(&format!("/cgi-bin/webhook/send?key={}", sandbox.robot_key())), "{url}");
    let text = br#"{"msgtype":"text","text":{"content":"a"}}"#;
    for target in [url.strip_prefix(&sandbox.base_url()).unwrap(), "/cgi-bin/webhook/send?key=one-more"] {
        assert_eq!(connection.call("POST", target, text).1["errcode"], 0);
    }
    for secret in [sandbox.robot_key(), sandbox.secret(), "one-more"] {
        assert!(
            !format!("{sandbox:?} {:?} {:?}", Sandbox::builder().robot("one-more"), sandbox.received())
                .contains(secret)
        );
    }

    let token = connection.token(&sandbox);
    let mut post = |path: &str, body: &Value| {
        let target = format!("/cgi-bin/{path}?access_token={token}");
        connection.call("POST", &target, body.to_string().as_bytes()).1["errcode"].clone()
    };
    let text =
        |account: &str| json!({"touser": "wmA", "open_kfid": account, "msgtype": "text", "text": {"content": "a"}});
    assert_eq!(post("kf/send_msg", &text("closed")), 95004);
    let errcodes: Vec<_> = (0..6).map(|_| post("kf/send_msg", &text("wkA"))).collect();
    assert_eq!(errcodes, [0, 0, 0, 0, 0, 95001]);
    sandbox.customer_wrote("wmA", "wkA");
    assert_eq!(post("kf/send_msg", &text("wkA")), 0);
    let code = sandbox.event_code("wmA", "wkA", SessionEvent::Entered);
    let welcome = sandbox.welcome_code("wmA");
    let greeting = json!({"msgtype": "text", "text": {"content": "a"}, "code": code, "welcome_code": welcome});
    assert_eq!(post("kf/send_msg_on_event", &greeting), 0);
    assert_eq!(post("externalcontact/send_welcome_msg", &greeting), 0);
}

#[test]
fn a_taken_port_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let error = Sandbox::builder().port(port).start().unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::AddrInUse);
    assert!(error.to_string().contains(&format!("port {port} of 127.0.0.1 is taken")), "{error}");
}

#[test]
fn a_sandbox_can_listen_on_every_address_and_still_keeps_other_sites_out() {
    let sandbox = Sandbox::builder().listen(Ipv4Addr::UNSPECIFIED).start().unwrap();
    assert!(sandbox.address().ip().is_unspecified());
    assert_eq!(sandbox.base_url(), format!("http://127.0.0.1:{}", sandbox.address().port()));
    let mut connection = Connection::open(&sandbox);
    let lan = format!("192.168.1.7:{}", sandbox.address().port());
    let table = [
        (format!("host: {lan}\r\n"), 200),
        (format!("host: {lan}\r\norigin: http://{lan}\r\n"), 200),
        (format!("host: {lan}\r\norigin: http://evil.example\r\n"), 403),
        (format!("host: {lan}\r\nsec-fetch-site: cross-site\r\nsec-fetch-dest: empty\r\n"), 403),
        ("host: evil.example\r\n".to_owned(), 403),
    ];
    for (headers, status) in table {
        let request = format!("GET /sandbox/received HTTP/1.1\r\n{headers}content-length: 0\r\n\r\n");
        connection.0.get_ref().write_all(request.as_bytes()).unwrap();
        assert_eq!(connection.read().0, status, "{headers}");
    }
}

#[cfg(feature = "cli")]
#[test]
fn the_program_warns_when_others_can_reach_it() {
    let table: [(&[&str], bool); 4] = [
        (&[], false),
        (&["--listen", "127.0.0.1"], false),
        (&["--listen", "::1"], false),
        (&["--listen", "0.0.0.0"], true),
    ];
    for (arguments, warns) in table {
        let mut program = Command::new(env!("CARGO_BIN_EXE_wecom-sandbox"))
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(program.stdout.take().unwrap()).lines().map(Result::unwrap);
        let base =
            lines.find_map(|line| line.strip_prefix("export WECOM_BASE_URL=http://").map(str::to_owned)).unwrap();
        let page = lines.find(|line| line.ends_with("/sandbox/")).unwrap();
        assert!(page.contains(&base), "{page}");
        // What it says of a request comes after the warning.
        let mut stream = TcpStream::connect(&base).unwrap();
        stream.write_all(b"GET /nowhere HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
        let first = BufReader::new(program.stderr.take().unwrap()).lines().next().unwrap().unwrap();
        program.kill().unwrap();
        program.wait().unwrap();
        assert_eq!(first.starts_with("warning: the sandbox listens on 0.0.0.0"), warns, "{arguments:?}: {first}");
    }
}

#[test]
fn a_dropped_sandbox_closes_its_port_and_connections() {
    let sandbox = Sandbox::start().unwrap();
    let mut connection = Connection::open(&sandbox);
    connection.token(&sandbox);
    let address: SocketAddr = sandbox.base_url().strip_prefix("http://").unwrap().parse().unwrap();
    drop(sandbox);
    assert!(TcpStream::connect(address).is_err());
    let mut rest = Vec::new();
    assert!(matches!(connection.0.read_to_end(&mut rest), Ok(0) | Err(_)), "the connection is closed, too");
}

#[test]
fn an_observer_sees_each_request_after_its_answer() {
    let (tell, told) = mpsc::channel();
    let sandbox =
        Sandbox::builder().on_request(move |received| tell.send(received.to_string()).unwrap()).start().unwrap();
    let mut connection = Connection::open(&sandbox);
    let token = connection.token(&sandbox);
    connection.send(&token, &text(&sandbox, "lisi|wangwu"));
    connection.call("GET", "/sandbox/received", b"");
    connection.call("GET", "/no%0Awhere", b"");
    let lines: Vec<String> = told.try_iter().collect();
    let expected = [
        "#1 GET /cgi-bin/gettoken -> 200 errcode 0",
        "#2 POST /cgi-bin/message/send text -> 200 errcode 0, delivered to lisi|wangwu",
        "#3 GET /no\\nwhere -> 404",
    ];
    assert_eq!(lines, expected);
}
