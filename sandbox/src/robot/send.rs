//! `webhook/send`: into the robot's group, 20 messages a minute.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use wecom_schema::model::Message;

use crate::answer::Reply;
use crate::directory::text;
use crate::media::Kind;
use crate::received::Delivery;
use crate::sending::Sent;
use crate::wecom::Wecom;

/// In use for this limit; the page names the number of messages and no code.
const TOO_MANY: i32 = 45009;
/// The file is not one of the robot's, not of this kind, or too old.
const FILE_UNKNOWN: i32 = 40007;
/// What the list of codes has for such a file; the page does not name it.
const MD5_MISMATCH: i32 = 301_019;

impl Wecom {
    pub(crate) fn robot_send(&mut self, robot: usize, message: &Message, body: &Value) -> Result<Sent, Reply> {
        if !self.robots.may_send(robot, self.now) {
            return Err(Reply::error(TOO_MANY));
        }
        let content = body.get(&message.msgtype).unwrap_or(&Value::Null);
        match message.msgtype.as_str() {
            "file" => self.has_file(robot, Kind::File, content)?,
            "voice" => self.has_file(robot, Kind::Voice, content)?,
            "image" if !md5_fits(content) => return Err(Reply::error(MD5_MISMATCH)),
            _ => {}
        }
        self.robots.sent(robot, self.now);
        Ok(Sent { to: Delivery { robot: Some(robot + 1), ..Delivery::default() }, ..Sent::default() })
    }

    fn has_file(&self, robot: usize, kind: Kind, content: &Value) -> Result<(), Reply> {
        let id = text(content, "media_id");
        if self.robots.has_file(id, robot, kind, self.now) { Ok(()) } else { Err(Reply::error(FILE_UNKNOWN)) }
    }
}

/// The MD5 is that of the picture itself; what is no base64 has none.
fn md5_fits(image: &Value) -> bool {
    let picture = STANDARD.decode(text(image, "base64"));
    picture.is_ok_and(|picture| format!("{:x}", md5::compute(picture)).eq_ignore_ascii_case(text(image, "md5")))
}
