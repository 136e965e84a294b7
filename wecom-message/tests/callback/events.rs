//! What comes in as typed values, with everything that WeCom does otherwise than its own tables say.

use std::time::{Duration, SystemTime};

use serde_json::json;
use wecom_message::callback::{
    ChangeExternalChatChangeType, ChangeExternalContactChangeType, Event, Received, TemplateCardClick,
    TemplateCardClickCardType,
};

use crate::sealing::{callback, callbacks};

fn received(message: &str) -> Received {
    let request = callback(message);
    callbacks().receive(&request.query, &request.body).unwrap()
}

/// With the head of an event.
fn event(elements: &str) -> Received {
    received(&format!(
        "<xml><ToUserName><![CDATA[ww0f1e2d3c4b5a6978]]></ToUserName><FromUserName><![CDATA[lin.wei]]></FromUserName>\
         <CreateTime>1795306100</CreateTime><MsgType><![CDATA[event]]></MsgType>{elements}</xml>"
    ))
}

fn click(elements: &str) -> TemplateCardClick {
    match event(&format!("<Event><![CDATA[template_card_event]]></Event>{elements}<AgentID>1000017</AgentID>")).event {
        Event::TemplateCardClick(click) => click,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_click_has_what_was_chosen_and_a_code_for_72_hours() {
    let click = click(
        "<EventKey><![CDATA[submit]]></EventKey><TaskId><![CDATA[lunch-0611]]></TaskId>\
         <CardType><![CDATA[vote_interaction]]></CardType><ResponseCode><![CDATA[RC-77f0]]></ResponseCode>\
         <SelectedItems><SelectedItem><QuestionKey><![CDATA[dish]]></QuestionKey><OptionIds>\
         <OptionId><![CDATA[noodles]]></OptionId><OptionId><![CDATA[rice]]></OptionId></OptionIds></SelectedItem></SelectedItems>",
    );
    assert_eq!([&*click.event_key, &*click.task_id], ["submit", "lunch-0611"]);
    assert_eq!(click.card_type, Some(TemplateCardClickCardType::VoteInteraction));
    assert_eq!(click.selected_items[0].question_key, "dish");
    assert_eq!(click.selected_items[0].option_ids, ["noodles", "rice"]);
    let code = click.response_code.unwrap();
    let end = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_306_100 + 72 * 60 * 60);
    assert_eq!(code.expires_at(), Some(end));
    assert_eq!(code.into_inner(), "RC-77f0");
}

#[test]
fn one_element_is_a_list_of_one_and_an_empty_one_is_none() {
    let one = click(
        "<SelectedItems><SelectedItem><OptionIds><OptionId>a</OptionId></OptionIds></SelectedItem></SelectedItems>",
    );
    assert_eq!(one.selected_items[0].option_ids, ["a"]);
    let none = click("<SelectedItems></SelectedItems><CardType></CardType><ResponseCode/><EventKey> </EventKey>");
    assert_eq!((none.selected_items.len(), none.card_type, none.response_code), (0, None, None));
}

#[test]
fn a_value_that_no_page_lists_is_kept() {
    let click = click("<CardType><![CDATA[hologram]]></CardType>");
    assert_eq!(click.card_type, Some(TemplateCardClickCardType::Other("hologram".to_owned())));
}

#[test]
fn numbers_are_numbers_in_cdata_or_with_white_space() {
    let place = "<Event>location_select</Event><EventKey>MENU_LOC</EventKey><SendLocationInfo>\
        <Location_X><![CDATA[30]]></Location_X><Location_Y><![CDATA[120.5]]></Location_Y><Scale> 15 </Scale>\
        <Label><![CDATA[ 文三路]]></Label><Poiname><![CDATA[]]></Poiname></SendLocationInfo><AppType><![CDATA[wxwork]]></AppType>";
    let Event::LocationSelect(place) = event(place).event else { panic!() };
    let info = place.send_location_info.unwrap();
    assert_eq!((info.latitude, info.longitude, info.scale), (Some(30.0), Some(120.5), Some(15)));
    assert_eq!([&*info.label, &*info.name], [" 文三路", ""]);
}

#[test]
fn the_application_is_known_in_both_spellings() {
    for name in ["AgentID", "AgentId"] {
        let received = event(&format!(
            "<Event>taskcard_click</Event><TaskId>leave-3</TaskId><{name}><![CDATA[1000017]]></{name}>"
        ));
        assert_eq!(received.head.agent_id, Some(1_000_017));
        assert!(matches!(received.event, Event::TaskcardClick(_)) && received.unknown.is_empty(), "{received:?}");
    }
    assert_eq!(event("<Event>enter_agent</Event><AgentID></AgentID>").head.agent_id, None);
}

#[test]
fn an_event_and_a_message_of_one_name_are_two_things() {
    assert!(matches!(event("<Event>LOCATION</Event><Latitude>30</Latitude>").event, Event::LocationReport(_)));
    let message = received("<xml><MsgType>location</MsgType><Location_X>30</Location_X><MsgId>1</MsgId></xml>");
    assert!(matches!(message.event, Event::LocationMessage(_)), "{message:?}");
    assert!(matches!(event("<Event>location</Event>").event, Event::Other(_)), "upper and lower case matter");
}

#[test]
fn a_text_is_as_it_was_written() {
    let message = received(
        "<xml><MsgType>text</MsgType><Content><![CDATA[ a<b &amp;\r\n\tc ]]></Content><MsgId>18446744073709551615</MsgId></xml>",
    );
    assert_eq!(message.head.msg_id, "18446744073709551615");
    let Event::TextMessage(text) = message.event else { panic!() };
    assert_eq!(text.content, " a<b &amp;\r\n\tc ");
}

#[test]
fn customer_service_has_no_sender_and_its_lists_are_siblings() {
    let bell = "<xml><ToUserName>ww0f1e2d3c4b5a6978</ToUserName><CreateTime>1795307000</CreateTime><MsgType>event</MsgType>\
        <Event>kf_msg_or_event</Event><Token>ENC7x</Token><OpenKfId>wkA1</OpenKfId></xml>";
    let bell = received(bell);
    assert_eq!(bell.head.from_user_name, "");
    let Event::KfMsgOrEvent(bell) = bell.event else { panic!() };
    assert_eq!([&*bell.token, &*bell.open_kfid], ["ENC7x", "wkA1"]);
    let accounts = "<Event>kf_account_auth_change</Event><AuthAddOpenKfId>wkA1</AuthAddOpenKfId>\
        <AuthAddOpenKfId>wkA2</AuthAddOpenKfId><AuthDelOpenKfId>wkA0</AuthDelOpenKfId>";
    let Event::KfAccountAuthChange(accounts) = event(accounts).event else { panic!() };
    assert_eq!(
        (accounts.added, accounts.removed),
        (vec!["wkA1".to_owned(), "wkA2".to_owned()], vec!["wkA0".to_owned()])
    );
}

#[test]
fn a_new_customer_brings_a_code_for_20_seconds() {
    let added = "<Event>change_external_contact</Event><ChangeType>add_external_contact</ChangeType><UserID>lin.wei</UserID>\
        <ExternalUserID>wmB1</ExternalUserID><State>poster7</State><WelcomeCode>WC-1</WelcomeCode>";
    let Event::ChangeExternalContact(added) = event(added).event else { panic!() };
    assert_eq!(added.change_type, Some(ChangeExternalContactChangeType::Added));
    let code = added.welcome_code.unwrap();
    assert!(code.is_expired(SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_306_120)));
    assert!(!code.is_expired(SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_306_119)));
}

