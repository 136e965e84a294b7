//! `webhook/upload_media`: a file or a voice that this robot alone can send.

use super::RobotFile;
use crate::answer::Reply;
use crate::media::{Kind, uploaded};
use crate::received::Received;
use crate::request::Request;
use crate::wecom::Wecom;

impl Wecom {
    /// The content is looked at and not kept: nothing hands a robot's files out again.
    pub(crate) fn webhook_upload_media(&mut self, request: &Request, record: &mut Received) -> Result<Reply, Reply> {
        let robot = self.robot("POST", request, record)?;
        let kind = Kind::of(request, &[Kind::File, Kind::Voice])?;
        uploaded(request, kind.rules(), record)?;
        let media_id = self.ids.next(4);
        self.robots.files.insert(media_id.clone(), RobotFile { robot, kind, uploaded: self.now });
        Ok(self.media_reply(kind, media_id))
    }
}
