//! A store of the application's own that misbehaves in one of its functions.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use serde_json::json;
use wecom_message::token::{Entry, StoreError, TokenKey, TokenLock, TokenStore};

use super::cell::Cell;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Function {
    Load,
    Save,
    Remove,
    Lock,
    /// Dropping the lock.
    Unlock,
    All,
}

#[derive(Clone, Copy, Debug)]
enum Fault {
    Hangs,
    Panics,
    Fails,
    FailsAtLength,
    TakesThreeHundredMilliseconds,
    TakesOneSecond,
}

/// In memory, for one application.
struct Misbehaving {
    function: Function,
    fault: Fault,
    kept: Mutex<Option<String>>,
}

impl Misbehaving {
    fn strike(&self, function: Function) -> Result<(), StoreError> {
        if self.function != Function::All && self.function != function {
            return Ok(());
        }
        self.fault.strike()
    }
}

impl Fault {
    fn strike(self) -> Result<(), StoreError> {
        match self {
            Self::Hangs => loop {
                thread::park();
            },
            Self::Panics => panic!("a store of the application's own"),
            Self::Fails => return Err("no".into()),
            Self::FailsAtLength => return Err(StoreError::new("no\n".repeat(100_000), "because\r\n".repeat(100_000))),
            Self::TakesThreeHundredMilliseconds => thread::sleep(Duration::from_millis(300)),
            Self::TakesOneSecond => thread::sleep(Duration::from_secs(1)),
        }
        Ok(())
    }
}

/// Misbehaves when it is dropped.
struct Guard(Fault);

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = self.0.strike();
    }
}

impl TokenStore for Misbehaving {
    fn load(&self, _: &TokenKey) -> Result<Option<Entry>, StoreError> {
        self.strike(Function::Load)?;
        let kept = self.kept.lock().unwrap();
        Ok(kept.as_ref().and_then(|text| Entry::from_text(text.as_str(), Duration::from_secs(3600))))
    }

    fn save(&self, _: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        self.strike(Function::Save)?;
        *self.kept.lock().unwrap() = Some(entry.text().to_owned());
        Ok(())
    }

    fn remove(&self, _: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        self.strike(Function::Remove)?;
        self.kept.lock().unwrap().take_if(|text| text == entry.text());
        Ok(())
    }

    fn try_lock(&self, _: &TokenKey, _: Duration) -> Result<Option<TokenLock>, StoreError> {
        self.strike(Function::Lock)?;
        Ok(Some(match self.function {
            Function::Unlock => TokenLock::new(Guard(self.fault)),
            _ => TokenLock::new(()),
        }))
    }
}

/// Whose functions do nothing, or always the same.
#[derive(Clone)]
struct Stubborn {
    entry: Option<Entry>,
    gives_lock: bool,
}

impl TokenStore for Stubborn {
    fn load(&self, _: &TokenKey) -> Result<Option<Entry>, StoreError> {
        Ok(self.entry.clone())
    }

    fn save(&self, _: &TokenKey, _: &Entry) -> Result<(), StoreError> {
        Ok(())
    }

    fn remove(&self, _: &TokenKey, _: &Entry) -> Result<(), StoreError> {
        Ok(())
    }

    fn try_lock(&self, _: &TokenKey, _: Duration) -> Result<Option<TokenLock>, StoreError> {
        Ok(self.gives_lock.then(|| TokenLock::new(())))
    }
}

pub(crate) fn cells() -> Vec<Cell> {
    let functions = [Function::Load, Function::Save, Function::Remove, Function::Lock, Function::Unlock, Function::All];
    let faults = [
        Fault::Hangs,
        Fault::Panics,
        Fault::Fails,
        Fault::FailsAtLength,
        Fault::TakesThreeHundredMilliseconds,
        Fault::TakesOneSecond,
    ];
    let misbehaving = functions.into_iter().flat_map(|function| {
        faults.map(|fault| {
            Cell::new(format!("{function:?} {fault:?}"), move |_| Misbehaving {
                function,
                fault,
                kept: Mutex::default(),
            })
        })
    });
    let entry = |json: serde_json::Value| Entry::from_text(json.to_string(), Duration::from_secs(300));
    let token = |token: String| entry(json!({ "access_token": token, "margin_ms": 1000 }));
    let refusal = entry(json!({ "errcode": 40001, "errmsg": "invalid credential" }));
    assert!(refusal.is_some());
    let stubborn =
        |what: &str, entry: Option<Entry>, gives_lock| Cell::new(what, move |_| Stubborn { entry, gives_lock });
    misbehaving
        .chain([
            stubborn("forgets everything", None, true),
            stubborn("somebody else always has the lock", None, false),
            stubborn("always gives a token that WeCom does not know", token("foreign".to_owned()), true),
            stubborn("always gives a foreign token, and no lock", token("foreign".to_owned()), false),
            stubborn("always gives a token with a line break", token("a\r\nb: c".to_owned()), true),
            stubborn("always gives a token of 60 KB", token("x".repeat(60_000)), true),
            stubborn("always says that the secret is wrong", refusal, true).refused(),
        ])
        .collect()
}
