//! Uploaded files, for the page to show.

use crate::answer::Answer;
use crate::request::Request;
use crate::wecom::Wecom;

impl Wecom {
    /// A file by its `id`: with its own type if that is harmless, and never as HTML.
    pub(crate) fn page_media(&self, request: &Request) -> Answer {
        let Some(file) = request.parameter("id").and_then(|id| self.stored_file(id)) else {
            return Answer::text(404, "no such file\n");
        };
        let content_type = shown_type(&file.content);
        let mut answer = Answer::new(200, content_type.unwrap_or("application/octet-stream"), file.content.clone());
        let disposition = if content_type.is_some() { "inline" } else { "attachment" };
        answer.headers.push(("content-disposition", disposition.to_owned()));
        answer.headers.push(("content-security-policy", "sandbox; default-src 'none'".to_owned()));
        answer
    }
}

/// The media type of bytes that a browser may show, by their content instead of the upload's claim.
fn shown_type(content: &[u8]) -> Option<&'static str> {
    Some(match content {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [b'G', b'I', b'F', b'8', ..] => "image/gif",
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => "video/mp4",
        [b'#', b'!', b'A', b'M', b'R', b'\n', ..] => "audio/amr",
        _ => return None,
    })
}
