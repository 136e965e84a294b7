//! Group robots: their messages and files.

mod send;
mod upload_media;

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use crate::endpoints::media::Kind;

/// The number of messages that a webhook accepts within the window.
const MOST: usize = 20;
const WINDOW: Duration = Duration::from_secs(60);

/// How long an uploaded file can be sent.
const FILE_LIFETIME: Duration = Duration::from_secs(3 * 24 * 60 * 60);

/// What each robot sent and uploaded. A robot is named by its index in the settings.
#[derive(Debug, Default)]
pub(crate) struct Robots {
    sent: HashMap<usize, VecDeque<Duration>>,
    files: HashMap<String, RobotFile>,
}

#[derive(Debug, PartialEq, Eq)]
struct RobotFile {
    robot: usize,
    kind: Kind,
    uploaded: Duration,
}

impl Robots {
    fn may_send(&mut self, robot: usize, now: Duration) -> bool {
        let sent = self.sent.entry(robot).or_default();
        sent.retain(|at| now < *at + WINDOW);
        sent.len() < MOST
    }

    fn sent(&mut self, robot: usize, now: Duration) {
        self.sent.entry(robot).or_default().push_back(now);
    }

    fn has_file(&self, id: &str, robot: usize, kind: Kind, now: Duration) -> bool {
        let fits = |file: &RobotFile| file.robot == robot && file.kind == kind && now < file.uploaded + FILE_LIFETIME;
        self.files.get(id).is_some_and(fits)
    }
}
