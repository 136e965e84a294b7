//! The reviewed source of the generator's tests, compiled as modules of an application.

use std::collections::BTreeSet;
use std::path::Path;

/// A module for each file in `codegen/tests/generated`.
macro_rules! compiled {
    ($($name:ident)*) => {
        $(
            #[allow(unused, missing_docs, unreachable_pub, deprecated, clippy::all, clippy::pedantic, reason = "generated")]
            mod $name {
                include!(concat!("../../codegen/tests/generated/", stringify!($name), ".rs"));
            }
        )*

        const COMPILED: &[&str] = &[$(stringify!($name)),*];
    };
}

compiled! {
    bots
    constructors
    documentation
    duplicate_checks
    handles
    keyed_unions
    limits
    lists
    messages
    named_values
    names
    narrowed
    nested_unions
    open_unions
    operations
    options
    pages
    passive_replies
    profiles
    received
    recipients
    required
    robots
    rules
    scalars
    secrets
    senders
    splits
    strings
    tagged_unions
}

/// What a build gives for a message of an application's own: a list of modules, which includes `own_message.rs` as `app.rs`.
#[allow(unused, missing_docs, unreachable_pub, reason = "generated")]
mod own_message {
    include!("../../codegen/tests/generated/own_message.api.rs");
}

/// Extends `Client`, and is compiled in the crate that defines it.
const COMPILED_WITH_THE_CLIENT: &str = "operations.built_in";

#[test]
fn all_reviewed_source_is_compiled() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/generated");
    let files = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names: BTreeSet<String> = files.filter_map(|file| file.strip_suffix(".rs").map(str::to_owned)).collect();
    let others = ["own_message", "own_message.api", COMPILED_WITH_THE_CLIENT];
    assert_eq!(names, COMPILED.iter().chain(&others).map(|name| (*name).to_owned()).collect());
}
