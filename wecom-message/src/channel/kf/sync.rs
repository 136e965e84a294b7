//! What happened in an account, message by message, to the end and from where it was left.

use std::fmt;
use std::io;
use std::iter::FusedIterator;
use std::vec;

use super::cursors::CursorStore;
use crate::api::kf::{Account, SyncMsg, SyncMsgVoiceFormat, SyncedMessage};
use crate::error::Error;
use crate::message::Call;

impl Account {
    /// Iterates over what happened in the account since the last time: messages of customers and servicers, and events.
    ///
    /// The cursor of a page is saved when its last message was handled, that is, when the iterator is asked for the next
    /// one. A program that dies or stops in between gets the page again, so recognize messages by their
    /// [`message_id`](SyncedMessage::message_id). The iterator ends when there is nothing more, and after the first error.
    ///
    /// Read an account in one place at a time: two readers would take each other's pages.
    ///
    /// ```no_run
    /// use wecom_message::kf::SyncedContent;
    /// use wecom_message::{Client, FileCursorStore};
    ///
    /// # fn main() -> Result<(), wecom_message::Error> {
    /// let client = Client::from_env()?;
    /// let cursors = FileCursorStore::new("/var/lib/support/cursors");
    /// for message in client.kf("open_kfid").synced_messages(&cursors).token("the event's token") {
    ///     let message = message?;
    ///     if let SyncedContent::Text(text) = &message.content {
    ///         println!("{}: {}", message.customer, text.content);
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn synced_messages<S: CursorStore>(&self, cursors: S) -> SyncedMessages<S> {
        let request = SyncMsg::new().open_kfid(self.sender().open_kfid.as_str());
        SyncedMessages { account: self.clone(), cursors, request, page: Vec::new().into_iter(), state: State::Begin }
    }
}

/// Iterates over what happened in an account; made by [`Account::synced_messages`].
#[must_use = "nothing is asked for before the first message is taken"]
pub struct SyncedMessages<S> {
    account: Account,
    cursors: S,
    request: SyncMsg,
    /// What is left of the page at hand.
    page: vec::IntoIter<SyncedMessage>,
    state: State,
}

enum State {
    /// Nothing was asked for yet.
    Begin,
    /// A page is at hand; its cursor is to be saved when it is handled.
    Page {
        cursor: String,
        has_more: bool,
    },
    End,
}

impl<S> SyncedMessages<S> {
    /// With the token of the event `kf_msg_or_event`. Without one WeCom allows few calls; one that has ended is left out.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.request.token = token.into();
        self
    }

    /// How many messages a page has at most; 1000 by default.
    pub fn page_size(mut self, messages: u32) -> Self {
        self.request.limit = Some(messages.into());
        self
    }

    /// In which format recordings come; AMR by default.
    pub fn voice_format(mut self, format: SyncMsgVoiceFormat) -> Self {
        self.request.voice_format = Some(format);
        self
    }
}

impl<S: CursorStore> SyncedMessages<S> {
    /// The next message that is at hand or can be fetched.
    fn advance(&mut self) -> Result<Option<SyncedMessage>, Error> {
        loop {
            if let Some(message) = self.page.next() {
                return Ok(Some(message));
            }
            match std::mem::replace(&mut self.state, State::End) {
                State::Begin => {
                    let cursor = self.cursors.load(&self.request.open_kfid);
                    self.request.cursor =
                        cursor.map_err(store_failed("the cursor cannot be loaded"))?.unwrap_or_default();
                }
                State::Page { cursor, has_more } => {
                    if cursor != self.request.cursor && !cursor.is_empty() {
                        let saved = self.cursors.save(&self.request.open_kfid, &cursor);
                        saved.map_err(store_failed("the cursor cannot be saved"))?;
                    } else if has_more {
                        return Err(Error::repeated_page(SyncMsg::PATH));
                    }
                    if !has_more {
                        return Ok(None);
                    }
                    self.request.cursor = cursor;
                }
                State::End => return Ok(None),
            }
            self.fetch()?;
        }
    }

    fn fetch(&mut self) -> Result<(), Error> {
        let reply = match self.account.client().call(self.request.clone()) {
            // Reading may take longer than a token lives.
            Err(error) if is_token_refused(&error) && !self.request.token.is_empty() => {
                self.request.token.clear();
                self.account.client().call(self.request.clone())?
            }
            answered => answered?,
        };
        self.page = reply.messages.into_iter();
        self.state = State::Page { cursor: reply.next_cursor, has_more: reply.has_more.unwrap_or(false) };
        Ok(())
    }
}

fn is_token_refused(error: &Error) -> bool {
    const MSG_TOKEN_INVALID: i32 = 95007;
    error.errcode().is_some_and(|code| code.value() == MSG_TOKEN_INVALID)
}

fn store_failed<E: std::error::Error + Send + Sync + 'static>(what: &'static str) -> impl Fn(E) -> Error {
    move |error| Error::io(SyncMsg::PATH, what, io::Error::other(error))
}

impl<S: CursorStore> Iterator for SyncedMessages<S> {
    type Item = Result<SyncedMessage, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.advance().inspect_err(|_| self.state = State::End).transpose()
    }
}

impl<S: CursorStore> FusedIterator for SyncedMessages<S> {}

impl<S> fmt::Debug for SyncedMessages<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SyncedMessages").field("request", &self.request).finish_non_exhaustive()
    }
}
