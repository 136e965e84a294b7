//! Messages with WeCom's duplicate check.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{Field, Message};

use super::{doc, literal};
use crate::context::{Context, field_ident};

pub(super) fn emit(context: Context<'_>) -> TokenStream {
    let messages = context.messages().filter_map(|message| implement(context, message));
    messages.collect()
}

fn implement(context: Context<'_>, message: &Message) -> Option<TokenStream> {
    let (switch, interval, _) = fields(context, message)?;
    let name = context.ty(message.object);
    let doc = doc::lines(
        "Allows a retry even if WeCom may have received the message: turns the duplicate check on for `interval`, and WeCom \
         drops the second copy.\n\nWeCom also drops a legitimate message with the same text within the interval; see \
         [`DuplicateCheck`](rt::DuplicateCheck::retry_safely).",
    );
    Some(quote! {
        impl #name {
            #doc
            #[must_use]
            #[inline]
            pub fn retry_safely(self, interval: rt::Duration) -> Self {
                rt::DuplicateCheck::retry_safely(self, interval)
            }
        }

        impl rt::DuplicateCheck for #name {
            #[inline]
            fn with_duplicate_check(self, seconds: u32) -> Self {
                self.#switch(true).#interval(seconds)
            }
        }
    })
}

/// The methods of `Message` that read the interval and set it.
pub(super) fn methods(context: Context<'_>, message: &Message) -> Option<TokenStream> {
    let (switch, interval, default) = fields(context, message)?;
    Some(quote! {
        #[inline]
        fn duplicate_check(&self) -> rt::Option<rt::Duration> {
            rt::duplicate_check(self.#switch, self.#interval, #default)
        }

        #[inline]
        fn duplicate_checked(&self, interval: rt::Duration) -> rt::Option<Self> {
            let is_unset = self.#switch.is_none();
            is_unset.then(|| rt::DuplicateCheck::retry_safely(rt::Clone::clone(self), interval))
        }
    })
}

/// The switch and the interval of a message that has both.
pub(crate) fn switch_and_interval<'c>(context: Context<'c>, message: &Message) -> Option<(&'c Field, &'c Field)> {
    let check = context.channel.duplicate_check.as_ref()?;
    let object = context.object(message.object)?;
    let field = |name: &str| object.fields.iter().find(|field| field.wire == name);
    field(&check.switch).zip(field(&check.interval))
}

/// The two fields, and the default of the interval.
fn fields(context: Context<'_>, message: &Message) -> Option<(proc_macro2::Ident, proc_macro2::Ident, TokenStream)> {
    let (switch, interval) = switch_and_interval(context, message)?;
    let default = literal::scalar(interval.default.as_ref()?)?;
    Some((field_ident(switch), field_ident(interval), default))
}
