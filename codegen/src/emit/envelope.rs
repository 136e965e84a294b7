//! The channel itself: its endpoint, recipients, sender and receipt.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use wecom_schema::model::{Kind, Role, TypeId};

use super::constructor::blank_except;
use super::{doc, remarks};
use crate::context::{Context, field_ident, ident};

pub(super) fn emit(context: Context<'_>) -> TokenStream {
    let Some(path) = context.channel.path.as_ref().filter(|_| !context.extends()) else { return TokenStream::new() };
    let (marker, to, sender) = (context.marker(), to(context), sender(context));
    let receipt = context.ty(context.channel.receipt);
    let recipients = recipients(context);
    // The hand-written recipients distinguish members from everyone.
    let members = (context.channel.recipients_in_runtime && context.channel.everyone.is_some()).then(|| {
        quote! {
            fn members(to: &To) -> rt::Vec<&str> {
                to.members()
            }
        }
    });
    let chat = chat(context).map(|chat| {
        quote! {
            fn chat(to: &To) -> rt::Option<&str> {
                rt::Some(&to.#chat)
            }
        }
    });
    let acknowledgement = acknowledgement(context, context.channel.receipt);
    let doc = doc::lines(&format!("The channel of `{path}`."));
    let definition = (!context.handle_is_marker()).then(|| {
        quote! {
            #doc
            #[derive(Clone, Copy, Debug)]
            pub enum #marker {}
        }
    });
    quote! {
        #recipients

        #definition

        impl rt::Channel for #marker {
            const PATH: &'static str = #path;
            type To = #to;
            type Sender = #sender;
            type Receipt = #receipt;

            #members

            #chat
        }

        #acknowledgement
    }
}

/// How an answer takes the warnings of its request.
pub(super) fn acknowledgement(context: Context<'_>, answer: TypeId) -> TokenStream {
    let answer = context.ty(answer);
    quote! {
        impl rt::Acknowledgement for #answer {
            #[inline]
            fn warn(&mut self, warnings: rt::Vec<rt::Violation>) {
                self.warnings.extend(warnings);
            }
        }
    }
}

/// The recipients' field that is a group chat.
fn chat(context: Context<'_>) -> Option<Ident> {
    const CHAT: &str = "chatid";
    let recipients = context.object(context.channel.recipients)?;
    let field = recipients.fields.iter().find(|field| field.wire == CHAT && field.kind == Kind::String)?;
    (!context.channel.recipients_in_runtime).then(|| field_ident(field))
}

/// The type of the recipients; `()` if the endpoint alone determines them.
pub(super) fn to(context: Context<'_>) -> TokenStream {
    if is_empty(context, context.channel.recipients) {
        quote!(())
    } else if context.extends() {
        let module = context.built_in_module();
        quote!(#module::To)
    } else {
        quote!(To)
    }
}

/// The type of the sender; `()` if the credential alone determines it.
pub(super) fn sender(context: Context<'_>) -> TokenStream {
    let sender = context.channel.sender;
    if is_empty(context, sender) { quote!(()) } else { context.ty(sender) }
}

pub(crate) fn is_empty(context: Context<'_>, id: TypeId) -> bool {
    context.object(id).is_some_and(|object| object.fields.is_empty())
}

/// Parts of the envelope without fields are not emitted, nor is a receipt without messages.
pub(super) fn is_emitted(context: Context<'_>, id: TypeId) -> bool {
    let is_receipt = id == context.channel.receipt;
    let is_envelope = context.object(id).is_some_and(|object| object.role == Role::Envelope);
    !(is_receipt && context.channel.path.is_none() || is_envelope && is_empty(context, id))
}

/// The hand-written recipients, or the functions of the described ones for everyone.
fn recipients(context: Context<'_>) -> Option<TokenStream> {
    if context.channel.recipients_in_runtime {
        let name = ident(&context.channel.name);
        return Some(quote!(pub use rt::channel::#name::to::To;));
    }
    let everyone = context.channel.everyone.as_ref()?;
    let object = context.object(context.channel.recipients)?;
    let (index, field) = object.fields.iter().enumerate().find(|(_, it)| it.wire == everyone.field)?;
    let name = field_ident(field);
    // The documentation of the flag describes everyone.
    let who = field.about.doc.as_ref().filter(|_| everyone.id.is_none());
    let who = doc::lines(&who.map_or_else(|| "Everyone.".to_owned(), |doc| doc::escaped(&doc.en)));
    let (is_everyone, value) = match (&everyone.id, &field.kind) {
        (None, _) => (quote!(self.#name == rt::Some(true)), quote!(rt::Some(true))),
        (Some(id), Kind::String) => (quote!(self.#name == #id), quote!(#id.into())),
        (Some(id), _) => {
            (quote!(matches!(self.#name.as_slice(), [only] if only == #id)), quote!(::std::vec![#id.into()]))
        }
    };
    let others = blank_except(context, object, index);
    let remarks = remarks::none(context, context.channel.recipients);
    Some(quote! {
        impl To {
            #who
            #[inline]
            pub fn everyone() -> Self {
                Self { #name: #value, #others #remarks }
            }

            /// Whether this is everyone.
            #[inline]
            pub fn is_everyone(&self) -> bool {
                #is_everyone
            }
        }
    })
}
