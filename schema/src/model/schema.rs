//! The schema: all channels.

use std::path::PathBuf;

use super::channel::Channel;
use super::error_code::ErrorCode;

/// All channels and error codes.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// The channels in the order of their names.
    pub channels: Vec<Channel>,
    /// Every published error code, in ascending order.
    pub error_codes: Vec<ErrorCode>,
    /// The files that were read.
    pub files: Vec<PathBuf>,
}
