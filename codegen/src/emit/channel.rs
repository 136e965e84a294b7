//! A channel's file: its types, its messages, its operations, a module per further profile.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{Channel, Type};

use super::{
    any_message, calls, doc, duplicate_check, envelope, functions, messages, newtype, object, passive_replies,
    received, send_request, split, union, values,
};
use crate::context::{Context, ident, runtime};
use crate::file::{File, NotRust};
use crate::options::Options;

pub(crate) fn channel(channel: &Channel, options: &Options) -> Result<File, NotRust> {
    let context = Context { channel, options, module: None };
    let types = types(context);
    let envelope = envelope::emit(context);
    let request = send_request::emit(context);
    let any_message = any_message::emit(context);
    let messages = messages::emit(context);
    let functions = functions::emit(context);
    let split = split::emit(context);
    let duplicate_check = duplicate_check::emit(context);
    let calls = calls::emit(context);
    let profiles = channel.profiles.iter().skip(1).map(|profile| {
        let name = ident(&profile.name);
        let doc = doc::named(&profile.about, &profile.name);
        let types = self::types(context.within(Some(&profile.name)));
        if types.is_empty() {
            TokenStream::new()
        } else {
            quote! {
                #doc
                pub mod #name {
                    use super::rt;
                    #types
                }
            }
        }
    });
    let passive_replies = passive_replies::emit(context);
    let received = received::emit(context);
    let runtime = runtime(options);
    let import = quote!(use #runtime;);
    let parts = [
        import,
        envelope,
        request,
        any_message,
        messages,
        functions,
        split,
        duplicate_check,
        calls,
        passive_replies,
        received,
        types,
    ];
    File::new(format!("{}.rs", channel.name), parts.into_iter().chain(profiles).collect())
}

/// Whether anything of a channel is not built in.
pub(crate) fn has_something(channel: &Channel, options: &Options) -> bool {
    let context = Context { channel, options, module: None };
    !context.extends()
        || context.messages().next().is_some()
        || context.operations().next().is_some()
        || context.passive_replies().next().is_some()
        || context.received().next().is_some()
}

fn types(context: Context<'_>) -> TokenStream {
    let types = context.types().map(|(id, ty)| match ty {
        Type::Object(_) if !envelope::is_emitted(context, id) => TokenStream::new(),
        Type::Object(it) => object::emit(context, id, it),
        Type::Union(it) => union::emit(context, id, it),
        Type::Values(it) => values::emit(it),
        Type::Newtype(it) if it.in_runtime => TokenStream::new(),
        Type::Newtype(it) => newtype::emit(it),
    });
    types.collect()
}
