//! Minimal applications in packages of their own, as cargo builds them for a user.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use crate::race::Cost;

/// Clock ticks of `/proc/self/stat`, on every Linux.
const TICKS_PER_SECOND: f64 = 100.0;

pub struct Application {
    dir: PathBuf,
}

impl Application {
    pub fn with_sdk() -> Self {
        let dependency = format!("wecom-message = {{ path = \"{}\" }}", workspace().join("wecom-message").display());
        Self::new("with_sdk", &dependency)
    }

    /// As careful as the SDK's own manifest is with features.
    pub fn by_hand() -> Self {
        let application = Self::new(
            "by_hand",
            "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n\
             ureq = { version = \"3.5.2\", default-features = false, features = [\"rustls\"] }",
        );
        copy(&here().join("hand_written"), &application.dir.join("src/hand_written"));
        application
    }

    fn new(name: &str, dependencies: &str) -> Self {
        let dir = target().join("benches").join(name);
        fs::create_dir_all(dir.join("src")).expect("the target folder can be written");
        let manifest = format!(
            "[package]\nname = \"minimal\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\n{dependencies}\n"
        );
        fs::write(dir.join("Cargo.toml"), manifest).expect("it can be written");
        // The same versions of everything that both have.
        fs::copy(workspace().join("Cargo.lock"), dir.join("Cargo.lock")).expect("it can be copied");
        let program = here().join("applications").join(name).with_extension("rs");
        fs::copy(program, dir.join("src/main.rs")).expect("it can be copied");
        Self { dir }
    }

    pub fn forget_build(&self) {
        let _ = fs::remove_dir_all(self.dir.join("target"));
    }

    /// Compiles; what that cost, and what cargo told.
    pub fn build(&self, arguments: &[&str]) -> (Cost, String) {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
        command.arg("build").args(arguments).current_dir(&self.dir).stdout(Stdio::null());
        // A dependency from a registry is not compiled incrementally; this one lies in a folder, and would be.
        command.env("CARGO_INCREMENTAL", "0");
        for (name, _) in env::vars().filter(|(name, _)| name.starts_with("CARGO_PROFILE") || name == "CARGO_TARGET_DIR")
        {
            command.env_remove(name);
        }
        measured(&mut command)
    }

    /// What cargo wrote of its last build with `--timings`.
    pub fn timings(&self) -> PathBuf {
        self.dir.join("target/cargo-timings/cargo-timing.html")
    }

    pub fn program(&self, profile: &str) -> PathBuf {
        self.dir.join("target").join(profile).join("minimal")
    }

    /// The compiled build script of `wecom-message`, unoptimised.
    pub fn generator(&self) -> PathBuf {
        let scripts = fs::read_dir(self.dir.join("target/debug/build")).expect("it was built");
        let scripts = scripts.flatten().map(|entry| entry.path().join("build-script-build"));
        // Those of earlier builds lie beside it.
        scripts
            .filter(|script| script.is_file() && script.to_string_lossy().contains("/wecom-message-"))
            .max_by_key(|script| script.metadata().and_then(|script| script.modified()).ok())
            .expect("wecom-message has a build script")
    }
}

/// Runs a command to its end; panics where it fails.
pub fn measured(command: &mut Command) -> (Cost, String) {
    let (cpu, start) = (cpu_of_children(), Instant::now());
    let output = command.stderr(Stdio::piped()).output().expect("it can be run");
    let cost = Cost { cpu: cpu_of_children().saturating_sub(cpu), wall: start.elapsed() };
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{command:?}\n{told}");
    (cost, told)
}

/// User and system time of all processes that this one has waited for, and of theirs.
fn cpu_of_children() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").expect("this is Linux");
    // Behind the program's name, which can hold anything: state is field 3, cutime 16, cstime 17.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: f64 = fields.skip(13).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    Duration::from_secs_f64(ticks / TICKS_PER_SECOND)
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("it can be made");
    for entry in fs::read_dir(from).expect("it is there").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("it can be copied");
        }
    }
}

/// The folder of this package.
fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn workspace() -> &'static Path {
    here().ancestors().nth(2).unwrap_or(here())
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace().join("target"), PathBuf::from)
}
