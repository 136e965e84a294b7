//! Passive answers: each value can say only what WeCom takes there.

use crate::api::aibot::{
    Card, Event, Head, Stream, StreamReply, StreamWithCardReply, TemplateCard, UpdateReply, WelcomeReply, replace,
};
use crate::callback::{Answer, Responder};
use crate::error::Error;
use crate::message::check::report::Check;
use crate::message::check::strictness::Strictness;
use crate::message::fields::{Fields, Object};

/// How a callback can be answered, within 5 seconds.
#[derive(Debug)]
#[non_exhaustive]
pub enum PassiveAnswer {
    /// A message: with a stream, a card, or both.
    Message(MessageAnswer),
    /// WeCom asks for the state of a stream: with the stream, and with a card once.
    Refresh(RefreshAnswer),
    /// A chat that was opened: with a greeting.
    Welcome(WelcomeAnswer),
    /// A click on a card: with another card in its place.
    CardUpdate(CardUpdateAnswer),
    /// Not at all.
    None,
}

/// Answers a message of a member.
#[derive(Debug)]
#[must_use = "a message is answered by its functions"]
pub struct MessageAnswer(Responder);

/// Answers WeCom's question for the state of a stream.
#[derive(Debug)]
#[must_use = "the question is answered by its functions"]
pub struct RefreshAnswer(Responder);

/// Greets the member who opened the chat.
#[derive(Debug)]
#[must_use = "the member is greeted by its functions"]
pub struct WelcomeAnswer(Responder);

/// Replaces the card that was clicked.
#[derive(Debug)]
#[must_use = "the card is replaced by its functions"]
pub struct CardUpdateAnswer(Responder);

impl PassiveAnswer {
    pub(super) fn of(head: &Head, event: &Event, responder: Responder) -> Self {
        match event {
            Event::StreamRefresh(_) => Self::Refresh(RefreshAnswer(responder)),
            Event::EnterChat(_) => Self::Welcome(WelcomeAnswer(responder)),
            Event::TemplateCardClick(_) => Self::CardUpdate(CardUpdateAnswer(responder)),
            _ if head.msg_type == "event" || head.msg_type.is_empty() => Self::None,
            _ => Self::Message(MessageAnswer(responder)),
        }
    }

    /// Says nothing but that the callback was taken: 200 and an empty body.
    pub fn acknowledge(&self) -> Answer {
        Answer::empty()
    }
}

impl MessageAnswer {
    /// Begins a stream: until it is finished, WeCom asks for its state again and again, up to 6 minutes after the message.
    /// The program keeps the text by the stream's id.
    ///
    /// # Errors
    ///
    /// [`is_invalid`](Error::is_invalid) if the stream breaks one of its limits.
    pub fn stream(self, stream: impl Into<Stream>) -> Result<Answer, Error> {
        seal(&self.0, &StreamReply::new(stream))
    }

    /// Begins a stream, with a card below it.
    ///
    /// # Errors
    ///
    /// As for [`stream`](Self::stream).
    pub fn stream_with_card(self, stream: impl Into<Stream>, card: impl Into<Card>) -> Result<Answer, Error> {
        seal(&self.0, &StreamWithCardReply::new(stream, card))
    }

    /// Answers with a card.
    ///
    /// # Errors
    ///
    /// As for [`stream`](Self::stream).
    pub fn card(self, card: impl Into<Card>) -> Result<Answer, Error> {
        seal(&self.0, &TemplateCard::new(card))
    }
}

impl RefreshAnswer {
    /// The state of the stream: its whole text so far.
    ///
    /// # Errors
    ///
    /// As for [`MessageAnswer::stream`].
    pub fn stream(self, stream: impl Into<Stream>) -> Result<Answer, Error> {
        seal(&self.0, &StreamReply::new(stream))
    }

    /// The state of the stream, and a card below it, once for each message.
    ///
    /// # Errors
    ///
    /// As for [`MessageAnswer::stream`].
    pub fn stream_with_card(self, stream: impl Into<Stream>, card: impl Into<Card>) -> Result<Answer, Error> {
        seal(&self.0, &StreamWithCardReply::new(stream, card))
    }
}

impl WelcomeAnswer {
    /// Greets with a text.
    ///
    /// # Errors
    ///
    /// As for [`MessageAnswer::stream`].
    pub fn text(self, content: impl Into<String>) -> Result<Answer, Error> {
        seal(&self.0, &WelcomeReply::text(content))
    }

    /// Greets with a card.
    ///
    /// # Errors
    ///
    /// As for [`MessageAnswer::stream`].
    pub fn card(self, card: impl Into<Card>) -> Result<Answer, Error> {
        seal(&self.0, &WelcomeReply::card(card))
    }
}

impl CardUpdateAnswer {
    /// Replaces the card of everyone who has it. The new card must have the `task_id` of the click.
    ///
    /// # Errors
    ///
    /// As for [`MessageAnswer::stream`].
    pub fn replace(self, card: impl Into<replace::Card>) -> Result<Answer, Error> {
        seal(&self.0, &UpdateReply::new(card))
    }

    /// Replaces the card of these members of a group.
    ///
    /// # Errors
    ///
    /// As for [`MessageAnswer::stream`].
    pub fn replace_for<I: Into<String>>(
        self,
        userids: impl IntoIterator<Item = I>,
        card: impl Into<replace::Card>,
    ) -> Result<Answer, Error> {
        seal(&self.0, &UpdateReply::new(card).userids(userids))
    }
}

fn seal(responder: &Responder, answer: &(impl Fields + Check)) -> Result<Answer, Error> {
    Strictness::Normal.enforce(&|report| answer.check(report)).map_err(Error::invalid)?;
    let text = serde_json::to_string(&Object(answer)).map_err(|error| Error::unwritable(&error))?;
    responder.seal(&text)
}
