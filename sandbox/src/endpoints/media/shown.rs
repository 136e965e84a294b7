//! The files that a message shows: uploaded, not too old, and of the wanted kind.

use serde_json::Value;

use super::StoredFiles;
use super::upload::Kind;
use crate::body::given;
use crate::reply::Reply;
use crate::world::World;

/// The corporation has no such file of this kind, or it is too old.
const FILE_UNKNOWN: i32 = 40007;

/// The `type` of a card's row that offers a file.
const FILE_ROW: i64 = 2;

impl StoredFiles {
    /// An error if a file that the message shows cannot be sent.
    pub(crate) fn check_shown(
        &self,
        world: &World,
        application: usize,
        msgtype: &str,
        body: &Value,
    ) -> Result<(), Reply> {
        if world.settings.any_media_id {
            return Ok(());
        }
        let corp_id = world.corp_id(application);
        let is_lacking = |&(kind, id): &(Kind, &str)| {
            let file = self.find(id, corp_id, world.now);
            file.map_or(true, |file| file.kind != kind)
        };
        let content = body.get(msgtype).unwrap_or(&Value::Null);
        match shown(msgtype, content).find(is_lacking) {
            Some((kind, id)) => Err(Reply::error(FILE_UNKNOWN).because(format!("no {} has the id {id}", kind.name()))),
            None => Ok(()),
        }
    }
}

/// The ids in the content of a message, with the kind that each must be of.
fn shown<'c>(msgtype: &str, content: &'c Value) -> impl Iterator<Item = (Kind, &'c str)> {
    let items = |name| content.get(name).and_then(Value::as_array).into_iter().flatten();
    let is_file = |row: &&Value| row.get("type").and_then(Value::as_i64) == Some(FILE_ROW);
    let own = Kind::of_msgtype(msgtype).map(|kind| (kind, content, "media_id"));
    let thumb = (Kind::Image, content, "thumb_media_id");
    let articles = items("articles").map(|article| (Kind::Image, article, "thumb_media_id"));
    let rows = items("horizontal_content_list").filter(is_file).map(|row| (Kind::File, row, "media_id"));
    let all = own.into_iter().chain([thumb]).chain(articles).chain(rows);
    all.filter_map(|(kind, object, name)| Some((kind, given(object, name)?)))
}
