//! Messages that use the code of an event. Each function consumes the event, because its code works once.

use crate::api::kf::{EnterSession, EventMessage, SendOnEvent, SessionEnded, SessionTaken, TransServiceStateReply};
use crate::message::one_time_code::OneTimeCode;

impl EnterSession {
    /// A greeting, valid for 20 seconds after the event; `None` if the event has no code, and the customer cannot be greeted.
    pub fn greet(self, message: impl Into<EventMessage>) -> Option<SendOnEvent> {
        answer(self.welcome_code, message)
    }
}

impl SessionTaken {
    /// A text, valid for 48 hours after the event and until the session changes; `None` if the event has no code. It cannot be
    /// a menu, which WeCom refuses here.
    pub fn reply(self, text: impl Into<String>) -> Option<SendOnEvent> {
        self.code.map(|code| SendOnEvent::text(code.into_inner(), text))
    }
}

impl SessionEnded {
    /// A last message, valid for 20 seconds after the event; `None` if the event has no code.
    pub fn reply(self, message: impl Into<EventMessage>) -> Option<SendOnEvent> {
        answer(self.code, message)
    }
}

impl TransServiceStateReply {
    /// A text, valid for 48 hours after a change to waiting or servicer, and for 20 seconds after a change to ended; `None`
    /// if WeCom gave no code.
    pub fn reply(self, text: impl Into<String>) -> Option<SendOnEvent> {
        self.code.map(|code| SendOnEvent::text(code.into_inner(), text))
    }
}

fn answer(code: Option<OneTimeCode>, message: impl Into<EventMessage>) -> Option<SendOnEvent> {
    code.map(|code| SendOnEvent::new(code.into_inner(), message))
}
