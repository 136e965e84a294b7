//! An application ahead of the release: it names descriptions of its own in `WECOM_SCHEMA_DIR`, and depends on the crates as
//! `cargo package` makes them.

mod application;

use application::{Build, application};
use wecom_sandbox::Sandbox;

const HOLOGRAM: &str = r#"{
  "message": "hologram",
  "doc": "A picture with depth.",
  "fields": [ { "name": "media_id", "type": "media_id", "doc": "From an upload.", "required": { "errcode": 41006 } } ],
  "constructors": { "new": ["media_id"] },
  "examples": [ { "name": "minimal", "body": { "msgtype": "hologram", "hologram": { "media_id": "MEDIA_ID" } } } ]
}
"#;

const SENDS_A_HOLOGRAM: &str = r#"
use wecom_message::app::Hologram;
use wecom_message::{Client, To};

fn main() -> Result<(), wecom_message::Error> {
    let client = Client::from_env()?;
    println!("{}", client.send_hologram(To::user("lisi"), Hologram::new("MEDIA_ID"))?.reached_everyone());
    println!("{}", client.send_hologram(To::user("lisi"), "").unwrap_err());
    Ok(())
}
"#;

const CHECKS_A_TEXT: &str = r#"
fn main() {
    let text = wecom_message::app::Text::new("x".repeat(101));
    for violation in wecom_message::check::Report::of(&text) {
        println!("{violation}");
    }
}
"#;

#[test]
fn a_message_type_of_its_own_has_a_send_function() {
    let application = application();
    application.name_descriptions();
    application.write("descriptions/app/hologram.json", HOLOGRAM);
    application.write("src/main.rs", SENDS_A_HOLOGRAM);
    let sandbox = Sandbox::builder().schema(application.schema()).start().unwrap();
    let printed = application.run(&[
        ("WECOM_CORP_ID", sandbox.corp_id().to_owned()),
        ("WECOM_CORP_SECRET", sandbox.secret().to_owned()),
        ("WECOM_AGENT_ID", sandbox.agent_id().to_string()),
        ("WECOM_BASE_URL", sandbox.base_url()),
    ]);
    assert!(printed.starts_with("true\n") && printed.contains("hologram.media_id: required"), "{printed}");
    assert_eq!(sandbox.received().iter().filter(|request| request.delivered()).count(), 1);
}

#[test]
fn a_changed_limit_holds_and_only_what_depends_on_it_is_built() {
    let application = application();
    application.name_descriptions();
    application.write("src/main.rs", CHECKS_A_TEXT);
    let copy = application.built_in().get("app/text.json").unwrap().copy_to_change();
    let (before, rest) = copy.split_once("\"max\": ").unwrap();
    let (_, after) = rest.split_once(',').unwrap();
    let with_limit = |limit: u32| format!("{before}\"max\": {limit},{after}");
    application.write("descriptions/app/text.json", &with_limit(100));
    let printed = application.run(&[]);
    assert!(printed.contains("text.content: 101 bytes, but at most 100 bytes"), "{printed}");

    let unchanged = application.build();
    assert!(unchanged.succeeded && unchanged.compiled().is_empty() && !unchanged.generated(), "{}", unchanged.said);

    application.write("descriptions/app/text.json", &with_limit(101));
    let touched = application.build();
    assert!(touched.generated(), "{}", touched.said);
    assert_eq!(touched.compiled(), ["wecom-message", "application"], "{}", touched.said);

    // A folder that was not there before.
    application.write("descriptions/extra/notes.json", "{}");
    assert!(application.build().errors().contains("extra"));
}

#[test]
fn a_copy_of_something_older_stops_the_build_and_names_both_files() {
    let application = application();
    application.name_descriptions();
    let copy = application.built_in().get("app/text.json").unwrap().copy_to_change();
    let (before, rest) = copy.split_once("\"$base\": \"").unwrap();
    let older = format!("{before}\"$base\": \"{}{}", "0".repeat(16), &rest[16..]);
    application.write("descriptions/app/text.json", &older);
    let errors = application.build().errors();
    let yours = application.path("descriptions/app/text.json");
    let built_in = application.unpacked("wecom-schema").join("app/text.json");
    for part in [
        "the built-in description has changed since your copy of it was made".to_owned(),
        format!("yours:    {}", yours.display()),
        format!("built in: {}", built_in.display()),
        format!("\"$base\": \"{}\"", &rest[..16]),
    ] {
        assert!(errors.contains(&part), "{part}\n{errors}");
    }
}

#[test]
fn a_relative_path_is_refused_with_the_lines_to_paste() {
    let application = application();
    application.write("descriptions/app/hologram.json", HOLOGRAM);
    let build = application.cargo(&["build"]).env("WECOM_SCHEMA_DIR", "descriptions").output().unwrap();
    let errors = Build::of(&build).errors();
    let pasted: Vec<&str> = errors.lines().skip(2).collect();
    assert_eq!(pasted, ["[env]", "WECOM_SCHEMA_DIR = { value = \"descriptions\", relative = true }"], "{errors}");

    application.write(".cargo/config.toml", &pasted.join("\n"));
    let build = application.build();
    assert!(build.succeeded && build.generated(), "{}", build.said);
}

#[test]
fn mistakes_stop_the_build_with_their_place_and_nothing_is_generated() {
    let typing_error = HOLOGRAM.replace("required", "requird");
    let newer = "{ \"language\": 2 }";
    let cases: &[(&[(&str, &str)], &[&str])] = &[
        (&[], &["WECOM_SCHEMA_DIR: ", "descriptions: "]),
        (&[("readme.txt", "")], &["WECOM_SCHEMA_DIR: ", "holds no description files"]),
        (&[("hologram/send.json", HOLOGRAM)], &["the channel `hologram` has no file hologram/channel.json"]),
        (&[("schema.json", newer)], &["language 2", "this crate reads language 1", "schema.json:1:15"]),
        (
            &[("app/hologram.json", HOLOGRAM), ("app/mirage.json", &typing_error), ("app/broken.json", "{")],
            &["broken.json:1:", "unknown key `requird`", "did you mean `required`?", "mirage.json:"],
        ),
    ];
    let application = application();
    let first = application.build();
    assert!(first.succeeded, "{}", first.said);
    let generated = application.generated();
    assert!(generated.keys().any(|file| file.ends_with("app.rs")), "{generated:?}");
    application.name_descriptions();
    for (files, expected) in cases {
        let _ = std::fs::remove_dir_all(application.path("descriptions"));
        for (name, text) in *files {
            application.write(&format!("descriptions/{name}"), text);
        }
        let errors = application.build().errors();
        for part in *expected {
            assert!(errors.contains(part), "{part}\n{errors}");
        }
        assert!(application.generated() == generated, "something was generated: {errors}");
    }
}
