//! What an application relies on, channel by channel, through the client and the stand-in.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use wecom_message::app::{GetUrgentCallState, GetUrgentCallStateReplyOutcome, UrgentCall};
use wecom_message::appchat::{CreateChat, UpdateChat};
use wecom_message::customer::{
    AddGroupWelcomeTemplate, AddMsgTemplate, Attachment, CancelGroupmsgSend, DelGroupWelcomeTemplate,
    EditGroupWelcomeTemplate, GetGroupWelcomeTemplate, GetGroupmsgListV2, GetGroupmsgListV2Audience,
    GetGroupmsgSendResult, GetGroupmsgTask, MassMessageCreatedBy, MemberTaskStatus, RemindGroupmsgSend,
    SendResultStatus, SendWelcome, SentAttachmentKind,
};
use wecom_message::kf::{MenuItem, Msgmenu, SendOnEvent};
use wecom_message::rt::Deserialize;
use wecom_message::{CallOptions, Client, Error, FileSource, Media, Pacing, Robot, Strictness, WithExtra};
use wecom_message::{appchat, kf, linked_corp, robot, school};
use wecom_sandbox::{Received, Sandbox, SessionEvent};
use wecom_schema::model::Channel;
use wecom_tests::bodies::schema;

const CUSTOMER: &str = "wmA";
const ACCOUNT: &str = "wkA";

fn client(sandbox: &Sandbox) -> Client {
    let builder = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id());
    builder.base_url(sandbox.base_url()).build().unwrap()
}

fn robot(sandbox: &Sandbox) -> Robot {
    Robot::from_url(&sandbox.webhook_url()).unwrap()
}

fn code(error: &Error) -> i32 {
    error.errcode().unwrap_or_else(|| panic!("{error}")).value()
}

fn delivered(sandbox: &Sandbox) -> Vec<Received> {
    sandbox.received().into_iter().filter(Received::delivered).collect()
}

fn last_body(sandbox: &Sandbox) -> Value {
    delivered(sandbox).pop().unwrap().body.unwrap()
}

/// The messages of a channel as its examples have them, read as any message of it.
fn examples<M: for<'de> Deserialize<'de>>(channel: &str) -> Vec<(String, M)> {
    let schema = schema();
    let channel: &Channel = schema.channels.iter().find(|it| it.name == channel).unwrap();
    let messages = channel.messages.iter().flat_map(|message| message.examples.iter().map(move |it| (message, it)));
    let read = |body: &Value| serde_json::from_value(body.clone()).unwrap_or_else(|error| panic!("{error}: {body}"));
    messages.map(|(message, example)| (message.msgtype.clone(), read(&example.body))).collect()
}

/// Whether each example went out as one request that was delivered, with nothing that WeCom does not know.
fn all_went_out(sandbox: &Sandbox, msgtypes: &[String]) {
    let delivered = delivered(sandbox);
    let sent: Vec<&str> = delivered.iter().map(|it| it.body.as_ref().unwrap()["msgtype"].as_str().unwrap()).collect();
    assert_eq!(sent, msgtypes);
    assert!(delivered.iter().all(|request| request.unknown_members.is_empty()));
}

#[test]
fn a_robot_sends_every_message_type() {
    let sandbox = Sandbox::start().unwrap();
    let robot = robot(&sandbox);
    let upload = |media| robot.upload(media).unwrap().media_id;
    let file = upload(Media::file(FileSource::bytes("a.txt", b"all is well".as_slice())));
    let voice = upload(Media::voice(FileSource::bytes("a.amr", b"#!AMR\n\x04\0\0\0\0\0\0\0\0\0\0\0\0".as_slice())));
    let mut sent = Vec::new();
    for (msgtype, message) in examples::<robot::AnyMessage>("robot") {
        let message = match message {
            robot::AnyMessage::File(it) => it.media_id(&file).into(),
            robot::AnyMessage::Voice(it) => it.media_id(&voice).into(),
            message => message,
        };
        robot.send(&message).unwrap();
        sent.push(msgtype);
    }
    all_went_out(&sandbox, &sent);
}

