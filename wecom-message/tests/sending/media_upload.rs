use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::server::{Reply, Seen, Server, errcode, token};
use super::{builder, client};
use wecom_message::{Client, Error, FileSource, Media, MediaId, MediaKind, Phase, Strictness, To};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n____";
const JPG: &[u8] = b"\xff\xd8\xff____";
const AMR: &[u8] = b"#!AMR\n";
const MP4: &[u8] = b"\0\0\0\x20ftypisom____";
const MB: usize = 1024 * 1024;

fn uploaded() -> Reply {
    Reply::Json(r#"{"errcode":0,"errmsg":"","type":"file","media_id":"m1","created_at":"1380000000"}"#.to_owned())
}

fn filled(magic: &[u8], length: usize) -> Vec<u8> {
    let mut bytes = magic.to_vec();
    bytes.resize(length, b'_');
    bytes
}

/// The part's head and its content.
fn part(seen: &Seen) -> (String, Vec<u8>) {
    let boundary = seen.head.lines().find_map(|line| line.split_once("multipart/form-data; boundary=")).unwrap().1;
    let tail = format!("\r\n--{boundary}--\r\n");
    let rest = seen.bytes.strip_prefix(format!("--{boundary}\r\n").as_bytes()).unwrap();
    let rest = rest.strip_suffix(tail.as_bytes()).unwrap();
    let end = rest.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    (String::from_utf8(rest[..end].to_vec()).unwrap(), rest[end + 4..].to_vec())
}

fn upload(media: Media<'_>) -> (Result<wecom_message::Uploaded, Error>, Vec<Seen>) {
    let server = Server::after_token(|_| uploaded());
    let outcome = client(&server).upload(media);
    (outcome, server.seen().into_iter().filter(|seen| seen.method == "POST").collect())
}

#[test]
fn the_form_is_what_wecom_expects() {
    let (outcome, seen) = upload(Media::file(FileSource::bytes("测试.txt", b"hello\r\n--\r\n".as_slice())));
    assert_eq!(seen[0].target, "/cgi-bin/media/upload?access_token=T&type=file");
    let (head, content) = part(&seen[0]);
    assert_eq!(
        head,
        "Content-Disposition: form-data; name=\"media\"; filename=\"测试.txt\"\r\nContent-Type: application/octet-stream"
    );
    assert_eq!(content, b"hello\r\n--\r\n");
    let request = seen[0].head.to_ascii_lowercase();
    assert!(request.contains(&format!("\ncontent-length: {}", seen[0].bytes.len())), "{request}");
    assert!(!request.contains("transfer-encoding"), "{request}");
    assert_eq!(seen[0].reads, 1, "a small body goes out with its head, in one write");
    let uploaded = outcome.unwrap();
    assert_eq!((uploaded.kind, &uploaded.media_id), (MediaKind::File, &MediaId::from("m1")));
    assert_eq!(uploaded.created_at, UNIX_EPOCH + Duration::from_secs(1_380_000_000));
    assert_eq!(uploaded.expires_at(), UNIX_EPOCH + Duration::from_secs(1_380_000_000 + 259_200));
}

#[test]
fn names_are_raw_or_safe_or_made_up() {
    let table = [
        (MediaKind::File, "测试 (1).txt", b"______".as_slice(), "测试 (1).txt"),
        (MediaKind::File, "say \"hi\".txt", b"______", "say %22hi%22.txt"),
        (MediaKind::File, "a\r\nX: b", b"______", "a%0D%0AX: b"),
        (MediaKind::File, "", b"______", "file"),
        (MediaKind::File, "", PNG, "file.png"),
        (MediaKind::Image, "", PNG, "image.png"),
        (MediaKind::Image, "", JPG, "image.jpg"),
        (MediaKind::Voice, "", AMR, "voice.amr"),
        (MediaKind::Video, "", MP4, "video.mp4"),
    ];
    for (kind, name, bytes, wanted) in table {
        let (outcome, seen) = upload(Media::new(kind, FileSource::bytes(name, bytes)));
        outcome.unwrap();
        let (head, content) = part(&seen[0]);
        assert!(head.contains(&format!("; filename=\"{wanted}\"\r\n")), "{name:?}: {head}");
        assert_eq!(content, bytes);
    }
}

#[test]
fn the_content_type_is_that_of_the_content() {
    for (bytes, wanted) in [
        (PNG, "image/png"),
        (JPG, "image/jpg"),
        (AMR, "voice/amr"),
        (MP4, "video/mp4"),
        (b"BM____", "image/bmp"),
        (b"%PDF-1", "application/octet-stream"),
    ] {
        let (_, seen) = upload(Media::file(FileSource::bytes("x.exe", bytes)));
        assert!(part(&seen[0]).0.ends_with(&format!("\r\nContent-Type: {wanted}")));
    }
}

/// Every size limit at its edge and one beyond.
#[test]
fn sizes_are_checked_before_a_byte_goes_out() {
    let table = [
        (MediaKind::Image, PNG, 10 * MB, 40009),
        (MediaKind::Voice, b"#!AMR_MC1.0\n", 2 * MB, 45001),
        (MediaKind::Video, MP4, 10 * MB, 40011),
        (MediaKind::File, b"", 20 * MB, 40006),
    ];
    let server = Server::after_token(|_| uploaded());
    let client = client(&server);
    for (kind, magic, most, code) in table {
        assert_eq!(kind.max_bytes(), most as u64);
        for (length, wanted) in [
            (most, None),
            (most + 1, Some(code)),
            (5, Some(if most == 2 * MB { 40006 } else { code })),
            (0, Some(44001)),
        ] {
            let before = server.seen().len();
            let bytes = filled(&magic[..magic.len().min(length)], length);
            let outcome = client.upload(Media::new(kind, FileSource::bytes("x", &bytes)));
            let Some(code) = wanted else {
                outcome.unwrap();
                continue;
            };
            let error = outcome.unwrap_err();
            assert_eq!(server.seen().len(), before, "{kind} {length}");
            assert!(error.is_invalid() && error.phase().is_none());
            assert_eq!(error.violations().len(), 1, "{error}");
            assert_eq!(error.violations()[0].errcode, Some(code), "{kind} {length}");
            let text = error.to_string();
            let limit = format!("media: {length} bytes, but 6 to {most} bytes are allowed; WeCom refuses it");
            assert!(
                text.starts_with("cgi-bin/media/upload: the file is invalid and was not sent:\n")
                    && text.contains(&limit),
                "{text}"
            );
        }
    }
    for (kind, magic) in [(MediaKind::Image, JPG), (MediaKind::Voice, AMR), (MediaKind::File, b"______")] {
        client.upload(Media::new(kind, FileSource::bytes("x", &magic[..6]))).unwrap();
    }
}

#[test]
fn formats_are_checked_by_the_content_whatever_the_name() {
    for (kind, bytes, wanted) in [
        (MediaKind::Image, b"GIF89a".as_slice(), "must be JPG or PNG, but its first bytes are those of GIF"),
        (
            MediaKind::Image,
            b"RIFF\0\0".as_slice(),
            "must be JPG or PNG, but its first bytes are those of something else",
        ),
        (MediaKind::Image, MP4, "must be JPG or PNG, but its first bytes are those of MP4"),
        (MediaKind::Voice, b"ID3mp3", "must be AMR, but"),
        (MediaKind::Video, AMR, "must be MP4, but its first bytes are those of AMR"),
    ] {
        let (outcome, seen) = upload(Media::new(kind, FileSource::bytes("a.png", bytes)));
        let error = outcome.unwrap_err();
        assert!(seen.is_empty() && error.to_string().contains(wanted), "{error}");
        assert_eq!(error.violations()[0].errcode, Some(40004));
    }
    let (outcome, _) = upload(Media::image(FileSource::bytes("x", vec![b'_'; 10 * MB + 1])));
    assert_eq!(outcome.unwrap_err().violations().len(), 2, "every limit that is broken is listed");
}

#[test]
fn a_voice_lasts_a_minute_at_most() {
    let frames = |count: usize| [AMR, vec![0x04; 13 * count].as_slice()].concat();
    let (outcome, _) = upload(Media::voice(FileSource::bytes("x", frames(3000))));
    outcome.unwrap();
    let (outcome, _) = upload(Media::voice(FileSource::bytes("x", frames(3001))));
    let error = outcome.unwrap_err();
    assert!(error.to_string().contains("lasts 60.02 seconds, but at most 60 are allowed"), "{error}");
    assert_eq!(error.violations()[0].errcode, Some(45007));
    let long = frames(3001);
    let (outcome, _) = upload(Media::voice(FileSource::reader("x", long.len() as u64, long.as_slice())));
    outcome.unwrap();
}

#[test]
fn strictness_off_checks_nothing() {
    let server = Server::after_token(|_| errcode(40004));
    let client = builder(&server).strictness(Strictness::Off).build().unwrap();
    let error = client.upload(Media::image(FileSource::bytes("x", b"".as_slice()))).unwrap_err();
    assert_eq!(error.errcode().unwrap().value(), 40004);
    assert_eq!(part(&server.seen()[1]).1, b"");
}

/// Gives what it has in odd pieces, and counts them.
struct Pieces<'a>(&'a [u8], &'a AtomicUsize);

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.1.fetch_add(1, Ordering::SeqCst) % 3 == 1 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        assert!(buffer.len() <= 64 * 1024, "the file is never in memory as a whole");
        self.0.take(7919).read(buffer).inspect(|read| self.0 = &self.0[*read..])
    }
}

