//! A logger that looks for secrets in every record, at every level.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use log::{Level, LevelFilter, Log, Metadata, Record};

use crate::secrets::shown;

/// What was logged so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Captured {
    /// Records, and messages of panics, that show a secret.
    pub(crate) leaks: Vec<String>,
    /// Records of more than one line: in a log the others look like records of their own.
    pub(crate) forged: Vec<String>,
    /// How many of the records were this project's.
    pub(crate) own: usize,
    /// How many of the records were ureq's.
    pub(crate) of_ureq: usize,
    /// How many of these say where a redirect leads.
    pub(crate) redirects: usize,
    /// Records of ureq at `TRACE`, which may show a secret; only while they are asked for.
    pub(crate) wire_dump: Vec<String>,
}

static CAPTURED: Mutex<Captured> = Mutex::new(Captured {
    leaks: Vec::new(),
    forged: Vec::new(),
    own: 0,
    of_ureq: 0,
    redirects: 0,
    wire_dump: Vec::new(),
});

/// Whether ureq's records at `TRACE` are kept. They are large: a row of the tables can make some megabytes of them.
static DUMPING: AtomicBool = AtomicBool::new(false);

/// Keeps ureq's records at `TRACE` during this.
pub(crate) fn with_wire_dump(act: impl FnOnce()) {
    DUMPING.store(true, Ordering::SeqCst);
    act();
    DUMPING.store(false, Ordering::SeqCst);
}

/// From now on everything is captured.
pub(crate) fn start() {
    static LOGGER: Capture = Capture;
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        log::set_logger(&LOGGER).unwrap();
        log::set_max_level(LevelFilter::Trace);
        let default = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            note(&format!("panic: {panic}"));
            default(panic);
        }));
    });
}

/// What was captured until now.
pub(crate) fn captured() -> Captured {
    lock().clone()
}

fn lock() -> MutexGuard<'static, Captured> {
    CAPTURED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn note(text: &str) {
    if !shown(text).is_empty() {
        lock().leaks.push(text.to_owned());
    }
}

struct Capture;

impl Log for Capture {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        // `ureq` and `ureq_proto`.
        let of_ureq = record.target().starts_with("ureq");
        let is_wire_dump = of_ureq && record.level() == Level::Trace;
        if is_wire_dump && !DUMPING.load(Ordering::SeqCst) {
            return;
        }
        let text = format!("{} {}: {}", record.level(), record.target(), record.args());
        if is_wire_dump {
            lock().wire_dump.push(text);
        } else {
            lock().own += usize::from(record.target() == "wecom_message");
            lock().of_ureq += usize::from(of_ureq);
            if text.contains(|it: char| it.is_control() || it == '\u{2028}') {
                lock().forged.push(text.clone());
            }
            lock().redirects += usize::from(of_ureq && text.contains("\"location\": "));
            note(&text);
        }
    }

    fn flush(&self) {}
}