#[test]
fn a_robot_s_picture_is_the_one_that_was_given() {
    let sandbox = Sandbox::start().unwrap();
    robot(&sandbox).send_image(robot::Image::from_bytes(b"\xff\xd8\xff\xe0").unwrap()).unwrap();
    assert_eq!(last_body(&sandbox)["image"]["base64"], "/9j/4A==");
    let other = robot::Image::from_bytes(b"\xff\xd8\xff\xe0").unwrap().md5("0".repeat(32));
    let unchecked = robot(&sandbox).with(CallOptions::new().strictness(Strictness::Off));
    assert_eq!(code(&unchecked.send_image(other.clone()).unwrap_err()), 301_019);
    let before = sandbox.received().len();
    let error = robot(&sandbox).send_image(other).unwrap_err();
    assert_eq!((error.is_invalid(), error.violations()[0].errcode), (true, Some(301_019)), "{error}");
    assert_eq!(sandbox.received().len(), before, "nothing was sent");
}

#[test]
fn a_robot_with_pacing_stops_before_wecom_does() {
    let sandbox = Sandbox::start().unwrap();
    let paced = Robot::builder_from_url(&sandbox.webhook_url()).unwrap().pacing(Pacing::Refuse).build().unwrap();
    for _ in 0..20 {
        paced.send_text("hi").unwrap();
    }
    let error = paced.send_text("hi").unwrap_err();
    assert!(error.is_paced() && error.retry_after() <= Some(Duration::from_secs(60)), "{error}");
    assert_eq!(sandbox.received().len(), 20);
    assert_eq!(code(&robot(&sandbox).send_text("hi").unwrap_err()), 45009, "without pacing WeCom says so");
    sandbox.advance(Duration::from_secs(60));
    robot(&sandbox).send_text("hi").unwrap();
}

#[test]
fn a_robot_whose_key_is_wrong_is_told_so() {
    let sandbox = Sandbox::start().unwrap();
    let robot = Robot::builder("made-up").base_url(sandbox.base_url()).build().unwrap();
    assert_eq!(code(&robot.send_text("hi").unwrap_err()), 93000);
}

#[test]
fn long_texts_go_out_in_parts_through_every_channel() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let long = ["企业微信"; 200].join("\n");
    let parts = |receipts: usize| {
        assert_eq!(receipts, 2);
        let contents = delivered(&sandbox).into_iter().rev().take(receipts);
        let contents: Vec<_> =
            contents.map(|it| it.body.unwrap()["text"]["content"].as_str().unwrap().to_owned()).collect();
        assert_eq!(format!("{}\n{}", contents[1], contents[0]), long);
    };
    let chat = client.appchat(client.create_appchat(CreateChat::new(["lisi", "wangwu"])).unwrap().chat_id);
    parts(robot(&sandbox).send_in_parts(&robot::Text::new(&long)).unwrap().len());
    parts(chat.send_in_parts(&appchat::Text::new(&long)).unwrap().len());
    parts(client.kf(ACCOUNT).send_in_parts(CUSTOMER, &kf::Text::new(&long)).unwrap().len());
    let to = linked_corp::To::users(["lisi"]);
    parts(client.linked_corp().send_in_parts(to, &linked_corp::Text::new(&long)).unwrap().len());
    let to = school::To::students(["wang"]);
    parts(client.school().send_in_parts(to, &school::Text::new(&long)).unwrap().len());
}

#[test]
fn parts_keep_the_members_that_are_not_described() {
    let sandbox = Sandbox::start().unwrap();
    let message = WithExtra::new(robot::Text::new("x\n".repeat(2000))).member("/text", "urgency", 2);
    robot(&sandbox).send_in_parts(&message).unwrap();
    let urgencies: Vec<_> =
        delivered(&sandbox).into_iter().map(|it| it.body.unwrap()["text"]["urgency"].clone()).collect();
    assert_eq!(urgencies, [2, 2]);
}

#[test]
fn the_part_that_fails_and_those_behind_it_come_back() {
    let sandbox = Sandbox::start().unwrap();
    let account = client(&sandbox).kf(ACCOUNT);
    sandbox.customer_wrote(CUSTOMER, ACCOUNT);
    let failed = account.send_in_parts(CUSTOMER, &kf::Text::new("x".repeat(2048 * 7))).unwrap_err();
    assert_eq!((code(&failed.error), failed.sent.len(), failed.unsent.len()), (95001, 5, 2));
    assert!(failed.to_string().starts_with("part 6 of 7: "), "{failed}");
}

