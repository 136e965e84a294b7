//! Actions of members that WeCom reports to the application.

use std::fmt;

/// An action of a member. Member ids are written as the program writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    Click(Click),
    Say { member: String, text: String },
    EnterAgent { member: String },
    Subscribe { member: String },
    Unsubscribe { member: String },
}

/// A click of a member on a template card.
///
/// ```
/// use wecom_sandbox::Click;
///
/// let approve = Click::button("lisi", "deploy-42", "approve");
/// let vote = Click::submit("lisi", "lunch-0611").choosing("dish", ["noodles", "rice"]);
/// let mute = Click::menu("lisi", "alarm-9", "mute");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Click {
    pub(crate) member: String,
    pub(crate) card: String,
    pub(crate) target: Target,
    /// The question's key, and the ids of the chosen options.
    pub(crate) chosen: Vec<(String, Vec<String>)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// The button with this key.
    Button(String),
    /// The menu entry with this key.
    Menu(String),
    Submit,
}

impl Target {
    pub(crate) fn is_menu(&self) -> bool {
        matches!(self, Self::Menu(_))
    }
}

impl Click {
    /// A member clicks the button with this key on a button card. `card` is its `task_id` or the message's `msgid`; of
    /// several with one `task_id` it is the newest.
    pub fn button(member: impl Into<String>, card: impl Into<String>, key: impl Into<String>) -> Self {
        Self::new(member.into(), card.into(), Target::Button(key.into()))
    }

    /// A member submits a vote or the selections of a multiple-choice card.
    ///
    /// Without [`choosing`](Self::choosing) they leave everything as the card shows it first.
    pub fn submit(member: impl Into<String>, card: impl Into<String>) -> Self {
        Self::new(member.into(), card.into(), Target::Submit)
    }

    /// A member chooses the entry with this key from the menu at a card's top right.
    pub fn menu(member: impl Into<String>, card: impl Into<String>, key: impl Into<String>) -> Self {
        Self::new(member.into(), card.into(), Target::Menu(key.into()))
    }

    fn new(member: String, card: String, target: Target) -> Self {
        Self { member, card, target, chosen: Vec::new() }
    }

    /// The member has chosen these options of the question with this key.
    #[must_use]
    pub fn choosing<O: Into<String>>(
        mut self,
        question_key: impl Into<String>,
        options: impl IntoIterator<Item = O>,
    ) -> Self {
        self.chosen.push((question_key.into(), options.into_iter().map(Into::into).collect()));
        self
    }
}

/// Why the callback URL was not called, or the smart bot not told.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotCalled {
    /// The smart bot has no long connection.
    NotConnected,
    /// The member sees no message of the bot that can be rated by this id.
    NoSuchFeedback,
    /// The sandbox was not given a callback URL.
    NoCallbackUrl,
    /// The program did not verify the URL: it did not answer, or with something else than the decrypted `echostr`.
    NotVerified(String),
    /// No card of this member has this `task_id` or `msgid`, or it was recalled.
    NoSuchCard,
    /// The card that the member sees has no button or menu entry with this key, or nothing to submit.
    NoSuchButton,
    /// The buttons of the card that the member sees are greyed out.
    GreyedOut,
    /// The card has no question with this key, no such option of it, or allows only one of those that were chosen.
    NoSuchOption,
}

impl fmt::Display for NotCalled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotConnected => "the smart bot has no long connection",
            Self::NoSuchFeedback => "the member sees no message with this feedback id",
            Self::NoCallbackUrl => "the sandbox was given no callback URL",
            Self::NotVerified(reason) => return write!(f, "the callback URL is not verified: {reason}"),
            Self::NoSuchCard => "the member has no such card that calls back",
            Self::NoSuchButton => "the card that the member sees has no such button",
            Self::GreyedOut => "the buttons of the card that the member sees are greyed out",
            Self::NoSuchOption => "the card does not allow this choice",
        })
    }
}

impl std::error::Error for NotCalled {}
