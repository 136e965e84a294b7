//! What the generator takes inside the build script: on the built-in descriptions, and on ten times as many.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::application::{Application, copy, measured, target, workspace};
use crate::race::{Cost, ratio};

const RUNS: u32 = 10;

pub fn run() {
    let application = Application::with_sdk();
    application.build(&[]);
    let script = application.generator();
    let tenfold = target().join("benches/tenfold");
    write_tenfold(&tenfold);
    println!("\n## The generator, as the build script runs it, unoptimised: mean CPU of {RUNS} runs\n");
    println!("| descriptions | bytes | CPU ms | best wall ms | × |\n|:--|--:|--:|--:|--:|");
    let built_in = generate(&script, None);
    let bytes = size(&workspace().join("schema"), true);
    print("built in", bytes, built_in, built_in);
    let ten_times = generate(&script, Some(&tenfold));
    print("built in, and nine times more", bytes + size(&tenfold, true), ten_times, built_in);
}

fn print(what: &str, bytes: u64, cost: Cost, built_in: Cost) {
    let (cpu, wall) = (cost.cpu.as_secs_f64() * 1e3, cost.wall.as_secs_f64() * 1e3);
    println!("| {what} | {bytes} | {cpu:.0} | {wall:.0} | {:.1} |", ratio(cost.cpu, built_in.cpu));
}

fn generate(script: &Path, overlay: Option<&Path>) -> Cost {
    let out = target().join("benches/generated");
    fs::create_dir_all(&out).expect("the target folder can be written");
    let costs: Vec<Cost> = (0..RUNS)
        .map(|_| {
            let mut command = Command::new(script);
            command.env("OUT_DIR", &out).stdout(Stdio::null());
            match overlay {
                Some(overlay) => command.env("WECOM_SCHEMA_DIR", overlay),
                None => command.env_remove("WECOM_SCHEMA_DIR"),
            };
            measured(&mut command).0
        })
        .collect();
    Cost {
        cpu: costs.iter().map(|cost| cost.cpu).sum::<std::time::Duration>() / RUNS,
        wall: costs.iter().map(|cost| cost.wall).min().unwrap_or_default(),
    }
}

/// Nine more of each channel under other names.
fn write_tenfold(to: &Path) {
    let _ = fs::remove_dir_all(to);
    fs::create_dir_all(to).expect("the target folder can be written");
    let schema = workspace().join("schema");
    fs::copy(schema.join("schema.json"), to.join("schema.json")).expect("it can be copied");
    for channel in channels(&schema) {
        let name = channel.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for number in 2..=10 {
            let copied = to.join(format!("{name}{number}"));
            copy(&channel, &copied);
            let description = copied.join("channel.json");
            let text = fs::read_to_string(&description).expect("a channel");
            let text = text.replace(&format!("\"channel\": \"{name}\""), &format!("\"channel\": \"{name}{number}\""));
            fs::write(description, text).expect("it can be written");
        }
    }
}

fn channels(schema: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(schema).expect("the descriptions").flatten();
    entries.map(|entry| entry.path()).filter(|path| path.join("channel.json").is_file()).collect()
}

/// Bytes of the descriptions of channels, which is what grows.
fn size(schema: &Path, is_root: bool) -> u64 {
    if is_root {
        return channels(schema).iter().map(|channel| size(channel, false)).sum();
    }
    let entries = fs::read_dir(schema).expect("a folder").flatten();
    entries
        .map(|entry| match entry.path() {
            path if path.is_dir() => size(&path, false),
            path => fs::metadata(path).map_or(0, |metadata| metadata.len()),
        })
        .sum()
}
