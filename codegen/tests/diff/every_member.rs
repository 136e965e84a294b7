//! The strong test: members of descriptions are taken away one by one, and what is said of that, in both directions, is held
//! against the generated source. By default a sample, the same each time, which each file of a folder adds to.

use std::io::Write as _;
use std::path::Path;

use serde_json::Value;
use wecom_codegen::diff::compare;

use crate::edits::{folder, load, texts};
use crate::surface;
use crate::verdicts::contradiction;

#[test]
fn each_verdict_holds_for_these_descriptions() {
    hold(&folder(), 7);
}

#[test]
fn each_verdict_holds_for_every_feature_of_the_generator() {
    hold(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture"), 17);
}

/// Has each edit tried and not a sample; that takes minutes.
const ALL: &str = "WECOM_EVERY_EDIT";

/// Tries every so manieth edit, counted through all files.
fn hold(folder: &Path, step: usize) {
    let step = if std::env::var_os(ALL).is_some() { 1 } else { step };
    let whole = texts(folder);
    let old = load(&whole).unwrap();
    let surfaces = [surface::of(&old), surface::of_channels_elsewhere(&old)];
    let mut wrong = Vec::new();
    let (mut there, mut compared) = (0, 0);
    for (index, (path, text)) in whole.iter().enumerate() {
        let description: Value = serde_json::from_str(text).unwrap();
        let is_type = path.contains("types/");
        let surface = &surfaces[usize::from(is_type)];
        for pointer in pointers(&description, "") {
            there += 1;
            if there % step != 0 {
                continue;
            }
            let mut less = description.clone();
            let Some(taken) = take(&mut less, &pointer) else { continue };
            let mut texts = whole.clone();
            texts[index].1 = less.to_string();
            if let Some(name) = taken.get("name").and_then(Value::as_str) {
                for (_, text) in &mut texts {
                    *text = without_in_examples(text, name);
                }
            }
            let Ok(new) = load(&texts) else { continue };
            compared += 1;
            let today = if is_type { surface::of_channels_elsewhere(&new) } else { surface::of(&new) };
            let directions = [((&old, surface), (&new, &today), "without"), ((&new, &today), (&old, surface), "with")];
            for ((old, surface), (new, today), what) in directions {
                let diff = compare(old, new);
                if let Some(reason) = contradiction(&diff, surface, today) {
                    wrong.push(format!("{path} {what} {pointer}: {reason}"));
                }
            }
        }
    }
    if step > 1 {
        // Past the capture of tests: what is not tried is not hidden.
        let name = folder.file_name().unwrap().to_string_lossy();
        let _ = writeln!(
            std::io::stderr(),
            "{name}: of {there} edits every {step}th was tried, {compared} left descriptions without mistakes; {ALL}=1 tries all"
        );
    }
    assert!(compared >= 8, "only {compared} edits leave descriptions without mistakes");
    assert!(wrong.is_empty(), "{} of {compared}:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is documentation and nothing else: one of each is among the edits of `verdicts`.
const TOLD: [&str; 12] = [
    "examples",
    "title",
    "doc",
    "page",
    "since",
    "deprecated",
    "evidence",
    "errcode",
    "meaning",
    "advice",
    "response",
    "needs",
];

/// Every member and item below, but for what is only told.
fn pointers(value: &Value, at: &str) -> Vec<String> {
    let below: Vec<(String, &Value)> = match value {
        Value::Object(members) => members
            .iter()
            .filter(|(key, _)| !TOLD.contains(&key.as_str()))
            .map(|(key, value)| (key.clone(), value))
            .collect(),
        Value::Array(items) => items.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect(),
        _ => return Vec::new(),
    };
    below
        .into_iter()
        .flat_map(|(key, value)| {
            let pointer = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
            let inner = pointers(value, &pointer);
            [pointer].into_iter().chain(inner)
        })
        .collect()
}

fn take(value: &mut Value, pointer: &str) -> Option<Value> {
    let (parent, key) = pointer.rsplit_once('/')?;
    match value.pointer_mut(parent)? {
        Value::Object(members) => members.remove(&key.replace("~1", "/").replace("~0", "~")),
        Value::Array(items) => Some(items.remove(key.parse().ok()?)),
        _ => None,
    }
}

/// A field that is gone is in no example.
fn without_in_examples(text: &str, name: &str) -> String {
    let mut description: Value = serde_json::from_str(text).unwrap();
    if let Some(examples) = description.get_mut("examples") {
        without(examples, name);
    }
    description.to_string()
}

fn without(value: &mut Value, name: &str) {
    match value {
        Value::Object(members) => {
            let is_example = members.contains_key("body");
            members.retain(|key, _| is_example || key != name);
            members.values_mut().for_each(|value| without(value, name));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| without(item, name)),
        _ => {}
    }
}
