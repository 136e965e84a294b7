//! The endpoints: one room per channel with the state that it keeps, and one for files.

pub(crate) mod app;
pub(crate) mod appchat;
pub(crate) mod corpgroup;
pub(crate) mod customer;
pub(crate) mod kf;
pub(crate) mod linked_corp;
pub(crate) mod media;
mod page;
pub(crate) mod robot;
pub(crate) mod school;