#[test]
fn a_group_chat_is_made_changed_and_written_to() {
    let sandbox = Sandbox::builder().any_media_id().start().unwrap();
    let client = client(&sandbox);
    let made =
        client.create_appchat(CreateChat::new(["lisi", "wangwu"]).name("Release").chat_id("release2026")).unwrap();
    assert_eq!(made.chat_id, "release2026");
    let chat = client.appchat(made.chat_id);
    let mut sent = Vec::new();
    for (msgtype, message) in examples::<appchat::AnyMessage>("appchat") {
        chat.send(&message).unwrap();
        sent.push(msgtype);
    }
    all_went_out(&sandbox, &sent);
    chat.update(UpdateChat::new().name("Next").add_users(["zoe"]).remove_users(["wangwu"])).unwrap();
    let now = chat.get().unwrap().chat.unwrap();
    assert_eq!((now.name.as_str(), now.users), ("Next", vec!["lisi".to_owned(), "zoe".to_owned()]));
    assert_eq!(code(&client.appchat("other").send_text("hi").unwrap_err()), 86003);
}

#[test]
fn linked_corporations_get_every_message_type_and_partial_receipts() {
    let sandbox = Sandbox::builder()
        .any_media_id()
        .invalid_user("ghost")
        .invalid_party("LINKED/9")
        .invalid_tag("8")
        .start()
        .unwrap();
    let client = client(&sandbox);
    let mut sent = Vec::new();
    for (msgtype, message) in examples::<linked_corp::AnyMessage>("linked_corp") {
        let _ = client.linked_corp().send(linked_corp::To::users(["wwcorpid1/lisi"]), &message).unwrap();
        sent.push(msgtype);
    }
    all_went_out(&sandbox, &sent);
    let to = linked_corp::To::users(["lisi", "ghost"]).and_parties(["LINKED/9"]).and_tags(["7", "8"]);
    let receipt = client.linked_corp().send_text(to, "hi").unwrap();
    assert_eq!(receipt.invalid_users, ["ghost"]);
    assert_eq!((receipt.invalid_parties, receipt.invalid_tags), (vec!["LINKED/9".to_owned()], vec!["8".to_owned()]));
    let nobody = linked_corp::To::users(["ghost"]);
    assert_eq!(code(&client.linked_corp().send_text(nobody, "hi").unwrap_err()), 81013);
    let everyone = client.linked_corp().send_text(linked_corp::To::everyone(), "hi").unwrap();
    assert!(everyone.invalid_users.is_empty());
}

#[test]
fn schools_send_every_message_type_and_get_partial_receipts() {
    let sandbox = Sandbox::builder().any_media_id().invalid_user("ghost").invalid_party("9").start().unwrap();
    let client = client(&sandbox);
    let mut sent = Vec::new();
    for (msgtype, message) in examples::<school::AnyMessage>("school") {
        let _ = client.school().send(school::To::parents_of_classes(["3"]), &message).unwrap();
        sent.push(msgtype);
    }
    all_went_out(&sandbox, &sent);
    let scope = school::StudentsWithParents::new().students(["wang", "ghost"]).parents(["ghost"]).classes(["3", "9"]);
    let receipt = client.school().send_text(school::To::new(scope), "hi").unwrap();
    assert_eq!(
        (receipt.invalid_parents, receipt.invalid_students),
        (vec!["ghost".to_owned()], vec!["ghost".to_owned()])
    );
    assert_eq!(receipt.invalid_parties, ["9"]);
    let nobody = school::To::parents(["ghost"]);
    assert_eq!(code(&client.school().send_text(nobody, "hi").unwrap_err()), 81013);
}

#[test]
fn a_notice_with_the_duplicate_check_is_delivered_once() {
    const INTERVAL: Duration = Duration::from_secs(600);
    let sandbox = Sandbox::start().unwrap();
    let school = client(&sandbox).school();
    let send = || {
        let _ =
            school.send_text(school::To::students(["wang"]), school::Text::new("hi").retry_safely(INTERVAL)).unwrap();
        delivered(&sandbox).len()
    };
    assert_eq!([send(), send()], [1, 1]);
    sandbox.advance(INTERVAL);
    assert_eq!(send(), 2);
}

