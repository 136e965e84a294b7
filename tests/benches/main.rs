//! What a send, a body, a callback, a build and the generator cost; see BENCHMARKS.md.

mod aibot;
mod bodies;
mod callback;
mod cold_build;
mod cost;
mod first_message;
mod generator;
#[allow(dead_code, reason = "as an application has them that sends more than this")]
mod hand_written;
mod instructions;
mod pacing;
mod package;
mod send;
mod server;
mod tls;

const PARTS: [(&str, fn()); 9] = [
    ("send", send::run),
    ("tls", tls::run),
    ("pacing", pacing::run),
    ("first-message", first_message::run),
    ("bodies", bodies::run),
    ("callback", callback::run),
    ("aibot", aibot::run),
    ("build", cold_build::run),
    ("generator", generator::run),
];

fn main() {
    // cargo adds `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [server::SERVE] => server::serve(),
        [server::SERVE_TLS, certificate, key] => server::serve_tls(certificate, key),
        [aibot::SERVE] => aibot::serve(),
        [first_message::SEND, address, folder] => first_message::send(address, folder),
        [send::REPEAT, way, address, times] => send::repeat(way, address, times.parse().expect("a number")),
        [bodies::REPEAT, body, work, times] => bodies::repeat(body, work, times.parse().expect("a number")),
        wanted => {
            let is_wanted = |name: &str| wanted.is_empty() || wanted.contains(&name);
            PARTS.iter().filter(|(name, _)| is_wanted(name)).for_each(|(_, run)| run());
        }
    }
}
