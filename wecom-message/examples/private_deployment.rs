//! WeCom inside the company: another address, the company's own certificate authority, a proxy or none.
//!
//! ```text
//! WECOM_BASE_URL=https://wecom.example.com/wecom WECOM_ROOTS=/etc/ssl/company.pem WECOM_PROXY=http://proxy.example.com:8080 \
//!     WECOM_CORP_ID=… WECOM_CORP_SECRET=… WECOM_AGENT_ID=… WECOM_TO_USER=… cargo run --example private_deployment
//! ```
//!
//! `WECOM_ROOTS` and `WECOM_PROXY` may be left out. Without `WECOM_BASE_URL` the deployment is a stand-in for WeCom inside this
//! program.

use std::env;
use std::error::Error;
use std::fs;

use wecom_message::{Client, ClientBuilder, To};
use wecom_sandbox::Sandbox;

fn main() -> Result<(), Box<dyn Error>> {
    let Ok(base_url) = env::var("WECOM_BASE_URL") else { return with_a_stand_in() };
    let set = |name: &str| env::var(name).map_err(|_| format!("set {name}"));
    let builder = Client::builder(set("WECOM_CORP_ID")?, set("WECOM_CORP_SECRET")?, set("WECOM_AGENT_ID")?.parse()?);
    send(deployed(builder, base_url)?, &set("WECOM_TO_USER")?)
}

fn deployed(mut builder: ClientBuilder, base_url: String) -> Result<ClientBuilder, Box<dyn Error>> {
    builder = builder.base_url(base_url); // a path prefix is kept
    if let Ok(roots) = env::var("WECOM_ROOTS") {
        builder = builder.root_certificates_pem(fs::read(roots)?); // these alone are trusted
    }
    Ok(match env::var("WECOM_PROXY") {
        Ok(proxy) => builder.proxy(proxy),
        Err(_) => builder.no_proxy(), // regardless of HTTPS_PROXY
    })
}

fn send(builder: ClientBuilder, user: &str) -> Result<(), Box<dyn Error>> {
    let receipt = builder.build()?.send_text(To::user(user), "Sent by way of the private deployment.")?;
    println!("sent {}", receipt.message_id.map_or_else(String::new, |id| id.to_string()));
    Ok(())
}

fn with_a_stand_in() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start()?;
    println!("A stand-in for WeCom answers at {}; nothing leaves this machine.", sandbox.base_url());
    let builder = || Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id());
    send(deployed(builder(), sandbox.base_url())?, "lisi")?;
    // Plain http is for this machine alone, unless it is permitted.
    match builder().base_url("http://wecom.example.com").build() {
        Ok(_) => Err("a secret would have gone out in the clear".into()),
        Err(error) => {
            println!("{error}");
            Ok(())
        }
    }
}
