//! `export`: copies that can be changed and laid over what they were made of.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wecom_schema::{Schema, Sources};

/// The exit code, standard output, standard error.
fn export(out: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wecom-codegen"));
    let output = command.arg("export").args(arguments).arg("--out").arg(out).output().unwrap();
    let [stdout, stderr] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (output.status.code().unwrap(), stdout, stderr)
}

/// A folder of this test's own that is not there yet.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("export").join(test);
    let _ = fs::remove_dir_all(&folder);
    folder
}

fn built_in() -> Sources {
    Sources::from_dir(Path::new(wecom_schema::DIR)).unwrap()
}

fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(file, text.replace(from, to)).unwrap();
}

#[test]
fn a_copy_is_changed_and_laid_over_what_it_was_made_of() {
    let out = folder("changed");
    let (code, stdout, stderr) = export(&out, &["app/text.json"]);
    let copy = out.join("app/text.json");
    assert_eq!((code, stdout, stderr.as_str()), (0, format!("{}\n", copy.display()), ""));
    edit(&copy, "\"max\": 2048", "\"max\": 512");
    let mut sources = built_in();
    sources.overlay(Sources::from_dir(&out).unwrap()).unwrap();
    let schema = Schema::load(&sources).unwrap();
    let app = schema.channels.iter().find(|channel| channel.name == "app").unwrap();
    let text = app.messages.iter().find(|message| message.msgtype == "text").unwrap();
    let max =
        app.object(text.object).unwrap().fields.iter().flat_map(|field| &field.limits).find_map(|limit| limit.max);
    assert_eq!(max, Some(512.0));
}

#[test]
fn a_copy_of_what_has_changed_since_is_refused() {
    let out = folder("stale");
    export(&out, &["app/text.json"]);
    let mut sources = built_in();
    let today = sources.get("app/text.json").unwrap().text().replace("2048", "4096");
    sources.insert("app/text.json", None, &today);
    let stale = sources.overlay(Sources::from_dir(&out).unwrap()).unwrap_err().to_string();
    assert!(stale.contains("app/text.json: the built-in description has changed"), "{stale}");
}

#[test]
fn everything_is_copied_where_no_file_is_named() {
    let out = folder("everything");
    let (code, stdout, _) = export(&out, &[]);
    let mut sources = built_in();
    let copied: BTreeSet<&str> = stdout.lines().collect();
    let wanted = sources.iter().map(|source| source.path.as_str()).filter(|path| *path != "schema.json");
    let wanted: BTreeSet<String> = wanted.map(|path| out.join(path).display().to_string()).collect();
    assert_eq!((code, copied), (0, wanted.iter().map(String::as_str).collect()));
    assert!(!out.join("schema.json").exists());
    sources.overlay(Sources::from_dir(&out).unwrap()).unwrap();
    Schema::load(&sources).unwrap();
}

#[test]
fn a_file_that_is_none_is_answered_with_the_nearest_ones() {
    let out = folder("unknown");
    let (code, stdout, stderr) = export(&out, &["app/text.json", "app/tekst.json"]);
    assert_eq!((code, stdout.as_str()), (2, ""), "{stderr}");
    assert!(stderr.contains("`app/tekst.json`") && stderr.contains("did you mean one of app/text.json,"), "{stderr}");
    let (code, _, stderr) = export(&out, &["?"]);
    assert!(code == 2 && stderr.contains("built-in ones are in"), "{stderr}");
    assert!(!out.exists(), "nothing is written");
}

#[test]
fn what_is_there_is_written_over_by_force_only() {
    let out = folder("force");
    export(&out, &["app/text.json"]);
    assert_eq!(export(&out, &["app/text.json"]), (0, String::new(), String::new()), "the same is no conflict");
    let copy = out.join("app/text.json");
    fs::write(&copy, "mine").unwrap();
    let (code, stdout, stderr) = export(&out, &["app/text.json", "app/image.json"]);
    assert_eq!((code, stdout.as_str()), (3, ""));
    assert!(stderr.contains("text.json") && !stderr.contains("image.json") && stderr.contains("--force"), "{stderr}");
    assert_eq!(fs::read_to_string(&copy).unwrap(), "mine");
    assert!(!out.join("app/image.json").exists(), "nothing is written");
    let (code, stdout, _) = export(&out, &["app/text.json", "--force"]);
    assert_eq!((code, stdout), (0, format!("{}\n", copy.display())));
    assert!(fs::read_to_string(&copy).unwrap().contains("\"$base\""));
}
