//! The generated source, reviewed: one snapshot per feature of the fixture, and what holds for all of it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::path::Path;

use wecom_codegen::{Options, generate};
use wecom_schema::{Schema, Sources};

fn sources() -> Sources {
    Sources::from_dir(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture")).unwrap()
}

fn files(sources: &Sources, options: &Options) -> BTreeMap<String, String> {
    let schema = Schema::load(sources).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    generate(&schema, options).unwrap().into_iter().map(|file| (file.name, file.text)).collect()
}

/// The items whose heads hold one of these names as a word, with their documentation.
fn items(source: &str, names: &[&str]) -> String {
    let mut wanted = String::new();
    for item in source.split("\n\n").fold(Vec::<String>::new(), |mut items, paragraph| {
        match items.last_mut() {
            Some(item) if paragraph.starts_with([' ', '}']) => {
                item.push_str("\n\n");
                item.push_str(paragraph);
            }
            _ => items.push(paragraph.to_owned()),
        }
        items
    }) {
        let head = item.lines().find(|line| !line.starts_with(['/', '#', ' ', ')'])).unwrap_or_default();
        let subject = head.rsplit(" for ").next().unwrap_or_default();
        let words: Vec<&str> = subject.split(|it: char| !it.is_alphanumeric() && it != '_').collect();
        if names.iter().any(|name| words.contains(name)) {
            wanted.push_str(&item);
            wanted.push_str("\n\n");
        }
    }
    assert!(!wanted.is_empty(), "there is no {names:?}");
    wanted
}

#[track_caller]
fn snapshot(feature: &str, names: &[&str]) {
    snapshot_of("demo.rs", &Options::foreign(), feature, names);
}

#[track_caller]
fn snapshot_of(file: &str, options: &Options, feature: &str, names: &[&str]) {
    let files = files(&sources(), options);
    let source = files.get(file).unwrap();
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(feature, items(source, names));
    });
}

#[test]
fn recipients_without_a_runtime_of_their_own() {
    snapshot_of("door.rs", &Options::foreign(), "recipients", &["Door", "To", "SendRequest"]);
}

#[test]
fn nested_unions_and_limits_on_certain_cases() {
    snapshot_of(
        "door.rs",
        &Options::foreign(),
        "nested_unions",
        &["Attachment", "PictureAttachment", "Note", "NoteBody"],
    );
}

#[test]
fn functions_on_a_handle_and_on_the_client() {
    snapshot_of(
        "door.rs",
        &Options::default(),
        "functions_on_a_handle",
        &["Handle", "Client", "Look", "Paint", "Open"],
    );
}

#[test]
fn functions_on_the_robot() {
    snapshot_of("bell.rs", &Options::default(), "functions_on_the_robot", &["Robot", "Bell", "SendRequest"]);
}

#[test]
fn scalars() {
    snapshot("scalars", &["Scalars", "ScalarsBody"]);
}

#[test]
fn named_values() {
    snapshot("named_values", &["ScalarsColor", "ScalarsShape"]);
}

#[test]
fn strings_of_their_own_type() {
    snapshot("newtypes", &["MessageId", "Ticket"]);
}

#[test]
fn lists() {
    snapshot("lists", &["Lists", "ListsBody", "Dot"]);
}

#[test]
fn limits_and_charsets() {
    snapshot("limits", &["Limits", "LimitsBody"]);
}

#[test]
fn defaults() {
    snapshot("defaults", &["Defaults"]);
}

#[test]
fn secrets() {
    snapshot("secrets", &["Secrets", "Receipt"]);
}

#[test]
fn options() {
    snapshot("options", &["Options", "OptionsBody"]);
}

#[test]
fn tagged_unions() {
    snapshot("tagged_unions", &["Mood", "Link", "Push", "Twin"]);
}

#[test]
fn keyed_unions() {
    snapshot("keyed_unions", &["Keyed", "Gift"]);
}

#[test]
fn narrowed_uses() {
    snapshot("narrowed", &["Narrowed", "NarrowedBody", "OneLink", "ShortPanel"]);
}

#[test]
fn rules() {
    snapshot("rules", &["Ruled", "RuledBody"]);
}

#[test]
fn documentation() {
    snapshot("documentation", &["Documented", "DocumentedLevel", "Stale", "First"]);
}

#[test]
fn operations() {
    snapshot("operations", &["Change", "ChangeReply", "Ping"]);
    snapshot("pages", &["Entries", "EntriesReply"]);
}

#[test]
fn profiles() {
    snapshot("profiles", &["replace"]);
}

#[test]
fn names() {
    snapshot("names", &["NamesBody", "Option", "Ok", "Default"]);
}

#[test]
fn the_channel_and_any_message() {
    snapshot("channel", &["Demo", "To", "AnyMessage", "SendRequest", "Recipients"]);
}

#[test]
fn the_list_of_modules_of_another_crate() {
    let files = files(&sources(), &Options::foreign());
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("api", files.get("api.rs").unwrap());
    });
}

#[test]
fn the_functions_of_the_client() {
    let files = files(&sources(), &Options::default());
    let source = items(files.get("demo.rs").unwrap(), &["Client"]);
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("client", source);
    });
}

#[test]
fn the_same_descriptions_give_the_same_bytes_in_whatever_order_they_come() {
    let sources = sources();
    let mut backwards = Sources::default();
    for source in sources.iter().collect::<Vec<_>>().into_iter().rev() {
        let text = std::fs::read_to_string(source.file.as_ref().unwrap()).unwrap();
        backwards.insert(&source.path, source.file.clone(), &text);
    }
    for options in [Options::default(), Options::foreign()] {
        let once = files(&sources, &options);
        assert_eq!(once, files(&sources, &options));
        assert_eq!(once, files(&backwards, &options));
    }
}

#[test]
fn every_file_is_rust() {
    let built_in = Sources::from_dir(wecom_schema::DIR.as_ref()).unwrap();
    for sources in [sources(), built_in] {
        for options in [Options::default(), Options::foreign()] {
            for (name, text) in files(&sources, &options) {
                assert!(syn::parse_file(&text).is_ok(), "{name}");
            }
        }
    }
}

#[test]
fn every_described_example_is_a_documentation_test() {
    let built_in = Sources::from_dir(wecom_schema::DIR.as_ref()).unwrap();
    for sources in [sources(), built_in] {
        let schema = Schema::load(&sources).unwrap();
        for channel in &schema.channels {
            let of_messages = channel.messages.iter().map(|message| message.examples.len());
            let of_operations = channel.operations.iter().map(|operation| operation.examples.len());
            // What nothing makes is shown made by nothing: the runtime's own recipients have their examples there.
            let is_made = channel.object(channel.recipients).is_some_and(|to| !to.constructors.is_empty());
            let of_recipients = if is_made { channel.recipient_examples.len() } else { 0 };
            let described = of_recipients + of_messages.chain(of_operations).sum::<usize>();
            let text = &files(&sources, &Options::default())[&format!("{}.rs", channel.name)];
            assert_eq!(text.matches("/// let body = r#").count(), described, "{}", channel.name);
        }
    }
}
