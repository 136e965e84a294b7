//! Callbacks from the sandbox to the client: each is written by one side and read by the other.

mod clicks;
mod delivery;
mod program;
mod replies;

use wecom_message::app::{Button, ButtonInteraction, Receipt, TemplateCard};
use wecom_message::callback::{Answer, Event, Received, TemplateCardClick};
use wecom_message::{Client, To};
use wecom_sandbox::Sandbox;

use self::program::{Post, Program, callbacks};

fn client(sandbox: &Sandbox) -> Client {
    let builder = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id());
    builder.base_url(sandbox.base_url()).build().unwrap()
}

fn read(post: &Post) -> Received {
    callbacks().receive(&post.query, &post.body).unwrap()
}

fn silent() -> Program {
    Program::start(|post| read(post).responder.acknowledge())
}

fn replying(reply: impl Fn(&Received) -> String + Send + Sync + 'static) -> Program {
    Program::start(move |post| {
        let received = read(post);
        received.responder.seal(&reply(&received)).unwrap()
    })
}

fn send(sandbox: &Sandbox, card: impl Into<TemplateCard>) -> Receipt {
    client(sandbox).send_template_card(To::users(["lisi", "wangwu"]), card.into()).unwrap()
}

fn buttons() -> ButtonInteraction {
    ButtonInteraction::new("Deploy?", [Button::new("Yes", "yes"), Button::new("No", "no")], "deploy-42")
}

/// The last callback that the program got, as the client reads it.
fn last(program: &Program) -> Received {
    read(program.posts().last().unwrap())
}

/// The last callback, which is the click on a button.
fn click(program: &Program) -> TemplateCardClick {
    match last(program).event {
        Event::TemplateCardClick(click) => click,
        event => panic!("{event:?} is no click"),
    }
}

fn taken() -> Answer {
    Answer::empty()
}
