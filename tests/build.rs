//! Generates the fixture of the generator's tests as an application's own descriptions would be, into `OUT_DIR`.

use std::env;
use std::path::{Path, PathBuf};

use wecom_codegen::{Options, generate};
use wecom_schema::{Schema, Sources};

fn main() -> Result<(), String> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/fixture");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", dir.display());
    let sources = Sources::from_dir(&dir).map_err(|error| error.to_string())?;
    let schema = Schema::load(&sources).map_err(|mistakes| mistakes.to_string())?;
    let mut options = Options::foreign();
    options.doc_examples = Some("wecom_tests::fixture".to_owned());
    let files = generate(&schema, &options).map_err(|error| error.to_string())?;
    let out = env::var_os("OUT_DIR").map(PathBuf::from).ok_or("cargo sets OUT_DIR for build scripts")?;
    for file in files {
        file.write(&out).map_err(|error| format!("{}: {error}", file.name))?;
    }
    Ok(())
}
