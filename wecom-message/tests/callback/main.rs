//! What comes in: verified, decrypted, read and answered, or refused for a reason.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "how tests fail")]

#[cfg(feature = "app")]
mod answering;
mod bad_input;
mod events;
mod random_input;
mod sealing;
mod secrets;
mod vectors;
