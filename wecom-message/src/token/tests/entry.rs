use std::time::Duration;

use super::{key, token};
use crate::token::Entry;

#[test]
fn an_entry_survives_its_text() {
    let entry = Entry::from(&token("tok"));
    let again = Entry::from_text(entry.text(), Duration::from_secs(5)).unwrap();
    assert_eq!((again.text(), again.lifetime()), (entry.text(), Duration::from_secs(5)));
    assert_eq!(again, entry, "however long each has to go");
    assert_ne!(again, Entry::from(&token("other")));
    assert_eq!(entry.lifetime(), Duration::from_secs(7080), "kept until it is time for the next one");
}

#[test]
fn what_is_no_entry_is_none() {
    let minute = Duration::from_secs(60);
    let good = Entry::from(&token("tok"));
    for (text, lifetime) in [
        ("", minute),
        ("tok", minute),
        ("{}", minute),
        ("[1]", minute),
        (&good.text()[1..], minute),
        (&good.text()[..20], minute),
        (r#"{"access_token":"","margin_ms":1}"#, minute),
        (r#"{"access_token":7,"margin_ms":1}"#, minute),
        (r#"{"access_token":"t"}"#, minute),
        (r#"{"access_token":"t","margin_ms":-1}"#, minute),
        (r#"{"errcode":"40001","errmsg":""}"#, minute),
        (r#"{"errcode":99999999999,"errmsg":""}"#, minute),
        (good.text(), Duration::ZERO),
        (good.text(), Duration::from_secs(200_000)),
    ] {
        assert!(Entry::from_text(text, lifetime).is_none(), "{text} for {lifetime:?}");
    }
}

#[test]
fn neither_token_nor_secret_is_shown() {
    let shown = format!("{:?} {:?} {:?} {}", Entry::from(&token("hush")), token("hush"), key("hush"), key("hush"));
    assert!(!shown.contains("hush"), "{shown}");
}

#[test]
fn a_key_is_one_application_at_one_place() {
    let new = |base, corp, secret: &str| crate::token::TokenKey::new(base, corp, &secret.into());
    let keys = [
        new("https://a", "corp", "secret"),
        new("https://a", "corp", "another"),
        new("https://a", "other", "secret"),
        new("https://b", "corp", "secret"),
        new("https://a", "corps", "ecret"),
    ];
    for (index, key) in keys.iter().enumerate() {
        assert!(!keys[..index].contains(key), "{key}");
        assert!(key.as_str().len() == 32 && key.as_str().bytes().all(|digit| digit.is_ascii_hexdigit()), "{key}");
    }
    // Processes of different versions have to agree on it.
    assert_eq!(keys[0].as_str(), "534c9672349642b8d587e25bace27c4d");
}