#[test]
fn a_reader_is_streamed_byte_for_byte() {
    let bytes: Vec<u8> = PNG.iter().copied().chain((0..=255).cycle().take(3 * MB + 17)).collect();
    let reads = AtomicUsize::new(0);
    let progress = RefCell::new(Vec::new());
    let longer = [bytes.as_slice(), b"left in the reader"].concat();
    let source = FileSource::reader("图.png", bytes.len() as u64, Pieces(&longer, &reads))
        .on_progress(|sent, size| progress.borrow_mut().push((sent, size)));
    let (outcome, seen) = upload(Media::image(source));
    outcome.unwrap();
    assert!(part(&seen[0]).1 == bytes);
    let progress = progress.into_inner();
    assert!(progress.windows(2).all(|pair| pair[0].0 < pair[1].0));
    assert_eq!(progress.last(), Some(&(bytes.len() as u64, bytes.len() as u64)));
}

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("wecom-message-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

#[test]
fn a_path_gives_content_and_name() {
    let folder = Folder::new("path");
    let path = folder.0.join("月报.pdf");
    File::create(&path).unwrap().write_all(b"%PDF-1.7").unwrap();
    let (outcome, seen) = upload(Media::file(&path));
    outcome.unwrap();
    let (head, content) = part(&seen[0]);
    assert!(head.contains("filename=\"月报.pdf\""), "{head}");
    assert_eq!(content, b"%PDF-1.7");
    let (_, seen) = upload(Media::file(path.as_path()).named("三月.pdf"));
    assert!(part(&seen[0]).0.contains("filename=\"三月.pdf\""));

    for broken in [folder.0.join("nowhere"), folder.0.clone()] {
        let (outcome, seen) = upload(Media::file(&broken));
        let error = outcome.unwrap_err();
        assert!(seen.is_empty() && error.is_io() && !error.may_have_been_delivered(), "{error}");
        let wanted = format!("cgi-bin/media/upload: the file `{}` could not be read: ", broken.display());
        assert!(error.to_string().starts_with(&wanted), "{error}");
        assert!(std::error::Error::source(&error).is_some() && error.advice().is_some());
    }
}

/// Opening a pipe waits until something writes to it, which may be for ever.
#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_refused_without_opening_it() {
    let folder = Folder::new("kinds");
    let pipe = folder.0.join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(folder.0.join("socket")).unwrap();
    std::os::unix::fs::symlink(&pipe, folder.0.join("link")).unwrap();
    let paths = [pipe, folder.0.join("socket"), folder.0.join("link"), folder.0.clone(), "/dev/zero".into()];
    for path in paths {
        let (outcome, seen) = upload(Media::file(path.clone()));
        let error = outcome.unwrap_err();
        assert!(error.is_io() && seen.is_empty());
        let wanted = format!("the file `{}` could not be read: it is not a regular file", path.display());
        assert!(error.to_string().ends_with(&wanted), "{error}");
    }
}

