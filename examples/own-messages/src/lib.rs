//! Messages that only this application has, generated from `schema/` by `build.rs`, and sent with the client that sends all others.
//!
//! `schema/app/` adds a message to the channel `app`; its send function comes with the trait [`wecom::app::ClientExt`]. `schema/gateway/` is
//! a channel of its own.
//!
//! ```no_run
//! use own_messages::wecom::app::{Checklist, ChecklistEntry, ClientExt as _};
//! use own_messages::wecom::gateway::ClientExt as _;
//! use wecom_message::{Client, To};
//!
//! let client = Client::from_env()?;
//! let receipt = client.send_checklist(To::user("lisi"), Checklist::new("Release 2.3", [ChecklistEntry::new("Tag")]))?;
//! assert!(receipt.reached_everyone());
//! let receipt = client.gateway("network").send_incident("db-1 is down")?;
//! println!("ticket {}", receipt.ticket);
//! # Ok::<(), wecom_message::Error>(())
//! ```

/// What `schema/` describes.
pub mod wecom {
    include!(concat!(env!("OUT_DIR"), "/api.rs"));
}
