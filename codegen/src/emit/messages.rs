//! `Message` for the messages of a channel.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::Message;

use super::{check, duplicate_check, envelope, presence};
use crate::context::Context;

pub(super) fn emit(context: Context<'_>) -> TokenStream {
    let messages = context.messages().map(|message| {
        let (name, marker) = (context.ty(message.object), context.marker());
        let check_to = check_to(context, message);
        let needs_sender = message.sender_optional.then(|| {
            quote! {
                #[inline]
                fn needs_sender(&self) -> bool {
                    false
                }
            }
        });
        let is_addressed = is_addressed(context, message);
        let duplicate_check = duplicate_check::methods(context, message);
        quote! {
            impl rt::Message<#marker> for #name {
                #[inline]
                fn msgtype(&self) -> &str {
                    Self::MSGTYPE
                }
                #check_to
                #is_addressed
                #needs_sender
                #duplicate_check
            }
        }
    });
    messages.collect()
}

/// Whether a message contains its own recipients.
fn is_addressed(context: Context<'_>, message: &Message) -> Option<TokenStream> {
    let object = context.object(message.object).filter(|_| !message.addressed_by.is_empty())?;
    let addressed = message.addressed_by.iter().map(|path| presence::present(context, object, path, &quote!(self)));
    Some(quote! {
        #[inline]
        fn is_addressed(&self) -> bool {
            #(#addressed)||*
        }
    })
}

/// The check of messages that cannot go to everyone.
fn check_to(context: Context<'_>, message: &Message) -> Option<TokenStream> {
    let field = &context.channel.everyone.as_ref()?.field;
    let (to, beyond) = (envelope::to(context), check::consequence(message.everyone?));
    Some(quote! {
        #[inline]
        fn check_to(&self, to: &#to, report: &mut rt::Report) {
            if to.is_everyone() {
                report.add(#field, rt::Problem::Everyone, #beyond, rt::None);
            }
        }
    })
}