#[test]
fn a_path_in_an_error_stays_on_one_line() {
    let (outcome, _) = upload(Media::file("/no/such\nERROR forged\u{202e}"));
    let error = outcome.unwrap_err().to_string();
    assert!(error.contains("the file `/no/such\\nERROR forged\\u{202e}` could not be read"), "{error}");
}

fn refused_once(code: i32) -> Server {
    let fetched = AtomicUsize::new(0);
    Server::start(move |seen| match seen.target.as_str() {
        target if target.contains("gettoken") => token(&format!("T{}", fetched.fetch_add(1, Ordering::SeqCst))),
        target if target.contains("=T0&") => errcode(code),
        _ => uploaded(),
    })
}

#[test]
fn an_expired_token_sends_the_whole_file_once_more() {
    let folder = Folder::new("again");
    let path = folder.0.join("a.txt");
    std::fs::write(&path, b"hello!").unwrap();
    for code in [42001, 40014] {
        for source in [FileSource::path(&path), FileSource::bytes("a.txt", b"hello!".as_slice())] {
            let server = refused_once(code);
            client(&server).upload(Media::file(source)).unwrap();
            let sent: Vec<_> = server.seen().iter().filter(|seen| seen.method == "POST").map(part).collect();
            assert_eq!(sent.len(), 2);
            assert_eq!(sent[0], sent[1]);
            assert_eq!(sent[1].1, b"hello!");
        }
    }
}

