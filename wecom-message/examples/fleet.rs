//! One of many machines that send as the same application: they share one access token in Redis, and keep to WeCom's rate limits
//! together.
//!
//! ```text
//! REDIS_URL=redis://127.0.0.1/ WECOM_CORP_ID=… WECOM_CORP_SECRET=… WECOM_AGENT_ID=… WECOM_TO_USER=… \
//!     cargo run --example fleet --features redis -- "web-7 is up"
//! ```
//!
//! `WECOM_BASE_URL` names another place than WeCom's public service: a private deployment, or `wecom-sandbox`.

use std::env;
use std::error::Error;

use wecom_message::token::RedisStore;
use wecom_message::{Client, Pacing, SharedPacing, To};

fn main() -> Result<(), Box<dyn Error>> {
    let set = |name: &str| env::var(name).map_err(|_| format!("set {name}"));
    // Fails on a URL that cannot be used, not where Redis is down: then each machine fetches a token for itself.
    let store = RedisStore::new(&set("REDIS_URL")?)?;
    let mut builder =
        Client::builder(set("WECOM_CORP_ID")?, set("WECOM_CORP_SECRET")?, set("WECOM_AGENT_ID")?.parse()?);
    if let Ok(base_url) = env::var("WECOM_BASE_URL") {
        builder = builder.base_url(base_url);
    }
    let pacing = SharedPacing::new(Pacing::Wait, store.clone());
    let client = builder.token_store(store).shared_pacing(pacing).build()?;
    let text = env::args().nth(1).unwrap_or_else(|| "A machine of the fleet is up.".to_owned());
    let receipt = client.send_text(To::user(set("WECOM_TO_USER")?), text)?;
    println!("sent {}", receipt.message_id.map_or_else(String::new, |id| id.to_string()));
    Ok(())
}
