//! Passes an alert on to one member, by the SDK.

use std::error::Error;

use serde::Deserialize;
use wecom_message::{Client, To};

#[derive(Deserialize)]
struct Alert {
    host: String,
    text: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let [corp_id, secret] = ["WECOM_CORP_ID", "WECOM_SECRET"].map(std::env::var);
    let alert: Alert = serde_json::from_reader(std::io::stdin())?;
    let client = Client::new(corp_id?, secret?, 1_000_002)?;
    let receipt = client.send_text(To::user("lisi"), format!("{}: {}", alert.host, alert.text))?;
    println!("{:?}", receipt.message_id);
    Ok(())
}
