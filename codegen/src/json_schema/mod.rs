//! JSON Schemas (draft 2020-12) of the operations, for other languages and for editors.
//!
//! A schema rejects what WeCom refuses, as far as JSON Schema can express it, and never a body that satisfies the descriptions.
//! What JSON Schema cannot express is weakened or becomes an annotation:
//!
//! - A limit of N bytes is `maxLength: N`, since N bytes hold at most N characters. The exact limit is in `x-max-bytes`.
//! - Limits beyond which WeCom truncates, displays badly or does not document the result are in the description and in
//!   `x-limits`. [`Strictness::Everything`] enforces them.
//! - Empty strings, lists and objects count as absent, as for WeCom.
//! - A member that must be unique among items is in `x-unique`.
//! - Undescribed members are allowed.

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

/// A JSON Schema of the whole body of each operation: `app.send` (recipients, message and sender in one object), `app.recall`, …
///
/// The files are named like the operations: `app.send.schema.json`. A pure function: the same model gives the same text.
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

/// The names of all operations: `app.send`, `app.recall`, …
pub fn operations(schema: &Schema) -> Vec<String> {
    schema.channels.iter().flat_map(document::names).collect()
}

/// The JSON Schema of one operation; `None` if there is no operation of this name.
pub fn operation(schema: &Schema, name: &str, strictness: Strictness) -> Option<String> {
    let channel = schema.channels.iter().find(|channel| document::names(channel).iter().any(|known| known == name))?;
    Some(document::document(channel, name, strictness)?.pretty())
}

/// The suffix of file names.
const SUFFIX: &str = ".schema.json";