#[test]
fn customer_service_sends_every_message_type_and_five_after_what_the_customer_wrote() {
    let sandbox = Sandbox::builder().any_media_id().start().unwrap();
    let account = client(&sandbox).kf(ACCOUNT);
    let mut sent = Vec::new();
    for (msgtype, message) in examples::<kf::AnyMessage>("kf") {
        sandbox.customer_wrote(CUSTOMER, ACCOUNT);
        let receipt = account.send(CUSTOMER, &message).unwrap();
        assert!(!receipt.message_id.is_empty());
        sent.push(msgtype);
    }
    all_went_out(&sandbox, &sent);
    sandbox.customer_wrote(CUSTOMER, ACCOUNT);
    for message in 0..5 {
        assert_eq!(
            account.send_text(CUSTOMER, kf::Text::new("hi").message_id(format!("own-{message}"))).unwrap().message_id,
            format!("own-{message}")
        );
    }
    assert_eq!(code(&account.send_text(CUSTOMER, "hi").unwrap_err()), 95001);
    let again = kf::Text::new("hi").message_id("own-0");
    assert_eq!(code(&account.send_text(CUSTOMER, again).unwrap_err()), 95033, "it has arrived");
}

#[test]
fn ten_choices_and_any_text_between_them_make_a_menu() {
    let sandbox = Sandbox::start().unwrap();
    let account = client(&sandbox).kf(ACCOUNT);
    let choices = [
        MenuItem::click("yes", "Yes"),
        MenuItem::view("https://example.com", "Help"),
        MenuItem::miniprogram("wx123", "pages/a", "Shop"),
    ];
    let menu = |count: usize| {
        let choices = choices.iter().cycle().take(count).cloned();
        Msgmenu::new("Well?", choices.chain((0..40).map(|_| MenuItem::text("or"))))
    };
    account.send_msgmenu(CUSTOMER, menu(10)).unwrap();
    let broken = |menu| {
        let error = account.send_msgmenu(CUSTOMER, menu).unwrap_err();
        error.violations().iter().map(|it| (it.path.clone(), it.errcode)).collect::<Vec<_>>()
    };
    let too_many = ("msgmenu.list".to_owned(), Some(95008));
    assert_eq!(broken(menu(11)), [too_many.clone(), too_many.clone()], "51 items, and 11 choices among them");
    assert_eq!(broken(Msgmenu::new("Well?", choices.iter().cycle().take(11).cloned())), [too_many]);
}

#[test]
fn an_event_of_a_session_is_answered_once() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let event_code = sandbox.event_code(CUSTOMER, ACCOUNT, SessionEvent::Entered);
    let greeting = SendOnEvent::text(event_code, "Welcome.").message_id("greeting-1");
    assert_eq!(client.send_kf_on_event(greeting.clone()).unwrap().message_id, "greeting-1");
    assert!(client.send_kf_on_event(greeting).unwrap_err().is_api());
}

#[test]
fn customers_get_mass_messages_and_are_welcomed() {
    let sandbox = Sandbox::builder().invalid_user("wmGhost").start().unwrap();
    let client = client(&sandbox);
    let template = AddMsgTemplate::to_customers(["wmA", "wmGhost"]).text("The sale begins on Monday.");
    let reply =
        client.add_msg_template(template.attachments([Attachment::link("Catalogue", "https://example.com")])).unwrap();
    assert_eq!((reply.failed, reply.message_id.is_empty()), (vec!["wmGhost".to_owned()], false));
    let welcome = SendWelcome::new(sandbox.welcome_code("wmA"), "Thank you for adding me.");
    client.send_welcome(welcome.clone()).unwrap();
    assert_eq!(code(&client.send_welcome(welcome).unwrap_err()), 41051);
    assert_eq!(last_body(&sandbox)["text"], json!({ "content": "Thank you for adding me." }));
}

