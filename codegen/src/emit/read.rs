//! Reading: an object takes its members out of the JSON object.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use wecom_schema::model::{Field, Kind, Message, Object, Role, Type, TypeId};

use super::constructor::blank;
use super::{literal, remarks};
use crate::context::{Context, field_ident, ident};

pub(super) fn object(context: Context<'_>, id: TypeId, object: &Object) -> TokenStream {
    let name = ident(&object.rust);
    let fields = object.fields.iter().map(|field| {
        let (name, value) = (field_ident(field), value(context, object, field));
        quote!(#name: #value)
    });
    let warnings = context.is_answer(id).then(|| quote!(warnings: rt::Vec::new()));
    let (remarks, remember) = (remarks::none(context, id), remarks::remember(context, id));
    let members = if object.fields.is_empty() { quote!(_) } else { quote!(members) };
    let opens = context.channel.opens.iter().filter(|_| context.channel.head == Some(id));
    quote! {
        impl rt::FromMembers for #name {
            #[inline]
            fn from_members(#members: &mut rt::Members<'_>) -> rt::Option<Self> {
                #(members.open(#opens);)*
                rt::Some(Self { #(#fields,)* #warnings #remarks })
            }

            #remember
        }
    }
}

/// The body first, then the members beside it.
pub(super) fn message(context: Context<'_>, id: TypeId, object: &Object, message: &Message) -> TokenStream {
    let name = ident(&object.rust);
    let body = object.body().iter().map(|field| {
        let (name, value) = (field_ident(field), value(context, object, field));
        quote!(#name: #value)
    });
    let blank = object.options().iter().map(|field| {
        let (name, value) = (field_ident(field), blank(context, &field.kind));
        quote!(#name: #value)
    });
    let options = object.options().iter().map(|field| {
        let (name, value) = (field_ident(field), value(context, object, field));
        quote!(message.#name = #value;)
    });
    let refuses = message.refuses.iter().map(|refused| {
        let (member, reason) = (&refused.member, &refused.reason);
        let allowed = literal::scalar(&refused.allows);
        let errcode = literal::errcode(refused.errcode);
        quote!(members.allow_only(#member, &rt::Value::from(#allowed), #reason, #errcode);)
    });
    let (remarks, remember) = (remarks::none(context, id), remarks::remember(context, id));
    let mutable = (!object.options().is_empty()).then(|| quote!(mut));
    quote! {
        impl rt::FromMembers for #name {
            #[inline]
            fn from_members(members: &mut rt::Members<'_>) -> rt::Option<Self> {
                let #mutable message = members.body(Self::MSGTYPE, |members| {
                    rt::Some(Self { #(#body,)* #(#blank,)* #remarks })
                })?;
                #(#options)*
                #(#refuses)*
                rt::Some(message)
            }

            #remember
        }
    }
}

fn value(context: Context<'_>, object: &Object, field: &Field) -> TokenStream {
    let wire = &field.wire;
    let is_reply = object.role == Role::Reply;
    if let Some(seconds) = field.once {
        let seconds = Literal::u32_unsuffixed(seconds);
        return quote!(members.once(#wire, #seconds));
    }
    if let Some(each) = &field.each {
        return quote!(members.each(#wire, #each));
    }
    match &field.kind {
        Kind::Integer if field.is_moment => quote!(members.moment(#wire)),
        Kind::String => quote!(members.string(#wire)),
        Kind::Flag => quote!(members.flag(#wire)),
        Kind::Inline(_) => quote!(rt::FromMembers::from_members(members)?),
        Kind::Joined(separator) if is_reply => quote!(members.ids(#wire, #separator)),
        Kind::Joined(separator) => quote!(members.joined(#wire, #separator)),
        Kind::List(_) => quote!(members.list(#wire)),
        Kind::Object(_) | Kind::Union(_) => quote!(members.non_empty(#wire)),
        Kind::Newtype(id) => {
            let ty = context.ty(*id);
            quote!(members.take(#wire).filter(|value: &#ty| !value.as_str().is_empty()))
        }
        Kind::Values(id) if matches!(context.channel.ty(*id), Type::Values(values) if !values.integer) => {
            let ty = context.ty(*id);
            quote!(members.take(#wire).filter(|value: &#ty| !value.as_str().is_empty()))
        }
        _ => quote!(members.take(#wire)),
    }
}
