//! For build scripts: descriptions in, generated files in `OUT_DIR` out.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fmt, fs, io, process};

use wecom_schema::{DIR, Diagnostics, Schema, Sources, StaleCopies};

use crate::built_in::BuiltIn;
use crate::emit::generate;
use crate::file::NotRust;
use crate::options::Options;

/// The environment variable with the folder of an application's replacements for built-in descriptions.
const OVERLAY: &str = "WECOM_SCHEMA_DIR";

/// What a build script generates, and where it writes the files.
///
/// An application with its own messages describes them in a folder beside its `Cargo.toml`, and adds this crate, in the
/// version of `wecom-message`, to its build dependencies:
///
/// ```toml
/// [dependencies]
/// wecom-message = "0.1"
///
/// [build-dependencies]
/// wecom-codegen = { version = "0.1", default-features = false }
/// ```
///
/// It generates them in `build.rs`:
///
/// ```no_run
/// wecom_codegen::Build::own("schema").run();
/// ```
///
/// and includes the result in any module:
///
/// ```ignore
/// pub mod wecom {
///     include!(concat!(env!("OUT_DIR"), "/api.rs"));
/// }
/// ```
///
/// A file `schema/app/reminder.json` adds a message to the channel `app`: its struct, and `send_reminder` on the client by way
/// of the trait `ClientExt` in `wecom::app`. Types of the built-in channel can be used in it. A folder with a `channel.json` is a
/// channel of the application's own. Descriptions need examples, which are checked, but not turned into tests.
///
/// Built-in descriptions cannot be replaced in this way, only for the whole program: by the folder that the environment
/// variable `WECOM_SCHEMA_DIR` names. It is read here, too.
#[derive(Clone, Debug)]
pub struct Build {
    own: Option<PathBuf>,
    out: Option<PathBuf>,
}

impl Build {
    /// The application's own descriptions, in a folder below its manifest; built-in ones are not generated again.
    pub fn own(dir: impl Into<PathBuf>) -> Self {
        Self { own: Some(dir.into()), out: None }
    }

    /// The built-in descriptions; for `wecom-message` itself.
    pub fn built_in() -> Self {
        Self { own: None, out: None }
    }

    /// Writes the files into this folder instead of `OUT_DIR`.
    #[must_use]
    pub fn out_dir(mut self, dir: impl Into<PathBuf>) -> Self {
        self.out = Some(dir.into());
        self
    }

    /// Generates, and tells cargo when to run the build script again. Mistakes end the build, each with its message.
    pub fn run(&self) {
        if let Err(error) = self.generate() {
            // Warnings of a dependency's build script are not shown; errors are.
            for line in error.to_string().lines() {
                println!("cargo::error={line}");
            }
            process::exit(1);
        }
    }

    /// Generates, and tells cargo when to run the build script again. After a mistake, nothing is written.
    ///
    /// # Errors
    ///
    /// The descriptions have mistakes, the settings are wrong, a file cannot be read or written, or the generator made a
    /// mistake.
    pub fn generate(&self) -> Result<(), BuildError> {
        println!("cargo::rerun-if-changed=build.rs");
        println!("cargo::rerun-if-env-changed={OVERLAY}");
        let built_in = built_in()?;
        let (schema, options) = match &self.own {
            None => (Schema::load(&built_in)?, Options::default()),
            Some(dir) => {
                let own = own(dir)?;
                check_additions(&built_in, &own)?;
                let mut sources = built_in.clone();
                sources.overlay(own)?;
                let schema = Schema::load(&sources)?;
                let built_in = BuiltIn::of(&schema, &built_in);
                (schema, Options { built_in, ..Options::foreign() })
            }
        };
        let out = match (&self.out, env::var_os("OUT_DIR")) {
            (Some(out), _) => out.clone(),
            (None, Some(out)) => out.into(),
            (None, None) => return Err(Reason::Settings("cargo sets OUT_DIR for build scripts".to_owned()).into()),
        };
        fs::create_dir_all(&out).map_err(|error| Reason::Write(out.clone(), error))?;
        for file in generate(&schema, &options).map_err(Reason::NotRust)? {
            file.write(&out).map_err(|error| Reason::Write(out.join(&file.name), error))?;
        }
        Ok(())
    }
}

