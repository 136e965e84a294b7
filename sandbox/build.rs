//! Gathers the built-in descriptions, so that the program carries them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use wecom_schema::{DIR, Sources};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={DIR}");
    let mut files = String::from("&[\n");
    for source in Sources::from_dir(Path::new(DIR))?.iter() {
        let file = source.file.iter().map(|file| file.display().to_string()).collect::<String>();
        let _ = writeln!(files, "    ({:?}, include_str!({file:?})),", source.path);
    }
    files.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("descriptions.rs"), files)
}
