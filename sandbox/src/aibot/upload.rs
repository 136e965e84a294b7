//! `aibot_upload_media_init`, `_chunk`, `_finish`: a file in pieces, which only this bot can send.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use wecom_schema::judge::BAD_PARAMETER;

use super::rate::Rate;
use crate::body::{given, text};
use crate::reply::Reply;
use crate::world::World;

const KB: usize = 1024;
const MB: usize = 1024 * KB;

const LARGEST_CHUNK: usize = 512 * KB;
const MOST_CHUNKS: u64 = 100;
/// How long the pieces can come.
const SESSION_LIFETIME: Duration = Duration::from_secs(30 * 60);
/// How long the file can be sent.
const FILE_LIFETIME: Duration = Duration::from_secs(3 * 24 * 60 * 60);

const TOO_MANY: i32 = 45009;
const TYPE_UNKNOWN: i32 = 846_610;
const UPLOAD_ID_INVALID: i32 = 846_611;
const INDEX_OUT_OF_RANGE: i32 = 846_612;
const CHUNK_TOO_LARGE: i32 = 846_613;
const CHUNKS_MISSING: i32 = 846_616;
const FORMAT_WRONG: i32 = 846_697;
const MD5_MISMATCH: i32 = 301_019;
/// The pages name no code for a file that is too large or too small.
const SIZE_WRONG: i32 = 40006;
/// The bot has no such file of this kind, or it is too old.
const FILE_UNKNOWN: i32 = 40007;

