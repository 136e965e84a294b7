//! Files there and back again: the client against the sandbox.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use std::io;
use std::time::{Duration, SystemTime};

use wecom_message::{Client, FileSource, Media, MediaKind, To};
use wecom_sandbox::Sandbox;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and more";
const GET: &str = "cgi-bin/media/get";

fn client(sandbox: &Sandbox) -> Client {
    let builder = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id());
    builder.base_url(sandbox.base_url()).build().unwrap()
}

#[test]
fn every_kind_is_uploaded_sent_and_downloaded() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let table = [
        (MediaKind::Image, "图 (1).png", PNG, "image/png"),
        (MediaKind::Voice, "语音.amr", b"#!AMR\n\x3c______", "voice/amr"),
        (MediaKind::Video, "film.mp4", b"\0\0\0\x20ftypisom", "video/mp4"),
        (MediaKind::File, "测试.json", br#"{"errcode":40007}"#, "application/octet-stream"),
    ];
    for (kind, name, bytes, content_type) in table {
        let uploaded = client.upload(Media::new(kind, FileSource::bytes(name, bytes))).unwrap();
        assert_eq!(uploaded.kind, kind);
        let age = SystemTime::now().duration_since(uploaded.created_at).unwrap();
        assert!(age < Duration::from_secs(60), "{age:?}");
        let seen = sandbox.received().pop().unwrap().body.unwrap();
        assert_eq!(seen["filename"], name);

        let mut back = Vec::new();
        let downloaded = client.download(&uploaded.media_id, &mut back).unwrap();
        assert_eq!(back, bytes);
        assert_eq!(downloaded.file_name.as_deref(), Some(name));
        assert_eq!(downloaded.content_type.as_deref(), Some(content_type));
        assert_eq!(downloaded.length, bytes.len() as u64);
    }
    let chart = client.upload(Media::image(FileSource::bytes("", PNG))).unwrap();
    let receipt = client.send_image(To::user("lisi"), &chart.media_id).unwrap();
    assert!(receipt.message_id.is_some());
    assert!(client.upload_image(FileSource::bytes("a.png", PNG)).unwrap().url.starts_with("http"));
}

#[test]
fn the_largest_file_goes_there_and_back_in_parts() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let bytes: Vec<u8> = (0..=255).chain(b'a'..=b'z').cycle().take(20 * 1024 * 1024).collect();
    let mut last = 0;
    let source = FileSource::reader("大.bin", bytes.len() as u64, bytes.as_slice());
    let uploaded = client.upload(Media::file(source).on_progress(|sent, _| last = sent)).unwrap();
    assert_eq!(last, bytes.len() as u64);

    sandbox.next_answer_to(GET, 200, r#"{"errcode":830002,"errmsg":"too large"}"#);
    let mut back = Vec::new();
    let downloaded = client.download(&uploaded.media_id, &mut back).unwrap();
    assert!(back == bytes);
    assert_eq!(downloaded.file_name.as_deref(), Some("大.bin"));
    let statuses: Vec<_> = sandbox.received().iter().skip(2).map(|received| received.status).collect();
    assert_eq!(statuses, [200, 206, 206]);
}

#[test]
fn an_expired_token_is_renewed_and_an_expired_file_is_gone() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let uploaded = client.upload(Media::file(FileSource::bytes("a.txt", b"hello!"))).unwrap();
    sandbox.expire_tokens();
    client.upload(Media::file(FileSource::bytes("a.txt", b"hello!"))).unwrap();
    sandbox.revoke_tokens();
    client.download(&uploaded.media_id, &mut io::sink()).unwrap();
    sandbox.advance(Duration::from_secs(3 * 24 * 60 * 60));
    let error = client.download(&uploaded.media_id, &mut io::sink()).unwrap_err();
    assert_eq!(error.errcode().unwrap().value(), 40145);
    assert!(error.advice().unwrap().starts_with("Upload the file again"));
}

/// What the client refuses, the sandbox refuses with the same code.
#[test]
fn client_and_sandbox_agree_on_the_limits() {
    let sandbox = Sandbox::start().unwrap();
    let strict = client(&sandbox);
    let blind = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id());
    let blind = blind.base_url(sandbox.base_url()).strictness(wecom_message::Strictness::Off).build().unwrap();
    let kinds = [MediaKind::Image, MediaKind::Voice, MediaKind::Video, MediaKind::File];
    let magics: [&[u8]; 6] = [b"\xff\xd8\xff", PNG, b"#!AMR_MC1.0\n", b"\0\0\0\x20ftyp", b"GIF89a", b""];
    let voice = [b"#!AMR\n".as_slice(), &vec![0x04; 13 * 3001]].concat();
    for kind in kinds {
        let most = usize::try_from(kind.max_bytes()).unwrap();
        let sized = |magic: &[u8], length: usize| {
            let mut bytes = magic.to_vec();
            bytes.resize(length, 0);
            bytes
        };
        let small = magics.iter().flat_map(|magic| [0, 1, 5, 6, 100].map(|length| sized(magic, length)));
        let large = magics.iter().take(4).flat_map(|magic| [most, most + 1].map(|length| sized(magic, length)));
        for bytes in small.chain(large).chain([voice.clone()]) {
            let media = || Media::new(kind, FileSource::bytes("x", bytes.as_slice()));
            let checked = strict.upload(media()).map_err(|error| error.violations()[0].errcode.unwrap());
            let judged = blind.upload(media()).map_err(|error| error.errcode().unwrap().value());
            let (checked, judged) = (checked.map(|uploaded| uploaded.kind), judged.map(|uploaded| uploaded.kind));
            assert_eq!(checked, judged, "{kind} of {} bytes: {:?}", bytes.len(), bytes.get(..10));
        }
    }
}