fn built_in() -> Result<Sources, BuildError> {
    let mut sources = read(Path::new(DIR)).map_err(Reason::Read)?;
    if let Some(dir) = env::var_os(OVERLAY).filter(|dir| !dir.is_empty()).map(PathBuf::from) {
        if dir.is_relative() {
            let dir = dir.display();
            return Err(Reason::Settings(format!(
                "{OVERLAY} is the relative path {dir}, and this build script runs elsewhere than you think\n\
                 put these lines into the .cargo/config.toml of your project instead:\n\
                 [env]\n{OVERLAY} = {{ value = \"{dir}\", relative = true }}"
            ))
            .into());
        }
        sources.overlay(read(&dir).map_err(Reason::Overlay)?)?;
    }
    Ok(sources)
}

fn own(dir: &Path) -> Result<Sources, BuildError> {
    let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    Ok(read(&manifest.join(dir)).map_err(Reason::Read)?)
}

/// An application can only add descriptions; the overlay changes built-in ones for the whole program.
fn check_additions(built_in: &Sources, own: &Sources) -> Result<(), BuildError> {
    let replaced = own.iter().filter(|source| source.path != "schema.json" && built_in.get(&source.path).is_some());
    let replaced: Vec<&str> = replaced.map(|source| source.path.as_str()).collect();
    match replaced.as_slice() {
        [] => Ok(()),
        replaced => Err(Reason::Settings(format!(
            "built in already: {}\ngive what is your own another name; to change what is built in, name a folder with your \
             version in {OVERLAY}",
            replaced.join(", ")
        ))
        .into()),
    }
}

/// Cargo watches the whole folder from then on: a new file in it is a change.
fn read(dir: &Path) -> io::Result<Sources> {
    println!("cargo::rerun-if-changed={}", dir.display());
    Sources::from_dir(dir)
}

/// The reason why a build script generated nothing.
#[derive(Debug)]
pub struct BuildError(Reason);

#[derive(Debug)]
enum Reason {
    Mistakes(Diagnostics),
    Stale(StaleCopies),
    Settings(String),
    /// The error names the path.
    Read(io::Error),
    Overlay(io::Error),
    Write(PathBuf, io::Error),
    NotRust(NotRust),
}

impl BuildError {
    /// Whether the descriptions have mistakes; otherwise the settings are wrong, a file cannot be read or written, or
    /// the generator made a mistake.
    pub fn is_in_descriptions(&self) -> bool {
        matches!(self.0, Reason::Mistakes(_))
    }
}

impl From<Reason> for BuildError {
    fn from(reason: Reason) -> Self {
        Self(reason)
    }
}

impl From<Diagnostics> for BuildError {
    fn from(mistakes: Diagnostics) -> Self {
        Self(Reason::Mistakes(mistakes))
    }
}

impl From<StaleCopies> for BuildError {
    fn from(stale: StaleCopies) -> Self {
        Self(Reason::Stale(stale))
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reason::Mistakes(mistakes) => mistakes.fmt(f),
            Reason::Stale(stale) => stale.fmt(f),
            Reason::Settings(reason) => f.write_str(reason),
            Reason::Read(error) => error.fmt(f),
            Reason::Overlay(error) => write!(f, "{OVERLAY}: {error}"),
            Reason::Write(path, error) => write!(f, "{}: {error}", path.display()),
            Reason::NotRust(error) => error.fmt(f),
        }
    }
}

impl Error for BuildError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0 {
            Reason::Read(error) | Reason::Overlay(error) | Reason::Write(_, error) => Some(error),
            Reason::NotRust(error) => Some(error),
            Reason::Mistakes(_) | Reason::Stale(_) | Reason::Settings(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;
    use crate::file::File;

    #[test]
    fn a_mistake_of_the_generator_is_not_one_of_the_descriptions() {
        let not_rust = File::new("app.rs".to_owned(), quote!(struct)).unwrap_err();
        let error = BuildError::from(Reason::NotRust(not_rust));
        assert!(!error.is_in_descriptions());
        let text = error.to_string();
        assert!(text.contains("generated for app.rs is not Rust") && text.contains("please report it"), "{text}");
    }
}
