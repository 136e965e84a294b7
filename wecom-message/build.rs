//! Generates the typed API from the descriptions, into `OUT_DIR` and nowhere else.

use std::collections::BTreeSet;
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
    let mut sources = Sources::from_dir(Path::new(DIR)).map_err(|error| error.to_string())?;
    if let Some(overlay) = overlay()? {
        sources.overlay(overlay);
    }
    let files = sources.iter().filter_map(|source| source.file.as_deref());
    // Folders count, too: a new file is a change.
    let inputs: BTreeSet<&Path> = files.flat_map(|file| [Some(file), file.parent()]).flatten().collect();
    for input in inputs {
        println!("cargo::rerun-if-changed={}", input.display());
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

/// The application's own descriptions, which take the place of built-in ones or come in addition.
fn overlay() -> Result<Option<Sources>, String> {
    const VARIABLE: &str = "WECOM_SCHEMA_DIR";
    println!("cargo::rerun-if-env-changed={VARIABLE}");
    let Some(dir) = env::var_os(VARIABLE).filter(|dir| !dir.is_empty()).map(PathBuf::from) else { return Ok(None) };
    if dir.is_relative() {
        let dir = dir.display();
        return Err(format!(
            "{VARIABLE} is the relative path {dir}, and this build script runs elsewhere than you think\n\
             put these lines into the .cargo/config.toml of your project instead:\n\
             [env]\n{VARIABLE} = {{ value = \"{dir}\", relative = true }}"
        ));
    }
    Sources::from_dir(&dir).map(Some).map_err(|error| format!("{VARIABLE}: {error}"))
}
