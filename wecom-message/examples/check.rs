//! Checks a JSON body without sending it.
//!
//! ```text
//! cargo run -q -p wecom-message --example check -- app.send < body.json
//! ```
//!
//! Reads the body into the operation's typed request and prints that again on standard output, compact and on one
//! line. On standard error: what WeCom would refuse, cut or display badly, every member that would not be sent, and every
//! value that would be sent in another form. Exit code 0: nothing is refused; 1: something is; 2: the body is not such a request.
//!
//! A tool for changing descriptions: it uses the list of all operations, which is no public API.

use std::io::{self, Read as _};
use std::process::ExitCode;

use wecom_message::check::{Check, Consequence, Report};
use wecom_message::fields::{Fields, Object};
use wecom_message::message::Visit;
use wecom_message::operations;
use wecom_message::read::{FromMembers, Reading, read};

const REFUSED: u8 = 1;
const NOT_SUCH_A_REQUEST: u8 = 2;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [operation] = arguments.as_slice() else {
        return usage("one operation is wanted");
    };
    let mut body = String::new();
    if let Err(error) = io::stdin().read_to_string(&mut body) {
        eprintln!("error: the body cannot be read from standard input: {error}");
        return ExitCode::from(NOT_SUCH_A_REQUEST);
    }
    match operations::visit(operation, CheckBody(&body)) {
        Some(code) => code,
        None => usage(&format!("there is no operation `{operation}`")),
    }
}

fn usage(reason: &str) -> ExitCode {
    eprintln!("error: {reason}\nusage: check OPERATION < body.json\noperations: {}", operations::NAMES.join(", "));
    ExitCode::from(NOT_SUCH_A_REQUEST)
}

struct CheckBody<'a>(&'a str);

impl Visit for CheckBody<'_> {
    type Output = ExitCode;

    fn visit<T: Fields + FromMembers + Check>(self) -> ExitCode {
        // Some editors and PowerShell's redirection begin a text with a byte order mark.
        match read::<T>(self.0.strip_prefix('\u{feff}').unwrap_or(self.0)) {
            Ok(reading) => report(&reading),
            Err(error) => {
                eprintln!("error: {error}");
                let mut source = std::error::Error::source(&error);
                while let Some(cause) = source {
                    eprintln!("  because: {cause}");
                    source = cause.source();
                }
                ExitCode::from(NOT_SUCH_A_REQUEST)
            }
        }
    }
}

fn report<T: Fields + Check>(reading: &Reading<T>) -> ExitCode {
    match serde_json::to_string(&Object(&reading.value)) {
        Ok(body) => println!("{body}"),
        Err(error) => {
            eprintln!("error: the request cannot be written as JSON: {error}");
            return ExitCode::from(NOT_SUCH_A_REQUEST);
        }
    }
    let violations = Report::of(&reading.value);
    for violation in &violations {
        let level = if violation.consequence == Consequence::Refused { "refused" } else { "warning" };
        eprintln!("{level}: {violation}");
    }
    let refused = violations.iter().any(|violation| violation.consequence == Consequence::Refused);
    ExitCode::from(if refused { REFUSED } else { 0 })
}
