//! Sends a text to one member, by the SDK.

use wecom_message::{Client, Error, To};

fn main() -> Result<(), Error> {
    let [corp_id, secret] = ["WECOM_CORP_ID", "WECOM_SECRET"].map(|name| std::env::var(name).unwrap_or_default());
    let client = Client::new(corp_id, secret, 1_000_002)?;
    let receipt = client.send_text(To::user("lisi"), "disk full")?;
    println!("{:?}", receipt.message_id);
    Ok(())
}
