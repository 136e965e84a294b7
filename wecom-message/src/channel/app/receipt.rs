//! Receipts of application messages.

use crate::api::app::{Recall, Receipt};
use crate::message::read::remarks::Remarks;

impl Receipt {
    /// Whether WeCom accepted the message for every recipient.
    ///
    /// `false` if some recipients do not exist, are outside the application's visible range or have no licence; the lists
    /// name them. The others got the message, so sending it again would deliver it to them twice.
    ///
    /// Messages that WeCom drops silently, such as those beyond a member's rate limit, do not show here.
    pub fn reached_everyone(&self) -> bool {
        let lists = [&self.invalid_users, &self.invalid_parties, &self.invalid_tags, &self.unlicensed_users];
        lists.iter().all(|list| list.is_empty())
    }
}

/// Recalls the message of this receipt. Invalid if WeCom returned no message id.
impl From<&Receipt> for Recall {
    fn from(receipt: &Receipt) -> Self {
        Self { message_id: receipt.message_id.clone(), remarks: Remarks::default() }
    }
}
