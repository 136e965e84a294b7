//! What a build script does with an application's own descriptions.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::{Path, PathBuf};

use wecom_codegen::{Build, BuildError, File};

const REMINDER: &str = r#"{
  "message": "reminder",
  "fields": [ { "name": "content", "type": "string", "required": true, "doc": "What to remember." } ],
  "constructors": { "new": ["content"] },
  "examples": [ { "name": "minimal", "body": { "msgtype": "reminder", "reminder": { "content": "Stand-up" } } } ]
}
"#;

/// Descriptions in a folder of the test's own, and where what they give is to go.
struct Application {
    descriptions: PathBuf,
    out: PathBuf,
}

impl Application {
    fn new(test: &str, files: &[(&str, &str)]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("build_script").join(test);
        let _ = fs::remove_dir_all(&folder);
        let application = Self { descriptions: folder.join("schema"), out: folder.join("out") };
        for (name, text) in files {
            application.write(name, text);
        }
        application
    }

    fn write(&self, name: &str, text: &str) {
        let file = self.descriptions.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn generate(&self) -> Result<(), BuildError> {
        Build::own(&self.descriptions).out_dir(&self.out).generate()
    }

    fn generated(&self) -> Vec<(String, String)> {
        let files = fs::read_dir(&self.out).into_iter().flatten().map(|file| file.unwrap());
        let mut files: Vec<_> = files
            .map(|file| (file.file_name().into_string().unwrap(), fs::read_to_string(file.path()).unwrap()))
            .collect();
        files.sort();
        files
    }
}

#[test]
fn only_what_is_its_own_is_generated() {
    let application = Application::new("own", &[("app/reminder.json", REMINDER)]);
    application.generate().unwrap();
    let generated = application.generated();
    let names: Vec<&str> = generated.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["api.rs", "app.rs"]);
    let app = &generated[1].1;
    assert!(app.contains("pub struct Reminder {") && app.contains("fn send_reminder"), "{app}");
    assert!(!app.contains("pub struct Text {"), "{app}");
}

#[test]
fn a_file_is_written_when_its_bytes_change() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("build_script/written");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let file = |text: &str| File { name: "app.rs".to_owned(), text: text.to_owned() };
    for (text, is_written) in [("struct One;", true), ("struct One;", false), ("struct Other;", true)] {
        assert_eq!(file(text).write(&folder).unwrap(), is_written, "{text}");
        assert_eq!(fs::read_to_string(folder.join("app.rs")).unwrap(), text);
    }
}

#[test]
fn a_file_in_the_place_of_a_built_in_one_is_refused_with_what_to_do() {
    let application = Application::new("replaced", &[("app/text.json", REMINDER), ("app/types/source.json", "{}")]);
    let error = application.generate().unwrap_err();
    assert!(!error.is_in_descriptions());
    let error = error.to_string();
    for part in ["built in already: app/text.json, app/types/source.json", "another name", "WECOM_SCHEMA_DIR"] {
        assert!(error.contains(part), "{part}\n{error}");
    }
    assert!(application.generated().is_empty());
}

#[test]
fn mistakes_are_all_told_and_nothing_is_written_over() {
    let application = Application::new("mistakes", &[("app/reminder.json", REMINDER)]);
    application.generate().unwrap();
    let generated = application.generated();
    application.write("app/reminder.json", &REMINDER.replace("required", "requird"));
    application.write("desk/ticket.json", REMINDER);
    let error = application.generate().unwrap_err();
    assert!(error.is_in_descriptions());
    let error = error.to_string();
    for part in ["did you mean `required`?", "app/reminder.json:3:", "desk/channel.json"] {
        assert!(error.contains(part), "{part}\n{error}");
    }
    assert_eq!(application.generated(), generated);
}

#[test]
fn a_folder_that_is_not_there_is_named_once() {
    let application = Application::new("missing", &[]);
    let error = application.generate().unwrap_err().to_string();
    assert_eq!(error.matches(application.descriptions.to_str().unwrap()).count(), 1, "{error}");
}
