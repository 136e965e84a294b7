//! Checking a file before it is sent.

use super::kind::{EMPTY, Format, Rules, TOO_LONG, WRONG_FORMAT};
use crate::message::check::report::Report;
use crate::message::check::violation::{Consequence, Limit, Problem, Unit};

impl Rules {
    /// Reports every rule that the file breaks.
    #[allow(clippy::cast_precision_loss, reason = "no file comes near 2^53 bytes")]
    pub(crate) fn check(
        &self,
        path: &'static str,
        length: u64,
        format: Option<Format>,
        milliseconds: Option<u64>,
        report: &mut Report,
    ) {
        let errcode = match length {
            0 => EMPTY,
            length if length < self.min_bytes => self.size_errcodes.0,
            _ => self.size_errcodes.1,
        };
        let (min, max) = (self.min_bytes as f64, self.max_bytes as f64);
        let limit = Limit::between(min, max, Unit::Bytes, Consequence::Refused).errcode(errcode);
        report.number(path, Some(length as f64)).limit(&limit);
        let is_allowed = |allowed: &Format| format == Some(*allowed);
        // A file that is too small has no format; one violation is enough.
        if length >= self.min_bytes && !self.formats.is_empty() && !self.formats.iter().any(is_allowed) {
            let wanted: Vec<_> = self.formats.iter().map(|format| format.name()).collect();
            let found = format.map_or("something else", Format::name);
            let problem = format!("must be {}, but its first bytes are those of {found}", wanted.join(" or "));
            report.add(path, Problem::Other(problem), Consequence::Refused, Some(WRONG_FORMAT));
        }
        if let (Some(most), Some(actual)) = (self.max_seconds, milliseconds)
            && actual > most * 1000
        {
            let problem = format!("lasts {:.2} seconds, but at most {most} are allowed", actual as f64 / 1000.0);
            report.add(path, Problem::Other(problem), Consequence::Refused, Some(TOO_LONG));
        }
    }

    pub(crate) fn default_name(&self, format: Option<Format>) -> String {
        let stem = self.stem;
        format.map_or_else(|| stem.to_owned(), |format| format!("{stem}.{}", format.extension()))
    }
}
