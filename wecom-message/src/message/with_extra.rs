//! Described messages with members that are not described.

use std::time::Duration;

use serde::ser::{Error as _, SerializeMap};
use serde_json::Value;

use super::check::report::{Check, Report};
use super::fields::{Fields, Object};
use super::split::Split;
use super::split::markup::Markup;
use super::{Channel, Message};

/// A message with additional members that are not described yet. They are not checked; the message itself is.
///
/// ```
/// use wecom_message::WithExtra;
/// use wecom_message::app::Text;
///
/// let message = WithExtra::new(Text::new("disk full"))
///     .member("/text", "urgency", 2)
///     .member("", "expires_in", 3600);
/// assert_eq!(
///     serde_json::to_value(&message)?,
///     serde_json::json!({ "msgtype": "text", "text": { "content": "disk full", "urgency": 2 }, "expires_in": 3600 })
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct WithExtra<M> {
    message: M,
    extra: Vec<(String, String, Value)>,
}

impl<M> WithExtra<M> {
    /// The message without additional members; [`member`](Self::member) adds them.
    pub fn new(message: M) -> Self {
        Self { message, extra: Vec::new() }
    }

    /// Adds a member to the object at a JSON pointer: `""` is the message itself, `/text` its body, `/news/articles/0` the
    /// first article.
    ///
    /// If there is no such object, the message cannot be written, and sending it fails before anything is sent.
    #[must_use]
    pub fn member(mut self, object: impl Into<String>, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.extra.push((object.into(), name.into(), value.into()));
        self
    }
}

impl<M: Fields> WithExtra<M> {
    fn whole(&self) -> Result<Value, serde_json::Error> {
        let mut whole = serde_json::to_value(Object(&self.message))?;
        for (pointer, name, value) in &self.extra {
            let object = whole.pointer_mut(pointer).and_then(Value::as_object_mut);
            let missing = || serde_json::Error::custom(format_args!("there is no object at `{pointer}` for `{name}`"));
            object.ok_or_else(missing)?.insert(name.clone(), value.clone());
        }
        Ok(whole)
    }
}

impl<M: Fields> Fields for WithExtra<M> {
    fn fields<S: SerializeMap>(&self, map: &mut S) -> Result<(), S::Error> {
        let whole = self.whole().map_err(S::Error::custom)?;
        let members = whole.as_object().into_iter().flatten();
        members.into_iter().try_for_each(|(member, value)| map.serialize_entry(member, value))
    }
}

impl<M: Fields> serde::Serialize for WithExtra<M> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::serialize(self, serializer)
    }
}

/// Every part has all additional members.
impl<M: Split> Split for WithExtra<M> {
    const LIMIT: usize = M::LIMIT;
    const MARKUP: Markup = M::MARKUP;

    fn text(&self) -> &str {
        self.message.text()
    }

    fn with_text(&self, text: String) -> Self {
        Self { message: self.message.with_text(text), extra: self.extra.clone() }
    }
}

impl<M: Check> Check for WithExtra<M> {
    fn check(&self, report: &mut Report) {
        self.message.check(report);
    }
}

impl<C: Channel, M: Message<C>> Message<C> for WithExtra<M> {
    fn msgtype(&self) -> &str {
        self.message.msgtype()
    }

    fn check_to(&self, to: &C::To, report: &mut Report) {
        self.message.check_to(to, report);
    }

    /// `None` with any additional member beside the body, because it could switch the check off.
    fn duplicate_check(&self) -> Option<Duration> {
        let is_beside = |(object, _, _): &(String, String, Value)| object.is_empty();
        if self.extra.iter().any(is_beside) { None } else { self.message.duplicate_check() }
    }

    fn duplicate_checked(&self, interval: Duration) -> Option<Self> {
        let message = self.message.duplicate_checked(interval)?;
        Some(Self { message, extra: self.extra.clone() })
    }

    fn is_addressed(&self) -> bool {
        self.message.is_addressed()
    }

    fn needs_sender(&self) -> bool {
        self.message.needs_sender()
    }
}
