//! `webhook/upload_media`: a file or voice message that only this robot can send.

use super::{RobotFile, Robots};
use crate::endpoints::media::{Kind, accepted, uploaded};
use crate::received::Received;
use crate::reply::Reply;
use crate::request::Request;
use crate::world::World;

impl Robots {
    /// The content is checked and dropped: no endpoint returns a robot's files.
    pub(crate) fn upload_media(
        &mut self,
        world: &mut World,
        robot: usize,
        request: &Request,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        let kind = Kind::of(request, &[Kind::File, Kind::Voice])?;
        uploaded(request, kind.rules(), record)?;
        let media_id = world.ids.next(64);
        self.files.insert(media_id.clone(), RobotFile { robot, kind, uploaded: world.now });
        Ok(accepted(world, kind, media_id))
    }
}
