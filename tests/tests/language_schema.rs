//! `schema/language.schema.json`, the JSON Schema of the description language, knows what the loader knows: the same keys in
//! the same places, the same shapes refused, every description taken.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::{Value, json};
use wecom_schema::{Schema, Sources};
use wecom_tests::mutation::mutate;

fn language() -> Value {
    let text = std::fs::read_to_string(Path::new(wecom_schema::DIR).join("language.schema.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn validator() -> Validator {
    jsonschema::validator_for(&language()).unwrap()
}

fn folder(name: &str) -> PathBuf {
    Path::new(wecom_schema::DIR).join(name)
}

/// The descriptions in a folder: paths below it and texts.
fn descriptions(dir: &Path) -> BTreeMap<String, String> {
    let sources = Sources::from_dir(dir).unwrap();
    let files = sources.iter().filter_map(|source| Some((source.path.clone(), source.file.clone()?)));
    files.map(|(path, file)| (path, std::fs::read_to_string(file).unwrap())).collect()
}

/// What the loader says about one of these files.
fn complaints(files: &BTreeMap<String, String>, about: &str) -> Vec<String> {
    let mut sources = Sources::default();
    for (path, text) in files {
        sources.insert(path, None, text);
    }
    let Err(mistakes) = Schema::load(&sources) else { return Vec::new() };
    let text = mistakes.to_string();
    let errors = text.split("error: ").skip(1);
    errors.filter(|error| error.contains(&format!("--> {about}:"))).map(str::to_owned).collect()
}

/// Whether a complaint is about the shape of the file and not about what it means.
fn is_about_shape(complaint: &str) -> bool {
    let shapes = [
        "unknown key",
        "needs the key",
        "needs one of the keys",
        "has one of the keys",
        "has exactly one of the keys",
        " is wanted here, as an object",
        " is no value of",
        "` wants ",
        "must not be empty",
        "names the profiles in which",
        "a text is a string",
        "a size is a number",
        "a condition is true",
        "a constructor's parameters are",
        "an option is a list",
        "limits are a list",
        "a description is an object",
        "does not say what it describes",
        "of an object, not both",
        "says where a newtype is",
        "the union needs a string tag",
        "are written in language",
    ];
    complaint.lines().next().is_some_and(|line| shapes.iter().any(|shape| line.contains(shape)))
}

#[test]
fn it_is_a_schema() {
    jsonschema::meta::validate(&language()).unwrap();
}

#[test]
fn every_description_validates() {
    let validator = validator();
    for dir in [folder(""), folder("../codegen/tests/fixture"), folder("tests/diagnostics/base")] {
        for (path, text) in descriptions(&dir) {
            let description = serde_json::from_str(&text).unwrap();
            if let Err(error) = validator.validate(&description) {
                panic!("{path}: {error} at {}", error.instance_path());
            }
        }
    }
}

#[test]
fn every_description_leads_to_it() {
    let there = folder("language.schema.json").canonicalize().unwrap();
    for (path, text) in descriptions(&folder("")) {
        let description: Value = serde_json::from_str(&text).unwrap();
        let schema = description["$schema"].as_str().unwrap_or_else(|| panic!("{path} has no $schema"));
        let dir = folder(&path).parent().unwrap().to_owned();
        assert_eq!(dir.join(schema).canonicalize().ok().as_ref(), Some(&there), "{path}");
        assert!(text.trim_start_matches(['{', ' ', '\r', '\n']).starts_with("\"$schema\""), "{path}: it stands first");
    }
}

#[test]
fn mistakes_of_shape_and_no_others_are_refused() {
    let validator = validator();
    let base = descriptions(&folder("tests/diagnostics/base"));
    let (mut refused, mut taken) = (0, 0);
    for entry in std::fs::read_dir(folder("tests/diagnostics")).unwrap() {
        let dir = entry.unwrap().path();
        let over = descriptions(&dir);
        let mut files = base.clone();
        files.extend(over.clone());
        let of_another_language = over.contains_key("schema.json");
        // Of descriptions in another language the loader reads no further.
        for (path, text) in over.into_iter().filter(|(path, _)| path == "schema.json" || !of_another_language) {
            let Ok(description) = serde_json::from_str::<Value>(&text) else { continue };
            let complaints = complaints(&files, &path);
            let expected = !complaints.iter().any(|complaint| is_about_shape(complaint));
            let outcome = validator.validate(&description).map_err(|error| error.to_string());
            assert_eq!(outcome.is_ok(), expected, "{}/{path}: {outcome:?}\n{complaints:#?}", dir.display());
            *if expected { &mut taken } else { &mut refused } += 1;
        }
    }
    assert!(refused > 0 && taken > 0, "{refused}, {taken}");
}

const ROUNDS: usize = 3000;

#[test]
fn it_agrees_with_the_loader_on_mutated_descriptions() {
    let validator = validator();
    let files = descriptions(&folder("../codegen/tests/fixture"));
    let paths: Vec<&String> = files.keys().collect();
    let mut random = fastrand::Rng::with_seed(20_261_123);
    let mut outcomes = [0, 0];
    for round in 0..ROUNDS {
        let Some(path) = random.choice(&paths) else { panic!("no descriptions") };
        let mut description: Value = serde_json::from_str(&files[*path]).unwrap();
        for _ in 0..random.usize(1..4) {
            mutate(&mut description, &mut random);
        }
        // What it refers to is not there: that is no mistake of shape.
        let alone =
            [("schema.json".to_owned(), files["schema.json"].clone()), ((*path).clone(), description.to_string())];
        let complaints = complaints(&BTreeMap::from(alone), path);
        let expected = !complaints.iter().any(|complaint| is_about_shape(complaint));
        let outcome = validator.validate(&description).map_err(|error| error.to_string());
        let context = || format!("round {round}, {path}: {description}\n{outcome:?}\n{complaints:#?}");
        assert_eq!(outcome.is_ok(), expected, "{}", context());
        outcomes[usize::from(outcome.is_ok())] += 1;
    }
    assert!(outcomes.iter().all(|count| *count > ROUNDS / 10), "every outcome occurs often enough: {outcomes:?}");
}

/// The key that nothing has.
const ODD: &str = "qqq";

/// The odd key in every object that the language reads; a body or a default is the API's, not the language's.
fn with_odd_keys(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                if !["body", "default", "allows"].contains(&name.as_str()) {
                    with_odd_keys(member);
                }
            }
            members.insert(ODD.to_owned(), json!(null));
        }
        Value::Array(items) => items.iter_mut().for_each(with_odd_keys),
        _ => {}
    }
}

