//! Gathers the built-in descriptions and the files of the page, so that the program carries them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use wecom_schema::{DIR, Sources};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/page");

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={DIR}");
    println!("cargo::rerun-if-changed={PAGE}");
    let mut descriptions = Table::default();
    for source in Sources::from_dir(Path::new(DIR))?.iter() {
        let file = source.file.iter().map(|file| file.display().to_string()).collect::<String>();
        descriptions.add(&source.path, &file);
    }
    descriptions.write("descriptions.rs")?;
    let mut page = Table::default();
    for file in files(Path::new(PAGE))? {
        let name = file.strip_prefix(PAGE).map_err(io::Error::other)?;
        let name = name.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        page.add(&name, &file.display().to_string());
    }
    page.write("page.rs")
}

/// Names and contents, as Rust.
#[derive(Default)]
struct Table(String);

impl Table {
    fn add(&mut self, name: &str, file: &str) {
        let _ = writeln!(self.0, "    ({name:?}, include_str!({file:?})),");
    }

    fn write(&self, name: &str) -> io::Result<()> {
        let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
        fs::write(out.join(name), format!("&[\n{}]\n", self.0))
    }
}

fn files(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() { files.extend(self::files(&path)?) } else { files.push(path) }
    }
    files.sort();
    Ok(files)
}
