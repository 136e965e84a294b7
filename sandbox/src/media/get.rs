//! `media/get`: a stored file, or a range of it.

use crate::answer::{Answer, Reply};
use crate::received::Received;
use crate::request::Request;
use crate::wecom::Wecom;

const ID_MISSING: i32 = 41006;
const BAD_RANGE: i32 = 40146;
const TOO_LARGE: i32 = 830_002;

/// WeCom gives at most so many bytes at a time.
const MOST: usize = 20 * 1024 * 1024;

impl Wecom {
    pub(crate) fn media_get(&self, request: &Request, record: &mut Received) -> Result<Answer, Reply> {
        let application = self.authorized("GET", request, record)?;
        let corp_id = self.application(application).map_or("", |application| application.corp_id.as_str());
        let id = request.parameter("media_id").ok_or_else(|| Reply::error(ID_MISSING))?;
        let file = self.stored_files.find(id, corp_id, self.now).map_err(Reply::error)?;
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

/// `bytes=0-15`; the other forms are not documented.
fn range_of(header: &str) -> Option<(usize, usize)> {
    let (first, last) = header.trim().strip_prefix("bytes=")?.split_once('-')?;
    let range: (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
    (range.0 <= range.1).then_some(range)
}
