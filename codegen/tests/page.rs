//! `page`: exit codes, what goes to which stream, which files are written.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A page of our own about a help desk, and descriptions that say the same.
const DESK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../pages/tests/desk");

/// The exit code, and what is written to the two streams.
fn page(arguments: &[&str]) -> (i32, String, String) {
    let schema = format!("{DESK}/schema");
    let arguments = [&["page", "--schema", &schema], arguments].concat();
    let output = Command::new(env!("CARGO_BIN_EXE_wecom-codegen")).args(arguments).output().unwrap();
    let stream = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), stream(output.stdout), stream(output.stderr))
}

/// An empty folder of this test's own.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A folder with the page as it is, changed, and in HTML.
fn pages(test: &str) -> String {
    let folder = folder(test);
    let send = fs::read_to_string(format!("{DESK}/pages/send.md")).unwrap();
    fs::create_dir(folder.join("more")).unwrap();
    fs::write(folder.join("send.md"), &send).unwrap();
    fs::write(folder.join("more/changed.md"), send.replacen("2048", "1024", 1)).unwrap();
    fs::copy(format!("{DESK}/pages/close.html"), folder.join("close.html")).unwrap();
    fs::write(folder.join("notes.txt"), "no page").unwrap();
    folder.to_str().unwrap().to_owned()
}

#[test]
fn a_page_that_agrees_exits_with_0() {
    let (code, stdout, stderr) = page(&[&format!("{DESK}/pages/send.md")]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert!(stdout.ends_with("send.md: no differences\n"), "{stdout}");
}

#[test]
fn a_page_that_differs_exits_with_1_and_names_both_lines() {
    let folder = pages("differs");
    let (code, stdout, stderr) = page(&[&format!("{folder}/more/changed.md")]);
    assert_eq!((code, stderr.as_str()), (1, ""));
    assert!(stdout.contains("changed.md:62:4") && stdout.contains("desk/notice.json:8:15"), "{stdout}");
}

#[test]
fn a_folder_is_read_with_the_folders_in_it() {
    let (code, stdout, _) = page(&["--all", &pages("all")]);
    assert_eq!(code, 1);
    assert!(stdout.ends_with("3 pages: 1 difference: 1 contradiction\n"), "{stdout}");
}

#[test]
fn programs_get_json() {
    let (code, stdout, _) = page(&["--format", "json", "--all", &pages("json")]);
    let report: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!((code, &report["summary"]["differences"]), (1, &serde_json::json!(1)));
}

#[test]
fn what_is_accepted_does_not_count() {
    let folder = pages("accepted");
    let file = format!("{folder}/accepted.json");
    let entry = r#"{ "accepted": [ { "pages": [70001], "member": "notice.content", "kind": "limit",
        "page_says": "at most 1024 bytes, truncated", "description_says": "at most 2048 bytes, truncated", "reason": "known" } ] }"#;
    fs::write(&file, entry).unwrap();
    let (code, stdout, _) = page(&["--accepted", &file, &format!("{folder}/more/changed.md")]);
    assert_eq!(code, 0);
    assert!(stdout.ends_with("no differences; 1 accepted\n"), "{stdout}");
    fs::write(&file, "[]").unwrap();
    let (code, _, stderr) = page(&["--accepted", &file, &format!("{folder}/send.md")]);
    assert_eq!(code, 2);
    assert!(stderr.starts_with("error: not a list of accepted differences"), "{stderr}");
}

#[test]
fn a_draft_is_written_once_and_check_names_what_it_leaves_open() {
    let folder = folder("draft");
    let out = folder.to_str().unwrap();
    let send = format!("{DESK}/pages/send.md");
    let draft = ["--draft", "desk/notice.json", "--out", out, &send];
    let (code, stdout, stderr) = page(&draft);
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert!(stdout.ends_with("desk/notice.json\n"), "{stdout}");
    let file = folder.join("desk/notice.json");
    let text = fs::read_to_string(&file).unwrap();

    for other in ["schema.json", "desk/channel.json", "desk/types/step.json"] {
        fs::create_dir_all(folder.join("desk/types")).unwrap();
        fs::copy(format!("{DESK}/schema/{other}"), folder.join(other)).unwrap();
    }
    let check = Command::new(env!("CARGO_BIN_EXE_wecom-codegen")).args(["check", out]).output().unwrap();
    let mistakes = String::from_utf8(check.stderr).unwrap();
    let todos = text.matches("\"TODO\"").count();
    assert_eq!(mistakes.matches("unknown key `TODO`").count(), todos, "{mistakes}");

    fs::write(&file, "mine").unwrap();
    assert_eq!(page(&draft).0, 3);
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    assert_eq!(page(&[&draft[..], &["--force"]].concat()).0, 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn what_cannot_be_done_is_explained() {
    let send = format!("{DESK}/pages/send.md");
    let (code, _, stderr) = page(&["--draft", "desk/poster.json", &send]);
    assert_eq!(code, 2);
    assert!(stderr.contains("no message `poster`; it has notice, card"), "{stderr}");
    let (code, _, stderr) = page(&["--draft", "hotline/ring.json", &format!("{DESK}/pages/callbacks.md")]);
    assert_eq!(code, 2);
    assert!(stderr.contains("drafts are of messages and operations that are sent"), "{stderr}");
    assert_eq!(page(&["missing.md"]).0, 3);
    assert_eq!(page(&["--all", "missing"]).0, 3);
    assert_eq!(page(&[]).0, 2);
    assert_eq!(page(&["--all", "pages", &send]).0, 2);
    assert_eq!(page(&["--out", "folder", &send]).0, 2);
}

#[test]
fn what_is_no_page_is_explained() {
    let folder = folder("no_page");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let all = folder.to_str().unwrap();
    let no_page = |arguments: &[&str]| {
        let (code, stdout, stderr) = page(arguments);
        assert_eq!((code, stdout.as_str()), (2, ""), "{stderr}");
        stderr
    };
    assert!(no_page(&["--all", all]).contains("has no file that ends with .md, .html or .htm"));
    assert!(no_page(&[all]).contains("is a folder\n  = help: --all compares every page in a folder"));

    fs::write(path("picture.md"), b"\x89PNG\r\n\x1a\n\0\xff").unwrap();
    assert!(no_page(&[&path("picture.md")]).contains("picture.md is no text in UTF-8"));
    assert!(no_page(&["--all", all]).contains("picture.md is no text in UTF-8"));
    fs::remove_file(path("picture.md")).unwrap();

    fs::write(path("login.html"), "<!DOCTYPE html><html><body><form>登录</form></body></html>").unwrap();
    let login = no_page(&[&path("login.html")]);
    assert!(login.contains("login.html has no table of members") && login.contains("a login page"), "{login}");

    let other = "| 参数 | 说明 |\n|--|--|\n| userid | id |\n";
    fs::write(path("other.md"), other).unwrap();
    assert!(no_page(&[&path("other.md")]).contains("other.md is about nothing that the descriptions have"));
    assert!(no_page(&["--all", all]).contains("is about nothing that the descriptions have"));

    fs::copy(format!("{DESK}/pages/send.md"), path("send.md")).unwrap();
    let (code, stdout, _) = page(&["--all", all]);
    assert_eq!(code, 0);
    assert!(
        stdout.contains("login.html: nothing to compare") && stdout.ends_with("3 pages: no differences\n"),
        "{stdout}"
    );
}
