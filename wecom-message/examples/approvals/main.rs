//! Asks several people for an approval: a card with buttons goes out, the first click decides, the card changes for
//! everyone, and those who click too late see who was faster.
//!
//! ```text
//! cargo run --example approvals --features callback
//! ```
//!
//! Without credentials it runs against a stand-in for WeCom inside this program, where two members click. With
//! `WECOM_CORP_ID`, `WECOM_CORP_SECRET`, `WECOM_AGENT_ID`, `WECOM_CALLBACK_TOKEN` and `WECOM_CALLBACK_AES_KEY` set it asks the
//! members in `WECOM_TO_USER` (`lisi|wangwu`) and waits for their clicks. WeCom has to reach `WECOM_LISTEN` (`127.0.0.1:8000` if
//! it is not set), mostly through a reverse proxy with TLS, whose URL is saved in the administration console under 接收消息.

mod server;

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::net::TcpListener;

use wecom_message::app::{Button, ButtonInteraction, ButtonStyle, Text};
use wecom_message::callback::Callbacks;
use wecom_message::{Client, To};
use wecom_sandbox::{CallbackAddress, Click as SandboxClick, Sandbox};

use self::server::Click;

const TASK: &str = "deploy-42";

fn main() -> Result<(), Box<dyn Error>> {
    if env::var_os("WECOM_CORP_ID").is_some() { with_wecom() } else { with_sandbox() }
}

fn with_wecom() -> Result<(), Box<dyn Error>> {
    let members = env::var("WECOM_TO_USER").map_err(|_| "set WECOM_TO_USER: who is asked, such as lisi|wangwu")?;
    let members: Vec<&str> = members.split('|').collect();
    let address = env::var("WECOM_LISTEN").unwrap_or_else(|_| "127.0.0.1:8000".to_owned());
    let clicks = server::start(TcpListener::bind(&address)?, Callbacks::from_env()?);
    println!("Waiting for callbacks at {address}.");
    let client = Client::from_env()?;
    ask(&client, &members)?;
    decide(&client, clicks)
}

fn with_sandbox() -> Result<(), Box<dyn Error>> {
    let (token, key) = ("token", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C");
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}/wecom", listener.local_addr()?);
    let sandbox = Sandbox::builder().callback_address(CallbackAddress::new(&url, token, key)?).start()?;
    let clicks = server::start(listener, Callbacks::new(token, key, sandbox.corp_id())?);
    println!("A stand-in for WeCom answers at {}; nothing leaves this machine.", sandbox.base_url());
    let client = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id());
    let client = client.base_url(sandbox.base_url()).build()?;
    ask(&client, &["lisi", "wangwu"])?;
    for (member, key) in [("lisi", "approve"), ("wangwu", "reject")] {
        let called = sandbox.click(&SandboxClick::button(member, TASK, key))?;
        println!("{member} clicks `{key}`: {called}");
    }
    decide(&client, clicks.try_iter())?;
    match sandbox.click(&SandboxClick::button("wangwu", TASK, "reject")) {
        Err(reason) => println!("wangwu clicks again: {reason}"),
        Ok(called) => return Err(format!("the card should have changed: {called}").into()),
    }
    Ok(())
}

fn ask(client: &Client, members: &[&str]) -> Result<(), Box<dyn Error>> {
    let buttons = [Button::new("Approve", "approve"), Button::new("Reject", "reject").style(ButtonStyle::Negative)];
    let card = ButtonInteraction::new("Deploy v2.3?", buttons, TASK).sub_title_text("All tests have passed.");
    let receipt = client.send_template_card(To::users(members.iter().copied()), card)?;
    println!("Asked {}; not reached: {:?}", members.join(" and "), receipt.invalid_users);
    Ok(())
}

/// The first click on a card decides. One thread decides, so that no two clicks are first.
fn decide(client: &Client, clicks: impl IntoIterator<Item = Click>) -> Result<(), Box<dyn Error>> {
    let mut decided = BTreeMap::new();
    for Click { member, card } in clicks {
        let (task, key) = (card.task_id.clone(), card.event_key.clone());
        let Some((first, how)) = decided.get(&task) else {
            let verdict = if key == "approve" { "approved" } else { "rejected" };
            let label = format!("{verdict} by {member}");
            println!("{task}: {label}");
            client.update_template_card(card.update_button(label))?;
            decided.insert(task, (member, verdict));
            continue;
        };
        println!("{task}: {member} is told that {first} was faster");
        let text = Text::new(format!("{first} {how} {task} before you did."));
        let _ = client.send_text(To::user(member), text)?;
    }
    Ok(())
}
