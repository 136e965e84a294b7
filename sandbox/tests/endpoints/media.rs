//! Files: uploaded, stored for three days, handed out again.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};
use wecom_sandbox::{Answer, Request, Sandbox, Settings, Wecom};

use crate::{filled, form, read, with};

const MB: usize = 1024 * 1024;
const DAY: u64 = 24 * 60 * 60;

struct Client {
    wecom: Wecom,
    token: String,
}

impl Client {
    fn new() -> Self {
        Self::of(Settings { started: Duration::from_secs(1_700_000_000), ..Settings::default() })
    }

    fn of(settings: Settings) -> Self {
        let mut wecom = Wecom::new(settings).unwrap();
        let token = token(&mut wecom, 0);
        Self { wecom, token }
    }

    fn target(&self, path: &str, parameters: &str) -> String {
        format!("/cgi-bin/media/{path}?access_token={}{parameters}", self.token)
    }

    fn upload(&mut self, kind: &str, content: &[u8]) -> Value {
        let target = self.target("upload", &format!("&type={kind}"));
        read(&self.wecom.answer(&form(&target, "filename=\"测试.txt\"", content)))
    }

    /// The `errcode` of a message to `lisi`.
    fn send(&mut self, message: &Value) -> i64 {
        let body =
            with(message.clone(), &json!({"touser": "lisi", "agentid": Settings::default().applications[0].agent_id}));
        let target = format!("/cgi-bin/message/send?access_token={}", self.token);
        read(&self.wecom.answer(&Request::post(&target, body.to_string())))["errcode"].as_i64().unwrap()
    }

    fn get(&mut self, id: &Value, range: Option<&str>) -> Answer {
        let request = Request::get(&self.target("get", &format!("&media_id={}", id.as_str().unwrap())));
        self.wecom.answer(&match range {
            Some(range) => request.with_header("Range", range),
            None => request,
        })
    }
}

fn token(wecom: &mut Wecom, application: usize) -> String {
    let application = &wecom_applications()[application];
    let target = format!("/cgi-bin/gettoken?corpid={}&corpsecret={}", application.0, application.1);
    read(&wecom.answer(&Request::get(&target)))["access_token"].as_str().unwrap().to_owned()
}

fn wecom_applications() -> Vec<(String, String)> {
    let applications = Settings::default().applications;
    applications.into_iter().map(|application| (application.corp_id, application.secret)).collect()
}

#[test]
fn a_file_comes_back_as_it_was() {
    let mut client = Client::new();
    client.wecom.advance(Duration::from_secs(9));
    let uploaded = client.upload("file", b"\0\r\n--xy \xff");
    assert_eq!((&uploaded["errcode"], &uploaded["type"]), (&json!(0), &json!("file")));
    assert_eq!(uploaded["created_at"], "1700000009");
    let file = client.get(&uploaded["media_id"], None);
    assert_eq!(
        (file.status, file.content_type.as_ref(), file.body.as_slice()),
        (200, "text/plain", b"\0\r\n--xy \xff".as_slice())
    );
    assert_eq!(file.headers, [("content-disposition", "attachment; filename=\"测试.txt\"".to_owned())]);
    let received: Vec<_> = client.wecom.received().collect();
    let body = json!({"filename": "测试.txt", "content_type": "text/plain", "length": 9});
    assert_eq!(received[1].body, Some(body));
    assert_eq!((received[2].status, received[2].errcode, received[2].agent_id), (200, None, Some(1_000_002)));
}