#[test]
fn a_mass_message_is_followed_from_its_creation_to_its_customers() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    sandbox.talked_to("wmA", "lisi");
    sandbox.talked_to("wmB", "lisi");
    sandbox.talked_to("wmC", "wangwu");
    let sale = AddMsgTemplate::to_customers(["wmA", "wmB", "wmC"]).text("The sale begins on Monday.");
    let id = client.add_msg_template(sale).unwrap().message_id;
    let being_dispatched = client.get_groupmsg_task(GetGroupmsgTask::new(&id)).unwrap_err();
    assert_eq!(code(&being_dispatched), 41063);
    assert!(being_dispatched.advice().unwrap().contains("do not create the mass message a second time"));
    sandbox.advance(Duration::from_secs(10));

    sandbox.customer_left("wmB");
    assert!(sandbox.confirm_mass_message(&id, "lisi"));
    let tasks = client.get_groupmsg_task(GetGroupmsgTask::new(&id)).unwrap().tasks;
    let tasks: Vec<_> = tasks.into_iter().map(|task| (task.member, task.status, task.sent_at.is_some())).collect();
    let [sent, waiting] = [MemberTaskStatus::Sent, MemberTaskStatus::Waiting].map(Some);
    assert_eq!(tasks, [("lisi".to_owned(), sent, true), ("wangwu".to_owned(), waiting, false)]);
    let results = client.get_groupmsg_send_result(GetGroupmsgSendResult::new(&id, "lisi")).unwrap().results;
    let results: Vec<_> = results.into_iter().map(|result| (result.customer, result.status)).collect();
    let [sent, left] = [SendResultStatus::Sent, SendResultStatus::NotAFriend].map(Some);
    assert_eq!(results, [("wmA".to_owned(), sent), ("wmB".to_owned(), left)]);

    client.remind_groupmsg_send(RemindGroupmsgSend::new(&id)).unwrap();
    assert_eq!(delivered(&sandbox).pop().unwrap().delivery.unwrap().users, ["wangwu"]);
    for _ in 0..2 {
        client.remind_groupmsg_send(RemindGroupmsgSend::new(&id)).unwrap();
    }
    assert_eq!(code(&client.remind_groupmsg_send(RemindGroupmsgSend::new(&id)).unwrap_err()), 41094);
    client.cancel_groupmsg_send(CancelGroupmsgSend::new(&id)).unwrap();
    assert_eq!(code(&client.cancel_groupmsg_send(CancelGroupmsgSend::new(&id)).unwrap_err()), 41093);
    assert!(!sandbox.confirm_mass_message(&id, "wangwu"));
}

#[test]
fn mass_messages_are_listed_with_what_came_with_them() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let sale = AddMsgTemplate::to_customers_of("lisi").text("The sale begins on Monday.");
    let sale = sale.attachments([Attachment::link("Catalogue", "https://example.com"), Attachment::file("MEDIA_ID")]);
    let id = client.add_msg_template(sale).unwrap().message_id;
    let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()).unwrap();
    let list = |audience| {
        let list = GetGroupmsgListV2::new(audience, now - 60, now + 60);
        client.get_groupmsg_list_v2(list).unwrap().messages
    };
    assert_eq!(list(GetGroupmsgListV2Audience::Groups), []);
    let messages = list(GetGroupmsgListV2Audience::Customers);
    let [message] = messages.as_slice() else { panic!("{messages:?}") };
    assert_eq!((&message.message_id, message.created_by), (&id, Some(MassMessageCreatedBy::Corporation)));
    assert_eq!(message.text.as_ref().unwrap().content, "The sale begins on Monday.");
    let [link, file] = message.attachments.as_slice() else { panic!("{message:?}") };
    assert_eq!(link.link.as_ref().unwrap().url, "https://example.com");
    assert_eq!(file.kind, Some(SentAttachmentKind::File));
}

#[test]
fn greetings_of_customer_groups_are_kept_changed_and_deleted() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let greeting = AddGroupWelcomeTemplate::new("Hello %NICKNAME%").image("MEDIA_ID").notify(false);
    let id = client.add_group_welcome_template(greeting).unwrap().template_id;
    let get = || client.get_group_welcome_template(GetGroupWelcomeTemplate::new(&id));
    assert_eq!(get().unwrap().text.unwrap().content, "Hello %NICKNAME%");
    assert!(!get().unwrap().image.unwrap().pic_url.is_empty());
    client
        .edit_group_welcome_template(EditGroupWelcomeTemplate::with_link(&id, "Rules", "https://example.com"))
        .unwrap();
    let changed = get().unwrap();
    assert_eq!((changed.text, changed.link.unwrap().title.as_str()), (None, "Rules"));
    client.del_group_welcome_template(DelGroupWelcomeTemplate::new(&id)).unwrap();
    assert_eq!(code(&get().unwrap_err()), 40037);
}

#[test]
fn members_are_called_by_telephone() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let calls = client.urgent_call(UrgentCall::new(["lisi"])).unwrap().calls;
    let [call] = calls.as_slice() else { panic!("{calls:?}") };
    assert_eq!((call.member.as_str(), call.code), ("lisi", Some(0)));
    let state = || client.get_urgent_call_state(GetUrgentCallState::new("lisi", &call.call_id)).unwrap();
    assert_eq!(state().outcome, Some(GetUrgentCallStateReplyOutcome::Ringing));
    assert!(sandbox.answer_urgent_call(&call.call_id, Duration::from_secs(9)));
    let state = state();
    assert_eq!((state.answered, state.talk_time), (Some(true), Some(9)));
}
