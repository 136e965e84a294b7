//! An object: its struct and its impls.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{Kind, Message, Object, Role, TypeId};

use super::{check, constructor, doc, profile, read, remarks, write};
use crate::context::{Context, field_ident, ident};

pub(super) fn emit(context: Context<'_>, id: TypeId, object: &Object) -> TokenStream {
    let message = context.channel.messages.iter().find(|message| message.object == id);
    let definition = definition(context, id, object);
    let debug = debug(context, id, object);
    let read = match message {
        Some(message) => read::message(context, id, object, message),
        None => read::object(context, id, object),
    };
    if object.role == Role::Reply {
        return quote!(#definition #debug #read);
    }
    let constructors = constructor::emit(context, id, object);
    let profile = profile::object(context, id, object);
    let body = if let Some(message) = message {
        message_body(context, id, object, message)
    } else {
        let write = write::object(object);
        let check = check::object(context, id, object);
        quote!(#write #check)
    };
    [definition, debug.unwrap_or_default(), constructors, body, read, profile].into_iter().collect()
}

fn definition(context: Context<'_>, id: TypeId, object: &Object) -> TokenStream {
    let name = ident(&object.rust);
    let doc = doc::object(context, id, object);
    let fields = object.fields.iter().map(|field| {
        let doc = doc::field(context, field);
        let name = field_ident(field);
        let ty = context.field_type(field);
        quote! {
            #doc
            pub #name: #ty
        }
    });
    let is_receipt = context.channel.receipt == id;
    let is_answer = context.is_answer(id);
    let says_whom =
        is_receipt && object.fields.iter().any(|field| matches!(field.kind, Kind::List(_) | Kind::Joined(_)));
    let must_use =
        says_whom.then(|| quote!(#[must_use = "a receipt lists the recipients that did not get the message"]));
    let warnings = is_answer.then(|| {
        quote! {
            /// Violations that did not prevent sending: text that WeCom truncates, or that may be displayed badly.
            pub warnings: rt::Vec<rt::Violation>,
        }
    });
    let remarks = remarks::field(context, id);
    let starts_empty = match object.role {
        Role::Envelope => object.constructors.is_empty(),
        role => role == Role::Reply,
    };
    let default = starts_empty.then(|| quote!(Default,));
    let debug = (!has_secrets(object)).then(|| quote!(Debug,));
    let clone = is_clone(context, id).then(|| quote!(Clone,));
    quote! {
        #doc
        #must_use
        #[derive(#clone #debug #default PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
            #warnings
            #remarks
        }
    }
}

/// Whether it is `Clone`. A code that works once is not, and neither is an object that contains one.
pub(super) fn is_clone(context: Context<'_>, id: TypeId) -> bool {
    let holds_code = |id: TypeId| context.fields(id).iter().any(|field| field.once.is_some());
    !context.channel.reachable([id]).into_iter().any(holds_code)
}

fn has_secrets(object: &Object) -> bool {
    object.fields.iter().any(|field| field.sensitive)
}

/// `Debug` that hides sensitive fields; derived if there are none.
fn debug(context: Context<'_>, id: TypeId, object: &Object) -> Option<TokenStream> {
    if !has_secrets(object) {
        return None;
    }
    let name = ident(&object.rust);
    let label = &object.rust;
    let fields = object.fields.iter().map(|field| {
        let (name, label) = (field_ident(field), &field.rust);
        if field.sensitive { quote!(.field(#label, &"…")) } else { quote!(.field(#label, &self.#name)) }
    });
    let warnings = context.is_answer(id).then(|| quote!(.field("warnings", &self.warnings)));
    let remarks = context.keeps_remarks(id).then(|| quote!(.field("remarks", &self.remarks)));
    Some(quote! {
        impl rt::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut rt::fmt::Formatter<'_>) -> rt::fmt::Result {
                f.debug_struct(#label) #(#fields)* #warnings #remarks .finish()
            }
        }
    })
}

/// A message has two levels: body fields in the object named like the msgtype, envelope fields beside it.
fn message_body(context: Context<'_>, id: TypeId, object: &Object, message: &Message) -> TokenStream {
    let name = ident(&object.rust);
    let body = ident(&format!("{}Body", object.rust));
    let msgtype = &message.msgtype;
    let this = quote!(self.0);
    let write_body = write::fields(object.body(), &this);
    let write_beside = write::statements(object.options(), &quote!(self));
    let check_body = check::body(context, object, &this, &TokenStream::new());
    let check_beside = check::options(context, object);
    let report_remarks = remarks::report(context, id);
    // Applications cannot reach the runtime's own checks.
    let by_hand = (message.checked_in_runtime && context.options.client).then(|| {
        let (channel, message) = (ident(&context.channel.name), ident(msgtype));
        quote!(rt::channel::#channel::#message::check(self, report);)
    });
    let serde = write::serde(&name);
    quote! {
        impl #name {
            /// The value of `msgtype`.
            pub const MSGTYPE: &'static str = #msgtype;
        }

        /// The object named like the msgtype.
        struct #body<'a>(&'a #name);

        impl rt::Fields for #body<'_> {
            #write_body
        }

        impl rt::Check for #body<'_> {
            #check_body
        }

        impl rt::Fields for #name {
            fn fields<M: rt::SerializeMap>(&self, map: &mut M) -> rt::Result<(), M::Error> {
                rt::write_body(map, Self::MSGTYPE, &#body(self))?;
                #write_beside
                rt::Ok(())
            }
        }

        impl rt::Check for #name {
            #[inline]
            fn check(&self, report: &mut rt::Report) {
                report.inside(Self::MSGTYPE, rt::Some(&#body(self)));
                #check_beside
                #by_hand
                #report_remarks
            }
        }

        #serde
    }
}