#[test]
fn limits_are_those_of_the_page() {
    let png = b"\x89PNG\r\n\x1a\n".as_slice();
    let mut client = Client::new();
    let table = [
        ("image", filled(png, 10 * MB), 0),
        ("image", filled(b"\xff\xd8\xff", 6), 0),
        ("image", filled(png, 10 * MB + 1), 40009),
        ("image", filled(b"\xff\xd8\xff", 5), 40009),
        ("image", b"GIF89a".to_vec(), 40004),
        ("voice", filled(b"#!AMR_MC1.0\n", 2 * MB), 0),
        ("voice", filled(b"#!AMR_MC1.0\n", 2 * MB + 1), 45001),
        ("voice", [b"#!AMR\n".as_slice(), &vec![0x04; 13 * 3000]].concat(), 0),
        ("voice", [b"#!AMR\n".as_slice(), &vec![0x04; 13 * 3001]].concat(), 45007),
        ("voice", b"ID3___".to_vec(), 40004),
        ("voice", b"#!AMR".to_vec(), 40006),
        ("video", filled(b"____ftyp", 10 * MB), 0),
        ("video", filled(b"____ftyp", 10 * MB + 1), 40011),
        ("video", b"______".to_vec(), 40004),
        ("file", filled(b"", 20 * MB), 0),
        ("file", filled(b"", 20 * MB + 1), 40006),
        ("file", b"_____".to_vec(), 40006),
        ("file", Vec::new(), 44001),
        ("film", b"______".to_vec(), 40005),
        ("", b"______".to_vec(), 40005),
    ];
    for (kind, content, errcode) in table {
        let answer = client.upload(kind, &content);
        assert_eq!(answer["errcode"], errcode, "{kind} of {} bytes: {answer}", content.len());
        assert_eq!(answer.get("media_id").is_some(), errcode == 0);
    }
}

#[test]
fn a_form_without_the_file_is_empty() {
    let mut client = Client::new();
    let target = client.target("upload", "&type=file");
    for request in [
        Request::post(&target, "{}"),
        form(&target, "filename*=UTF-8''%E6%B5%8B.txt", b"______"),
        form(&target, "x=y", b"______"),
    ] {
        assert_eq!(read(&client.wecom.answer(&request))["errcode"], 44001);
    }
    let request = form("/cgi-bin/media/upload?type=file", "filename=\"a\"", b"______");
    assert_eq!(read(&client.wecom.answer(&request))["errcode"], 41001);
    let request = form("/cgi-bin/media/upload?type=file&access_token=x", "filename=\"a\"", b"______");
    assert_eq!(read(&client.wecom.answer(&request))["errcode"], 40014);
    assert_eq!(read(&client.wecom.answer(&Request::get(&target)))["errcode"], 40058);
}

#[test]
fn a_picture_for_articles_gets_an_address() {
    let mut client = Client::new();
    let target = client.target("uploadimg", "");
    for (length, errcode) in [(4, 40009), (5, 0), (2 * MB, 0), (2 * MB + 1, 40009)] {
        let answer = read(&client.wecom.answer(&form(&target, "filename=\"a.png\"", &filled(b"", length))));
        assert_eq!(answer["errcode"], errcode, "{length}");
        assert_eq!(answer["url"].as_str().is_some_and(|url| url.starts_with("http://")), errcode == 0);
    }
}

#[test]
fn a_file_is_kept_for_three_days_and_for_its_corporation() {
    let mut settings = Settings::default();
    let mut other = settings.applications[0].clone();
    other.corp_id = "ww2".to_owned();
    settings.applications.push(other);
    let mut client = Client::of(settings);
    let id = client.upload("file", b"hello!")["media_id"].clone();
    assert_eq!(read(&client.get(&json!("nothing"), None))["errcode"], 40007);
    assert_eq!(read(&client.get(&json!(""), None))["errcode"], 41006);

    let target = format!("/cgi-bin/gettoken?corpid=ww2&corpsecret={}", wecom_applications()[0].1);
    let theirs = read(&client.wecom.answer(&Request::get(&target)))["access_token"].as_str().unwrap().to_owned();
    let ours = std::mem::replace(&mut client.token, theirs);
    assert_eq!(read(&client.get(&id, None))["errcode"], 40007);
    client.token = ours;

    client.wecom.advance(Duration::from_secs(3 * DAY - 1));
    client.token = token(&mut client.wecom, 0);
    assert_eq!(client.get(&id, None).body, b"hello!");
    client.wecom.advance(Duration::from_secs(1));
    assert_eq!(read(&client.get(&id, None))["errcode"], 40145);
}

#[test]
fn ranges_are_answered_with_their_place() {
    let mut client = Client::new();
    let id = client.upload("file", b"0123456789")["media_id"].clone();
    for (range, place, piece) in [
        ("bytes=0-3", "bytes 0-3/10", b"0123".as_slice()),
        ("bytes=8-23", "bytes 8-9/10", b"89"),
        ("bytes=0-16777215", "bytes 0-9/10", b"0123456789"),
    ] {
        let answer = client.get(&id, Some(range));
        assert_eq!((answer.status, answer.body.as_slice()), (206, piece));
        assert_eq!(answer.headers[0].0, "content-disposition");
        assert_eq!(answer.headers[1], ("content-range", place.to_owned()));
    }
    for (range, errcode) in [
        ("bytes=10-20", 40146),
        ("bytes=3-2", 40146),
        ("bytes=5-", 40146),
        ("lines=1-2", 40146),
        ("bytes=0-20971519", 0),
        ("bytes=0-20971520", 830_002),
    ] {
        let answer = client.get(&id, Some(range));
        assert_eq!(answer.errcode().unwrap_or_default(), errcode, "{range}");
    }
}

