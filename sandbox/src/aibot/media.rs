//! Files that members send: encrypted, each with its own key, at a URL that works for five minutes.

use std::collections::HashMap;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::callback::encrypt_bytes;
use crate::request::Request;
use crate::world::World;

/// Where the files are.
pub(crate) const PATH: &str = "aibot/media";

const LIFETIME: Duration = Duration::from_secs(5 * 60);

/// The files, by their ids.
#[derive(Debug, Default)]
pub(crate) struct MediaUrls(HashMap<String, Encrypted>);

#[derive(Debug)]
struct Encrypted {
    filename: String,
    content: Vec<u8>,
    expires: Duration,
}

impl MediaUrls {
    /// Encrypts a file. Returns its `url` and `aeskey`.
    pub(crate) fn add(&mut self, world: &mut World, filename: &str, content: &[u8]) -> Value {
        let mut key = [0; 32];
        let (first, second) = key.split_at_mut(16);
        first.copy_from_slice(&world.ids.next_bytes());
        second.copy_from_slice(&world.ids.next_bytes());
        self.0.retain(|_, file| world.now < file.expires);
        let id = world.ids.next(48);
        let content = encrypt_bytes(&key, content.to_vec());
        let file = Encrypted { filename: filename.to_owned(), content, expires: world.now + LIFETIME };
        self.0.insert(id.clone(), file);
        json!({"url": format!("{}/{PATH}?id={id}", world.settings.base_url), "aeskey": STANDARD.encode(key)})
    }

    /// The encrypted file at a URL.
    pub(crate) fn get(&self, world: &World, request: &Request) -> Answer {
        let file = request.parameter("id").and_then(|id| self.0.get(id)).filter(|file| world.now < file.expires);
        let Some(file) = file else { return Answer::text(403, "the URL has expired\n") };
        let mut answer = Answer::new(200, "application/octet-stream", file.content.clone());
        let name = utf8_percent_encode(&file.filename, NON_ALPHANUMERIC);
        answer.headers.push(("content-disposition", format!("attachment; filename*=UTF-8''{name}")));
        answer
    }
}
