use super::server::{Reply, Server, errcode, ok};
use super::{Note, Plain, SECRET};
use wecom_message::check::Violation;
use wecom_message::manual_clock::ManualClock;
use wecom_message::message::{Acknowledgement, Channel, Message};
use wecom_message::read::{FromMembers, Members};
use wecom_message::{Error, FileSource, Media, MediaKind, Phase, Raw, Robot, RobotBuilder, Strictness};

/// A channel without recipients and sender.
enum Group {}

#[derive(Debug, Default)]
struct Taken(Vec<Violation>);

impl Channel for Group {
    const PATH: &'static str = "cgi-bin/webhook/send";
    type To = ();
    type Sender = ();
    type Receipt = Taken;
}

impl FromMembers for Taken {
    fn from_members(_: &mut Members<'_>) -> Option<Self> {
        Some(Self::default())
    }
}

impl Acknowledgement for Taken {
    fn warn(&mut self, warnings: Vec<Violation>) {
        self.0.extend(warnings);
    }
}

impl Message<Group> for Note {
    fn msgtype(&self) -> &'static str {
        "text"
    }
}

fn builder(server: &Server) -> RobotBuilder {
    Robot::builder(SECRET).base_url(server.url()).manual_clock(&ManualClock::new())
}

fn send(robot: &Robot, message: &impl Message<Group>) -> Result<Taken, Error> {
    robot.deliver::<Group, _>(&(), &(), message)
}

