//! Lists that come page by page, through the client.

use std::time::Duration;

use wecom_message::customer::{AddMsgTemplate, GetGroupmsgSendResult};
use wecom_message::{Client, Error};
use wecom_sandbox::Sandbox;

const RESULTS: &str = "cgi-bin/externalcontact/get_groupmsg_send_result";

fn client(sandbox: &Sandbox) -> Client {
    let builder = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id());
    builder.base_url(sandbox.base_url()).build().unwrap()
}

/// A mass message to five customers, and the request for two results at a time.
fn five_results(sandbox: &Sandbox) -> GetGroupmsgSendResult {
    let message = AddMsgTemplate::to_customers(["wm1", "wm2", "wm3", "wm4", "wm5"]).text("The sale begins on Monday.");
    let id = client(sandbox).add_msg_template(message).unwrap().message_id;
    sandbox.advance(Duration::from_secs(10));
    GetGroupmsgSendResult::new(id, "zhangsan").limit(2)
}

fn asked(sandbox: &Sandbox) -> usize {
    sandbox.received().iter().filter(|request| request.path.ends_with(RESULTS)).count()
}

fn answer(cursor: &str) -> String {
    format!(r#"{{"errcode":0,"errmsg":"ok","next_cursor":"{cursor}","send_list":[{{"external_userid":"wm1"}}]}}"#)
}

#[test]
fn every_page_is_asked_for_when_it_is_needed() {
    let sandbox = Sandbox::start().unwrap();
    let request = five_results(&sandbox);
    let mut pages = client(&sandbox).get_groupmsg_send_result_pages(request);
    assert_eq!(asked(&sandbox), 0);
    for (customers, requests) in [(vec!["wm1", "wm2"], 1), (vec!["wm3", "wm4"], 2), (vec!["wm5"], 3)] {
        let page = pages.next().unwrap().unwrap();
        let named: Vec<&str> = page.results.iter().map(|result| result.customer.as_str()).collect();
        assert_eq!((named, asked(&sandbox)), (customers, requests));
    }
    assert!(pages.next().is_none());
    assert_eq!(asked(&sandbox), 3);
}

#[test]
fn items_are_those_of_all_pages() {
    let sandbox = Sandbox::start().unwrap();
    let request = five_results(&sandbox);
    let results = client(&sandbox).get_groupmsg_send_result_pages(request).items();
    let customers: Vec<String> = results.map(|result| result.unwrap().customer).collect();
    assert_eq!(customers, ["wm1", "wm2", "wm3", "wm4", "wm5"]);
}

#[test]
fn an_error_is_the_last_item() {
    let sandbox = Sandbox::start().unwrap();
    let request = five_results(&sandbox);
    let mut items = client(&sandbox).get_groupmsg_send_result_pages(request).items();
    assert_eq!([items.next(), items.next()].map(|item| item.unwrap().unwrap().customer), ["wm1", "wm2"]);
    sandbox.next_answer_to(RESULTS, 200, r#"{"errcode":41047,"errmsg":"invalid msgid"}"#);
    assert_eq!(items.next().unwrap().unwrap_err().errcode().unwrap().value(), 41047);
    assert!(items.next().is_none());
}

#[test]
fn a_list_that_names_a_page_again_ends_with_an_error() {
    for cursors in [["a", "a", "", ""], ["a", "b", "a", ""], ["a", "b", "c", "b"]] {
        let sandbox = Sandbox::start().unwrap();
        for cursor in cursors {
            sandbox.next_answer_to(RESULTS, 200, answer(cursor));
        }
        let request = GetGroupmsgSendResult::new("id", "zhangsan");
        let pages: Vec<Result<_, Error>> = client(&sandbox).get_groupmsg_send_result_pages(request).collect();
        let repeated = cursors.iter().enumerate().position(|(at, cursor)| cursors[..at].contains(cursor)).unwrap();
        assert_eq!((pages.len(), asked(&sandbox)), (repeated + 1, repeated + 1), "{cursors:?}");
        let (last, before) = pages.split_last().unwrap();
        assert!(before.iter().all(Result::is_ok), "{cursors:?}");
        let error = last.as_ref().unwrap_err();
        assert!(error.is_unreadable_answer() && error.to_string().contains("would never end"), "{error}");
        assert!(error.advice().is_some());
    }
}
