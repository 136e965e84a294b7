//! `gettoken`.

use std::time::Duration;

use serde_json::json;
use wecom_sandbox::Request;

use crate::{OTHER_SECRET, SECRET, gettoken, read, token, wecom};

#[test]
fn a_token_needs_the_right_corporation_and_secret() {
    let table = [
        ("corpsecret=hush", 41002),
        ("corpid=&corpsecret=hush", 41002),
        ("corpid=ww1", 41004),
        ("corpid=ww2&corpsecret=hush", 40013),
        ("corpid=ww1&corpsecret=loud", 40001),
        ("corpid=ww1&corpsecret=hush", 0),
    ];
    for (query, errcode) in table {
        let answer = read(&wecom().answer(&Request::get(&format!("/cgi-bin/gettoken?{query}"))));
        assert_eq!(answer["errcode"], errcode, "{query}");
        assert_eq!(answer.get("access_token").is_some(), errcode == 0, "{query}");
    }
    let answer = read(&wecom().answer(&Request::post("/cgi-bin/gettoken?corpid=ww1&corpsecret=hush", "")));
    assert_eq!(answer["errcode"], 40058, "the method is wrong");
}

#[test]
fn a_valid_token_is_handed_out_again() {
    let mut wecom = wecom();
    let first = gettoken(&mut wecom, SECRET);
    assert_eq!(first["expires_in"], 7200);
    wecom.advance(Duration::from_secs(200));
    let again = gettoken(&mut wecom, SECRET);
    assert_eq!((&again["access_token"], &again["expires_in"]), (&first["access_token"], &json!(7000)));
    wecom.advance(Duration::from_secs(7000));
    assert_ne!(gettoken(&mut wecom, SECRET)["access_token"], first["access_token"]);
    assert_ne!(token(&mut wecom, SECRET), token(&mut wecom, OTHER_SECRET));
}
