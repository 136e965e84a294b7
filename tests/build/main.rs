//! Generates into `OUT_DIR` what the tests compile: the fixture, a drafted message, and programs that send the examples.

#[allow(dead_code, unreachable_pub, reason = "shared with the tests, which use all of it")]
#[path = "../src/bodies.rs"]
mod bodies;
mod draft;
mod examples;
mod fixture;

use std::path::PathBuf;
use std::{env, fs};

const OWN_MESSAGE: &str = "../codegen/tests/generated/own_message.rs";

fn main() -> Result<(), String> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/bodies.rs");
    println!("cargo::rerun-if-changed={}", wecom_schema::DIR);
    println!("cargo::rerun-if-changed={}", fixture::DIR);
    let out = env::var_os("OUT_DIR").map(PathBuf::from).ok_or("cargo sets OUT_DIR for build scripts")?;
    for file in fixture::files()? {
        file.write(&out).map_err(|error| format!("{}: {error}", file.name))?;
    }
    draft::write(&out)?;
    // The module that a build gives for a message of an application's own includes this file by this name.
    println!("cargo::rerun-if-changed={OWN_MESSAGE}");
    fs::copy(OWN_MESSAGE, out.join("app.rs")).map_err(|error| format!("{OWN_MESSAGE}: {error}"))?;
    fs::write(out.join("examples.rs"), examples::text()?).map_err(|error| format!("examples.rs: {error}"))
}
