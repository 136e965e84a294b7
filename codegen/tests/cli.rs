//! The command line: exit codes and what goes to which stream.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use wecom_schema::Sources;

const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixture");

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wecom-codegen")).args(arguments).output().unwrap()
}

#[track_caller]
fn expect(output: &Output, code: i32) -> (String, String) {
    let stream = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let (stdout, stderr) = (stream(&output.stdout), stream(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{stdout}{stderr}");
    (stdout, stderr)
}

/// An empty folder of this test's own.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A folder of descriptions with a mistake.
fn mistaken(test: &str) -> PathBuf {
    let folder = folder(test);
    fs::write(folder.join("schema.json"), "{ \"language\": 999 }").unwrap();
    folder
}

#[test]
fn check_counts_what_it_found_on_standard_output() {
    let (stdout, stderr) = expect(&run(&["check", FIXTURE]), 0);
    let expected = "bell: 1 message types, 0 operations\ndemo: 13 message types, 3 operations\ndoor: 1 message types, 3 operations\n";
    assert_eq!((stdout.as_str(), stderr.as_str()), (expected, ""));
}

#[test]
fn check_without_a_folder_reads_the_built_in_descriptions() {
    let (stdout, _) = expect(&run(&["check"]), 0);
    assert!(stdout.lines().any(|line| line.starts_with("app: ")), "{stdout}");
}

/// An application's own messages, as `Build::own` reads them.
const OWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/own-messages/schema");

#[test]
fn check_lays_own_messages_over_the_built_in_descriptions() {
    let (stdout, stderr) = expect(&run(&["check", OWN]), 0);
    let channels: Vec<&str> = stdout.lines().filter_map(|line| Some(line.split_once(": ")?.0)).collect();
    assert_eq!((channels, stderr.as_str()), (vec!["app", "gateway"], ""), "{stdout}");
}

#[test]
fn a_version_of_the_language_does_not_make_own_messages_stand_alone() {
    let folder = folder("own_with_a_version");
    fs::write(folder.join("schema.json"), "{ \"language\": 1 }").unwrap();
    for path in ["app/checklist.json", "app/types/checklist_entry.json"] {
        fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
        fs::copy(Path::new(OWN).join(path), folder.join(path)).unwrap();
    }
    let (stdout, _) = expect(&run(&["check", folder.to_str().unwrap()]), 0);
    assert!(stdout.lines().any(|line| line.starts_with("app: ")), "{stdout}");
}

#[test]
fn check_names_mistakes_and_old_copies_in_what_is_laid_over_the_built_in_descriptions() {
    let (folder, file) = (folder("overlay"), folder("overlay").join("app/text.json"));
    expect(&run(&["export", "app/text.json", "--out", folder.to_str().unwrap()]), 0);
    expect(&run(&["check", folder.to_str().unwrap()]), 0);
    let copy = fs::read_to_string(&file).unwrap();
    fs::write(&file, copy.replacen("\"string\"", "\"strng\"", 1)).unwrap();
    let (stdout, stderr) = expect(&run(&["check", folder.to_str().unwrap()]), 1);
    assert!(
        stdout.is_empty() && stderr.contains("there is no type `strng`") && stderr.contains("text.json:"),
        "{stderr}"
    );
    fs::write(&file, copy.replacen("\"$base\": \"", "\"$base\": \"0", 1)).unwrap();
    let (_, stderr) = expect(&run(&["check", folder.to_str().unwrap()]), 1);
    assert!(stderr.contains("has changed since your copy of it was made"), "{stderr}");
}

#[test]
fn a_misspelt_type_in_an_own_message_is_one_mistake() {
    let folder = folder("own_misspelt");
    fs::create_dir_all(folder.join("app")).unwrap();
    let reminder = r#"{
        "message": "reminder",
        "fields": [{ "name": "content", "type": "strng", "required": true }, { "name": "source", "type": "source" }],
        "rules": [{ "any_of": ["content", "source"], "beyond": "refused" }],
        "constructors": { "new": ["content"] },
        "examples": [{ "name": "short", "body": { "msgtype": "reminder", "reminder": { "content": "Stand-up" } } }]
    }"#;
    fs::write(folder.join("app/reminder.json"), reminder).unwrap();
    let (_, stderr) = expect(&run(&["check", folder.to_str().unwrap()]), 1);
    assert!(stderr.starts_with("error: there is no type `strng`"), "{stderr}");
    assert!(stderr.ends_with("\n1 mistake in the descriptions\n"), "{stderr}");
}

#[test]
fn mistakes_go_to_standard_error() {
    let folder = mistaken("mistakes");
    let (stdout, stderr) = expect(&run(&["check", folder.to_str().unwrap()]), 1);
    assert!(stdout.is_empty() && stderr.contains("schema.json:1:15"), "{stderr}");
}

#[test]
fn emit_writes_nothing_when_there_are_mistakes() {
    let (folder, out) = (mistaken("emit_mistakes"), folder("emit_nothing").join("out"));
    expect(&run(&["emit", "--schema", folder.to_str().unwrap(), "--out", out.to_str().unwrap()]), 1);
    assert!(!out.exists());
}

#[test]
fn a_wrong_command_line_is_explained() {
    for arguments in [&["emit"][..], &["check", "a", "b"], &["generate"], &[]] {
        let (stdout, stderr) = expect(&run(arguments), 2);
        assert!(stdout.is_empty() && stderr.contains("Usage:"), "{stderr}");
    }
}

#[test]
fn what_cannot_be_read_or_written_is_named() {
    let missing = folder("unreadable").join("nothing here");
    let (_, stderr) = expect(&run(&["check", missing.to_str().unwrap()]), 3);
    assert!(stderr.starts_with("error: ") && stderr.contains("nothing here"), "{stderr}");
    let file = folder("unwritable").join("file");
    fs::write(&file, "").unwrap();
    let (_, stderr) = expect(&run(&["emit", "--schema", FIXTURE, "--out", file.to_str().unwrap()]), 3);
    assert!(stderr.contains("file"), "{stderr}");
}

#[test]
fn emit_names_the_files_that_changed_and_leaves_the_others_alone() {
    let out = folder("emit");
    let arguments = ["emit", "--schema", FIXTURE, "--out", out.to_str().unwrap()];
    let (stdout, _) = expect(&run(&arguments), 0);
    let files = ["api.rs", "bell.rs", "demo.rs", "door.rs", "error_codes.rs"];
    let written: BTreeSet<PathBuf> = stdout.lines().map(PathBuf::from).collect();
    assert_eq!(written, files.map(|file| out.join(file)).into());
    let (again, _) = expect(&run(&arguments), 0);
    assert_eq!(again, "");
    fs::write(out.join("demo.rs"), "changed").unwrap();
    let (changed, _) = expect(&run(&arguments), 0);
    assert_eq!(changed, format!("{}\n", out.join("demo.rs").display()));
    assert!(fs::read_to_string(out.join("demo.rs")).unwrap().starts_with("// Generated by wecom-codegen"));
}

#[test]
fn help_has_examples_and_exit_codes() {
    let (stdout, stderr) = expect(&run(&["--help"]), 0);
    assert!(stderr.is_empty());
    for part in ["Examples:", "wecom-codegen emit --out", "Exit codes:", "check", "emit"] {
        assert!(stdout.contains(part), "{part}: {stdout}");
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let (stdout, _) = expect(&run(&["--version"]), 0);
    assert_eq!(stdout, concat!("wecom-codegen ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn docs_go_to_standard_output_or_into_a_file() {
    let (english, _) = expect(&run(&["docs", "--schema", FIXTURE]), 0);
    assert!(english.contains("# WeCom's message API"), "{english}");
    let out = folder("docs").join("REFERENCE.md");
    let arguments = ["docs", "--schema", FIXTURE, "--lang", "zh", "--out", out.to_str().unwrap()];
    let (named, _) = expect(&run(&arguments), 0);
    assert_eq!(named, format!("{}\n", out.display()));
    assert!(fs::read_to_string(&out).unwrap().contains("# 企业微信消息接口"));
    let (again, _) = expect(&run(&arguments), 0);
    assert_eq!(again, "");
}

#[test]
fn docs_without_a_folder_writes_the_references_of_a_checkout() {
    let root = folder("checkout");
    fs::create_dir(root.join("schema")).unwrap();
    for file in Sources::from_dir(Path::new(FIXTURE)).unwrap().iter() {
        let path = root.join("schema").join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.text()).unwrap();
    }
    let docs = || Command::new(env!("CARGO_BIN_EXE_wecom-codegen")).arg("docs").current_dir(&root).output().unwrap();
    let (named, _) = expect(&docs(), 0);
    assert_eq!(named.lines().collect::<Vec<_>>(), ["schema/REFERENCE.md", "schema/REFERENCE.zh-CN.md"]);
    assert!(
        fs::read_to_string(root.join("schema/REFERENCE.zh-CN.md")).unwrap().contains("<a id=\"channel.demo\"></a>")
    );
    let (again, _) = expect(&docs(), 0);
    assert_eq!(again, "");
}

#[test]
fn json_schemas_go_to_standard_output_or_into_a_folder() {
    let (one, _) = expect(&run(&["json-schema", "--schema", FIXTURE, "--operation", "demo.ping"]), 0);
    assert!(one.contains("\"$id\": \"urn:wecom-message:demo.ping\""), "{one}");
    let (strict, _) = expect(&run(&["json-schema", "--strict", "--schema", FIXTURE, "--operation", "demo.ping"]), 0);
    assert!(strict.contains("\"$id\": \"urn:wecom-message:demo.ping:strict\""), "{strict}");
    let out = folder("json_schema").join("new");
    let arguments = ["json-schema", "--schema", FIXTURE, "--out", out.to_str().unwrap()];
    let (named, _) = expect(&run(&arguments), 0);
    assert!(named.contains("demo.send.schema.json") && out.join("demo.ping.schema.json").exists(), "{named}");
    let (again, _) = expect(&run(&arguments), 0);
    assert_eq!(again, "");
}

#[test]
fn an_operation_that_is_none_is_a_wrong_command_line() {
    let (stdout, stderr) = expect(&run(&["json-schema", "--schema", FIXTURE, "--operation", "demo.pong"]), 2);
    assert!(stdout.is_empty() && stderr.contains("demo.pong") && stderr.contains("demo.ping"), "{stderr}");
    for arguments in
        [&["json-schema"][..], &["json-schema", "--out", "a", "--operation", "demo.ping"], &["docs", "--lang", "de"]]
    {
        expect(&run(arguments), 2);
    }
}

#[test]
fn every_command_has_a_help_with_examples() {
    for command in ["check", "diff", "docs", "emit", "export", "json-schema"] {
        let (stdout, stderr) = expect(&run(&[command, "--help"]), 0);
        assert_eq!(stderr, "");
        for part in ["Examples:", &format!("wecom-codegen {command}"), "Exit codes:"] {
            assert!(stdout.contains(part), "{part}: {stdout}");
        }
    }
}

#[test]
fn there_are_no_colours_where_there_is_no_terminal() {
    let folder = mistaken("colours");
    let check = |no_color: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wecom-codegen"));
        command.args(["check", folder.to_str().unwrap()]).env("NO_COLOR", no_color).env("TERM", "xterm-256color");
        command.output().unwrap()
    };
    for no_color in ["", "1"] {
        let (_, stderr) = expect(&check(no_color), 1);
        assert!(stderr.starts_with("error: ") && !stderr.contains('\u{1b}'), "{stderr}");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_failure() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wecom-codegen"));
    let piped = std::process::Stdio::piped;
    // A pipe holds less than this reference.
    let mut child =
        command.args(["docs", "--schema", wecom_schema::DIR]).stdout(piped()).stderr(piped()).spawn().unwrap();
    drop(child.stdout.take());
    let (_, stderr) = expect(&child.wait_with_output().unwrap(), 0);
    assert_eq!(stderr, "");
}
