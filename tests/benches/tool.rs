//! Programs that a count takes and that a machine may lack.

use std::process::{Command, Stdio};

/// Whether it is installed; where it is not, says so in place of the count.
pub fn is_there(tool: &str) -> bool {
    let is_there = Command::new(tool).arg("--version").stdout(Stdio::null()).status().is_ok();
    if !is_there {
        println!("not counted: this takes `{tool}`, which is not installed");
    }
    is_there
}
