//! Passive replies: the sandbox decrypts them and does what they say.

use wecom_message::callback::Event;
use wecom_sandbox::{Click, NotCalled};

use crate::{Program, buttons, read, replying, send, taken};

const GREY: &str = "<xml><MsgType>update_button</MsgType><Button><ReplaceName>Done</ReplaceName></Button></xml>";
const CARD: &str = "<xml><MsgType>update_template_card</MsgType><TemplateCard><CardType>button_interaction</CardType>\
    <MainTitle><Title>Sure?</Title></MainTitle><ButtonList><Text>Sure</Text><Key>sure</Key></ButtonList>\
    </TemplateCard></xml>";

#[test]
fn an_update_changes_the_card_of_the_member_who_clicked() {
    let table =
        [(GREY, "yes", Err(NotCalled::GreyedOut)), (CARD, "sure", Ok(())), (CARD, "yes", Err(NotCalled::NoSuchButton))];
    for (reply, key, then) in table {
        let program = replying(|_| reply.to_owned());
        let sandbox = program.sandbox().start().unwrap();
        let _ = send(&sandbox, buttons());
        let click = |member: &str, key: &str| sandbox.click(&Click::button(member, "deploy-42", key)).map(drop);
        assert_eq!(click("lisi", "yes"), Ok(()));
        assert_eq!(click("lisi", key), then, "{reply}");
        assert_eq!(click("wangwu", "yes"), Ok(()), "the others' copies stay");
    }
}

#[test]
fn a_text_is_recorded_with_the_call() {
    let program = replying(|received| {
        let Event::TextMessage(message) = &received.event else { panic!("{received:?} is no text") };
        let text = &message.content;
        format!("<xml><MsgType>text</MsgType><Content><![CDATA[You said: {text}]]></Content></xml>")
    });
    let sandbox = program.sandbox().start().unwrap();
    let called = sandbox.say("lisi", "今天的班表? &amp; <b>").unwrap();
    assert_eq!(called.reply.as_ref().unwrap()["Content"], "You said: 今天的班表? &amp; <b>");
    assert_eq!(sandbox.callbacks().last(), Some(&called));
}

#[test]
fn what_is_wrong_with_an_answer_is_said() {
    let seal = |text: &'static str| move |post: &crate::Post| read(post).responder.seal(text).unwrap();
    let table = [
        (Program::start(|_| wecom_answer("no xml")), "no envelope"),
        (Program::start(|_| wecom_answer("<xml><Encrypt>x</Encrypt></xml>")), "no `MsgSignature`"),
        (Program::start(seal("<xml><MsgType>markdown</MsgType></xml>")), "none that can be replied with"),
        (Program::start(seal(GREY)), "no card was clicked"),
        (Program::start(seal("text")), "cannot be read"),
    ];
    for (program, problem) in table {
        let sandbox = program.sandbox().start().unwrap();
        let called = sandbox.enter_agent("lisi").unwrap();
        let found = called.problem.clone().unwrap_or_default();
        assert!(found.contains(problem) && !called.was_taken(), "{problem}: {found}");
    }
}

fn wecom_answer(body: &str) -> wecom_message::callback::Answer {
    let mut answer = taken();
    body.clone_into(&mut answer.body);
    answer
}
