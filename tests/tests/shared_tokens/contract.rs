//! What every store has to do.

use std::thread;
use std::time::Duration;

use wecom_message::token::{AccessToken, Entry, FileStore, TokenKey, TokenStore};
use wecom_tests::temporary_folder::TemporaryFolder;

fn key(secret: &str) -> TokenKey {
    TokenKey::new("https://qyapi.weixin.qq.com", "corp", &secret.into())
}

fn entry(token: &str, seconds: u64) -> Entry {
    Entry::from(&AccessToken::new(token, Duration::from_secs(seconds)))
}

const LEASE: Duration = Duration::from_secs(30);

type Behaviour = fn(&dyn TokenStore);

const BEHAVIOURS: [(&str, Behaviour); 10] = [
    ("of what was never saved there is nothing", |store| {
        assert_eq!(store.load(&key("a")).unwrap(), None);
        store.remove(&key("a"), &entry("t", 7200)).unwrap();
    }),
    ("what was saved is there, with what is left of its time", |store| {
        let saved = entry("令牌 \"t\" \\ \u{1}", 7200);
        store.save(&key("a"), &saved).unwrap();
        let loaded = store.load(&key("a")).unwrap().unwrap();
        assert_eq!(loaded, saved);
        let spent = saved.lifetime().checked_sub(loaded.lifetime()).unwrap();
        assert!(spent < Duration::from_secs(60), "{spent:?}");
    }),
    ("keys do not disturb each other", |store| {
        store.save(&key("a"), &entry("of a", 7200)).unwrap();
        store.save(&key("b"), &entry("of b", 7200)).unwrap();
        store.remove(&key("a"), &entry("of b", 7200)).unwrap();
        assert_eq!(store.load(&key("a")).unwrap(), Some(entry("of a", 7200)));
        assert_eq!(store.load(&key("b")).unwrap(), Some(entry("of b", 7200)));
    }),
    ("an older token does not take a newer one's place", |store| {
        store.save(&key("a"), &entry("newer", 7200)).unwrap();
        store.save(&key("a"), &entry("older", 3600)).unwrap();
        assert_eq!(store.load(&key("a")).unwrap(), Some(entry("newer", 7200)));
    }),
    ("a newer token takes an older one's place", |store| {
        store.save(&key("a"), &entry("older", 3600)).unwrap();
        store.save(&key("a"), &entry("newer", 7200)).unwrap();
        assert_eq!(store.load(&key("a")).unwrap(), Some(entry("newer", 7200)));
    }),
    ("an entry that is over is gone", |store| {
        let soon_over = Entry::from_text(entry("t", 7200).text(), Duration::from_millis(30)).unwrap();
        store.save(&key("a"), &soon_over).unwrap();
        while store.load(&key("a")).unwrap().is_some() {
            thread::yield_now();
        }
        store.save(&key("a"), &entry("next", 60)).unwrap();
        assert_eq!(store.load(&key("a")).unwrap(), Some(entry("next", 60)));
    }),
    ("only the entry that was refused is removed", |store| {
        store.save(&key("a"), &entry("newer", 7200)).unwrap();
        store.remove(&key("a"), &entry("older", 7200)).unwrap();
        assert_eq!(store.load(&key("a")).unwrap(), Some(entry("newer", 7200)));
        store.remove(&key("a"), &entry("newer", 7200)).unwrap();
        assert_eq!(store.load(&key("a")).unwrap(), None);
    }),
    ("a lock is one holder's until it is dropped", |store| {
        let held = store.try_lock(&key("a"), LEASE).unwrap().unwrap();
        assert!(store.try_lock(&key("a"), LEASE).unwrap().is_none());
        drop(store.try_lock(&key("b"), LEASE).unwrap().expect("another application's lock is free"));
        store.save(&key("a"), &entry("t", 7200)).unwrap();
        store.remove(&key("a"), &entry("t", 7200)).unwrap();
        drop(held);
        drop(store.try_lock(&key("a"), LEASE).unwrap().expect("it was released"));
        drop(store.try_lock(&key("a"), LEASE).unwrap().expect("it was released again"));
    }),
    ("of many that want the lock one has it", |store| {
        let holders = thread::scope(|scope| {
            let tries: Vec<_> = (0..16).map(|_| scope.spawn(|| store.try_lock(&key("a"), LEASE).unwrap())).collect();
            let locks: Vec<_> = tries.into_iter().map(|tried| tried.join().unwrap()).collect();
            locks.iter().flatten().count()
        });
        assert_eq!(holders, 1);
    }),
    ("of many that save at once the newest stays", |store| {
        thread::scope(|scope| {
            for minutes in 1..=16 {
                scope.spawn(move || store.save(&key("a"), &entry(&minutes.to_string(), minutes * 600)).unwrap());
            }
        });
        assert_eq!(store.load(&key("a")).unwrap(), Some(entry("16", 9600)));
    }),
];

/// `store` gives an empty one for each behaviour.
pub(crate) fn keeps_the_contract<S: TokenStore>(mut store: impl FnMut() -> S) {
    for (name, behaviour) in BEHAVIOURS {
        println!("{name}");
        behaviour(&store());
    }
}

#[test]
fn the_store_in_files_keeps_the_contract() {
    let mut folders = Vec::new();
    keeps_the_contract(|| {
        let folder = TemporaryFolder::new();
        let store = FileStore::new(folder.path());
        folders.push(folder);
        store
    });
}
