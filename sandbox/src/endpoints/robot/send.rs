//! `webhook/send`: to the robot's group, at most 20 messages a minute.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use wecom_schema::model::Message;

use super::Robots;
use crate::body::text;
use crate::endpoints::media::Kind;
use crate::received::Delivery;
use crate::reply::Reply;
use crate::sent::Sent;
use crate::world::World;

/// The code seen in practice; the page names the limit without a code.
const TOO_MANY: i32 = 45009;
/// The robot has no such file of this kind, or it is too old.
const FILE_UNKNOWN: i32 = 40007;
/// From the code list; the page names none.
const MD5_MISMATCH: i32 = 301_019;

impl Robots {
    pub(crate) fn send(&mut self, world: &World, robot: usize, message: &Message, body: &Value) -> Result<Sent, Reply> {
        if !self.may_send(robot, world.now) {
            return Err(Reply::error(TOO_MANY));
        }
        let content = body.get(&message.msgtype).unwrap_or(&Value::Null);
        match message.msgtype.as_str() {
            "file" => self.require_file(world, robot, Kind::File, content)?,
            "voice" => self.require_file(world, robot, Kind::Voice, content)?,
            "image" if !md5_fits(content) => return Err(Reply::error(MD5_MISMATCH)),
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

/// Whether the MD5 is that of the decoded picture.
fn md5_fits(image: &Value) -> bool {
    let picture = STANDARD.decode(text(image, "base64"));
    picture.is_ok_and(|picture| format!("{:x}", md5::compute(picture)).eq_ignore_ascii_case(text(image, "md5")))
}
