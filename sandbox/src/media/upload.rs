//! `media/upload` and `media/uploadimg`: files for messages, and pictures for articles.

use serde_json::json;

use super::multipart::{FilePart, file_part};
use super::stored::StoredFile;
use crate::answer::Reply;
use crate::received::Received;
use crate::request::Request;
use crate::wecom::Wecom;

const TYPE_NOT_ALLOWED: i32 = 40005;
const WRONG_FORMAT: i32 = 40004;
const EMPTY: i32 = 44001;
const VOICE_TOO_LONG: i32 = 45007;

const MB: usize = 1024 * 1024;

/// What a file is, as messages tell files apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Image,
    Voice,
    Video,
    File,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Image, Self::Voice, Self::Video, Self::File];

    /// The kind in the query, where it is one of these.
    pub(crate) fn of(request: &Request, allowed: &[Self]) -> Result<Self, Reply> {
        let name = request.parameter("type");
        let kind = allowed.iter().find(|kind| name == Some(kind.rules().kind));
        kind.copied().ok_or_else(|| Reply::error(TYPE_NOT_ALLOWED))
    }

    pub(crate) fn rules(self) -> &'static Rules {
        match self {
            Self::Image => &IMAGE,
            Self::Voice => &VOICE,
            Self::Video => &VIDEO,
            Self::File => &FILE,
        }
    }
}

/// What is taken of one kind, by the pages 90253, 90256 and, for robots, 91770.
pub(crate) struct Rules {
    kind: &'static str,
    sizes: std::ops::RangeInclusive<usize>,
    too_small: i32,
    too_large: i32,
    /// Whether the first bytes are those of an allowed format.
    is_format: fn(&[u8]) -> bool,
}

static IMAGE: Rules =
    Rules { kind: "image", sizes: 6..=10 * MB, too_small: 40009, too_large: 40009, is_format: is_picture };
static VOICE: Rules = Rules { kind: "voice", sizes: 6..=2 * MB, too_small: 40006, too_large: 45001, is_format: is_amr };
static VIDEO: Rules =
    Rules { kind: "video", sizes: 6..=10 * MB, too_small: 40011, too_large: 40011, is_format: is_mp4 };
static FILE: Rules =
    Rules { kind: "file", sizes: 6..=20 * MB, too_small: 40006, too_large: 40006, is_format: |_| true };
static PICTURE: Rules =
    Rules { kind: "picture", sizes: 5..=2 * MB, too_small: 40009, too_large: 40009, is_format: |_| true };

impl Wecom {
    pub(crate) fn media_upload(&mut self, request: &Request, record: &mut Received) -> Result<Reply, Reply> {
        let application = self.authorized("POST", request, record)?;
        let kind = Kind::of(request, &Kind::ALL)?;
        let part = uploaded(request, kind.rules(), record)?;
        let media_id = self.ids.next(4);
        let file = StoredFile {
            corp_id: self.application(application).map(|application| application.corp_id.clone()).unwrap_or_default(),
            filename: part.filename,
            content_type: part.content_type.unwrap_or_else(|| "application/octet-stream".to_owned()),
            content: part.content.to_vec(),
            stored: self.now,
        };
        self.stored_files.add(media_id.clone(), file);
        Ok(self.media_reply(kind, media_id))
    }

    /// The answer to an upload.
    pub(crate) fn media_reply(&self, kind: Kind, media_id: String) -> Reply {
        let created_at = (self.settings.started + self.now).as_secs().to_string();
        Reply::ok().with("type", kind.rules().kind).with("media_id", media_id).with("created_at", created_at)
    }

    /// The address that is handed out is one of WeCom's; nothing is there.
    pub(crate) fn media_uploadimg(&mut self, request: &Request, record: &mut Received) -> Result<Reply, Reply> {
        self.authorized("POST", request, record)?;
        uploaded(request, &PICTURE, record)?;
        Ok(Reply::ok().with("url", format!("http://wework.qpic.cn/wwpic/{}/0", self.ids.next(2))))
    }
}

/// The part with the file, where it keeps to the rules.
pub(crate) fn uploaded<'a>(request: &'a Request, rules: &Rules, record: &mut Received) -> Result<FilePart<'a>, Reply> {
    let content_type = request.header("content-type").unwrap_or_default();
    let part = file_part(content_type, &request.body, "media");
    let part = part.ok_or_else(|| Reply::error(EMPTY).because("no part \"media\" with a filename"))?;
    let length = part.content.len();
    record.body = Some(json!({
        "filename": part.filename,
        "content_type": part.content_type,
        "length": length,
    }));
    let sizes = &rules.sizes;
    if !sizes.contains(&length) {
        let errcode = match length {
            0 => EMPTY,
            _ if length < *sizes.start() => rules.too_small,
            _ => rules.too_large,
        };
        let detail = format!("{} of {length} bytes, allowed are {} to {}", rules.kind, sizes.start(), sizes.end());
        return Err(Reply::error(errcode).because(detail));
    }
    if !(rules.is_format)(part.content) {
        return Err(Reply::error(WRONG_FORMAT));
    }
    if rules.kind == "voice" && seconds(part.content) > 60.0 {
        return Err(Reply::error(VOICE_TOO_LONG));
    }
    Ok(part)
}

fn is_picture(content: &[u8]) -> bool {
    content.starts_with(b"\xff\xd8\xff") || content.starts_with(b"\x89PNG\r\n\x1a\n")
}

fn is_amr(content: &[u8]) -> bool {
    content.starts_with(b"#!AMR")
}

fn is_mp4(content: &[u8]) -> bool {
    content.get(4..8) == Some(b"ftyp")
}

/// How long a recording is; the frames of narrow-band AMR last 20 milliseconds. Others count as short.
fn seconds(content: &[u8]) -> f64 {
    const SIZES: [usize; 16] = [12, 13, 15, 17, 19, 20, 26, 31, 5, 0, 0, 0, 0, 0, 0, 0];
    let mut rest = content.strip_prefix(b"#!AMR\n").unwrap_or_default();
    let mut frames = 0.0;
    while let Some((first, after)) = rest.split_first() {
        let size = SIZES.get(usize::from(first >> 3 & 15)).copied().unwrap_or_default();
        rest = after.get(size..).unwrap_or_default();
        frames += 1.0;
    }
    frames * 0.02
}
