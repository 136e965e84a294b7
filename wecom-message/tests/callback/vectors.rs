//! Published test vectors, and those made for what the published ones leave out.

use serde_json::Value;
use wecom_message::callback::{Callbacks, ErrorKind, Query};

fn vectors() -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("vectors.json")).unwrap();
    file["vectors"].as_array().unwrap().clone()
}

fn text<'v>(vector: &'v Value, name: &str) -> &'v str {
    vector[name].as_str().unwrap_or_else(|| panic!("{} has no {name}", vector["id"]))
}

fn callbacks(vector: &Value) -> Callbacks {
    Callbacks::new(text(vector, "token"), text(vector, "encoding_aes_key"), text(vector, "receive_id")).unwrap()
}

/// As a web framework gives it.
fn query(vector: &Value) -> Query<'_> {
    Query::decoded([
        ("msg_signature", text(vector, "msg_signature")),
        ("timestamp", text(vector, "timestamp")),
        ("nonce", text(vector, "nonce")),
        ("echostr", text(vector, "encrypt")),
    ])
}

fn body(vector: &Value) -> String {
    let made = || format!("<xml><Encrypt>{}</Encrypt></xml>", text(vector, "encrypt"));
    vector["post_body"].as_str().map_or_else(made, str::to_owned)
}

fn of_kinds(kinds: &[&str]) -> impl Iterator<Item = Value> {
    let vectors: Vec<Value> = vectors().into_iter().filter(|vector| kinds.contains(&text(vector, "kind"))).collect();
    assert!(!vectors.is_empty());
    vectors.into_iter()
}

#[test]
fn urls_are_verified() {
    for vector in of_kinds(&["verify_url"]) {
        let answer = callbacks(&vector).verify(query(&vector)).unwrap();
        assert_eq!((answer.status, answer.body.as_str()), (200, text(&vector, "msg")));
    }
}

#[test]
fn messages_are_decrypted_byte_for_byte() {
    for vector in of_kinds(&["decrypt", "encrypt"]) {
        let opened = callbacks(&vector).open(query(&vector), body(&vector)).unwrap();
        assert_eq!(opened.text.as_str(), text(&vector, "msg"));
    }
}

#[test]
fn raw_queries_are_decoded_once() {
    for vector in vectors() {
        let Some(raw) = vector["query"].as_str() else { continue };
        match text(&vector, "kind") {
            "verify_url" => assert_eq!(callbacks(&vector).verify(raw).unwrap().body, text(&vector, "expected_body")),
            _ => assert_eq!(callbacks(&vector).open(raw, body(&vector)).unwrap().text.as_str(), text(&vector, "msg")),
        }
    }
}

#[test]
fn what_must_be_refused_is_refused_for_its_reason() {
    for vector in of_kinds(&["reject"]) {
        let kind = match text(&vector, "expected_error") {
            "signature_mismatch" => ErrorKind::SignatureMismatch,
            "receive_id_mismatch" => ErrorKind::ReceiveIdMismatch,
            "decrypt_failed" => ErrorKind::DecryptionFailed,
            "length_out_of_range" => ErrorKind::LengthOutOfRange,
            other => panic!("{other}"),
        };
        let callbacks = callbacks(&vector);
        assert_eq!(callbacks.open(query(&vector), body(&vector)).unwrap_err().kind(), kind, "{}", vector["id"]);
        assert_eq!(callbacks.verify(query(&vector)).unwrap_err().kind(), kind, "{}", vector["id"]);
    }
}