#[test]
fn a_plain_reader_is_not_sent_again_and_the_next_upload_has_a_new_token() {
    let server = refused_once(42001);
    let client = client(&server);
    let source = || FileSource::reader("a.txt", 6, b"hello!".as_slice());
    let error = client.upload(Media::file(source())).unwrap_err();
    assert_eq!(error.errcode().unwrap().value(), 42001);
    assert_eq!((server.count("media/upload"), server.count("gettoken")), (1, 1));
    client.upload(Media::file(source())).unwrap();
    assert_eq!((server.count("media/upload"), server.count("gettoken")), (2, 2));
}

#[test]
fn a_token_refused_twice_is_returned() {
    let server = Server::after_token(|_| errcode(42001));
    let error = client(&server).upload(Media::file(FileSource::bytes("a", b"hello!".as_slice()))).unwrap_err();
    assert_eq!(error.errcode().unwrap().value(), 42001);
    assert_eq!((server.count("media/upload"), server.count("gettoken")), (2, 2));
}

struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("bad sector"))
    }
}

#[test]
fn a_reader_that_fails_or_ends_early_is_named() {
    let table: [(Box<dyn Read>, u64, &str); 4] = [
        (Box::new(Broken), 100, "bad sector"),
        (Box::new(b"0123456789abcdef".chain(Broken)), 100, "bad sector"),
        (Box::new(b"0123456789abcdef".as_slice()), 100, "it ended after 16 of 100 bytes"),
        (Box::new(io::empty()), 100, "it ended after 0 of 100 bytes"),
    ];
    for (reader, length, wanted) in table {
        let (outcome, seen) = upload(Media::file(FileSource::reader("a", length, reader)));
        let error = outcome.unwrap_err();
        assert!(error.is_io() && !error.may_have_been_delivered() && seen.is_empty(), "{error}");
        assert!(error.to_string().ends_with(&format!("the file `a` could not be read: {wanted}")), "{error}");
    }
}

