//! The generated source, reviewed: `generated/` holds a small channel per feature of the description language, and beside its
//! folder the whole source that it gives. All of it is compiled by `tests/tests/generated_source.rs`,
//! and what extends the client by the tests of `wecom-message`.
//!
//! After a change on purpose, `UPDATE_GENERATED=1 cargo test -p wecom-codegen --test generated` writes them anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

use wecom_codegen::{BuiltIn, Options, generate};
use wecom_schema::{Schema, Sources};

const DIR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated");
const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixture");

fn sources(dir: &str) -> Sources {
    Sources::from_dir(dir.as_ref()).unwrap()
}

fn load(sources: &Sources) -> Schema {
    Schema::load(sources).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

/// The text of each generated file by its name.
fn files(schema: &Schema, options: &Options) -> BTreeMap<String, String> {
    generate(schema, options).unwrap().into_iter().map(|file| (file.name, file.text)).collect()
}

/// Compares what was generated with the reviewed file of this name.
#[track_caller]
fn compare(name: &str, generated: &str) {
    let path = Path::new(DIR).join(name);
    if env::var_os("UPDATE_GENERATED").is_some() {
        fs::write(path, generated).unwrap();
        return;
    }
    let reviewed = fs::read_to_string(&path).unwrap_or_default();
    if reviewed == generated {
        return;
    }
    let same = reviewed.lines().zip(generated.lines()).take_while(|(one, other)| one == other).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("(the end)").to_owned();
    panic!(
        "{path}:{}: reviewed and generated source differ\n- {}\n+ {}\n\
         UPDATE_GENERATED=1 cargo test -p wecom-codegen --test generated writes the files anew; review them",
        same + 1,
        line(&reviewed),
        line(generated),
        path = path.display(),
    );
}

#[test]
fn each_feature_gives_the_reviewed_source() {
    let schema = load(&sources(DIR));
    let files = files(&schema, &Options::foreign());
    for channel in &schema.channels {
        let name = format!("{}.rs", channel.name);
        compare(&name, &files[&name]);
    }
}

#[test]
fn the_crate_of_the_client_gets_inherent_functions_and_documentation_tests() {
    let schema = load(&sources(DIR));
    compare("operations.built_in.rs", &files(&schema, &Options::default())["operations.rs"]);
}

#[test]
fn a_message_of_ones_own_in_a_built_in_channel_gives_only_itself() {
    let built_in = sources(wecom_schema::DIR);
    let mut sources = built_in.clone();
    sources.insert(
        "app/reminder.json",
        None,
        r#"{
          "message": "reminder",
          "options": ["safe"],
          "fields": [
            { "name": "content", "type": "string", "required": true, "doc": "What to remember." },
            { "name": "source", "type": "source", "doc": "A type of the built-in channel." }
          ],
          "constructors": { "new": ["content"] },
          "examples": [ { "name": "all", "body": { "msgtype": "reminder", "safe": 1, "reminder": {
              "content": "Stand-up", "source": { "icon_url": "https://example.com/icon.png", "desc": "d", "desc_color": 0 } } } } ]
        }"#,
    );
    let schema = load(&sources);
    let mut options = Options::foreign();
    options.built_in = BuiltIn::of(&schema, &built_in);
    let files = files(&schema, &options);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["api.rs", "app.rs"]);
    compare("own_message.rs", &files["app.rs"]);
    compare("own_message.api.rs", &files["api.rs"]);
}

#[test]
fn there_is_no_reviewed_source_without_a_description() {
    let entries: Vec<PathBuf> = fs::read_dir(DIR).unwrap().map(|entry| entry.unwrap().path()).collect();
    let stem = |path: &PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let reviewed = entries.iter().filter(|path| path.extension().is_some_and(|it| it == "rs")).map(stem);
    let channels = entries.iter().filter(|path| path.is_dir()).map(stem);
    let others = ["operations.built_in", "own_message", "own_message.api"].map(str::to_owned);
    assert_eq!(reviewed.collect::<BTreeSet<_>>(), channels.chain(others).collect());
}

#[test]
fn the_same_descriptions_give_the_same_bytes_in_whatever_order_they_come() {
    let sources = sources(FIXTURE);
    let mut backwards = Sources::default();
    for source in sources.iter().collect::<Vec<_>>().into_iter().rev() {
        let text = fs::read_to_string(source.file.as_ref().unwrap()).unwrap();
        backwards.insert(&source.path, source.file.clone(), &text);
    }
    let (schema, backwards) = (load(&sources), load(&backwards));
    for options in [Options::default(), Options::foreign()] {
        let once = files(&schema, &options);
        assert_eq!(once, files(&schema, &options));
        assert_eq!(once, files(&backwards, &options));
    }
}

#[test]
fn every_described_example_is_a_documentation_test() {
    for dir in [FIXTURE, DIR, wecom_schema::DIR] {
        let schema = load(&sources(dir));
        let files = files(&schema, &Options::default());
        for channel in &schema.channels {
            let of_messages = channel.messages.iter().flat_map(|message| &message.examples);
            let of_operations = channel.operations.iter().flat_map(|operation| &operation.examples);
            let of_replies = channel.passive_replies.iter().flat_map(|reply| &reply.examples);
            // Recipients that only the runtime can make have their examples there.
            let is_made = channel.object(channel.recipients).is_some_and(|to| !to.constructors.is_empty());
            let of_recipients = channel.recipient_examples.iter().filter(|_| is_made);
            let described = of_messages.chain(of_operations).chain(of_replies).chain(of_recipients).count();
            let text = &files[&format!("{}.rs", channel.name)];
            assert_eq!(text.matches("/// let body = r#").count(), described, "{}", channel.name);
        }
    }
}
