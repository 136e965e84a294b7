//! The open connections, and which of them is the bot's.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::sync::mpsc::UnboundedSender;

/// What a connection is to do.
#[derive(Debug)]
pub(crate) enum Out {
    Text(String),
    /// The same, after this time.
    Later(Duration, String),
    /// A frame that breaks the rules of `WebSocket`s.
    Broken,
    /// Ends with a close frame.
    Close,
    /// Ends without a close frame.
    Cut,
    /// Ends without a close frame after this time.
    CutLater(Duration),
    /// Neither reads nor writes any more.
    Silence,
}

/// The connections, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Connections {
    open: BTreeMap<u64, Connection>,
    opened: u64,
}

#[derive(Debug)]
struct Connection {
    mailbox: UnboundedSender<Out>,
    state: State,
    /// Acks that wait for the next one to overtake them.
    held: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Connected, and not authenticated.
    Open,
    /// The connection of this bot.
    Subscribed(usize),
    /// It was a bot's before another one subscribed.
    Replaced,
    /// It is still this bot's, and neither reads nor writes any more.
    Silent(usize),
    /// It is about to end.
    Ended,
}

impl Connections {
    pub(super) fn open(&mut self, mailbox: UnboundedSender<Out>) -> u64 {
        self.opened += 1;
        self.open.insert(self.opened, Connection { mailbox, state: State::Open, held: Vec::new() });
        self.opened
    }

    pub(super) fn close(&mut self, connection: u64) {
        self.open.remove(&connection);
    }

    pub(super) fn state(&self, connection: u64) -> State {
        self.open.get(&connection).map_or(State::Ended, |connection| connection.state)
    }

    pub(super) fn set_state(&mut self, connection: u64, state: State) {
        if let Some(connection) = self.open.get_mut(&connection) {
            connection.state = state;
        }
    }

    /// The connection of a bot.
    pub(super) fn of(&self, bot: usize) -> Option<u64> {
        let mut open = self.open.iter();
        let is_of = |state| matches!(state, State::Subscribed(of) | State::Silent(of) if of == bot);
        open.find(|(_, connection)| is_of(connection.state)).map(|(number, _)| *number)
    }

    pub(super) fn send(&mut self, connection: u64, out: Out) {
        if let Some(connection) = self.open.get_mut(&connection) {
            connection.state = match (&out, connection.state) {
                (Out::Cut | Out::Close, _) => State::Ended,
                (Out::Silence, State::Subscribed(bot)) => State::Silent(bot),
                (_, state) => state,
            };
            // An error means that the connection has just ended.
            let _ = connection.mailbox.send(out);
        }
    }

    pub(super) fn cut_all(&mut self) {
        let open: Vec<u64> = self.open.keys().copied().collect();
        for connection in open {
            self.send(connection, Out::Cut);
        }
    }

    /// Whether a connection takes frames.
    pub(super) fn is_listening(&self, connection: u64) -> bool {
        !matches!(self.state(connection), State::Silent(_) | State::Ended)
    }

    /// Keeps an ack back until after the next one.
    pub(super) fn hold(&mut self, connection: u64, ack: String) {
        if let Some(connection) = self.open.get_mut(&connection) {
            connection.held.push(ack);
        }
    }

    /// Sends an ack, and after it those that were kept back.
    pub(super) fn acknowledge(&mut self, connection: u64, ack: String) {
        self.send(connection, Out::Text(ack));
        let held = self.open.get_mut(&connection).map(|connection| std::mem::take(&mut connection.held));
        for ack in held.into_iter().flatten() {
            self.send(connection, Out::Text(ack));
        }
    }
}
