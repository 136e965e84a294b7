//! `webhook/upload_media`: a file or voice message that only this robot can send.

use super::{RobotFile, Robots};
use crate::endpoints::media::{Kind, StoredFiles, accepted, uploaded};
use crate::received::Received;
use crate::reply::Reply;
use crate::request::Request;
use crate::world::World;

impl Robots {
    pub(crate) fn upload_media(
        &mut self,
        world: &mut World,
        files: &mut StoredFiles,
        robot: usize,
        request: &Request,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        let kind = Kind::of(request, &[Kind::File, Kind::Voice])?;
        let part = uploaded(request, kind.rules(), record)?;
        let media_id = files.keep(world, String::new(), kind, part);
        self.files.insert(media_id.clone(), RobotFile { robot, kind, uploaded: world.now });
        Ok(accepted(world, kind, media_id))
    }
}
