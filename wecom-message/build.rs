//! Generates the typed API from the descriptions, into `OUT_DIR` and nowhere else.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use wecom_codegen::{Options, generate};
use wecom_schema::{DIR, Schema, Sources};

fn main() {
    if let Err(reason) = run() {
        for line in reason.lines() {
            println!("cargo::error={line}");
        }
        process::exit(1);
    }
}

fn run() -> Result<(), String> {
    println!("cargo::rerun-if-changed=build.rs");
    let sources = Sources::from_dir(Path::new(DIR)).map_err(|error| error.to_string())?;
    for source in sources.iter() {
        rerun_if_changed(source.file.as_deref());
        rerun_if_changed(source.file.as_deref().and_then(Path::parent));
    }
    let schema = Schema::load(&sources).map_err(|mistakes| mistakes.to_string())?;
    let files = generate(&schema, &Options::default()).map_err(|error| error.to_string())?;
    let out = env::var_os("OUT_DIR").map(PathBuf::from).ok_or("cargo sets OUT_DIR for build scripts")?;
    for file in files {
        let path = out.join(&file.name);
        fs::write(&path, file.text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

/// Folders count, too: a new file is a change.
fn rerun_if_changed(path: Option<&Path>) {
    if let Some(path) = path {
        println!("cargo::rerun-if-changed={}", path.display());
    }
}
