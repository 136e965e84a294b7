//! Passes an alert on to one member, by ureq and types with serde derive.

#[allow(dead_code, reason = "as an application has them that sends more than this")]
mod hand_written;

use std::error::Error;
use std::time::Duration;

use hand_written::{Receipt, Request, Text, Token};
use serde::Deserialize;

const WECOM: &str = "https://qyapi.weixin.qq.com/cgi-bin";

#[derive(Deserialize)]
struct Alert {
    host: String,
    text: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let [corp_id, secret] = ["WECOM_CORP_ID", "WECOM_SECRET"].map(std::env::var);
    let alert: Alert = serde_json::from_reader(std::io::stdin())?;
    let agent = ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(30))).build().new_agent();
    let url = format!("{WECOM}/gettoken?corpid={}&corpsecret={}", corp_id?, secret?);
    let token: Token = serde_json::from_slice(&agent.get(url).call()?.body_mut().read_to_vec()?)?;
    let token = token.access_token.ok_or(token.errmsg)?;
    let text = Text { content: format!("{}: {}", alert.host, alert.text) };
    let request = Request { text: Some(text), ..Request::to_user("lisi", 1_000_002, "text") };
    let url = format!("{WECOM}/message/send?access_token={token}");
    let mut response = agent.post(url).content_type("application/json").send(&serde_json::to_vec(&request)?)?;
    let receipt: Receipt = serde_json::from_slice(&response.body_mut().read_to_vec()?)?;
    if receipt.errcode != 0 {
        return Err(receipt.errmsg.into());
    }
    println!("{:?}", receipt.msgid);
    Ok(())
}
