//! `webhook/send`: to the robot's group, at most 20 messages a minute.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use wecom_schema::model::Message;

use super::Robots;
use crate::body::text;
use crate::endpoints::media::Kind;
use crate::received::{Delivery, Received};
use crate::reply::Reply;
use crate::sent::Sent;
use crate::world::World;

/// The code seen in practice; the page names the limit without a code.
const TOO_MANY: i32 = 45009;
/// The robot has no such file of this kind, or it is too old.
const FILE_UNKNOWN: i32 = 40007;
/// Of a picture before it becomes base64.
const MOST_BYTES: usize = 2 * 1024 * 1024;
/// From the code list; the page names none.
const MD5_MISMATCH: i32 = 301_019;

impl Robots {
    pub(crate) fn send(
        &mut self,
        world: &World,
        robot: usize,
        message: &Message,
        body: &Value,
        record: &mut Received,
    ) -> Result<Sent, Reply> {
        if !self.may_send(robot, world.now) {
            return Err(Reply::error(TOO_MANY));
        }
        let content = body.get(&message.msgtype).unwrap_or(&Value::Null);
        match message.msgtype.as_str() {
            "file" => self.require_file(world, robot, Kind::File, content)?,
            "voice" => self.require_file(world, robot, Kind::Voice, content)?,
            "image" => look_at_picture(content, record)?,
            _ => {}
        }
        self.sent(robot, world.now);
        Ok(Sent::to(Delivery { robot: Some(robot + 1), ..Delivery::default() }))
    }

    fn require_file(&self, world: &World, robot: usize, kind: Kind, content: &Value) -> Result<(), Reply> {
        let id = text(content, "media_id");
        if self.has_file(id, robot, kind, world.now) { Ok(()) } else { Err(Reply::error(FILE_UNKNOWN)) }
    }
}

/// An error if the MD5 is not that of the decoded picture. What WeCom does with another format or a larger picture than its page
/// names is not known: it is a finding.
fn look_at_picture(image: &Value, record: &mut Received) -> Result<(), Reply> {
    let encoded = text(image, "base64").bytes().filter(|byte| !byte.is_ascii_whitespace()).collect::<Vec<_>>();
    let picture = STANDARD.decode(encoded).map_err(|_| Reply::error(MD5_MISMATCH).because("no complete base64"))?;
    if !format!("{:x}", md5::compute(&picture)).eq_ignore_ascii_case(text(image, "md5")) {
        return Err(Reply::error(MD5_MISMATCH));
    }
    if !(picture.starts_with(b"\xff\xd8\xff") || picture.starts_with(b"\x89PNG\r\n\x1a\n")) {
        record.findings.push("image.base64: the picture is neither JPG nor PNG".to_owned());
    }
    if picture.len() > MOST_BYTES {
        record.findings.push(format!("image.base64: the picture has {} bytes, of at most {MOST_BYTES}", picture.len()));
    }
    Ok(())
}
