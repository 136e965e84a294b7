//! From an event to what it allows, by the code that comes with it. Each takes the event, since its code works once.

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
    /// Greys out the card's buttons and labels them, for all who received it: within 72 hours after the click.
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
    pub fn update_button(self, label: impl Into<String>) -> UpdateTemplateCard {
        UpdateTemplateCard::button(code(self.response_code), label)
    }

    /// Replaces the card, for all who received it: within 72 hours after the click.
    pub fn update_card(self, card: impl Into<Card>) -> UpdateTemplateCard {
        UpdateTemplateCard::card(code(self.response_code), card)
    }
}

/// There is no `update_button`: cards with a menu need not have buttons, and WeCom ignores it for those.
#[cfg(feature = "app")]
impl TemplateCardMenuClick {
    /// Replaces the card, for all who received it: within 72 hours after the click.
    pub fn update_card(self, card: impl Into<Card>) -> UpdateTemplateCard {
        UpdateTemplateCard::card(code(self.response_code), card)
    }
}

#[cfg(feature = "customer")]
impl ChangeExternalContact {
    /// A greeting to a customer who was added, which works for 20 seconds after the event; `None` if the customer is not to
    /// be greeted.
    pub fn welcome(self, text: impl Into<String>) -> Option<SendWelcome> {
        self.welcome_code.map(|code| SendWelcome::new(code.into_inner(), text))
    }
}

/// An update without a code fails the check before it is sent, as any update without one does.
#[cfg(feature = "app")]
fn code(code: Option<OneTimeCode>) -> String {
    code.map(OneTimeCode::into_inner).unwrap_or_default()
}