#[test]
fn the_request_has_the_key_and_nothing_else_of_the_sender() {
    let server = Server::start(|_| ok());
    let robot = builder(&server).build().unwrap();
    send(&robot, &Note::new()).unwrap();
    let seen = server.seen();
    assert_eq!(seen.len(), 1, "there is no token to fetch");
    assert_eq!(seen[0].target, "/cgi-bin/webhook/send?key=hush%2Bhush%2Fcorp%26secret");
    assert_eq!(seen[0].body, r#"{"msgtype":"text","text":{"content":"disk full"}}"#);
}

#[test]
fn a_message_is_checked_and_warned_of() {
    let server = Server::start(|_| ok());
    let robot = builder(&server).build().unwrap();
    assert_eq!(send(&robot, &Note("x".repeat(2049))).unwrap().0.len(), 1);
    assert!(send(&robot, &Note(String::new())).unwrap_err().is_invalid());
    let strict = builder(&server).strictness(Strictness::Strict).build().unwrap();
    assert!(send(&strict, &Note("x".repeat(2049))).unwrap_err().is_invalid());
    send(&strict, &Raw::new("hologram", serde_json::json!({})).unwrap()).unwrap();
    assert_eq!(server.seen().len(), 2);
}

#[test]
fn a_refusal_is_not_taken_for_one_of_a_token() {
    for code in [40001, 40014, 42001, 93000] {
        let server = Server::start(move |_| errcode(code));
        let error = send(&builder(&server).build().unwrap(), &Note::new()).unwrap_err();
        assert_eq!((error.errcode().unwrap().value(), server.seen().len()), (code, 1));
    }
}

#[test]
fn operations_go_by_the_key_as_well() {
    let server = Server::start(|_| ok());
    builder(&server).build().unwrap().call(Plain::post("c1")).unwrap();
    let seen = &server.seen()[0];
    assert_eq!(seen.target, "/cgi-bin/plain/post?key=hush%2Bhush%2Fcorp%26secret");
    assert_eq!(seen.body, r#"{"chatid":"c1"}"#);
}

#[test]
fn the_key_is_shown_nowhere() {
    let hidden = |text: String| assert!(!text.contains("hush"), "{text}");
    let server = Server::start(|seen| {
        Reply::Json(format!(
            r#"{{"errcode":93000,"errmsg":"bad {0} {SECRET}","x":["{0}","?key=hush1"],"y":"a&key=hush2"}}"#,
            seen.target
        ))
    });
    hidden(format!("{:?}", builder(&server)));
    let robot = builder(&server).build().unwrap();
    hidden(format!("{robot:?}"));
    let error = send(&robot, &Note::new()).unwrap_err();
    hidden(format!("{error} {error:?} {error:#?}"));
}

#[test]
fn a_base_url_keeps_its_path_prefix() {
    let server = Server::start(|_| Reply::Json(r#"{"errcode":0,"media_id":"m1"}"#.to_owned()));
    let prefixed = format!("{}/wx/api", server.url());
    let builders = [
        Robot::builder("K").base_url(prefixed.clone()),
        Robot::builder("K").base_url(format!("{prefixed}/")),
        Robot::builder_from_url(&format!("{prefixed}/cgi-bin/webhook/send?key=K")).unwrap(),
    ];
    for builder in builders {
        let robot = builder.build().unwrap();
        send(&robot, &Note::new()).unwrap();
        robot.upload(Media::file(FileSource::bytes("a", b"0123456789".as_slice()))).unwrap();
        let targets: Vec<_> = server.seen().into_iter().map(|seen| seen.target).collect();
        let wanted = ["/wx/api/cgi-bin/webhook/send?key=K", "/wx/api/cgi-bin/webhook/upload_media?key=K&type=file"];
        assert!(targets.ends_with(&wanted.map(str::to_owned)), "{targets:?}");
    }
}

#[test]
fn what_is_no_webhook_url_is_refused_and_not_repeated() {
    let table = [
        ("hush", "no ?key="),
        ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send", "no ?key="),
        ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=&monkey=hush", "no ?key="),
        ("https://qyapi.weixin.qq.com/cgi-bin/message/send?key=hush", "path"),
        ("https://qyapi.weixin.qq.com/cgi-bin/webhook/upload_media?key=hush", "path"),
        ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=hush%zz", "percent"),
        ("http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=hush", "plain http"),
        ("ftp://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=hush", "scheme"),
        ("https://user:hush@host/cgi-bin/webhook/send?key=hush", "password"),
    ];
    for (url, reason) in table {
        let error = Robot::from_url(url).unwrap_err();
        let text = format!("{error} {error:?}");
        assert!(error.is_configuration() && text.contains(reason) && !text.contains("hush"), "{text}");
    }
    assert!(Robot::builder("").base_url("http://127.0.0.1").build().unwrap_err().is_configuration());
    assert!(Robot::new("").unwrap_err().is_configuration());
}

#[test]
fn files_and_voices_are_uploaded_and_nothing_else() {
    let server = Server::start(|_| {
        Reply::Json(r#"{"errcode":0,"type":"file","media_id":"m1","created_at":"1380000000"}"#.to_owned())
    });
    let robot = builder(&server).strictness(Strictness::Off).build().unwrap();
    let media = |kind| Media::new(kind, FileSource::bytes("a", b"#!AMR\n____".as_slice()));
    for kind in [MediaKind::File, MediaKind::Voice] {
        assert_eq!(robot.upload(media(kind)).unwrap().media_id.as_str(), "m1");
        let seen = server.seen().pop().unwrap();
        assert_eq!(seen.target, format!("/cgi-bin/webhook/upload_media?key=hush%2Bhush%2Fcorp%26secret&type={kind}"));
        assert!(seen.body.contains("name=\"media\"; filename=\"a\""));
    }
    for kind in [MediaKind::Image, MediaKind::Video] {
        let error = robot.upload(media(kind)).unwrap_err();
        assert!(error.is_invalid() && error.to_string().contains("file and voice only"), "{error}");
    }
    assert_eq!(server.seen().len(), 2);
}

#[test]
fn a_broken_upload_delivers_nothing() {
    let server = Server::start(|_| Reply::Close);
    let robot = builder(&server).build().unwrap();
    let error = robot.upload(Media::file(FileSource::bytes("a", b"0123456789".as_slice()))).unwrap_err();
    assert_eq!((error.phase(), error.may_have_been_delivered()), (Some(Phase::MaybeDelivered), false));
    let large = FileSource::bytes("a", vec![0; 20 * 1024 * 1024 + 1]);
    assert!(robot.upload(Media::file(large)).unwrap_err().is_invalid());
}
