//! What a client does on the network: its connections, its round trips, whom it trusts.

mod authority;
mod first_message;
mod relay;
mod smart_bot;
mod trust;
