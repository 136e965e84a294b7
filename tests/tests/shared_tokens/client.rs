//! What an application sees of it.

use std::error::Error as _;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use wecom_message::token::{AccessToken, FileStore};
use wecom_message::{Client, ErrorCode, To};
use wecom_sandbox::Sandbox;
use wecom_tests::temporary_folder::TemporaryFolder;

use crate::{builder, client, send, tokens_fetched};

#[test]
fn two_applications_of_one_corporation_have_two_tokens_on_one_store() {
    const OTHER: i64 = 1_000_099;
    let corp = Sandbox::start().unwrap().corp_id().to_owned();
    let sandbox = Sandbox::builder().application(&corp, "secret of the other", OTHER).start().unwrap();
    let folder = TemporaryFolder::new();
    let store = FileStore::new(folder.path());
    let one = client(&sandbox, store.clone());
    let other = Client::builder(&corp, "secret of the other", OTHER).base_url(sandbox.base_url()).token_store(store);
    let other = other.build().unwrap();
    for _ in 0..2 {
        send(&one);
        send(&other);
    }
    assert_eq!(tokens_fetched(&sandbox), 2);
    let senders: Vec<_> = sandbox.received().iter().filter(|request| request.delivered()).map(|r| r.agent_id).collect();
    assert_eq!(senders, [Some(sandbox.agent_id()), Some(OTHER)].repeat(2), "each with its own token");
}

#[test]
fn an_expired_token_in_the_store_is_replaced_whether_wecom_says_42001_or_40014() {
    let ends: [fn(&Sandbox); 2] = [Sandbox::expire_tokens, Sandbox::revoke_tokens];
    for end in ends {
        let sandbox = Sandbox::start().unwrap();
        let folder = TemporaryFolder::new();
        let store = FileStore::new(folder.path());
        send(&client(&sandbox, store.clone()));
        end(&sandbox);
        let (one, other) = (client(&sandbox, store.clone()), client(&sandbox, store));
        send(&one);
        send(&other);
        assert_eq!(tokens_fetched(&sandbox), 2, "the second one serves both");
    }
}

#[test]
fn a_token_that_is_refused_again_is_replaced_once_per_call_and_the_last_error_is_the_error() {
    let sandbox = Sandbox::start().unwrap();
    let folder = TemporaryFolder::new();
    let client = client(&sandbox, FileStore::new(folder.path()));
    for code in [42001, 40014] {
        sandbox.next_answer_to("cgi-bin/message/send", 200, format!(r#"{{"errcode":{code},"errmsg":"no [1]"}}"#));
    }
    let error = client.send_text(To::user("lisi"), "disk full").unwrap_err();
    assert_eq!(error.errcode(), Some(ErrorCode::from(40014)));
    assert_eq!(error.api().unwrap().message, "no [1]");
    assert_eq!(tokens_fetched(&sandbox), 2);
    send(&client);
}

#[test]
fn wecom_is_asked_where_the_token_in_memory_and_the_stored_one_are_both_revoked() {
    let sandbox = Sandbox::start().unwrap();
    let folder = TemporaryFolder::new();
    let one = client(&sandbox, FileStore::new(folder.path()));
    send(&one);
    sandbox.revoke_tokens();
    send(&client(&sandbox, FileStore::new(folder.path())));
    sandbox.revoke_tokens();
    send(&one);
    assert_eq!(tokens_fetched(&sandbox), 3);
}

#[test]
fn the_next_run_of_a_program_uses_the_token_of_the_last_one() {
    let sandbox = Sandbox::start().unwrap();
    let folder = TemporaryFolder::new();
    for _ in 0..5 {
        send(&client(&sandbox, FileStore::new(folder.path())));
    }
    assert_eq!(tokens_fetched(&sandbox), 1);
}

#[test]
fn a_wrong_secret_is_tried_once_by_all_runs_and_a_corrected_one_works_at_once() {
    let sandbox = Sandbox::start().unwrap();
    let folder = TemporaryFolder::new();
    for _ in 0..5 {
        let wrong = Client::builder(sandbox.corp_id(), "wrong", sandbox.agent_id()).base_url(sandbox.base_url());
        let wrong = wrong.token_store(FileStore::new(folder.path())).build().unwrap();
        let error = wrong.send_text(To::user("lisi"), "disk full").unwrap_err();
        assert_eq!(error.errcode(), Some(ErrorCode::from(40001)));
        assert!(error.advice().is_some_and(|advice| advice.contains("secret")), "{error}");
    }
    assert_eq!(tokens_fetched(&sandbox), 1);
    send(&client(&sandbox, FileStore::new(folder.path())));
}

#[test]
fn a_token_source_takes_the_place_of_gettoken_and_is_asked_again_once_when_its_token_is_refused() {
    let sandbox = Sandbox::start().unwrap();
    // The service of the company that hands out tokens: it takes them from WeCom, and they come by way of a store.
    let folder = TemporaryFolder::new();
    let service = FileStore::new(folder.path());
    let asked = Arc::new(AtomicUsize::new(0));
    let tokens = tokens_of(&sandbox, 2, &service);
    let source = {
        let asked = Arc::clone(&asked);
        move || Ok(AccessToken::new(tokens[asked.fetch_add(1, Ordering::SeqCst)].as_str(), Duration::from_secs(600)))
    };
    let fetched = tokens_fetched(&sandbox);
    let client = Client::builder(sandbox.corp_id(), "", sandbox.agent_id()).base_url(sandbox.base_url());
    let client = client.token_source(source).build().unwrap();
    send(&client);
    send(&client);
    assert_eq!(asked.load(Ordering::SeqCst), 2, "the first was no longer good, the second serves both");
    assert_eq!(tokens_fetched(&sandbox), fetched, "gettoken is not asked");
}

/// Tokens that the stand-in handed out; all but the last are expired.
fn tokens_of(sandbox: &Sandbox, count: usize, store: &FileStore) -> Vec<String> {
    use wecom_message::token::{TokenKey, TokenStore};
    let key = TokenKey::new(&sandbox.base_url(), sandbox.corp_id(), &sandbox.secret().into());
    let token = || {
        sandbox.expire_tokens();
        send(&client(sandbox, store.clone()));
        let entry = store.load(&key).unwrap().unwrap();
        let text: serde_json::Value = serde_json::from_str(entry.text()).unwrap();
        text["access_token"].as_str().unwrap().to_owned()
    };
    std::iter::repeat_with(token).take(count).collect()
}

#[test]
fn the_error_of_a_token_source_is_the_source_of_the_error() {
    let sandbox = Sandbox::start().unwrap();
    let client = builder(&sandbox).token_source(|| Err(io::Error::other("the token service is down").into()));
    let client = client.build().unwrap();
    let error = client.send_text(To::user("lisi"), "disk full").unwrap_err();
    assert!(error.is_token_source() && !error.may_have_been_delivered(), "{error}");
    let source = error.source().unwrap().downcast_ref::<io::Error>().unwrap();
    assert_eq!(source.to_string(), "the token service is down");
    assert!(sandbox.received().is_empty());
}