/// Headers go both ways, and a form may be larger than other bodies.
#[test]
fn files_go_over_the_port() {
    let sandbox = Sandbox::start().unwrap();
    let call = |method: &str, target: &str, headers: &str, body: &[u8]| {
        let mut stream = TcpStream::connect(sandbox.base_url().strip_prefix("http://").unwrap()).unwrap();
        let length = body.len();
        let head = format!(
            "{method} {target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{headers}content-length: {length}\r\n\r\n"
        );
        stream.write_all(&[head.as_bytes(), body].concat()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    };
    let json = |answer: &str| serde_json::from_str::<Value>(answer.split_once("\r\n\r\n").unwrap().1).unwrap();
    let target = format!("/cgi-bin/gettoken?corpid={}&corpsecret={}", sandbox.corp_id(), sandbox.secret());
    let token = json(&call("GET", &target, "", b""))["access_token"].as_str().unwrap().to_owned();

    let target = format!("/cgi-bin/media/upload?access_token={token}&type=file");
    let large = filled(b"hello", 20 * MB);
    let body = form(&target, "filename=\"测\u{1}试.txt\"", &large).body;
    let uploaded = json(&call("POST", &target, "content-type: multipart/form-data; boundary=xyz\r\n", &body));
    let id = uploaded["media_id"].as_str().unwrap();
    let created_at: u64 = uploaded["created_at"].as_str().unwrap().parse().unwrap();
    assert!(created_at > 1_700_000_000);

    let target = format!("/cgi-bin/media/get?access_token={token}&media_id={id}");
    let answer = call("GET", &target, "range: bytes=0-4\r\n", b"");
    assert!(answer.starts_with("HTTP/1.1 206 "), "{answer}");
    assert!(answer.contains("content-disposition: attachment; filename=\"测试.txt\"\r\n"), "{answer}");
    assert!(answer.contains("content-range: bytes 0-4/20971520\r\n") && answer.ends_with("\r\n\r\nhello"), "{answer}");
}

#[test]
fn a_message_shows_only_uploaded_files_of_the_wanted_kind() {
    let mut client = Client::new();
    let picture = client.upload("image", &filled(b"\x89PNG\r\n\x1a\n", 10))["media_id"].clone();
    let report = client.upload("file", b"hello!")["media_id"].clone();
    let made_up = json!("made-up");
    let file = |kind: &str, id: &Value| json!({"msgtype": kind, kind: {"media_id": id}});
    let article = |id: &Value| json!({"msgtype": "mpnews", "mpnews": {"articles": [{"title": "t", "thumb_media_id": id, "content": "c"}]}});
    let row = |kind: i32, id: &Value| {
        let rows = json!([{"keyname": "k", "value": "v", "type": kind, "media_id": id}]);
        json!({"msgtype": "template_card", "template_card": {"card_type": "text_notice", "main_title": {"title": "t"},
            "horizontal_content_list": rows, "card_action": {"type": 1, "url": "https://example.com"}}})
    };
    let table = [
        (file("image", &picture), 0),
        (file("image", &report), 40007),
        (file("image", &made_up), 40007),
        (file("file", &report), 0),
        (file("file", &picture), 40007),
        (article(&picture), 0),
        (article(&made_up), 40007),
        (row(2, &report), 0),
        (row(2, &made_up), 40007),
        (row(0, &made_up), 0),
    ];
    for (message, errcode) in &table {
        assert_eq!(client.send(message), *errcode, "{message}");
    }
    client.wecom.advance(Duration::from_secs(3 * 24 * 60 * 60));
    client.token = token(&mut client.wecom, 0);
    assert_eq!(client.send(&file("image", &picture)), 40007, "it is too old");
    let mut taking = Client::of(Settings { any_media_id: true, ..Settings::default() });
    assert_eq!(taking.send(&file("image", &made_up)), 0);
}
