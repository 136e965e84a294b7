//! `media/get`: a stored file or a range of it.

use super::StoredFiles;
use crate::answer::Answer;
use crate::reply::Reply;
use crate::request::Request;
use crate::world::World;

const ID_MISSING: i32 = 41006;
const BAD_RANGE: i32 = 40146;
const TOO_LARGE: i32 = 830_002;

/// The most bytes that WeCom sends in one answer.
const MOST: usize = 20 * 1024 * 1024;

impl StoredFiles {
    pub(crate) fn get(&self, world: &World, application: usize, request: &Request) -> Result<Answer, Reply> {
        let corp_id = world.corp_id(application);
        let id = request.parameter("media_id").ok_or_else(|| Reply::error(ID_MISSING))?;
        let file = self.find(id, corp_id, world.now).map_err(Reply::error)?;
        let mut headers = vec![("content-disposition", format!("attachment; filename=\"{}\"", file.filename))];
        let size = file.content.len();
        let (status, body) = match request.header("range") {
            None if size > MOST => return Err(Reply::error(TOO_LARGE)),
            None => (200, file.content.as_slice()),
            Some(range) => {
                let (first, last) = range_of(range).ok_or_else(|| Reply::error(BAD_RANGE))?;
                if last - first >= MOST {
                    return Err(Reply::error(TOO_LARGE));
                }
                let last = last.min(size.saturating_sub(1));
                let piece = file.content.get(first..=last).filter(|piece| !piece.is_empty());
                let piece = piece.ok_or_else(|| Reply::error(BAD_RANGE))?;
                headers.push(("content-range", format!("bytes {first}-{last}/{size}")));
                (206, piece)
            }
        };
        Ok(Answer { status, content_type: file.content_type.clone().into(), headers, body: body.to_vec() })
    }
}

/// Reads `bytes=0-15`, the only form that is documented.
fn range_of(header: &str) -> Option<(usize, usize)> {
    let (first, last) = header.trim().strip_prefix("bytes=")?.split_once('-')?;
    let range: (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
    (range.0 <= range.1).then_some(range)
}
