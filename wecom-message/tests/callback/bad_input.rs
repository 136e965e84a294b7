//! What is refused, why, and what WeCom is answered.

use std::time::{Duration, SystemTime};

use wecom_message::callback::{Callbacks, ErrorKind, Query};

use crate::sealing::{
    CORP_ID, KEY, NONCE, TIMESTAMP, TOKEN, callback, callbacks, encrypt, encrypt_padded, plaintext, query, signature,
    signed,
};

/// 200 and empty where WeCom would only send the same again.
const TAKEN: u16 = 200;

fn refused(query: &str, body: &[u8]) -> (ErrorKind, u16) {
    let error = callbacks().receive(query, body).expect_err(query);
    let answer = error.answer();
    assert_eq!(answer.body, "", "no details for strangers");
    (error.kind(), answer.status)
}

#[test]
fn a_query_has_each_parameter_once() {
    let message = callback("<xml/>");
    let complete = &message.query;
    for name in ["msg_signature", "timestamp", "nonce"] {
        let without = complete.replace(&format!("{name}="), "other=");
        let empty =
            complete.split('&').map(|pair| if pair.starts_with(name) { format!("{name}=") } else { pair.to_owned() });
        let empty = empty.collect::<Vec<_>>().join("&");
        for query in [&without, &empty] {
            assert_eq!(refused(query, &message.body), (ErrorKind::MissingParameter, 400), "{query}");
        }
        let twice = format!("{complete}&{name}=1");
        assert_eq!(refused(&twice, &message.body), (ErrorKind::RepeatedParameter, 400));
        for value in ["%", "%2", "%zz", "%ff"] {
            let malformed = format!("{without}&{name}={value}");
            assert_eq!(refused(&malformed, &message.body), (ErrorKind::MalformedParameter, 400));
        }
        let error = callbacks().receive(&without, &message.body).unwrap_err();
        assert!(error.to_string().ends_with(name), "{error}");
    }
    assert_eq!(refused("", &message.body), (ErrorKind::MissingParameter, 400));
    assert_eq!(
        callbacks().verify(complete).unwrap_err().kind(),
        ErrorKind::MissingParameter,
        "a verification has an echostr"
    );
}

#[test]
fn parameters_of_the_programs_own_are_ignored() {
    let message = callback("<xml/>");
    for query in [format!("tenant=7&{}&signature=x&tenant=8&bad=%", message.query), format!("?{}", message.query)] {
        assert!(callbacks().receive(&query, &message.body).is_ok(), "{query}");
    }
}

#[test]
fn a_plus_that_became_a_space_is_a_plus_again() {
    let echo = (0..u64::MAX).map(|n| encrypt(&plaintext(n.to_string().as_bytes(), CORP_ID)));
    let echo = echo.into_iter().find(|echo| echo.contains('+')).unwrap();
    let raw = format!("{}&echostr={}", query(&echo), echo.replace('=', "%3D"));
    assert!(callbacks().verify(&raw).is_ok(), "a plus stays one in a query that is not a form's");
    let pairs = [("msg_signature", signature(&echo)), ("timestamp", TIMESTAMP.into()), ("nonce", NONCE.into())];
    let decoded_twice = Query::decoded(pairs.into_iter().chain([("echostr", echo.replace('+', " "))]));
    assert!(callbacks().verify(decoded_twice).is_ok());
}

#[test]
fn a_body_is_an_envelope() {
    let message = callback("<xml/>");
    let entity_bomb =
        r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>"#;
    let deep = format!("{}{}", "<a>".repeat(10_000), "</a>".repeat(10_000));
    for body in ["", "hello", "<xml>", "{}", "<xml/>", "[1]", "null", entity_bomb, &deep, &"[".repeat(100_000)] {
        assert_eq!(refused(&message.query, body.as_bytes()), (ErrorKind::MalformedEnvelope, 400), "{body:.40}");
    }
    assert_eq!(refused(&message.query, b"<xml>\xff\xfe</xml>"), (ErrorKind::MalformedEnvelope, 400));
}

#[test]
fn a_body_has_its_largest_size() {
    let message = callback("<xml/>");
    let ten_megabytes = format!("<xml>{}</xml>", " ".repeat(10_000_000));
    assert_eq!(refused(&message.query, ten_megabytes.as_bytes()), (ErrorKind::TooLarge, 413));
    let small = Callbacks::builder(TOKEN, KEY, CORP_ID).max_body(message.body.len()).build().unwrap();
    assert!(small.receive(&message.query, &message.body).is_ok());
    assert!(small.receive(&message.query, [&*message.body, b"\n"].concat()).is_err());
}

#[test]
fn a_signature_is_over_what_is_encrypted() {
    let (message, other) = (callback("<xml/>"), callback("<xml><a/></xml>"));
    assert_eq!(refused(&other.query, &message.body), (ErrorKind::SignatureMismatch, 403));
    let stranger = Callbacks::new("another token", KEY, CORP_ID).unwrap();
    assert_eq!(stranger.receive(&message.query, &message.body).unwrap_err().kind(), ErrorKind::SignatureMismatch);
}

