//! The command line of the generator.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use wecom_codegen::{GenerateError, Options, generate};
use wecom_schema::{Diagnostics, Schema, Sources};

const AFTER_HELP: &str = "\
Examples:
  wecom-codegen check                           check the built-in descriptions
  wecom-codegen check my/schema                 check descriptions of your own
  wecom-codegen emit --out generated            write the built-in API as Rust
  wecom-codegen emit --schema my/schema --out generated

Exit codes:
  0  all is well
  1  the descriptions have mistakes
  2  the command line is wrong
  3  a file cannot be read or written";

/// Works on the descriptions of WeCom's message types.
#[derive(Parser)]
#[command(name = "wecom-codegen", version, after_help = AFTER_HELP)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Checks descriptions and prints every mistake on standard error.
    Check {
        /// The folder that holds schema.json; the built-in descriptions when left out.
        dir: Option<PathBuf>,
    },
    /// Writes the generated source and names every file that changed.
    Emit {
        /// The folder that holds schema.json; the built-in descriptions when left out.
        #[arg(long)]
        schema: Option<PathBuf>,
        /// Where the files go; the folder is made when it is missing.
        #[arg(long)]
        out: PathBuf,
    },
}

#[derive(Debug)]
enum Failure {
    Mistakes(Diagnostics),
    Generate(GenerateError),
    Io(PathBuf, io::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Mistakes(mistakes) => mistakes.fmt(f),
            Failure::Generate(error) => write!(f, "error: {error}"),
            Failure::Io(path, error) => write!(f, "error: {}: {error}", path.display()),
        }
    }
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Check { dir } => check(dir.as_deref()),
        Command::Emit { schema, out } => emit(schema.as_deref(), &out),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(match failure {
                Failure::Mistakes(_) | Failure::Generate(_) => 1,
                Failure::Io(..) => 3,
            })
        }
    }
}

fn load(dir: Option<&Path>) -> Result<Schema, Failure> {
    let dir = dir.unwrap_or(Path::new(wecom_schema::DIR));
    let sources = Sources::from_dir(dir).map_err(|error| Failure::Io(dir.to_owned(), error))?;
    Schema::load(&sources).map_err(Failure::Mistakes)
}

fn check(dir: Option<&Path>) -> Result<(), Failure> {
    let schema = load(dir)?;
    for channel in &schema.channels {
        let (messages, operations) = (channel.messages.len(), channel.operations.len());
        println!("{}: {messages} message types, {operations} operations", channel.name);
    }
    Ok(())
}

fn emit(schema: Option<&Path>, out: &Path) -> Result<(), Failure> {
    let files = generate(&load(schema)?, &Options::default()).map_err(Failure::Generate)?;
    let io = |path: &Path| {
        let path = path.to_owned();
        move |error| Failure::Io(path, error)
    };
    fs::create_dir_all(out).map_err(io(out))?;
    for file in files {
        let path = out.join(&file.name);
        if fs::read(&path).is_ok_and(|before| before == file.text.as_bytes()) {
            continue;
        }
        fs::write(&path, &file.text).map_err(io(&path))?;
        println!("{}", path.display());
    }
    Ok(())
}
