//! Generates the typed API from the descriptions, into `OUT_DIR` and nowhere else.

use std::env;
use std::process::Command;

/// Since when `File::try_lock` is in the standard library.
const FILE_LOCK: u32 = 89;

fn main() {
    println!("cargo::rustc-check-cfg=cfg(file_lock_in_std)");
    if rust_1().is_some_and(|version| version >= FILE_LOCK) {
        println!("cargo::rustc-cfg=file_lock_in_std");
    }
    wecom_codegen::Build::built_in().run();
}

/// `rustc 1.89.0 (…)` is 89.
fn rust_1() -> Option<u32> {
    let told = Command::new(env::var_os("RUSTC")?).arg("--version").output().ok()?;
    String::from_utf8(told.stdout).ok()?.split('.').nth(1)?.parse().ok()
}