#[test]
fn who_came_to_a_group_is_a_list() {
    let group = "<Event>change_external_chat</Event><ChatId>wrC1</ChatId><ChangeType>update</ChangeType>\
        <UpdateDetail>add_member</UpdateDetail><JoinScene>1</JoinScene><QuitScene>0</QuitScene><MemChangeCnt>2</MemChangeCnt>\
        <MemChangeList><Item>wmB1</Item><Item>wmB2</Item></MemChangeList><LastMemVer>aa11</LastMemVer><CurMemVer>bb22</CurMemVer>";
    let Event::ChangeExternalChat(group) = event(group).event else { panic!() };
    assert_eq!(group.change_type, Some(ChangeExternalChatChangeType::Updated));
    assert_eq!((group.changed_members, group.changed_count), (vec!["wmB1".to_owned(), "wmB2".to_owned()], Some(2)));
}

#[test]
fn an_event_that_no_description_knows_comes_whole() {
    let other = event(
        "<Event>open_approval_change</Event><ApprovalInfo><SpNo>1</SpNo><Node>a</Node><Node>b</Node></ApprovalInfo>",
    );
    assert_eq!((&*other.head.event, other.unknown.is_empty()), ("open_approval_change", true));
    let Event::Other(other) = other.event else { panic!() };
    assert_eq!(other.get("ApprovalInfo"), Some(&json!({ "SpNo": "1", "Node": ["a", "b"] })));
}

#[test]
fn elements_that_no_description_knows_are_kept_by_their_paths() {
    let received = event(
        "<Event>template_card_event</Event><Mood><![CDATA[good]]></Mood><Empty/>\
        <SelectedItems><SelectedItem><QuestionKey>q</QuestionKey><Weight>3</Weight></SelectedItem></SelectedItems>",
    );
    assert!(matches!(received.event, Event::TemplateCardClick(_)));
    assert_eq!(received.unknown.get("Mood"), Some(&json!("good")));
    assert_eq!(received.unknown.get("SelectedItems.SelectedItem[0].Weight"), Some(&json!("3")));
    assert_eq!(received.unknown.members().len(), 2, "an empty element says nothing");
}

#[test]
fn an_event_that_does_not_fit_its_description_comes_whole() {
    let received = event("<Event>LOCATION</Event><Latitude>north</Latitude><Longitude>120</Longitude>");
    assert_eq!(received.head.event, "LOCATION");
    let Event::Other(whole) = received.event else { panic!() };
    assert_eq!([whole.get("Latitude"), whole.get("Longitude")], [Some(&json!("north")), Some(&json!("120"))]);
    let strange = received_head("<xml><MsgType><a>1</a></MsgType></xml>");
    assert!(strange.is_err(), "without a head there is nothing to go by");
}

fn received_head(message: &str) -> Result<Received, wecom_message::callback::Error> {
    let request = callback(message);
    callbacks().receive(&request.query, &request.body)
}
