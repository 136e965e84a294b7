//! The command line of the generator.

mod cli;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

const AFTER_HELP: &str = "\
Examples:
  wecom-codegen check                           check the built-in descriptions
  wecom-codegen check my/schema                 check descriptions of your own
  wecom-codegen diff before/schema schema       list the changes, and what they break
  wecom-codegen emit --out generated            write the built-in API as Rust
  wecom-codegen emit --schema my/schema --out generated
  wecom-codegen docs                            write the references of a checkout
  wecom-codegen json-schema --operation app.send
  wecom-codegen export app/text.json --out my/schema
  wecom-codegen page 90236.md                   compare an official page with the descriptions

Results go to standard output, errors to standard error. Both have colours on a terminal, unless NO_COLOR is set.

Exit codes:
  0  success
  1  the descriptions have mistakes
  2  the command line is wrong, or names an operation or a built-in file that does not exist
  3  a file cannot be read or written, or --force is needed to overwrite it; or the generator has a bug
diff and page have their own, see wecom-codegen diff --help.";

/// Works on the descriptions of WeCom's message types.
#[derive(Parser)]
#[command(name = "wecom-codegen", version, after_help = AFTER_HELP)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(cli::check::Arguments),
    Diff(cli::diff::Arguments),
    Docs(cli::docs::Arguments),
    Emit(cli::emit::Arguments),
    Export(cli::export::Arguments),
    JsonSchema(cli::json_schema::Arguments),
    Page(cli::page::Arguments),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Check(arguments) => cli::check::run(&arguments),
        Command::Docs(arguments) => cli::docs::run(&arguments),
        Command::JsonSchema(arguments) => cli::json_schema::run(&arguments),
        Command::Diff(arguments) => cli::diff::run(&arguments),
        Command::Emit(arguments) => cli::emit::run(&arguments),
        Command::Export(arguments) => cli::export::run(&arguments),
        Command::Page(arguments) => cli::page::run(&arguments),
    };
    done.unwrap_or_else(|failure| {
        cli::output::complain(&failure);
        failure.exit_code()
    })
}
