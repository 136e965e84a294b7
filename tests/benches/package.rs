//! An application in a package of its own, as cargo builds it for a user.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::cost::{self, Cost};

pub struct Package {
    dir: PathBuf,
}

impl Package {
    /// One of the folder `applications`.
    pub fn new(name: &str, dependencies: &str) -> Self {
        let dir = target().join(name);
        fs::create_dir_all(dir.join("src")).expect("the target folder can be written");
        let manifest = format!(
            "[package]\nname = \"application\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\n{dependencies}"
        );
        fs::write(dir.join("Cargo.toml"), manifest).expect("it can be written");
        let copy = |from: PathBuf, to: &str| fs::copy(from, dir.join(to)).expect("it can be copied");
        copy(Path::new(HERE).join("applications").join(name).with_extension("rs"), "src/main.rs");
        copy(Path::new(HERE).join("hand_written.rs"), "src/hand_written.rs");
        // The same versions of all shared dependencies.
        copy(workspace().join("Cargo.lock"), "Cargo.lock");
        Self { dir }
    }

    pub fn build_from_nothing(&self) -> Cost {
        let _ = fs::remove_dir_all(self.dir.join("target"));
        let mut command = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
        // A dependency from a registry is not compiled incrementally; the SDK lies in a folder here, and would be.
        command.args(["build", "--timings"]).current_dir(&self.dir).env("CARGO_INCREMENTAL", "0");
        let settings = env::vars().map(|(name, _)| name);
        for name in settings.filter(|name| name.starts_with("CARGO_PROFILE") || name == "CARGO_TARGET_DIR") {
            command.env_remove(name);
        }
        cost::of_command(&mut command)
    }

    /// The compiled build script of `wecom-message`, unoptimised.
    pub fn generator(&self) -> PathBuf {
        let scripts = fs::read_dir(self.dir.join("target/debug/build")).expect("it was built").flatten();
        let mut scripts = scripts.map(|entry| entry.path().join("build-script-build"));
        let is_ours = |script: &PathBuf| script.is_file() && script.to_string_lossy().contains("/wecom-message-");
        scripts.find(is_ours).expect("wecom-message has a build script")
    }
}

/// The folder of the benches.
const HERE: &str = env!("CARGO_MANIFEST_DIR");

pub fn workspace() -> &'static Path {
    Path::new(HERE).ancestors().nth(2).expect("it lies two folders below")
}

pub fn target() -> PathBuf {
    workspace().join("target/benches")
}