/// A kind of file: its largest size, and whether content is of an allowed format.
type Kind = (&'static str, usize, fn(&[u8]) -> bool);

const KINDS: [Kind; 4] = [
    ("file", 20 * MB, |_| true),
    ("image", 10 * MB, is_picture),
    ("voice", 2 * MB, is_amr),
    ("video", 10 * MB, is_mp4),
];

#[derive(Debug, Default)]
pub(super) struct Uploads {
    sessions: HashMap<String, Session>,
    files: HashMap<String, File>,
    rates: HashMap<usize, Rate>,
}

#[derive(Debug)]
struct Session {
    bot: usize,
    kind: Kind,
    size: usize,
    chunks: u64,
    md5: Option<String>,
    began: Duration,
    arrived: BTreeMap<u64, Vec<u8>>,
}

/// A file that was uploaded whole; its content is dropped.
#[derive(Debug)]
struct File {
    bot: usize,
    kind: &'static str,
    uploaded: Duration,
}

impl Uploads {
    pub(super) fn init(&mut self, world: &mut World, bot: usize, body: &Value) -> Result<Reply, Reply> {
        let kind = KINDS.iter().find(|(name, ..)| text(body, "type") == *name);
        let kind = *kind.ok_or_else(|| Reply::error(TYPE_UNKNOWN))?;
        let size = number(body, "total_size").and_then(|size| usize::try_from(size).ok()).unwrap_or_default();
        if !(5..=kind.1).contains(&size) {
            return Err(Reply::error(SIZE_WRONG).because(format!("{} of {size} bytes", kind.0)));
        }
        let chunks = number(body, "total_chunks").filter(|chunks| (1..=MOST_CHUNKS).contains(chunks));
        let chunks = chunks.ok_or_else(|| Reply::error(BAD_PARAMETER).because("total_chunks must be 1 to 100"))?;
        if world.settings.aibots.has_rates {
            let rate = self.rates.entry(bot).or_default();
            if !rate.admits(world.now) {
                return Err(Reply::error(TOO_MANY));
            }
            rate.count(world.now);
        }
        self.sessions.retain(|_, session| world.now < session.began + SESSION_LIFETIME);
        let md5 = given(body, "md5").map(str::to_owned);
        let (upload_id, began) = (world.ids.next(32), world.now);
        let session = Session { bot, kind, size, chunks, md5, began, arrived: BTreeMap::new() };
        self.sessions.insert(upload_id.clone(), session);
        Ok(Reply::ok().with("upload_id", upload_id))
    }

    /// A chunk that came before is ignored.
    pub(super) fn chunk(&mut self, world: &World, bot: usize, body: &Value) -> Result<Reply, Reply> {
        let session = self.session(world, bot, body)?;
        let index = number(body, "chunk_index").filter(|index| *index < session.chunks);
        let index = index.ok_or_else(|| Reply::error(INDEX_OUT_OF_RANGE))?;
        let data = STANDARD.decode(text(body, "base64_data"));
        let data = data.map_err(|error| Reply::error(BAD_PARAMETER).because(format!("base64_data: {error}")))?;
        if data.len() > LARGEST_CHUNK {
            return Err(Reply::error(CHUNK_TOO_LARGE));
        }
        session.arrived.entry(index).or_insert(data);
        Ok(Reply::ok())
    }

    pub(super) fn finish(&mut self, world: &mut World, bot: usize, body: &Value) -> Result<Reply, Reply> {
        let session = self.session(world, bot, body)?;
        if u64::try_from(session.arrived.len()) != Ok(session.chunks) {
            return Err(Reply::error(CHUNKS_MISSING));
        }
        let content: Vec<u8> = session.arrived.values().flatten().copied().collect();
        let (kind, _, is_format) = session.kind;
        if content.len() != session.size {
            let detail = format!("{} bytes came, total_size is {}", content.len(), session.size);
            return Err(Reply::error(SIZE_WRONG).because(detail));
        }
        let md5 = format!("{:x}", md5::compute(&content));
        if session.md5.as_ref().is_some_and(|said| !said.eq_ignore_ascii_case(&md5)) {
            return Err(Reply::error(MD5_MISMATCH));
        }
        if !is_format(&content) {
            return Err(Reply::error(FORMAT_WRONG));
        }
        self.sessions.remove(text(body, "upload_id"));
        let media_id = world.ids.next(64);
        self.files.insert(media_id.clone(), File { bot, kind, uploaded: world.now });
        let created_at = world.timestamp().to_string();
        Ok(Reply::ok().with("type", kind).with("media_id", media_id).with("created_at", created_at))
    }

    /// Whether a message's file, if it has one, can be sent by this bot.
    pub(super) fn require_media(&self, world: &World, bot: usize, body: &Value) -> Result<(), Reply> {
        let msgtype = text(body, "msgtype");
        if world.settings.any_media_id || !KINDS.iter().any(|(name, ..)| *name == msgtype) {
            return Ok(());
        }
        let id = body.get(msgtype).map_or("", |message| text(message, "media_id"));
        let fits = |file: &&File| file.bot == bot && file.kind == msgtype && world.now < file.uploaded + FILE_LIFETIME;
        self.files.get(id).filter(fits).map(|_| ()).ok_or_else(|| Reply::error(FILE_UNKNOWN))
    }

    fn session(&mut self, world: &World, bot: usize, body: &Value) -> Result<&mut Session, Reply> {
        let fits = |session: &&mut Session| session.bot == bot && world.now < session.began + SESSION_LIFETIME;
        let session = self.sessions.get_mut(text(body, "upload_id")).filter(fits);
        session.ok_or_else(|| Reply::error(UPLOAD_ID_INVALID))
    }
}

/// A number, which the page's table also has as a text.
fn number(body: &Value, name: &str) -> Option<u64> {
    let value = body.get(name)?;
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

fn is_picture(content: &[u8]) -> bool {
    [b"\xff\xd8\xff".as_slice(), b"\x89PNG\r\n\x1a\n", b"GIF8"].iter().any(|magic| content.starts_with(magic))
}

fn is_amr(content: &[u8]) -> bool {
    content.starts_with(b"#!AMR")
}

fn is_mp4(content: &[u8]) -> bool {
    content.get(4..8) == Some(b"ftyp")
}
