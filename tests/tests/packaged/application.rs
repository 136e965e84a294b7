//! An application outside of the workspace that depends on the crates as they are packaged.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::{env, fs};

use wecom_schema::{Schema, Sources};

const CRATES: [&str; 4] = ["wecom-schema", "wecom-pages", "wecom-codegen", "wecom-message"];

/// Without TLS, which is most of what there would be to compile.
const DEPENDENCY: &str = concat!(
    "wecom-message = { version = \"",
    env!("CARGO_PKG_VERSION"),
    "\", default-features = false, features = [\"app\"] }\n"
);

/// There is one for all tests: what it depends on is compiled once.
pub(crate) struct Application {
    folder: PathBuf,
}

/// The application, for one test at a time, in its initial state.
pub(crate) fn application() -> MutexGuard<'static, Application> {
    static APPLICATION: OnceLock<Mutex<Application>> = OnceLock::new();
    let application = APPLICATION.get_or_init(|| Mutex::new(Application::prepare()));
    let application = application.lock().unwrap_or_else(PoisonError::into_inner);
    application.empty();
    application
}

impl Application {
    /// Packages the crates, unpacks them, and makes an application that takes them in place of those of crates.io.
    fn prepare() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packaged");
        // What is compiled of third parties stays; the crates and what was packaged are never those of an earlier run.
        for old in ["packages", "crates", "application"] {
            let _ = fs::remove_dir_all(folder.join(old));
        }
        let application = Self { folder };
        application.package();
        let patches = CRATES.map(|name| {
            let unpacked = application.unpacked(name);
            format!("{name} = {{ path = {:?} }}\n", unpacked.display().to_string())
        });
        let manifest = format!(
            "[package]\nname = \"application\"\nversion = \"1.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{DEPENDENCY}\n[profile.dev]\ndebug = false\n\n[workspace]\n\n\
             [patch.crates-io]\n{}",
            patches.concat()
        );
        application.write("Cargo.toml", &manifest);
        // The versions that the workspace uses: they are on this machine.
        fs::copy(workspace().join("Cargo.lock"), application.path("Cargo.lock")).unwrap();
        application
    }

    fn package(&self) {
        let packages = self.folder.join("packages");
        let mut package = cargo(&workspace());
        package
            .args(["package", "--quiet", "--no-verify", "--allow-dirty", "--locked"])
            .arg("--target-dir")
            .arg(&packages);
        for name in CRATES {
            package.args(["--package", name]);
        }
        package.args(["--package", "wecom-sandbox"]); // the crates' tests name it, and only a packaged one is found
        succeeded(&package.output().unwrap());
        fs::create_dir_all(self.folder.join("crates")).unwrap();
        for name in CRATES {
            let archive = packages.join("package").join(format!("{name}-{}.crate", env!("CARGO_PKG_VERSION")));
            // With the present as the files' time: cargo would take a packaged file for an old one.
            let mut unpack = Command::new("tar");
            unpack.arg("-xzmf").arg(&archive).arg("-C").arg(self.folder.join("crates"));
            succeeded(&unpack.output().unwrap());
        }
    }

    /// Where a packaged crate lies.
    pub(crate) fn unpacked(&self, name: &str) -> PathBuf {
        self.folder.join("crates").join(format!("{name}-{}", env!("CARGO_PKG_VERSION")))
    }

    /// A file of the application.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join("application").join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// No descriptions of its own, no settings, a program that does nothing.
    fn empty(&self) {
        let _ = fs::remove_dir_all(self.path("descriptions"));
        let _ = fs::remove_dir_all(self.path(".cargo"));
        self.write("src/main.rs", "fn main() {}\n");
    }

    /// Names the folder `descriptions` as the documentation says.
    pub(crate) fn name_descriptions(&self) {
        let settings = "[env]\nWECOM_SCHEMA_DIR = { value = \"descriptions\", relative = true }\n";
        self.write(".cargo/config.toml", settings);
    }

    /// The packaged descriptions with the application's own over them.
    pub(crate) fn schema(&self) -> Schema {
        let mut sources = self.built_in();
        sources.overlay(Sources::from_dir(&self.path("descriptions")).unwrap()).unwrap();
        Schema::load(&sources).unwrap()
    }

    pub(crate) fn built_in(&self) -> Sources {
        Sources::from_dir(&self.unpacked("wecom-schema")).unwrap()
    }

    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = cargo(&self.path(""));
        command.args(arguments).args(["--verbose", "--target-dir"]).arg(self.folder.join("target"));
        command
    }

    pub(crate) fn build(&self) -> Build {
        Build::of(&self.cargo(&["build"]).output().unwrap())
    }

    /// Builds and runs it; what it prints.
    pub(crate) fn run(&self, environment: &[(&str, String)]) -> String {
        let output = self.cargo(&["run"]).envs(environment.iter().cloned()).output().unwrap();
        succeeded(&output);
        String::from_utf8(output.stdout).unwrap()
    }

    /// All output of the build script of wecom-message.
    pub(crate) fn generated(&self) -> BTreeMap<PathBuf, String> {
        let mut files = BTreeMap::new();
        for build in fs::read_dir(self.folder.join("target/debug/build")).into_iter().flatten() {
            let build = build.unwrap();
            if build.file_name().to_string_lossy().starts_with("wecom-message-") {
                for file in fs::read_dir(build.path().join("out")).into_iter().flatten() {
                    let path = file.unwrap().path();
                    let text = fs::read_to_string(&path).unwrap();
                    files.insert(path, text);
                }
            }
        }
        files
    }
}

/// What a build said.
pub(crate) struct Build {
    pub(crate) succeeded: bool,
    pub(crate) said: String,
}

impl Build {
    pub(crate) fn of(output: &Output) -> Self {
        Self { succeeded: output.status.success(), said: String::from_utf8_lossy(&output.stderr).into_owned() }
    }

    /// The packages that were not fresh.
    pub(crate) fn compiled(&self) -> Vec<&str> {
        let lines = self.said.lines().filter_map(|line| line.trim_start().strip_prefix("Compiling "));
        lines.filter_map(|package| package.split(' ').next()).collect()
    }

    /// Whether the build script of wecom-message ran.
    pub(crate) fn generated(&self) -> bool {
        self.said.lines().any(|line| line.contains("Running") && line.contains("build/wecom-message-"))
    }

    /// What the build script of wecom-message ended the build with: the lines that cargo marks as errors.
    pub(crate) fn errors(&self) -> String {
        assert!(!self.succeeded, "{}", self.said);
        let marked = concat!("error: wecom-message@", env!("CARGO_PKG_VERSION"), ": ");
        let lines = self.said.lines().filter_map(|line| line.strip_prefix(marked));
        lines.fold(String::new(), |lines, line| lines + line + "\n")
    }
}

/// The cargo that runs this test, without network.
fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap());
    command.current_dir(folder).env("CARGO_NET_OFFLINE", "true").env("CARGO_TERM_COLOR", "never");
    command.env_remove("WECOM_SCHEMA_DIR").env_remove("CARGO_TARGET_DIR").env_remove("CARGO_BUILD_TARGET");
    command
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn succeeded(output: &Output) {
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}{}", said(&output.stdout), said(&output.stderr));
}
