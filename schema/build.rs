//! Gathers the descriptions for the feature `embedded`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_EMBEDDED").is_none() {
        return Ok(());
    }
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = Vec::new();
    for entry in fs::read_dir(&root)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && !["src", "tests", "target"].contains(&name.as_str()) && !name.starts_with('.') {
            println!("cargo::rerun-if-changed={}", path.display());
            gather(&path, &mut files)?;
        } else if is_description(&path) {
            println!("cargo::rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
    files.sort();
    let mut source = String::from("&[\n");
    for file in &files {
        let below: Vec<_> =
            file.strip_prefix(&root).unwrap_or(file).iter().map(|part| part.to_string_lossy()).collect();
        let _ = writeln!(source, "    ({:?}, include_str!({:?})),", below.join("/"), file.display().to_string());
    }
    source.push_str("]\n");
    fs::write(Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join("files.rs"), source)
}

fn gather(dir: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        if path.is_dir() {
            gather(&path, files)?;
        } else if is_description(&path) {
            files.push(path);
        }
    }
    Ok(())
}

/// A JSON Schema describes nothing.
fn is_description(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".json") && !name.ends_with(".schema.json")
}
