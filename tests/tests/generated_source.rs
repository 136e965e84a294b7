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
    own_message
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

#[test]
fn all_reviewed_source_of_another_crate_is_compiled() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/generated");
    let files = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names = files.filter_map(|file| file.strip_suffix(".rs").map(str::to_owned));
    // Code for the crate of the client extends its `Client`, and is compiled there; a list of modules names files of a build.
    let names: BTreeSet<String> = names.filter(|name| !name.contains('.')).collect();
    assert_eq!(names, COMPILED.iter().map(|name| (*name).to_owned()).collect());
}
