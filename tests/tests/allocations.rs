//! How often a send asks for memory, on the thread that sends.

use allocation_counter::{AllocationInfo, measure};
use wecom_message::app::{ActionMenu, CardAction, Choice, TemplateCard, TextNotice};
use wecom_message::app::{App, MenuAction, MpArticle, MpNews, MultipleInteraction, Select, Sender, SubmitButton, Text};
use wecom_message::check::Report;
use wecom_message::fields::{self, Joined};
use wecom_message::message::Message;
use wecom_message::{Client, To};
use wecom_sandbox::Sandbox;

/// Of a send with a token and a connection that are there already.
fn steady(send: impl Fn(&Client)) -> AllocationInfo {
    let sandbox = Sandbox::start().unwrap();
    let client = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id());
    let client = client.base_url(sandbox.base_url()).build().unwrap();
    for _ in 0..3 {
        send(&client);
    }
    measure(|| send(&client))
}

#[test]
fn a_text_takes_few_allocations_and_keeps_none() {
    let text = steady(|client| drop(client.send_text(To::user("lisi"), "disk full").unwrap()));
    assert!(text.count_total <= 44 && text.bytes_total <= 6 * 1024, "{text:?}");
    assert_eq!((text.count_current, text.bytes_current), (0, 0), "{text:?}");
}

#[test]
fn a_long_content_is_copied_once() {
    const CONTENT: usize = 660 * 1024;
    let article = steady(|client| {
        let article = MpArticle::new("Report", "MEDIA_ID", "a".repeat(CONTENT));
        drop(client.send_mpnews(To::user("lisi"), MpNews::new([article])).unwrap());
    });
    // Once as it was made, once in the body.
    assert!(article.bytes_total <= 2 * CONTENT as u64 + 8 * 1024, "{article:?}");
}

/// Of a body to one member, as the client writes it; and the body's length.
fn written(message: &impl Message<App>) -> (AllocationInfo, u64) {
    let (to, sender) = (To::user("lisi"), Sender::default());
    let mut length = 0;
    let info = measure(|| {
        length = fields::body(&Joined { to: &to, sender: &sender, message }).unwrap().len();
    });
    (info, length as u64)
}

fn cards() -> [TemplateCard; 2] {
    let menu = ActionMenu::new([MenuAction::new("Accept notices", "accept"), MenuAction::new("Mute", "mute")]);
    let notice = TextNotice::new("Backup finished", CardAction::link("https://example.com")).task_id("backup-42");
    let area = Select::new("area", [Choice::new("north", "North"), Choice::new("south", "South")]);
    let choice = MultipleInteraction::new("Where?", [area], SubmitButton::new("Submit", "submit"), "area-1");
    [notice.action_menu(menu).into(), choice.into()]
}

#[test]
fn a_short_body_is_one_buffer() {
    assert_eq!(written(&Text::new("disk full")).0.count_total, 1);
    for card in cards() {
        assert_eq!(written(&card).0.count_total, 1, "{card:?}");
    }
}

#[test]
fn the_buffer_of_a_long_content_grows_once() {
    let text = "a".repeat(660 * 1024);
    let (info, length) = written(&MpNews::new([MpArticle::new("Report", "MEDIA_ID", text)]));
    assert!(info.count_total <= 2 && info.bytes_total <= length + 4 * 1024, "{info:?} for {length} bytes");
}

#[test]
fn a_check_that_finds_nothing_takes_no_memory() {
    for card in cards() {
        let info = measure(|| assert_eq!(Report::of(&card), []));
        assert_eq!(info.count_total, 0, "{card:?}");
    }
}