#[test]
fn what_is_encrypted_is_whole() {
    let whole = plaintext(b"<xml/>", CORP_ID);
    let padded = |padding: u8, count: usize| encrypt_padded(&[vec![b'x'; 64 - count], vec![padding; count]].concat());
    for (encrypted, kind) in [
        ("====", ErrorKind::MalformedBase64),
        ("QUJD*", ErrorKind::MalformedBase64),
        ("QUI", ErrorKind::MalformedBase64),
        ("密文", ErrorKind::MalformedBase64),
        ("QUJD", ErrorKind::DecryptionFailed),
        (&encrypt(&whole)[..24], ErrorKind::DecryptionFailed),
        (&padded(0, 1), ErrorKind::DecryptionFailed),
        (&padded(33, 33), ErrorKind::DecryptionFailed),
        (&padded(255, 64), ErrorKind::DecryptionFailed),
        (&padded(17, 16), ErrorKind::DecryptionFailed),
        (&encrypt_padded(&[32; 32]), ErrorKind::LengthOutOfRange),
        (&encrypt(&whole[..19]), ErrorKind::LengthOutOfRange),
        (&encrypt(&[&whole[..16], &u32::MAX.to_be_bytes(), b"<xml/>"].concat()), ErrorKind::LengthOutOfRange),
        (&encrypt(&plaintext(b"<xml>\xff</xml>", CORP_ID)), ErrorKind::NotUtf8),
    ] {
        let request = signed(encrypted);
        assert_eq!(refused(&request.query, &request.body), (kind, TAKEN), "{encrypted}");
    }
}

#[test]
fn a_callback_is_for_the_receiver() {
    for other in ["", "ww1", "ww0f1e2d3c4b5a69789", "ww0f1e2d3c4b5a697"] {
        let request = signed(&encrypt(&plaintext(b"<xml/>", other)));
        let error = callbacks().receive(&request.query, &request.body).unwrap_err();
        assert_eq!((error.kind(), error.answer().status), (ErrorKind::ReceiveIdMismatch, TAKEN));
        let shown = error.to_string();
        assert!(
            shown.contains(CORP_ID) && shown.contains(if other.is_empty() { "the empty id" } else { other }),
            "{shown}"
        );
        let both = Callbacks::builder(TOKEN, KEY, CORP_ID).allow_receive_id(other).build().unwrap();
        assert_eq!(both.open(&request.query, &request.body).unwrap().receive_id, other);
    }
    let nobody = Callbacks::new(TOKEN, KEY, "").unwrap();
    let request = callback("<xml/>");
    assert!(nobody.receive(&request.query, &request.body).is_err(), "the empty id is one as well");
}

#[test]
fn a_message_that_lies_about_its_length_shows_nothing_as_an_id() {
    let lying =
        [b"0123456789abcdef".as_slice(), &4u32.to_be_bytes(), b"<xml><ResponseCode>hush</ResponseCode>"].concat();
    let request = signed(&encrypt(&lying));
    let error = callbacks().receive(&request.query, &request.body).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hush"), "{error}");
}

#[test]
fn a_message_is_xml_or_json_within_bounds() {
    let deep = format!("{}{}", "<a>".repeat(10_000), "</a>".repeat(10_000));
    let deep_json = format!("{{\"a\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000));
    let many = format!("<xml>{}</xml>", "<a/>".repeat(10_000));
    let many_json = format!("{{\"a\":[{}{{}}]}}", "{},".repeat(10_000));
    let bomb = r#"<!DOCTYPE x [<!ENTITY a "aa">]><xml><Content>&a;</Content></xml>"#;
    for message in ["", "hello", "<xml>", "<xml></yml>", "{", "[]", "{} {}", bomb, &deep, &deep_json, &many, &many_json]
    {
        let request = callback(message);
        assert_eq!(refused(&request.query, &request.body), (ErrorKind::MalformedMessage, TAKEN), "{message:.40}");
        assert!(callbacks().open(&request.query, &request.body).is_ok(), "it can still be opened");
    }
}

#[test]
fn freshness_is_asked_for() {
    let signed_at = SystemTime::UNIX_EPOCH + Duration::from_secs(TIMESTAMP.parse().unwrap());
    let hours = |hours: u64| Duration::from_secs(hours * 60 * 60);
    let request = callback("<xml/>");
    for (now, is_fresh) in [
        (signed_at, true),
        (signed_at + hours(2), true),
        (signed_at - hours(2), true),
        (signed_at + hours(3), false),
        (signed_at - hours(3), false),
    ] {
        let builder = Callbacks::builder(TOKEN, KEY, CORP_ID).clock(move || now);
        assert!(builder.build().unwrap().receive(&request.query, &request.body).is_ok(), "off by default");
        let builder = Callbacks::builder(TOKEN, KEY, CORP_ID).clock(move || now).freshness(hours(2));
        match builder.build().unwrap().receive(&request.query, &request.body) {
            Ok(_) => assert!(is_fresh),
            Err(error) => {
                assert!(!is_fresh);
                assert_eq!((error.kind(), error.answer().status), (ErrorKind::Stale, TAKEN));
            }
        }
    }
}

#[test]
fn a_verification_that_fails_is_no_success() {
    for encrypted in ["QUJD", &encrypt(&plaintext(b"7261", "another corp"))] {
        let error = callbacks().verify(&format!("{}&echostr={encrypted}", query(encrypted))).unwrap_err();
        assert_eq!((error.answer().status, error.answer().body.as_str()), (403, ""));
    }
}

#[test]
fn settings_that_cannot_work_are_named() {
    for (token, key, reason) in
        [("", KEY, "token"), (TOKEN, "short", "43 characters"), (TOKEN, &KEY.replace('h', "+"), "letters")]
    {
        let error = Callbacks::new(token, key, CORP_ID).unwrap_err();
        assert!(error.is_configuration() && error.to_string().contains(reason), "{error}");
        assert!(!error.to_string().contains("AHa1"), "{error}");
    }
    assert!(Callbacks::new(TOKEN, format!(" {KEY}\n"), CORP_ID).is_ok(), "a copied key may have white space around it");
}
