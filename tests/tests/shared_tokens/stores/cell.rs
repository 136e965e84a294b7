//! One cell, tried out.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use wecom_message::token::{TokenKey, TokenStore};
use wecom_message::{Client, RetryPolicy, To};
use wecom_sandbox::Sandbox;

const TIMEOUT: Duration = Duration::from_secs(4);
/// More than any machine needs to notice that the time is up.
const SLACK: Duration = Duration::from_secs(3);

/// What must come of the two messages.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Wanted {
    /// Both go out.
    Sent,
    /// The store says that the secret is wrong, which no client can tell from the truth: they fail without asking WeCom.
    Refused,
}

/// Makes the store of an application that has this key in it.
type Make = Box<dyn FnOnce(&TokenKey) -> Box<dyn TokenStore> + Send>;

/// Done between the two messages.
type Meanwhile = Box<dyn FnOnce() + Send>;

pub(crate) struct Cell {
    what: String,
    make: Make,
    meanwhile: Meanwhile,
    wanted: Wanted,
}

impl Cell {
    pub(crate) fn new<S: TokenStore + 'static>(
        what: impl Into<String>,
        make: impl FnOnce(&TokenKey) -> S + Send + 'static,
    ) -> Self {
        let make: Make = Box::new(move |key| Box::new(make(key)));
        Self { what: what.into(), make, meanwhile: Box::new(|| ()), wanted: Wanted::Sent }
    }

    pub(crate) fn meanwhile(self, act: impl FnOnce() + Send + 'static) -> Self {
        Self { meanwhile: Box::new(act), ..self }
    }

    pub(crate) fn refused(self) -> Self {
        Self { wanted: Wanted::Refused, ..self }
    }

    fn complaints(self) -> Vec<String> {
        let sandbox = Sandbox::start().unwrap();
        let base_url = sandbox.base_url();
        let key = TokenKey::new(&base_url, sandbox.corp_id(), &sandbox.secret().into());
        let client = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id())
            .base_url(base_url)
            .timeout(TIMEOUT)
            .retry(RetryPolicy::default().initial_delay(Duration::from_millis(1)))
            .token_store(Arc::<dyn TokenStore>::from((self.make)(&key)))
            .build()
            .unwrap();
        let mut complaints = Vec::new();
        let mut meanwhile = Some(self.meanwhile);
        for message in ["disk full", "disk cleaned"] {
            let began = Instant::now();
            let outcome = client.send_text(To::user("lisi"), message);
            let took = began.elapsed();
            if took > 2 * TIMEOUT + SLACK {
                complaints.push(format!("`{message}` took {took:?}"));
            }
            match (&outcome, self.wanted) {
                (Ok(receipt), Wanted::Sent) if receipt.reached_everyone() => {}
                (Err(error), Wanted::Refused) if error.is_api() => {}
                _ => complaints.push(format!("`{message}`: {outcome:?}")),
            }
            if let Some(act) = meanwhile.take() {
                sandbox.expire_tokens();
                act();
            }
        }
        let asked = sandbox.received().iter().filter(|request| request.path.ends_with("gettoken")).count();
        let bound = if self.wanted == Wanted::Sent { 2..=4 } else { 0..=0 };
        if !bound.contains(&asked) {
            complaints.push(format!("gettoken was asked {asked} times"));
        }
        complaints.into_iter().map(|complaint| format!("{}: {complaint}", self.what)).collect()
    }
}

/// Tries all cells, some at a time.
pub(crate) fn assert_all_hold(cells: Vec<Cell>) {
    const THREADS: usize = 16;
    let cells: Vec<_> = cells.into_iter().map(|cell| Mutex::new(Some(cell))).collect();
    let (next, complaints) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some(cell) = cells.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let found = cell.lock().unwrap().take().unwrap().complaints();
                    complaints.lock().unwrap().extend(found);
                }
            });
        }
    });
    let complaints = complaints.into_inner().unwrap();
    assert!(complaints.is_empty(), "{} of {} cells:\n{}", complaints.len(), cells.len(), complaints.join("\n"));
}
