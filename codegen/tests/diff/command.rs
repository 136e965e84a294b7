//! The command: exit codes, streams, and errors for a side that cannot be read.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::edits::{folder, texts};

/// The exit code, standard output, standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_wecom-codegen")).arg("diff").args(arguments).output().unwrap();
    let [stdout, stderr] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (output.status.code().unwrap(), stdout, stderr)
}

/// The descriptions with a text replaced, in a folder of this test's own.
fn edited(test: &str, from: &str, to: &str) -> PathBuf {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff").join(test);
    let _ = fs::remove_dir_all(&out);
    for (path, text) in texts(&folder()) {
        let file = out.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text.replace(from, to)).unwrap();
    }
    out
}

#[test]
fn without_exit_code_a_difference_is_no_failure() {
    let (old, new) = (folder(), edited("plain", r#""max": 2048"#, r#""max": 1024"#));
    let (code, stdout, stderr) = run(&[old.to_str().unwrap(), new.to_str().unwrap()]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert!(stdout.starts_with("post: message note\n") && !stdout.contains('\u{1b}'), "{stdout}");
}

#[test]
fn exit_codes_say_whether_something_changed_or_breaks() {
    let old = folder();
    let documented = edited("documented", "The text.", "All of it.");
    let breaking = edited("breaking", r#""rust": "tags""#, r#""rust": "labels""#);
    for (new, changed, breaks) in [(&old, 0, 0), (&documented, 1, 0), (&breaking, 1, 1)] {
        let both = [old.to_str().unwrap(), new.to_str().unwrap()];
        for (option, expected) in
            [("--exit-code", changed), ("--exit-code=changed", changed), ("--exit-code=breaking", breaks)]
        {
            assert_eq!(run(&[option, both[0], both[1]]).0, expected, "{option} {}", new.display());
        }
    }
}

#[test]
fn the_side_that_cannot_be_read_is_named() {
    let good = folder();
    let good = good.to_str().unwrap();
    let missing = folder().join("nothing here");
    let mistaken = edited("mistaken", r#""unit": "bytes""#, r#""unit": "bits""#);
    for (bad, reason) in [(missing.to_str().unwrap(), "nothing here"), (mistaken.to_str().unwrap(), "note.json:10:")] {
        for (arguments, side) in [([bad, good], "in OLD, which is"), ([good, bad], "in NEW, which is")] {
            let (code, stdout, stderr) = run(&arguments);
            assert_eq!((code, stdout.as_str()), (2, ""), "{stderr}");
            assert!(stderr.contains(side) && stderr.contains(reason) && stderr.contains(bad), "{stderr}");
        }
    }
}

#[test]
fn each_format_is_written() {
    let (old, new) = (folder(), edited("formats", "The text.", "All of it."));
    let both = [old.to_str().unwrap(), new.to_str().unwrap()];
    let (_, json, _) = run(&["--format", "json", both[0], both[1]]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["version"]["from_1_0"], "patch");
    let (_, markdown, _) = run(&["--format=markdown", both[0], both[1]]);
    assert!(markdown.starts_with("### Compatible\n"), "{markdown}");
}

#[test]
fn help_has_examples_and_exit_codes() {
    let (code, stdout, _) = run(&["--help"]);
    assert_eq!(code, 0);
    for part in ["Examples:", "--format markdown", "git worktree add", "Exit codes:", "--exit-code=breaking"] {
        assert!(stdout.contains(part), "{part}: {stdout}");
    }
}

#[test]
fn a_wrong_command_line_is_explained() {
    for arguments in [&["a"][..], &[], &["--format", "yaml", "a", "b"], &["--exit-code=never", "a", "b"]] {
        let (code, stdout, stderr) = run(arguments);
        assert_eq!((code, stdout.as_str()), (2, ""));
        assert!(stderr.contains("Usage:") || stderr.contains("possible values"), "{stderr}");
    }
}
