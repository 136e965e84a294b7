//! A standard JSON Schema (draft 2020-12) per operation, for other languages and for editors.
//!
//! A schema refuses what WeCom refuses, as far as JSON Schema can say it, and never a body that the descriptions find nothing to refuse
//! in. What it cannot say exactly it says weakly or as an annotation:
//!
//! - At most N bytes is `maxLength: N`: whatever fits into N bytes has at most N characters. The exact number is in `x-max-bytes`.
//! - What WeCom cuts, displays badly or does not document is no reason to refuse: it stands in the description and in `x-limits`, unless
//!   everything is asked for with [`Strictness::Everything`].
//! - Empty strings, lists and objects count as absent, as they do for WeCom.
//! - Items that must differ in one member are in `x-unique`.
//! - Members that are not described are allowed.

mod annotations;
mod condition;
mod document;
mod field;
mod json;
mod message;
mod object;
mod presence;
mod strictness;
mod strings;
mod union;
mod writer;

pub use self::strictness::Strictness;

use wecom_schema::Schema;

use crate::file::File;

/// A JSON Schema for the whole body of each operation: `app.send` (recipients, message and sender in one object), `app.recall`, …
///
/// The files are called like the operations: `app.send.schema.json`. A pure function: the same model, the same text.
///
/// ```
/// use wecom_codegen::json_schema::{self, Strictness};
/// use wecom_schema::{Schema, Sources};
///
/// let sources = Sources::from_dir(wecom_schema::DIR.as_ref())?;
/// let schema = Schema::load(&sources).map_err(|mistakes| mistakes.to_string())?;
/// let files = json_schema::files(&schema, Strictness::Refused);
/// assert!(files.iter().any(|file| file.name == "app.send.schema.json" && file.text.contains("\"maxLength\"")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn files(schema: &Schema, strictness: Strictness) -> Vec<File> {
    operations(schema)
        .into_iter()
        .filter_map(|name| Some(File { text: operation(schema, &name, strictness)?, name: format!("{name}{SUFFIX}") }))
        .collect()
}

/// The names of the operations that have a JSON Schema, as generated code has them in `operations::NAMES`.
pub fn operations(schema: &Schema) -> Vec<String> {
    schema.channels.iter().flat_map(document::names).collect()
}

/// The JSON Schema of one operation, `app.send`; `None` where there is none of this name.
pub fn operation(schema: &Schema, name: &str, strictness: Strictness) -> Option<String> {
    let channel = schema.channels.iter().find(|channel| document::names(channel).iter().any(|known| known == name))?;
    Some(document::document(channel, name, strictness)?.pretty())
}

/// What the names of the files end in.
const SUFFIX: &str = ".schema.json";
