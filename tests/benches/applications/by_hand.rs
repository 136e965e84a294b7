//! The minimal application without the SDK: a text to one member, on ureq, with types of its own.

#![allow(dead_code, reason = "the other messages and calls of the channel, as the SDK has them, too")]

mod hand_written;

use std::error::Error;
use std::time::Duration;

use hand_written::call::{Receipt, Token};
use hand_written::message::{Text, TextRequest};

const WECOM: &str = "https://qyapi.weixin.qq.com/cgi-bin";

fn main() -> Result<(), Box<dyn Error>> {
    let [corp_id, secret] = ["WECOM_CORP_ID", "WECOM_SECRET"].map(std::env::var);
    let agent = ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(30))).build().new_agent();
    let url = format!("{WECOM}/gettoken?corpid={}&corpsecret={}", corp_id?, secret?);
    let token: Token = serde_json::from_slice(&agent.get(url).call()?.body_mut().read_to_vec()?)?;
    let token = token.access_token.ok_or(token.errmsg)?;
    let request = TextRequest::to_user("lisi", 1_000_002, Text { content: "disk full".to_owned() });
    let body = serde_json::to_vec(&request)?;
    let url = format!("{WECOM}/message/send?access_token={token}");
    let mut response = agent.post(url).content_type("application/json").send(&body)?;
    let receipt: Receipt = serde_json::from_slice(&response.body_mut().read_to_vec()?)?;
    if receipt.errcode != 0 {
        return Err(receipt.errmsg.into());
    }
    println!("{:?}", receipt.msgid);
    Ok(())
}
