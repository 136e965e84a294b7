//! The whole body of a send, for programs that read bodies.

use proc_macro2::TokenStream;
use quote::quote;

use super::{envelope, write};
use crate::context::{Context, ident};

pub(super) fn emit(context: Context<'_>) -> TokenStream {
    if context.channel.messages.is_empty() || context.extends() {
        return TokenStream::new();
    }
    let name = ident("SendRequest");
    let serde = write::serde(&name);
    let to =
        Part::new(context, "to", "The recipients of the message.", envelope::to(context), context.channel.recipients);
    let sender =
        Part::new(context, "sender", "The sender of the message.", envelope::sender(context), context.channel.sender);
    let (to_field, to_value, to_read) = (to.field(), to.reference(), to.read());
    let (sender_field, sender_value, sender_read) = (sender.field(), sender.reference(), sender.read());
    let check_sender = sender.is_there.then(|| {
        quote! {
            if rt::Message::needs_sender(&self.message) {
                rt::Check::check(&self.sender, report);
            }
        }
    });
    let may_be_addressed = context.channel.messages.iter().any(|message| !message.addressed_by.is_empty());
    let check_to = to.is_there.then(|| {
        let check = quote!(rt::Check::check(&self.to, report););
        if may_be_addressed {
            quote!(if !rt::Message::is_addressed(&self.message) || !rt::is_empty(&self.to) { #check })
        } else {
            check
        }
    });
    let (to_parameter, to_init) = to.parameter(Some(&quote!(to.into())));
    let (sender_parameter, sender_init) = sender.parameter(None);
    let to_parameter = to_parameter.map(|ty| quote!(to: impl rt::Into<#ty>,));
    let sender_parameter = sender_parameter.map(|ty| quote!(sender: #ty,));
    quote! {
        /// A whole request: the message, the recipients and the sender.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct SendRequest {
            #to_field
            /// The message.
            pub message: AnyMessage,
            #sender_field
        }

        impl SendRequest {
            /// Creates a request.
            pub fn new(
                #to_parameter
                message: impl rt::Into<AnyMessage>,
                #sender_parameter
            ) -> Self {
                Self { #to_init message: message.into(), #sender_init }
            }
        }

        impl rt::Fields for SendRequest {
            fn fields<M: rt::SerializeMap>(&self, map: &mut M) -> rt::Result<(), M::Error> {
                let whole = rt::Joined::new(#to_value, #sender_value, &self.message);
                rt::Fields::fields(&whole, map)
            }
        }

        impl rt::Check for SendRequest {
            #[inline]
            fn check(&self, report: &mut rt::Report) {
                #check_to
                rt::Check::check(&self.message, report);
                rt::Message::check_to(&self.message, #to_value, report);
                #check_sender
            }
        }

        impl rt::FromMembers for SendRequest {
            #[inline]
            fn from_members(members: &mut rt::Members<'_>) -> rt::Option<Self> {
                rt::Some(Self {
                    #to_read
                    message: rt::FromMembers::from_members(members)?,
                    #sender_read
                })
            }

            /// The message keeps them.
            #[inline]
            fn remember(&mut self, remarks: rt::Remarks) {
                rt::FromMembers::remember(&mut self.message, remarks);
            }
        }

        #serde
    }
}

/// Recipients or sender, if the channel has them.
struct Part {
    name: proc_macro2::Ident,
    doc: &'static str,
    ty: TokenStream,
    is_there: bool,
}

impl Part {
    fn new(
        context: Context<'_>,
        name: &str,
        doc: &'static str,
        ty: TokenStream,
        id: wecom_schema::model::TypeId,
    ) -> Self {
        Self { name: ident(name), doc, ty, is_there: !envelope::is_empty(context, id) }
    }

    fn field(&self) -> Option<TokenStream> {
        let Self { name, ty, .. } = self;
        let doc = format!(" {}", self.doc);
        self.is_there.then(|| quote!(#[doc = #doc] pub #name: #ty,))
    }

    fn reference(&self) -> TokenStream {
        let name = &self.name;
        if self.is_there { quote!(&self.#name) } else { quote!(&()) }
    }

    fn read(&self) -> Option<TokenStream> {
        let name = &self.name;
        self.is_there.then(|| quote!(#name: rt::FromMembers::from_members(members)?,))
    }

    /// The type of the parameter, and the field made of it: by this expression, or as it is.
    fn parameter(&self, value: Option<&TokenStream>) -> (Option<&TokenStream>, Option<TokenStream>) {
        let name = &self.name;
        let initial = value.map_or_else(|| quote!(#name,), |value| quote!(#name: #value,));
        if self.is_there { (Some(&self.ty), Some(initial)) } else { (None, None) }
    }
}
