//! Uploads and downloads.

use std::io::Cursor;

use serde_json::{Value, json};
use wecom_message::aibot::{Chat, Event, File};
use wecom_message::{Aibot, FileSource, Media};
use wecom_sandbox::{Fault, Sandbox};

use super::{connect, next, sandbox};

const CHUNK: &str = "aibot_upload_media_chunk";

/// Of more than two chunks.
fn content() -> Vec<u8> {
    (0..1_300_000_u32).map(|at| u8::try_from(at % 253).unwrap()).collect()
}

fn received(sandbox: &Sandbox, bot: &Aibot, file: &Value) -> Event {
    sandbox.aibot().write("lisi", &json!({"msgtype": "file", "file": file})).unwrap();
    next(bot).event
}

#[test]
fn a_file_is_uploaded_in_chunks_and_sent() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    let content = content();
    let uploaded = bot.upload(Media::file(FileSource::bytes("report.pdf", &content))).unwrap();
    bot.send(Chat::user("lisi"), &File::new(uploaded.media_id.clone())).unwrap();
    assert_eq!(sandbox.aibot().chat("lisi")[0].body["file"]["media_id"], json!(uploaded.media_id));
    let reader = FileSource::reader("report.pdf", content.len() as u64, Cursor::new(content));
    bot.upload(Media::file(reader)).unwrap();
}

#[test]
fn progress_ends_at_the_size_and_begins_once() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    let content = content();
    let mut seen = Vec::new();
    let file = FileSource::bytes("a.bin", &content).on_progress(|sent, size| seen.push((sent, size)));
    bot.upload(Media::file(file)).unwrap();
    let size = content.len() as u64;
    assert!(seen.is_sorted() && seen.last() == Some(&(size, size)), "{seen:?}");
}

#[test]
fn an_upload_goes_on_over_the_next_connection() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    for fault in [Fault::CutBefore, Fault::CutAfter] {
        sandbox.aibot().next_fault(CHUNK, fault);
    }
    bot.upload(Media::file(FileSource::bytes("report.pdf", content()))).unwrap();
    assert_eq!(sandbox.aibot().unused_faults(), 0);
}

#[test]
fn a_file_that_the_bot_cannot_send_is_not_uploaded() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    for media in [
        Media::image(FileSource::bytes("a.png", b"no picture".as_slice())),
        Media::file(FileSource::bytes("a", b"tiny".as_slice())),
        Media::voice(FileSource::bytes("a.amr", b"#!MP3\n".as_slice())),
    ] {
        let error = bot.upload(media).unwrap_err();
        assert!(error.is_invalid(), "{error}");
    }
    bot.upload(Media::image(FileSource::bytes("a.gif", b"GIF89a".as_slice()))).unwrap();
    let error = bot.upload(Media::file("/no/such/file")).unwrap_err();
    assert!(error.is_io(), "{error}");
    let error = bot.upload(Media::file(FileSource::reader("a", 100, Cursor::new(b"short")))).unwrap_err();
    assert!(error.is_io() && !error.may_have_been_delivered(), "{error}");
}

#[test]
fn a_file_that_a_member_sent_is_downloaded_and_decrypted() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    for length in [0, 1, 31, 32, 33, 100_000] {
        let content: Vec<u8> = content().into_iter().take(length).collect();
        let file = sandbox.aibot().file("班表.pdf", &content);
        let Event::FileMessage(message) = received(&sandbox, &bot, &file) else { panic!("no file") };
        let mut written = Vec::new();
        let downloaded = bot.download(&message, &mut written).unwrap();
        assert!(written == content, "{length}");
        assert_eq!(downloaded.length, length as u64);
        assert_eq!(downloaded.file_name.as_deref(), Some("班表.pdf"));
    }
}

#[test]
fn a_file_with_another_key_does_not_decrypt() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    let mut file = sandbox.aibot().file("a.txt", &content());
    for key in ["", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="] {
        file["aeskey"] = json!(key);
        let Event::FileMessage(message) = received(&sandbox, &bot, &file) else { panic!("no file") };
        let error = bot.download(&message, &mut Vec::new()).unwrap_err();
        assert!(error.to_string().contains("does not decrypt"), "{error}");
    }
}
