//! What the generator costs inside the build script: on the built-in descriptions, and on ten times as many.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::cold_build;
use crate::cost::{self, Cost, ratio};
use crate::package::{target, workspace};

const RUNS: u32 = 10;

pub fn run() {
    let package = cold_build::plain_with_sdk();
    package.build_from_nothing();
    let script = package.generator();
    let tenfold = target().join("tenfold");
    write_tenfold(&tenfold);
    println!("\n## The generator, as the build script runs it, unoptimised: mean of {RUNS} runs\n");
    println!("| channels | CPU ms | wall ms | CPU × |\n|:--|--:|--:|--:|");
    let built_in = generate(&script, None);
    print("built in", built_in, built_in);
    print("ten times as many", generate(&script, Some(&tenfold)), built_in);
}

fn print(what: &str, cost: Cost, built_in: Cost) {
    let [cpu, wall] = [cost.cpu, cost.wall].map(|all| (all / RUNS).as_secs_f64() * 1e3);
    println!("| {what} | {cpu:.0} | {wall:.0} | {:.1} |", ratio(cost.cpu, built_in.cpu));
}

/// All runs together.
fn generate(script: &Path, overlay: Option<&Path>) -> Cost {
    let out = target().join("generated");
    fs::create_dir_all(&out).expect("the target folder can be written");
    let mut command = Command::new(script);
    command.env("OUT_DIR", &out).env_remove("WECOM_SCHEMA_DIR");
    if let Some(overlay) = overlay {
        command.env("WECOM_SCHEMA_DIR", overlay);
    }
    let mut all = Cost::default();
    (0..RUNS).for_each(|_| all += cost::of_command(&mut command));
    all
}

/// Nine more of each channel under other names.
fn write_tenfold(to: &Path) {
    let schema = workspace().join("schema");
    let _ = fs::remove_dir_all(to);
    fs::create_dir_all(to).expect("the target folder can be written");
    fs::copy(schema.join("schema.json"), to.join("schema.json")).expect("it can be copied");
    for channel in fs::read_dir(&schema).expect("the descriptions").flatten().map(|entry| entry.path()) {
        let Ok(text) = fs::read_to_string(channel.join("channel.json")) else { continue };
        let name = channel.file_name().unwrap_or_default().to_string_lossy();
        for number in 2..=10 {
            let copied = to.join(format!("{name}{number}"));
            cost::of_command(Command::new("cp").arg("-r").args([&channel, &copied]));
            let text = text.replace(&format!("\"channel\": \"{name}\""), &format!("\"channel\": \"{name}{number}\""));
            fs::write(copied.join("channel.json"), text).expect("it can be written");
        }
    }
}
