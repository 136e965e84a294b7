//! `media/upload` for files of messages, and `media/uploadimg` for pictures of articles.

use serde_json::json;

use super::multipart::{FilePart, file_part};
use super::stored::{StoredFile, StoredFiles};
use crate::received::Received;
use crate::reply::Reply;
use crate::request::Request;
use crate::world::World;

const TYPE_NOT_ALLOWED: i32 = 40005;
const WRONG_FORMAT: i32 = 40004;
const EMPTY: i32 = 44001;
const VOICE_TOO_LONG: i32 = 45007;

const MB: usize = 1024 * 1024;

/// The kinds of files that messages distinguish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Image,
    Voice,
    Video,
    File,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Image, Self::Voice, Self::Video, Self::File];

    /// The kind in the query, if it is an allowed one.
    pub(crate) fn of(request: &Request, allowed: &[Self]) -> Result<Self, Reply> {
        let name = request.parameter("type");
        let kind = allowed.iter().find(|kind| name == Some(kind.rules().kind));
        kind.copied().ok_or_else(|| Reply::error(TYPE_NOT_ALLOWED))
    }

    /// The kind that messages of this type show.
    pub(super) fn of_msgtype(msgtype: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == msgtype)
    }

    pub(super) fn name(self) -> &'static str {
        self.rules().kind
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

/// The files that WeCom accepts of one kind: pages 90253, 90256 and, for robots, 91770.
pub(crate) struct Rules {
    kind: &'static str,
    sizes: std::ops::RangeInclusive<usize>,
    too_small: i32,
    too_large: i32,
    /// Whether the file begins like one of an allowed format.
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

impl StoredFiles {
    pub(crate) fn upload(
        &mut self,
        world: &mut World,
        application: usize,
        request: &Request,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        let kind = Kind::of(request, &Kind::ALL)?;
        let part = uploaded(request, kind.rules(), record)?;
        let corp_id = world.corp_id(application).to_owned();
        let media_id = self.keep(world, corp_id, kind, part);
        Ok(accepted(world, kind, media_id))
    }

    /// Keeps a file and returns its id. One of a robot belongs to no corporation: no endpoint returns it, the page shows it.
    pub(crate) fn keep(&mut self, world: &mut World, corp_id: String, kind: Kind, part: FilePart<'_>) -> String {
        let media_id = world.ids.next(64);
        let file = StoredFile {
            kind,
            corp_id,
            filename: part.filename,
            content_type: part.content_type.unwrap_or_else(|| "application/octet-stream".to_owned()),
            content: part.content.to_vec(),
            stored: world.now,
        };
        self.add(media_id.clone(), file);
        media_id
    }
}

/// The answer to an upload.
pub(crate) fn accepted(world: &World, kind: Kind, media_id: String) -> Reply {
    let created_at = world.timestamp().to_string();
    Reply::ok().with("type", kind.rules().kind).with("media_id", media_id).with("created_at", created_at)
}

/// The answer's address looks like one of WeCom's and leads nowhere.
pub(crate) fn uploadimg(world: &mut World, request: &Request, record: &mut Received) -> Result<Reply, Reply> {
    uploaded(request, &PICTURE, record)?;
    Ok(Reply::ok().with("url", format!("http://wework.qpic.cn/wwpic/{}/0", world.ids.next(32))))
}

/// The part with the file, if it obeys the rules.
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

/// The length of a recording in narrow-band AMR, whose frames last 20 milliseconds. Other formats count as 0 seconds.
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
