//! Answers to events by the codes that come with them. Each takes the event, since its code works once.

use crate::api::kf::{EnterSession, EventMessage, SendOnEvent, SessionEnded, SessionTaken};
use crate::message::one_time_code::OneTimeCode;

impl EnterSession {
    /// A greeting, which works for 20 seconds after the event; `None` if the customer is not to be greeted.
    pub fn greet(self, message: impl Into<EventMessage>) -> Option<SendOnEvent> {
        answer(self.welcome_code, message)
    }
}

impl SessionTaken {
    /// A text, which works for 48 hours after the event and while the session stays as it is; `None` if WeCom allows
    /// none. It cannot be a menu: WeCom refuses one here.
    pub fn reply(self, text: impl Into<String>) -> Option<SendOnEvent> {
        self.code.map(|code| SendOnEvent::text(code.into_inner(), text))
    }
}

impl SessionEnded {
    /// A last message, which works for 20 seconds after the event; `None` if WeCom allows none.
    pub fn reply(self, message: impl Into<EventMessage>) -> Option<SendOnEvent> {
        answer(self.code, message)
    }
}

fn answer(code: Option<OneTimeCode>, message: impl Into<EventMessage>) -> Option<SendOnEvent> {
    code.map(|code| SendOnEvent::new(code.into_inner(), message))
}
