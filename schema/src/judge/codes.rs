//! Error codes that belong to no field.

/// The error code that WeCom answers to a message whose `msgtype` is missing or unknown.
pub const BAD_MSGTYPE: i32 = 40008;

/// The error code that WeCom answers to a bad body if no page documents a more specific one.
pub const BAD_PARAMETER: i32 = 40058;
