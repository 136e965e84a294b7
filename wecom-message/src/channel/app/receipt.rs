//! What a receipt means; its members are described.

use crate::api::app::{Recall, Receipt};

impl Receipt {
    /// Whether WeCom took the message for everybody it was meant for.
    ///
    /// `false` where some of them do not exist, are outside the application's visible range or have no licence; the
    /// lists say who. The others got the message, so sending it again would deliver it to them twice.
    ///
    /// What WeCom drops without telling, such as messages beyond a member's rate limit, does not show here.
    pub fn reached_everyone(&self) -> bool {
        let lists = [&self.invalid_users, &self.invalid_parties, &self.invalid_tags, &self.unlicensed_users];
        lists.iter().all(|list| list.is_empty())
    }
}

/// Recalls the message of this receipt; invalid where WeCom gave no message id.
impl From<&Receipt> for Recall {
    fn from(receipt: &Receipt) -> Self {
        Self { message_id: receipt.message_id.clone() }
    }
}
