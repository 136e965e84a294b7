//! Callbacks: what members do becomes a call, and its answer changes what they see.

use std::time::Duration;

use super::Wecom;
use super::happenings::Happening;
use crate::callback::{Action, Attempt, Call, CallbackAddress, Called, Click, NotCalled, Subject, Xml};
use crate::endpoints::app::Clicked;

/// The application that members talk to.
const FIRST_APPLICATION: usize = 0;

/// A call, and the copy of a card whose click it tells of: the card and the member.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) call: Call,
    clicked: Option<(usize, String)>,
}

impl Wecom {
    /// The callbacks so far, oldest first.
    pub fn callbacks(&self) -> impl DoubleEndedIterator<Item = &Called> + ExactSizeIterator {
        self.callbacks.iter()
    }

    /// Where to call, and how long to wait for an answer.
    pub(crate) fn callback_address(&self) -> Result<(CallbackAddress, Duration), NotCalled> {
        let settings = &self.world.settings;
        let address = settings.callback_address.clone().ok_or(NotCalled::NoCallbackUrl)?;
        Ok((address, settings.callback_timeout))
    }

    pub(crate) fn has_verified_callback_url(&self) -> bool {
        self.callbacks.is_verified
    }

    pub(crate) fn prepare_verification(&mut self, address: &CallbackAddress) -> Prepared {
        Prepared { call: self.callbacks.verification(&mut self.world, address), clicked: None }
    }

    pub(crate) fn prepare(&mut self, address: &CallbackAddress, action: &Action) -> Result<Prepared, NotCalled> {
        let nothing = || Xml::default().text("EventKey", "");
        let (event, member, elements) = match action {
            Action::Click(click) => return self.prepare_click(address, click),
            Action::Say { member, text } => {
                let elements = Xml::default().text("Content", text).number("MsgId", self.world.ids.next_number());
                ("text", member, elements)
            }
            Action::EnterAgent { member } => ("enter_agent", member, nothing()),
            Action::Subscribe { member } => ("subscribe", member, nothing()),
            Action::Unsubscribe { member } => ("unsubscribe", member, nothing()),
        };
        let call = self.call(address, FIRST_APPLICATION, event, member, &elements);
        Ok(Prepared { call, clicked: None })
    }

    fn prepare_click(&mut self, address: &CallbackAddress, click: &Click) -> Result<Prepared, NotCalled> {
        let Clicked { card, application, event, elements } = self.app_messages.cards.click(&mut self.world, click)?;
        let call = self.call(address, application, event, &click.member, &elements);
        Ok(Prepared { call, clicked: Some((card, click.member.clone())) })
    }

    fn call(
        &mut self,
        address: &CallbackAddress,
        application: usize,
        event: &str,
        member: &str,
        elements: &Xml,
    ) -> Call {
        let world = &self.world;
        let agent_id = world.application(application).map_or(0, |application| application.agent_id);
        let head = Xml::default()
            .text("ToUserName", world.corp_id(application))
            .text("FromUserName", member)
            .number("CreateTime", world.timestamp());
        let kind = match event {
            "text" => head.text("MsgType", "text"),
            event => head.text("MsgType", "event").text("Event", event),
        };
        // The pages spell it in two ways.
        let agent = if event == "taskcard_click" { "AgentId" } else { "AgentID" };
        let text = kind.followed_by(elements).number(agent, agent_id).document();
        self.callbacks.event(&mut self.world, address, Subject { application, event, member, text })
    }

    /// Records the result of a call. Its reply changes the card that was clicked, for the member who clicked.
    pub(crate) fn called(
        &mut self,
        address: &CallbackAddress,
        prepared: Prepared,
        attempts: Vec<Attempt>,
        answer: &[u8],
    ) -> Called {
        let Prepared { call, clicked } = prepared;
        let (mut called, update) = self.callbacks.read(address, call, attempts, answer);
        match (update, clicked) {
            (Some(update), Some((card, member))) => {
                let changed = self.app_messages.cards.update(card, Some(&[member]), &update);
                self.happenings.add_any(changed.map(Happening::CardChanged));
            }
            (Some(_), None) => called.problem = Some("no card was clicked that the reply could update".to_owned()),
            (None, _) => {}
        }
        self.callbacks.keep(called.clone());
        self.happenings.add(Happening::Called(called.number));
        called
    }
}
