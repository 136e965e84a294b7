//! Sends a text to one member, by ureq and JSON without types.

use std::error::Error;
use std::time::Duration;

use serde_json::{Value, json};

const WECOM: &str = "https://qyapi.weixin.qq.com/cgi-bin";

fn main() -> Result<(), Box<dyn Error>> {
    let [corp_id, secret] = ["WECOM_CORP_ID", "WECOM_SECRET"].map(|name| std::env::var(name).unwrap_or_default());
    let agent = ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(30))).build().new_agent();
    let url = format!("{WECOM}/gettoken?corpid={corp_id}&corpsecret={secret}");
    let token: Value = serde_json::from_slice(&agent.get(url).call()?.body_mut().read_to_vec()?)?;
    let token = token["access_token"].as_str().ok_or_else(|| token.to_string())?;
    let url = format!("{WECOM}/message/send?access_token={token}");
    let body = json!({"touser": "lisi", "msgtype": "text", "text": {"content": "disk full"}, "agentid": 1_000_002});
    let mut response = agent.post(url).content_type("application/json").send(&serde_json::to_vec(&body)?)?;
    let receipt: Value = serde_json::from_slice(&response.body_mut().read_to_vec()?)?;
    if receipt["errcode"] != 0 {
        return Err(receipt.to_string().into());
    }
    println!("{}", receipt["msgid"]);
    Ok(())
}
