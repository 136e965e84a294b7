use serde_json::json;

use super::server::{Reply, Server, ok};
use super::{Plain, client};

#[test]
fn a_get_has_its_members_in_the_query() {
    let server = Server::after_token(|_| ok());
    let members = json!({ "chatid": "a b&c=群", "limit": 50, "all": true, "none": null });
    client(&server).call(Plain::get(members)).unwrap();
    let seen = server.seen().pop().unwrap();
    assert_eq!((seen.method.as_str(), seen.body.as_str()), ("GET", ""));
    let query = "access_token=T&all=true&chatid=a%20b%26c%3D%E7%BE%A4&limit=50";
    assert_eq!(seen.target, format!("/cgi-bin/plain/get?{query}"));
}

#[test]
fn a_list_does_not_fit_into_a_query() {
    let server = Server::after_token(|_| ok());
    for value in [json!([1]), json!({ "a": 1 })] {
        let error = client(&server).call(Plain::get(json!({ "ids": value }))).unwrap_err();
        assert!(error.is_invalid() && error.to_string().contains("`ids`"), "{error}");
    }
    assert!(server.seen().is_empty());
}

#[cfg(feature = "app")]
#[test]
fn a_failure_tells_what_the_receipt_of_its_channel_would() {
    let answer = r#"{"errcode":81013,"errmsg":"all","invalid_parent_userid":["p1","p2"],"invalid_party":[],
        "invaliduser":"a|b","invalidtag":"","msgid":"m9","fail_list":[7]}"#;
    let server = Server::after_token(move |_| Reply::Json(answer.to_owned()));
    let error = client(&server).send(super::lisi(), &super::Note::new()).unwrap_err();
    let receipt: wecom_message::app::Receipt = error.api().unwrap().receipt().unwrap();
    assert_eq!((receipt.invalid_users, receipt.message_id), (vec!["a".to_owned(), "b".to_owned()], Some("m9".into())));
    assert!(
        error.to_string().ends_with("all; fail_list: 7; invalid_parent_userid: p1, p2; invaliduser: a, b"),
        "{error}"
    );
}
