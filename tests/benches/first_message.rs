//! What the first message of a program costs: the whole life of a cron job, beside curl and Python's requests.

use std::process::Command;
use std::{env, fs};

use wecom_message::token::FileStore;
use wecom_message::{Client, To};

use crate::package::target;
use crate::server::Server;

pub const SEND: &str = "first-message";

pub fn run() {
    let (server, folder) = (Server::start(), target().join("first-message"));
    fs::create_dir_all(&folder).expect("the target folder can be written");
    println!("\n## The first message: whole processes\n\n| by | CPU ms | wall ms | memory MB |\n|:--|--:|--:|--:|");
    let status = Command::new("python3")
        .args(["-c", include_str!("first_message.py"), &server.address])
        .args([&env::current_exe().expect("a program knows its path"), &folder])
        .status();
    assert!(status.is_ok_and(|status| status.success()), "python3 with requests, curl and GNU time are installed");
}

/// The job.
pub fn send(address: &str, folder: &str) {
    let client = Client::builder("corp id", "secret", 1_000_002).base_url(format!("http://{address}"));
    let client = client.token_store(FileStore::new(folder)).build().expect("the settings are right");
    let receipt = client.send_text(To::user("lisi"), "The backup is done.").expect("it is sent");
    assert!(receipt.message_id.is_some());
}