/// The places of the language and their keys, by what the loader says to an unknown one.
fn known_to_the_loader() -> BTreeSet<(String, BTreeSet<String>)> {
    let mut known = BTreeSet::new();
    for dir in [folder(""), folder("../codegen/tests/fixture")] {
        let files = descriptions(&dir);
        for (path, text) in &files {
            let mut description: Value = serde_json::from_str(text).unwrap();
            if let Some(codes) = description.get_mut("error_codes").and_then(Value::as_array_mut) {
                codes.truncate(2);
            }
            with_odd_keys(&mut description);
            let mut files = files.clone();
            files.insert(path.clone(), description.to_string());
            for complaint in complaints(&files, path) {
                let Some((_, rest)) = complaint.split_once(&format!("unknown key `{ODD}` in ")) else { continue };
                let (place, rest) = rest.split_once('\n').unwrap();
                let (_, keys) = rest.split_once("allowed here: ").unwrap();
                let keys = keys.split("\n\n").next().unwrap_or_default().split(',');
                known.insert((place.to_owned(), keys.map(|key| key.trim().to_owned()).collect()));
            }
        }
    }
    known
}

#[test]
fn it_has_the_keys_that_the_loader_knows() {
    let language = language();
    let places = language["$defs"].as_object().unwrap().values().filter_map(|place| {
        let keys = place.get("properties")?.as_object()?.keys().filter(|key| !key.starts_with('$')).cloned();
        Some((place["title"].as_str().unwrap().to_owned(), keys.collect::<BTreeSet<String>>()))
    });
    assert_eq!(places.collect::<BTreeSet<_>>(), known_to_the_loader());
}
