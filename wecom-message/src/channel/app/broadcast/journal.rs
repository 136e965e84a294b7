//! The record of a broadcast in a file: which calls began, and how they ended.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use crate::api::app::{App, Receipt};
use crate::channel::app::to::To;
use crate::client::Client;
use crate::error::Error;
use crate::http::fingerprint::fingerprint;
use crate::message::fields::Object;
use crate::message::read::read_value;
use crate::message::{Channel, Message};
use crate::sending::record;

/// One line of JSON for each event, after a line that names the broadcast:
///
/// ```text
/// {"broadcast":"0b1c…"}
/// {"begun":0}
/// {"sent":0,"receipt":{"msgid":"…","invaliduser":"lisi|wangwu"}}
/// {"begun":1}
/// {"failed":1}
/// ```
///
/// A call without an end may have delivered: the program ended during it, or its outcome is unknown.
pub(super) struct Journal {
    file: Mutex<File>,
    /// What earlier runs recorded.
    recorded: BTreeMap<u64, Recorded>,
}

#[derive(Clone)]
enum Recorded {
    Begun,
    Sent(Receipt),
}

impl Journal {
    pub(super) fn open(
        path: &Path,
        client: &Client,
        message: &impl Message<App>,
        batches: &[To],
    ) -> Result<Self, Error> {
        let open = || {
            let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
            file.try_lock().map_err(|error| match error {
                TryLockError::WouldBlock => io::Error::new(io::ErrorKind::WouldBlock, "another program is using it"),
                TryLockError::Error(error) => error,
            })?;
            let recorded = read(&mut file, &name(client, message, batches)?)?;
            Ok(Self { file: Mutex::new(file), recorded })
        };
        let what = || format!("the journal of the broadcast, {}, cannot be used", path.display());
        open().map_err(|error| Error::io(App::PATH, what(), error))
    }

    /// How the call ended in an earlier run; `None` if it is still to be made.
    pub(super) fn recorded(&self, index: usize) -> Option<Result<Receipt, Error>> {
        self.recorded.get(&(index as u64)).map(|recorded| match recorded {
            Recorded::Sent(receipt) => Ok(receipt.clone()),
            Recorded::Begun => Err(Error::interrupted(App::PATH)),
        })
    }

    /// Makes a call, and records that it began and how it ended.
    pub(super) fn around(&self, index: usize, call: impl FnOnce() -> Result<Receipt, Error>) -> Result<Receipt, Error> {
        let what = "the call could not be recorded in the journal of the broadcast, and was not made";
        self.write(&json!({ "begun": index })).map_err(|error| Error::io(App::PATH, what, error))?;
        let outcome = call();
        let end = match &outcome {
            Ok(receipt) => json!({ "sent": index, "receipt": answer(receipt) }),
            Err(error) if error.may_have_been_delivered() => return outcome,
            Err(_) => json!({ "failed": index }),
        };
        if let Err(error) = self.write(&end) {
            record::journal_failed(&error);
        }
        outcome
    }

    fn write(&self, event: &Value) -> io::Result<()> {
        // Whole lines are written one at a time, so a panic leaves the file valid.
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        write_line(&mut file, event)
    }
}

/// A digest of everything that makes a broadcast the same.
fn name(client: &Client, message: &impl Message<App>, batches: &[To]) -> io::Result<String> {
    let mut parts = vec![client.corp_id.to_string(), client.agent_id().to_string()];
    parts.push(serde_json::to_string(&Object(&message))?);
    for to in batches {
        parts.push(serde_json::to_string(&Object(to))?);
    }
    Ok(fingerprint(&parts.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// What is recorded of this broadcast. Prepares the file for the next line.
fn read(file: &mut File, name: &str) -> io::Result<BTreeMap<u64, Recorded>> {
    let invalid = |reason| io::Error::new(io::ErrorKind::InvalidData, reason);
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    // What follows the last line was being written when a program ended.
    let whole = text.rfind('\n').map_or(0, |end| end + 1);
    let (text, _) = text.split_at(whole);
    file.set_len(whole as u64)?;
    file.seek(SeekFrom::End(0))?;
    let mut lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap_or_default());
    match lines.next() {
        None => write_line(file, &json!({ "broadcast": name }))?,
        Some(first) if first.get("broadcast").is_some_and(|recorded| recorded == name) => {}
        Some(_) => return Err(invalid("it is of another broadcast: other recipients, message or application")),
    }
    let mut recorded = BTreeMap::new();
    for event in lines {
        let index = |kind| event.get(kind).and_then(Value::as_u64);
        if let Some(index) = index("begun") {
            recorded.insert(index, Recorded::Begun);
        } else if let Some(index) = index("failed") {
            recorded.remove(&index);
        } else if let (Some(index), Some(receipt)) = (index("sent"), event.get("receipt"))
            && let Ok(receipt) = read_value(receipt.clone())
        {
            recorded.insert(index, Recorded::Sent(receipt.value));
        } else {
            return Err(invalid("it is damaged"));
        }
    }
    Ok(recorded)
}

/// On the disk when it returns.
fn write_line(file: &mut File, event: &Value) -> io::Result<()> {
    file.write_all(format!("{event}\n").as_bytes())?;
    file.sync_data()
}

/// A receipt as WeCom answers it, without the code that updates a card.
fn answer(receipt: &Receipt) -> Value {
    let lists = [
        ("invaliduser", &receipt.invalid_users),
        ("invalidparty", &receipt.invalid_parties),
        ("invalidtag", &receipt.invalid_tags),
        ("unlicenseduser", &receipt.unlicensed_users),
    ];
    let named = lists.into_iter().filter(|(_, ids)| !ids.is_empty());
    let message_id = receipt.message_id.iter().map(|id| ("msgid", json!(id.as_str())));
    named.map(|(member, ids)| (member, json!(ids))).chain(message_id).collect()
}
