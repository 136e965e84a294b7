//! What several tests share.

pub mod aibot_matrix;
pub mod bodies;
pub mod fault_matrix;
pub mod fault_proxy;
pub mod fixture;
pub mod mutation;
#[cfg(feature = "redis")]
pub mod redis_server;
pub mod spots;
pub mod temporary_folder;
pub mod visit;

/// The examples of the README. The guides in `wecom-message/src/docs` are tested with that crate.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The examples of the Chinese README.
#[cfg(doctest)]
#[doc = include_str!("../../README.zh-CN.md")]
pub struct ReadmeInChinese;
