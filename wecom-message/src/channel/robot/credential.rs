//! The credential of a robot: the key of its webhook.

use std::time::Instant;

use crate::client::pasted::check;
use crate::error::Error;
use crate::http::Http;
use crate::http::secret::Secret;
use crate::sending::credential::{Credential, Discarded, Proof};
use crate::sending::pace::rate::{Counted, MINUTE, Rate, Window};

/// <https://developer.work.weixin.qq.com/document/path/91770>
pub(super) static RATES: [Rate; 1] = [Rate { of: Counted::Sender, windows: &[Window { messages: 20, time: MINUTE }] }];

/// The account of a [`RobotBuilder`](crate::RobotBuilder): the webhook of a group.
#[derive(Clone, Debug)]
pub struct Webhook {
    pub(super) key: Secret,
}

impl Credential for Webhook {
    fn check(&self) -> Result<(), Error> {
        let key = self.key.expose();
        if key.is_empty() {
            return Err(Error::configuration("the webhook's key is empty"));
        }
        let has_parameters = key.split_once('&').is_some_and(|(_, rest)| rest.contains('='));
        if has_parameters || ["://", "key=", "webhook/send", "?", "#"].iter().any(|part| key.contains(part)) {
            return Err(Error::configuration(
                "the webhook's key is a URL, or a part of one; a robot of a whole URL is made by `from_url`",
            ));
        }
        check("the webhook's key", key)?;
        if key.contains(|it: char| it.is_whitespace() || "<>".contains(it)) {
            return Err(Error::configuration("the webhook's key has a blank or a bracket inside"));
        }
        Ok(())
    }

    fn prove(&self, _: &Http, _: Instant) -> Result<Proof, Error> {
        Ok(Proof { parameter: "key", value: self.key.clone(), secrets: [self.key.clone(), self.key.clone()] })
    }

    /// There is only one key.
    fn discard(&self, _: &Proof, _: &Error) -> Discarded {
        Discarded::Nothing
    }
}
