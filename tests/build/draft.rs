//! A message that only a page describes: drafted, its `TODO`s filled in, generated as an application's own.

use std::path::Path;
use std::{fs, io};

use serde_json::Value;
use wecom_codegen::{BuiltIn, Options, generate};
use wecom_pages::{Descriptions, Page, draft};
use wecom_schema::{Schema, Sources};

pub(crate) const PAGE: &str = "build/hologram.md";

/// Writes the description as `drafted/app/hologram.json`, and the Rust as `drafted.rs`.
pub(crate) fn write(out: &Path) -> Result<(), String> {
    let built_in = Sources::from_dir(wecom_schema::DIR.as_ref()).map_err(|error| error.to_string())?;
    let schema = Schema::load(&built_in).map_err(|mistakes| mistakes.to_string())?;
    let page = Page::read(PAGE, &fs::read_to_string(PAGE).map_err(|error| error.to_string())?);
    let files = draft(&page, Descriptions::new(&schema, &built_in), "app/hologram.json", "2026-11-28");
    let mut sources = built_in.clone();
    for file in files.map_err(|error| error.to_string())? {
        let text = filled_in(&file.text).map_err(|error| error.to_string())?;
        write_file(&out.join("drafted").join(&file.path), &text).map_err(|error| error.to_string())?;
        sources.insert(&file.path, None, &text);
    }
    let schema = Schema::load(&sources).map_err(|mistakes| mistakes.to_string())?;
    let mut options = Options::foreign();
    options.built_in = BuiltIn::of(&schema, &built_in);
    let files = generate(&schema, &options).map_err(|error| error.to_string())?;
    let app = files.into_iter().find(|file| file.name == "app.rs").ok_or("there is no message of the channel app")?;
    fs::write(out.join("drafted.rs"), app.text).map_err(|error| error.to_string())
}

/// The page's words, which stand behind `doc:` in each `TODO`, become the documentation.
fn filled_in(text: &str) -> serde_json::Result<String> {
    fn fill(value: &mut Value) {
        match value {
            Value::Object(members) => {
                if let Some(Value::String(note)) = members.remove("TODO") {
                    let words = note.split("doc: ").last().unwrap_or_default();
                    members.insert("doc".to_owned(), words.into());
                }
                members.values_mut().for_each(fill);
            }
            Value::Array(items) => items.iter_mut().for_each(fill),
            _ => {}
        }
    }
    let mut value = serde_json::from_str(text)?;
    fill(&mut value);
    serde_json::to_string(&value)
}

fn write_file(path: &Path, text: &str) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(path, text)
}
