//! What sending, bodies, the generator and the build cost; see BENCHMARKS.md.

mod application;
mod bindings;
mod cold_build;
mod generator;
#[allow(dead_code, reason = "the whole channel, of which each comparison takes its part")]
mod hand_written;
mod instructions;
mod race;
mod send;
mod server;
mod system_calls;
mod timings;
mod tool;

const PARTS: [&str; 7] =
    ["send", "instructions", "system-calls", "bindings", "bindings-instructions", "generator", "build"];

fn main() {
    // cargo adds `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [server::SERVE] => server::serve(),
        [send::ONLY, address, contender, sends] => send::only(address, contender, sends.parse().expect("a number")),
        [bindings::COUNTED] => bindings::counted(),
        [] => PARTS.into_iter().for_each(run),
        parts => parts.iter().for_each(|part| run(part)),
    }
}

fn run(part: &str) {
    match part {
        "send" => send::run(),
        "instructions" => instructions::run(),
        "system-calls" => system_calls::run(),
        "bindings" => bindings::run(),
        "bindings-instructions" => bindings::count(),
        "generator" => generator::run(),
        "build" => cold_build::run(),
        _ => panic!("usage: cargo bench -p wecom-benches [-- {}]", PARTS.join(" | ")),
    }
}
