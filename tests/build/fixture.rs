//! The fixture of the generator's tests, generated as an application's own descriptions would be.

use wecom_codegen::{File, Options, generate};
use wecom_schema::{Schema, Sources};

pub(crate) const DIR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../codegen/tests/fixture");

pub(crate) fn files() -> Result<Vec<File>, String> {
    let sources = Sources::from_dir(DIR.as_ref()).map_err(|error| error.to_string())?;
    let schema = Schema::load(&sources).map_err(|mistakes| mistakes.to_string())?;
    let mut options = Options::foreign();
    options.doc_examples = Some("wecom_tests::fixture".to_owned());
    generate(&schema, &options).map_err(|error| error.to_string())
}
