//! What the crate `wecom-message` makes public, against the list that was reviewed.
//!
//! rustdoc writes its JSON for nightly toolchains only, and in a form that changes with each of them. So the oldest supported
//! toolchain writes it, as if it were a nightly one; its form stays the same until the minimum Rust is raised.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "how tests fail")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use public_api::Builder;

/// The features that are off by default.
const OTHERS: &str = "callback,native-tls,redis";

#[test]
fn the_public_api_is_the_reviewed_one() {
    let default = public_items(&[]);
    let all = public_items(&["--features", OTHERS]);
    // A trait that only a feature exports has another path without it.
    let absent = default.difference(&all).map(|item| format!("- {item}"));
    let added = all.difference(&default).map(|item| format!("+ {item}"));
    let others = added.chain(absent).collect();
    let lists = [("public-api.txt", default.clone()), ("public-api.features.txt", others)];
    for (name, items) in lists {
        let file = root().join("wecom-message").join(name);
        if env::var_os("UPDATE_PUBLIC_API").is_some() {
            let lines: Vec<&str> = items.iter().map(String::as_str).collect();
            fs::write(&file, lines.join("\n") + "\n").unwrap();
        }
        let reviewed: BTreeSet<String> = fs::read_to_string(&file).unwrap().lines().map(str::to_owned).collect();
        let removed = reviewed.difference(&items).map(|item| format!("- {item}"));
        let added = items.difference(&reviewed).map(|item| format!("+ {item}"));
        let changes: Vec<String> = removed.chain(added).collect();
        assert!(
            changes.is_empty(),
            "{name} has another public API than the source:\n{}\n\
             if the change is meant, set UPDATE_PUBLIC_API=1, run this test again, and review the difference",
            changes.join("\n"),
        );
    }
}

/// A line for each public item.
fn public_items(features: &[&str]) -> BTreeSet<String> {
    let target = root().join("target/public-api");
    let toolchain = format!("+{}.0", env!("CARGO_PKG_RUST_VERSION"));
    let status = Command::new("cargo")
        .args([&toolchain, "rustdoc", "--package", "wecom-message", "--lib", "--locked"])
        .args(features)
        .args(["--", "-Zunstable-options", "--output-format=json"])
        .env("CARGO_TARGET_DIR", &target)
        .env("RUSTC_BOOTSTRAP", "1")
        .env_remove("CARGO")
        .env_remove("RUSTUP_TOOLCHAIN")
        .current_dir(root())
        .status()
        .unwrap();
    assert!(status.success(), "rustup toolchain install {}", toolchain.trim_start_matches('+'));
    let api = Builder::from_rustdoc_json(target.join("doc/wecom_message.json"))
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()
        .unwrap();
    api.items().map(ToString::to_string).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}
