//! Requests that use the code of an event. Each function consumes the event, because its code works once.

#[cfg(feature = "app")]
use crate::api::app::{UpdateTemplateCard, replace::Card};
#[cfg(feature = "customer")]
use crate::api::callback::ChangeExternalContact;
#[cfg(feature = "app")]
use crate::api::callback::{TemplateCardClick, TemplateCardMenuClick};
#[cfg(feature = "customer")]
use crate::api::customer::SendWelcome;
#[cfg(feature = "app")]
use crate::message::one_time_code::OneTimeCode;

#[cfg(feature = "app")]
impl TemplateCardClick {
    /// Replaces the card's buttons with a grey label, for all who received the card. The code is valid for 72 hours after the
    /// click. To change only some copies, name their members: `.atall(false).userids(["lisi"])`.
    ///
    /// ```
    /// use wecom_message::callback::TemplateCardClick;
    /// use wecom_message::{Client, Error};
    ///
    /// fn approve(client: &Client, click: TemplateCardClick) -> Result<(), Error> {
    ///     client.update_template_card(click.update_button("Approved"))?;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// A click updates its card once:
    ///
    /// ```compile_fail,E0382
    /// # use wecom_message::callback::TemplateCardClick;
    /// fn twice(click: TemplateCardClick) {
    ///     click.update_button("Approved");
    ///     click.update_button("Rejected");
    /// }
    /// ```
    pub fn update_button(self, label: impl Into<String>) -> UpdateTemplateCard {
        UpdateTemplateCard::button(code(self.response_code), label).atall(true)
    }

    /// Replaces the card for all who received it, like [`update_button`](Self::update_button).
    pub fn update_card(self, card: impl Into<Card>) -> UpdateTemplateCard {
        UpdateTemplateCard::card(code(self.response_code), card).atall(true)
    }
}

/// There is no `update_button`: cards with a menu need not have buttons, and WeCom ignores it for those.
#[cfg(feature = "app")]
impl TemplateCardMenuClick {
    /// Replaces the card, for all who received it. The code is valid for 72 hours after the click.
    pub fn update_card(self, card: impl Into<Card>) -> UpdateTemplateCard {
        UpdateTemplateCard::card(code(self.response_code), card).atall(true)
    }
}

#[cfg(feature = "customer")]
impl ChangeExternalContact {
    /// A greeting to a customer who was added, valid for 20 seconds after the event; `None` if the event has no code, and the
    /// customer cannot be greeted.
    pub fn welcome(self, text: impl Into<String>) -> Option<SendWelcome> {
        self.welcome_code.map(|code| SendWelcome::new(code.into_inner(), text))
    }
}

/// An update without a code fails the check before sending.
#[cfg(feature = "app")]
fn code(code: Option<OneTimeCode>) -> String {
    code.map(OneTimeCode::into_inner).unwrap_or_default()
}
