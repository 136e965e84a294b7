use std::time::{Duration, UNIX_EPOCH};

use serde_json::Value;

use super::record::{read, write};
#[cfg(unix)]
use super::user_cache;
use crate::token::{AccessToken, Entry};

fn entry() -> Entry {
    Entry::from(&AccessToken::new("tok", Duration::from_secs(7200)))
}

#[test]
fn a_record_ends_when_its_entry_does() {
    let entry = entry();
    let saved = UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    let text = write(&entry, saved);
    for (later, left) in [(0, Some(7080)), (80, Some(7000)), (7080, None), (99_999, None)] {
        let read = read(&text, saved + Duration::from_secs(later));
        assert_eq!(read.map(|entry| entry.lifetime()), left.map(Duration::from_secs), "{later} s later");
    }
}

#[test]
fn a_record_that_is_damaged_foreign_or_from_the_future_is_none() {
    let saved = UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    let text = write(&entry(), saved);
    assert!(read(&text, saved).is_some());
    assert!(read(&text, saved - Duration::from_secs(1)).is_none(), "from the future");
    for end in 0..text.len() {
        assert!(read(&text[..end], saved).is_none(), "{}", &text[..end]);
    }
    let changed = |name: &str, value: Value| {
        let mut record: Value = serde_json::from_str(&text).unwrap();
        record[name] = value;
        record.to_string()
    };
    for text in [
        "null".to_owned(),
        "{}".to_owned(),
        changed("entry", "tok".into()),
        changed("entry", Value::Null),
        changed("saved_ms", "yesterday".into()),
        changed("ends_ms", u64::MAX.into()),
        changed("ends_ms", (-1).into()),
    ] {
        assert!(read(&text, saved).is_none(), "{text}");
    }
}

#[test]
#[cfg(unix)]
fn the_users_cache_is_an_absolute_path_or_nowhere() {
    for (xdg, home, expected) in [
        (Some("/x"), Some("/h"), Some("/x")),
        (None, Some("/h"), Some("/h/.cache")),
        (Some(""), Some("/h"), Some("/h/.cache")),
        (Some("relative"), Some("/h"), Some("/h/.cache")),
        (None, Some(""), None),
        (None, None, None),
    ] {
        let cache = user_cache(|name| match name {
            "XDG_CACHE_HOME" => xdg.map(Into::into),
            "HOME" => home.map(Into::into),
            _ => None,
        });
        assert_eq!(cache, expected.map(Into::into), "{xdg:?} {home:?}");
    }
}
