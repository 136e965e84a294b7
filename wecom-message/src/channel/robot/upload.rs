//! `webhook/upload_media`.

use super::Robot;
use crate::error::Error;
use crate::media::Media;
use crate::media::kind::{MediaKind, WRONG_FORMAT};
use crate::media::upload::Uploaded;
use crate::message::check::report::Report;
use crate::message::check::violation::{Consequence, Problem};

const WEBHOOK_UPLOAD: &str = "cgi-bin/webhook/upload_media";

impl Robot {
    /// Uploads a file that only this robot can send, within three days.
    ///
    /// A robot accepts a [file](MediaKind::File) of up to 20 MB or a [voice](MediaKind::Voice) of up to 2 MB and 60 seconds.
    /// Pictures are not uploaded: they travel inside the message. See [`Client::upload`](crate::Client::upload) for the rest.
    ///
    /// ```no_run
    /// use wecom_message::{Media, Robot};
    ///
    /// # fn main() -> Result<(), wecom_message::Error> {
    /// let robot = Robot::new("693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa")?;
    /// let report = robot.upload(Media::file("/var/reports/2026-03.pdf"))?;
    /// println!("{} until {:?}", report.media_id, report.expires_at());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// [Official page](https://developer.work.weixin.qq.com/document/path/91770)
    ///
    /// # Errors
    ///
    /// As for [`Client::upload`](crate::Client::upload); images and videos are always invalid, regardless of the
    /// [`Strictness`](crate::Strictness).
    pub fn upload(&self, media: Media<'_>) -> Result<Uploaded, Error> {
        if !matches!(media.kind, MediaKind::File | MediaKind::Voice) {
            let problem = format!("a group robot takes file and voice only, not {}", media.kind);
            let mut report = Report::new();
            report.add("type", Problem::Other(problem), Consequence::Refused, Some(WRONG_FORMAT));
            return Err(Error::invalid_file(WEBHOOK_UPLOAD, report.into_violations()));
        }
        self.session.upload(WEBHOOK_UPLOAD, media)
    }
}
