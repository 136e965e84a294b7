//! The file store, in a folder in which something is not as it should be.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::json;
use wecom_message::token::{Entry, FileStore, StoreError, TokenKey, TokenLock, TokenStore};

use super::cell::Cell;

/// The store, and its folder, which goes with it.
struct InFolder {
    store: FileStore,
    folder: PathBuf,
    /// Held as long as the store.
    _held: Option<File>,
}

impl Drop for InFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl TokenStore for InFolder {
    fn load(&self, key: &TokenKey) -> Result<Option<Entry>, StoreError> {
        self.store.load(key)
    }

    fn save(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        self.store.save(key, entry)
    }

    fn remove(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        self.store.remove(key, entry)
    }

    fn try_lock(&self, key: &TokenKey, lease: std::time::Duration) -> Result<Option<TokenLock>, StoreError> {
        self.store.try_lock(key, lease)
    }
}

fn folder() -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("wecom-stores-{}-{number}", process::id()));
    let _ = fs::remove_dir_all(&path); // of an earlier process with the same id
    fs::create_dir(&path).unwrap();
    path
}

/// Files of the store: the folder, the record, the two locks.
struct Places<'a> {
    folder: &'a Path,
    key: &'a TokenKey,
}

impl Places<'_> {
    fn file(&self, end: &str) -> PathBuf {
        self.folder.join(format!("{}.{end}", self.key))
    }

    fn record(&self) -> PathBuf {
        self.file("json")
    }
}

/// `prepare` gets the store's folder, which it finds made, and may give a file to hold open.
fn cell(what: &str, prepare: impl FnOnce(&Places<'_>) -> Option<File> + Send + 'static) -> Cell {
    Cell::new(what, move |key| {
        let folder = folder();
        let inner = folder.join("wecom-tokens");
        fs::create_dir(&inner).unwrap();
        let held = prepare(&Places { folder: &inner, key });
        InFolder { store: FileStore::new(&folder), folder, _held: held }
    })
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn locked(path: &Path) -> File {
    let file = File::create(path).unwrap();
    file.lock().unwrap();
    file
}

fn record(entry: &str, saved: u64, ends: u64) -> String {
    json!({ "entry": entry, "saved_ms": saved, "ends_ms": ends }).to_string()
}

const FAR: u64 = 4_000_000_000_000;

pub(crate) fn cells() -> Vec<Cell> {
    let content = |what: &str, content: Vec<u8>| {
        cell(what, move |places| {
            fs::write(places.record(), content).unwrap();
            None
        })
    };
    let token = json!({ "access_token": "foreign", "margin_ms": 1000 }).to_string();
    let mut cells = vec![
        cell("an empty folder", |_| None),
        content("an empty record", Vec::new()),
        content("a record of zeros", vec![0; 4096]),
        content("a record that is not UTF-8", vec![0xff; 100]),
        content("a record that breaks off", record(&token, 0, FAR).into_bytes()[..40].to_vec()),
        content("a record of another kind", br#"{"entry":[1],"saved_ms":"x"}"#.to_vec()),
        content("a record from the future", record(&token, FAR, FAR + 1000).into_bytes()),
        content("a record that lasts too long", record(&token, 0, u64::MAX).into_bytes()),
        content("deeply nested JSON", [b"[".repeat(60_000), b"]".repeat(60_000)].concat()),
        cell("a record of a gigabyte", |places| {
            File::create(places.record()).unwrap().set_len(1 << 30).unwrap();
            None
        }),
        cell("a folder in the place of the record", |places| {
            fs::create_dir(places.record()).unwrap();
            None
        }),
        cell("another process writes, and never ends", |places| Some(locked(&places.file("write.lock")))),
        cell("another process fetches, and never ends", |places| Some(locked(&places.file("refresh.lock")))),
        cell("what a killed process left", |places| {
            fs::write(places.folder.join(format!("{}-0.new", process::id())), "half").unwrap();
            fs::write(places.file("write.lock"), "").unwrap();
            fs::write(places.file("refresh.lock"), "").unwrap();
            None
        }),
        Cell::new("a file in the place of the folder", |_| {
            let folder = folder();
            fs::write(folder.join("wecom-tokens"), "").unwrap();
            InFolder { store: FileStore::new(&folder), folder, _held: None }
        }),
        Cell::new("a file in the place of its parent", |_| {
            let folder = folder();
            fs::write(folder.join("cache"), "").unwrap();
            InFolder { store: FileStore::new(folder.join("cache")), folder, _held: None }
        }),
        Cell::new("a parent that cannot be made", |_| InFolder {
            store: FileStore::new("/proc/no/such"),
            folder: folder(),
            _held: None,
        }),
    ];
    let gone = folder();
    let removed = gone.clone();
    cells.push(
        Cell::new("the folder is removed meanwhile", move |_| InFolder {
            store: FileStore::new(&gone),
            folder: gone,
            _held: None,
        })
        .meanwhile(move || fs::remove_dir_all(removed).unwrap()),
    );
    #[cfg(unix)]
    cells.extend([
        cell("a pipe in the place of the record", |places| {
            pipe(&places.record());
            None
        }),
        cell("a pipe in the place of a lock", |places| {
            pipe(&places.file("write.lock"));
            None
        }),
        cell("a pipe in the place of the other lock", |places| {
            pipe(&places.file("refresh.lock"));
            None
        }),
        cell("a link to itself in the place of the record", |places| {
            std::os::unix::fs::symlink(places.record(), places.record()).unwrap();
            None
        }),
        cell("a link to an endless device in the place of the record", |places| {
            std::os::unix::fs::symlink("/dev/zero", places.record()).unwrap();
            None
        }),
        cell("a link to a device in the place of a lock", |places| {
            std::os::unix::fs::symlink("/dev/full", places.file("write.lock")).unwrap();
            None
        }),
    ]);
    cells
}
