//! Sending as an application that is shared with downstream corporations.

use wecom_message::app::{ListAppShareInfo, ListAppShareInfoBusinessType, SharedApplication};
use wecom_message::token::FileStore;
use wecom_message::{Client, ClientBuilder, Downstream, To};
use wecom_sandbox::{Builder, Sandbox};
use wecom_tests::temporary_folder::TemporaryFolder;

const GETTOKEN: &str = "/cgi-bin/gettoken";
const DOWNSTREAM_TOKEN: &str = "/cgi-bin/corpgroup/corp/gettoken";
const SEND: &str = "/cgi-bin/message/send";
const SUPPLIER: i64 = 1_000_005;
const SCHOOL: i64 = 1_000_006;

fn sandbox() -> Builder {
    Sandbox::builder().downstream("ww-supplier", SUPPLIER, 1).downstream("ww-school", SCHOOL, 0)
}

fn upstream(sandbox: &Sandbox) -> ClientBuilder {
    Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id()).base_url(sandbox.base_url())
}

fn supplier() -> Downstream {
    Downstream::supply_chain(" ww-supplier\n", SUPPLIER)
}

fn send(client: &Client) {
    assert!(client.send_text(To::user("lisi"), "goods at the south gate").unwrap().reached_everyone());
}

fn paths(sandbox: &Sandbox) -> Vec<String> {
    sandbox.received().into_iter().map(|request| request.path).collect()
}

#[test]
fn messages_go_out_as_the_application_of_the_downstream_corporation() {
    let sandbox = sandbox().start().unwrap();
    let downstream = [supplier(), Downstream::corp_group("ww-school", SCHOOL)];
    for (corporation, agent_id) in downstream.into_iter().zip([SUPPLIER, SCHOOL]) {
        let before = sandbox.received().len();
        let client = upstream(&sandbox).downstream(corporation).build().unwrap();
        send(&client);
        send(&client);
        assert_eq!(paths(&sandbox)[before..], [GETTOKEN, DOWNSTREAM_TOKEN, SEND, SEND]);
        let last = sandbox.received().pop().unwrap();
        assert!(last.delivered() && last.agent_id == Some(agent_id) && client.agent_id() == agent_id, "{last}");
        assert_eq!(last.body.unwrap()["agentid"], agent_id);
    }
}

#[test]
fn the_corporations_are_listed_page_by_page() {
    let mut builder = sandbox();
    for number in 0..150 {
        builder = builder.downstream(&format!("ww-{number}"), number, 1);
    }
    let sandbox = builder.start().unwrap();
    let client = upstream(&sandbox).build().unwrap();
    let list = |business_type| {
        let first = ListAppShareInfo::new().business_type(business_type);
        let shared: Result<Vec<SharedApplication>, _> = client.list_app_share_info_pages(first).items().collect();
        shared.unwrap()
    };
    let shared = list(ListAppShareInfoBusinessType::SupplyChain);
    assert_eq!(shared.len(), 151);
    assert_eq!((shared[0].corp_id.as_str(), shared[0].agent_id), ("ww-supplier", Some(SUPPLIER)));
    let [school] = &list(ListAppShareInfoBusinessType::CorpGroup)[..] else { panic!("one is shared") };
    let client = upstream(&sandbox).downstream(Downstream::corp_group(&school.corp_id, school.agent_id.unwrap()));
    send(&client.build().unwrap());
}

#[test]
fn both_tokens_are_fetched_again_when_wecom_refuses_them() {
    let sandbox = sandbox().start().unwrap();
    let client = upstream(&sandbox).downstream(supplier()).build().unwrap();
    for end in [Sandbox::expire_tokens, Sandbox::revoke_tokens] {
        send(&client);
        end(&sandbox);
        let before = sandbox.received().len();
        send(&client);
        let expected = [SEND, DOWNSTREAM_TOKEN, GETTOKEN, DOWNSTREAM_TOKEN, SEND];
        assert_eq!(paths(&sandbox)[before..], expected);
    }
}

#[test]
fn both_tokens_are_shared_in_a_store() {
    let (sandbox, folder) = (sandbox().start().unwrap(), TemporaryFolder::new());
    let client = |corporation| {
        let builder = upstream(&sandbox).downstream(corporation).token_store(FileStore::new(folder.path()));
        builder.build().unwrap()
    };
    send(&client(supplier()));
    send(&client(supplier()));
    send(&client(Downstream::corp_group("ww-school", SCHOOL)));
    let expected = [GETTOKEN, DOWNSTREAM_TOKEN, SEND, SEND, DOWNSTREAM_TOKEN, SEND];
    assert_eq!(paths(&sandbox), expected);
}

#[test]
fn an_application_that_is_not_shared_delivers_nothing() {
    let sandbox = sandbox().start().unwrap();
    let table = [
        Downstream::corp_group("ww-supplier", SUPPLIER),
        Downstream::supply_chain("ww-supplier", SCHOOL),
        Downstream::supply_chain("ww-other", SUPPLIER),
    ];
    for corporation in table {
        let client = upstream(&sandbox).downstream(corporation).build().unwrap();
        let error = client.send_text(To::user("lisi"), "goods").unwrap_err();
        assert_eq!(error.errcode().map(wecom_message::ErrorCode::value), Some(670_001), "{error}");
        assert_eq!(error.endpoint(), Some("cgi-bin/corpgroup/corp/gettoken"));
        assert!(!error.may_have_been_delivered());
    }
}

#[test]
fn an_empty_corp_id_and_one_with_a_line_break_are_refused_before_anything_is_sent() {
    let sandbox = sandbox().start().unwrap();
    for corp_id in ["", " ", "ww\nsupplier"] {
        let error = upstream(&sandbox).downstream(Downstream::supply_chain(corp_id, 1)).build().unwrap_err();
        assert!(error.is_configuration() && error.to_string().contains("downstream"), "{error}");
    }
}

#[test]
fn neither_token_is_shown() {
    let sandbox = sandbox().start().unwrap();
    let client = upstream(&sandbox).downstream(supplier()).build().unwrap();
    send(&client);
    let received = sandbox.received();
    let answers = received.iter().filter(|request| request.path.ends_with("gettoken"));
    assert!(answers.map(|request| &request.answer.as_ref().unwrap()["access_token"]).all(|token| token == "***"));
    sandbox.next_answer_to("cgi-bin/message/send", 200, "no JSON");
    let error = client.send_text(To::user("lisi"), "goods").unwrap_err();
    assert!(!format!("{client:?}{error}{error:?}{error:#?}").contains(sandbox.secret()));
}