#[test]
fn an_upload_that_breaks_off_has_delivered_nothing() {
    let server = Server::after_token(|_| Reply::Close);
    let error = client(&server).upload(Media::file(FileSource::bytes("a", b"hello!".as_slice()))).unwrap_err();
    assert!(error.is_transport() && !error.may_have_been_delivered(), "{error}");
    assert_eq!(error.phase(), Some(Phase::MaybeDelivered));
    assert!(error.advice().unwrap().contains("Try again"));
    let server = Server::after_token(|_| Reply::Http("HTTP/1.1 502 Oh", "<html>".to_owned()));
    let error = client(&server).upload(Media::file(FileSource::bytes("a", b"hello!".as_slice()))).unwrap_err();
    assert!(error.is_unreadable_answer() && !error.may_have_been_delivered());
    assert!(error.advice().unwrap().contains("Try again"));
}

#[test]
fn files_have_a_timeout_of_their_own() {
    const NO_TIME: Duration = Duration::from_nanos(1);
    let server = Server::after_token(|_| uploaded());
    let upload = |client: &Client| client.upload(Media::file(FileSource::bytes("a", b"hello!".as_slice())));
    let send = |client: &Client| client.send_text(To::user("lisi"), "hello");
    let patient_with_files = builder(&server).timeout(NO_TIME).build().unwrap();
    upload(&patient_with_files).unwrap();
    assert!(send(&patient_with_files).unwrap_err().is_timeout());
    let hasty_with_files = builder(&server).media_timeout(NO_TIME).build().unwrap();
    send(&hasty_with_files).map(drop).unwrap();
    assert!(upload(&hasty_with_files).unwrap_err().is_timeout());
    assert!(builder(&server).media_timeout(Duration::ZERO).build().unwrap_err().is_configuration());
}

#[test]
fn created_at_comes_as_a_string_or_a_number_or_not_at_all() {
    let at = |value: &str| {
        let answer = format!(r#"{{"errcode":0,"media_id":"m1"{value}}}"#);
        let server = Server::after_token(move |_| Reply::Json(answer.clone()));
        client(&server).upload(Media::file(FileSource::bytes("a", b"hello!".as_slice()))).unwrap().created_at
    };
    assert_eq!(at(r#","created_at":"1380000000""#), at(r#","created_at":1380000000"#));
    let before = SystemTime::now();
    for missing in ["", r#","created_at":"soon""#, r#","created_at":18446744073709551615"#] {
        let created_at = at(missing);
        assert!((before..=SystemTime::now()).contains(&created_at), "{missing}");
    }
}

#[test]
fn success_without_an_id_is_an_unreadable_answer() {
    for answer in [r#"{"errcode":0}"#, r#"{"errcode":0,"media_id":"","url":""}"#] {
        let server = Server::after_token(move |_| Reply::Json(answer.to_owned()));
        let client = client(&server);
        let source = || FileSource::bytes("a", b"hello!".as_slice());
        assert!(client.upload(Media::file(source())).unwrap_err().is_unreadable_answer());
        assert!(client.upload_image(source()).unwrap_err().is_unreadable_answer());
    }
}

#[test]
fn a_picture_for_articles_has_limits_of_its_own() {
    let server = Server::after_token(|_| Reply::Json(r#"{"errcode":0,"errmsg":"","url":"http://p/1"}"#.to_owned()));
    let client = client(&server);
    for (length, fits) in [(4, false), (5, true), (2 * MB, true), (2 * MB + 1, false)] {
        let outcome = client.upload_image(FileSource::bytes("", filled(JPG, length)));
        assert_eq!(
            outcome.map(|image| image.url).map_err(|error| error.is_invalid()),
            if fits { Ok("http://p/1".to_owned()) } else { Err(true) }
        );
    }
    let seen = server.seen();
    assert_eq!((seen.len(), seen[1].target.as_str()), (3, "/cgi-bin/media/uploadimg?access_token=T"));
    assert!(part(&seen[1]).0.contains("name=\"media\"; filename=\"image.jpg\"\r\nContent-Type: image/jpg"));
}
