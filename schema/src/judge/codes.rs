//! Error codes that belong to no field.

/// What WeCom answers to a message whose `msgtype` is missing or names no message type; the one error code of sending
/// that belongs to no field.
pub const BAD_MSGTYPE: i32 = 40008;

/// What WeCom answers to a bad body where no page names a code of its own.
pub const BAD_PARAMETER: i32 = 40058;
