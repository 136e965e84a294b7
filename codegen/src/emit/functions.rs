//! The functions of a channel: on the client, on the robot, or on the channel's handle.

use proc_macro2::TokenStream;
use quote::quote;
use wecom_schema::model::{Constructor, Field, Handle, Held, Message, Object, Operation, Supplier};

use super::constructor::{blank, parameters};
use super::{doc, envelope, handle};
use crate::context::{Context, Home, field_ident, ident};

fn errors(context: Context<'_>) -> String {
    format!(
        "# Errors\n\nFails if the request is invalid, WeCom answers with an error, or WeCom cannot be reached; see \
         [`Error`]({}::Error).",
        context.link_root()
    )
}

/// A function without its visibility.
struct Function {
    /// Documentation and attributes.
    head: TokenStream,
    signature: TokenStream,
    body: TokenStream,
}

pub(super) fn emit(context: Context<'_>) -> TokenStream {
    let own_handle = context.channel.handle.as_ref().filter(|_| !context.extends());
    let handle = own_handle.map(|held| handle::emit(context, held));
    let make = own_handle.map(|held| make(context, held));
    let sends = context.messages().map(|message| send_one(context, message));
    let with_functions = context.operations().filter(|_| context.home() != Home::Bot);
    let (here, on_client): (Vec<_>, Vec<_>) =
        with_functions.partition(|operation| context.home_of(operation) == context.home());
    let calls = here.into_iter().flat_map(|operation| calls(context, operation, context.home()));
    let calls_on_client = on_client.into_iter().flat_map(|operation| self::calls(context, operation, Home::Client));
    let here: Vec<_> = send(context).into_iter().chain(send_in_parts(context)).chain(sends).chain(calls).collect();
    let on_client: Vec<_> = make.into_iter().chain(calls_on_client).collect();
    let (here, on_client) = (implement(context, context.home(), &here), implement(context, Home::Client, &on_client));
    quote!(#handle #here #on_client)
}

/// An inherent impl for a type of this crate; an extension trait for a type of the runtime.
fn implement(context: Context<'_>, home: Home, functions: &[Function]) -> TokenStream {
    if functions.is_empty() {
        return TokenStream::new();
    }
    let (target, name) = match home {
        Home::Client => (quote!(rt::Client), "Client"),
        Home::Robot => (quote!(rt::Robot), "Robot"),
        Home::Bot => (quote!(rt::Aibot), "Aibot"),
        Home::Handle => {
            let name = context.handle_name();
            let module = context.extends().then(|| context.built_in_module()).into_iter();
            let handle = ident(name);
            (quote!(#(#module::)*#handle), name)
        }
    };
    let heads = functions.iter().map(|function| &function.head);
    let signatures: Vec<_> = functions.iter().map(|function| &function.signature).collect();
    let bodies: Vec<_> = functions.iter().map(|function| &function.body).collect();
    if context.options.client || (home == Home::Handle && !context.extends()) {
        return quote!(impl #target { #(#heads pub #signatures { #bodies })* });
    }
    let doc = doc::lines(&format!("Additional functions of the `{name}`."));
    let extension = ident(&format!("{name}Ext"));
    quote! {
        #doc
        pub trait #extension {
            #(#heads #signatures;)*
        }

        impl #extension for #target {
            #(#signatures { #bodies })*
        }
    }
}

/// The function that makes a handle.
fn make(context: Context<'_>, handle: &Handle) -> Function {
    let channel = &context.channel.name;
    let title = context.channel.about.title.as_ref();
    let what = title.map_or_else(|| format!("`{channel}`"), |title| doc::escaped(&title.en));
    let function = ident(channel);
    let held = handle::held(context, handle.holds).and_then(|(name, id, ty)| {
        let object = context.object(id)?;
        let new: &Constructor = object.constructors.iter().find(|constructor| constructor.name == "new")?;
        Some((ident(name), ty, parameters(context, object, new)))
    });
    let handle = ident(&handle.name);
    let value = held.as_ref().map(|(name, ty, (names, _))| quote!(#name: #ty::new(#(#names),*),));
    let arguments = held.as_ref().map(|(_, _, (_, arguments))| quote!(#(#arguments),*));
    Function {
        head: doc::lines(&format!("{what}: returns a [`{handle}`], which has the functions.")),
        signature: quote!(fn #function(&self, #arguments) -> #handle),
        body: quote!(#handle { client: rt::Clone::clone(self), #value }),
    }
}

/// Whether each send takes the recipients; a handle can hold them instead.
pub(crate) fn takes_recipients(context: Context<'_>) -> bool {
    context.channel.held() != Some(Held::Recipients) && !envelope::is_empty(context, context.channel.recipients)
}

/// The statements that pass `message`, a reference, to the client.
fn delivery(context: Context<'_>, message: &TokenStream) -> TokenStream {
    let marker = context.marker();
    let client = if context.home() == Home::Handle { quote!(self.client()) } else { quote!(self) };
    let to = match context.channel.held() {
        _ if takes_recipients(context) => quote!(&to.into()),
        Some(Held::Recipients) => quote!(self.to()),
        _ => quote!(&()),
    };
    let made = made_sender(context, &client);
    let let_sender = made.as_ref().map(|sender| quote!(let sender = #sender;));
    let sender = match (context.channel.held(), &made) {
        (Some(Held::Sender), _) => quote!(self.sender()),
        (_, Some(_)) => quote!(&sender),
        (_, None) => quote!(&()),
    };
    quote! {
        #let_sender
        #client.deliver::<#marker, _>(#to, #sender, #message)
    }
}

/// `send`, for any message. Only one channel can have it on a type of the runtime.
fn send(context: Context<'_>) -> Option<Function> {
    if !makes_send(context) {
        return None;
    }
    let (marker, to_type, receipt) = (context.marker(), envelope::to(context), context.ty(context.channel.receipt));
    let parameter = takes_recipients(context).then(|| quote!(to: impl rt::Into<#to_type>,));
    let root = context.link_root();
    let head = doc::lines(&format!(
        "Sends any message of the channel.\n\n# Errors\n\nFails with [`is_invalid`]({root}::Error::is_invalid) if the message breaks \
         a rule that the [`Strictness`]({root}::Strictness) enforces, and otherwise with the error of WeCom or of the network. \
         The message was not delivered unless [`may_have_been_delivered`]({root}::Error::may_have_been_delivered) is true.",
    ));
    Some(Function {
        head,
        signature: quote! {
            fn send<M: rt::Message<#marker>>(
                &self,
                #parameter
                message: &M,
            ) -> rt::Result<#receipt, rt::Error>
        },
        body: delivery(context, &quote!(message)),
    })
}

/// `send_in_parts`, if the text of a message of the channel can be split.
fn send_in_parts(context: Context<'_>) -> Option<Function> {
    if !makes_send(context) || context.channel.messages.iter().all(|message| message.split.is_none()) {
        return None;
    }
    let (marker, to_type, receipt) = (context.marker(), envelope::to(context), context.ty(context.channel.receipt));
    let parameter = takes_recipients(context).then(|| quote!(to: impl rt::Into<#to_type>,));
    let let_to = parameter.as_ref().map(|_| quote!(let to = to.into();));
    let to = parameter.as_ref().map(|_| quote!(rt::Clone::clone(&to),));
    let root = context.link_root();
    let head = doc::lines(&format!(
        "Sends a message whose text may be too long for one message: [splits]({root}::split::Split::split) it and sends the \
         parts in order. Each part counts as a separate message.\n\n# Errors\n\nStops at the first part that fails, so that no \
         part is missing in the middle. The error has the receipts of the parts that were sent, and the parts that were not. \
         An invalid message fails before anything is sent.",
    ));
    Some(Function {
        head,
        signature: quote! {
            fn send_in_parts<M: rt::Message<#marker> + rt::Split>(
                &self,
                #parameter
                message: &M,
            ) -> rt::Result<rt::Vec<#receipt>, rt::SplitError<M, #receipt>>
        },
        body: quote! {
            #let_to
            rt::send_in_parts(message, |part| self.send(#to part))
        },
    })
}

/// Whether the channel's `send` is emitted here.
fn makes_send(context: Context<'_>) -> bool {
    has_send(context) && !context.extends() && !context.channel.messages.is_empty()
}

/// Whether the functions are on a type that has a `send` for the channel.
fn has_send(context: Context<'_>) -> bool {
    context.options.client || context.extends() || context.home() == Home::Handle
}

/// The sender, made by the client; `None` if the handle holds it or the channel has no sender.
fn made_sender(context: Context<'_>, client: &TokenStream) -> Option<TokenStream> {
    let sender = context.channel.sender;
    let is_held = context.channel.held() == Some(Held::Sender);
    let object = context.object(sender).filter(|object| !is_held && !object.fields.is_empty())?;
    let ty = context.ty(sender);
    let fields = object.fields.iter().map(|field| {
        let name = field_ident(field);
        let value = match field.supplied {
            Some(Supplier::Client) => quote!(rt::Some(#client.agent_id())),
            _ => blank(context, &field.kind),
        };
        quote!(#name: #value)
    });
    Some(quote!(#ty { #(#fields),* }))
}

fn send_one(context: Context<'_>, message: &Message) -> Function {
    let name = ident(&message.function);
    let ty = context.ty(message.object);
    let rust = context.channel.ty(message.object).rust();
    let receipt = context.ty(context.channel.receipt);
    let about = context.object(message.object).map(|object| object.about.clone()).unwrap_or_default();
    let title = about.title.as_ref().map_or_else(String::new, |title| match &title.zh {
        Some(zh) => format!(" ({}, {})", doc::escaped(&title.en.to_lowercase()), doc::escaped(zh)),
        None => format!(" ({})", doc::escaped(&title.en.to_lowercase())),
    });
    let article = if rust.starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
    let doc = doc::lines(&format!("Sends {article} [`{rust}`]{title}.\n\n{}", errors(context)));
    let deprecated = doc::deprecated(&about);
    let to_type = envelope::to(context);
    let parameter = takes_recipients(context).then(|| quote!(to: impl rt::Into<#to_type>,));
    let to = parameter.as_ref().map(|_| quote!(to,));
    let body = if has_send(context) {
        quote!(self.send(#to &message.into()))
    } else {
        let delivery = delivery(context, &quote!(&message));
        quote!(let message: #ty = message.into(); #delivery)
    };
    Function {
        head: quote!(#doc #deprecated),
        signature: quote! {
            fn #name(
                &self,
                #parameter
                message: impl rt::Into<#ty>,
            ) -> rt::Result<#receipt, rt::Error>
        },
        body,
    }
}

/// The call, and the iterator over its pages if it lists something page by page.
fn calls(context: Context<'_>, operation: &Operation, home: Home) -> impl Iterator<Item = Function> {
    let pages = operation.pages.as_ref().map(|_| pages(context, operation, home));
    [call(context, operation, home)].into_iter().chain(pages)
}

fn call(context: Context<'_>, operation: &Operation, home: Home) -> Function {
    let name = ident(&operation.function);
    let (request, reply) = (context.ty(operation.object), context.ty(operation.reply));
    let object = context.object(operation.object);
    let about = object.map(|object| object.about.clone()).unwrap_or_default();
    let fields = context.fields(operation.object);
    let text = about.doc.as_ref().map_or_else(String::new, |doc| doc::escaped(&doc.en));
    let rust = context.channel.ty(operation.object).rust();
    let deprecated = doc::deprecated(&about);
    let client = if home == Home::Handle { quote!(self.client()) } else { quote!(self) };
    let supplied: Vec<&Field> = fields.iter().filter(|field| field.supplied == Some(Supplier::Handle)).collect();
    let supply = supplied.iter().map(|field| supply(context, field));
    let result = quote!(rt::Result<#reply, rt::Error>);
    if !takes_request(context, operation) {
        let doc = doc::lines(&format!("{text}\n\n{}", errors(context)));
        // In a trait it is a declaration without a body.
        let inline = context.options.client.then(|| quote!(#[inline]));
        return Function {
            head: quote!(#doc #deprecated #inline),
            signature: quote!(fn #name(&self) -> #result),
            body: quote! {
                let mut request = #request::new();
                #(#supply)*
                #client.call(request)
            },
        };
    }
    let doc = doc::lines(&format!("{text}\n\n[`{rust}`] describes the request.\n\n{}", errors(context)));
    let body = if supplied.is_empty() {
        quote!(#client.call(request.into()))
    } else {
        quote! {
            let mut request = request.into();
            #(#supply)*
            #client.call(request)
        }
    };
    Function {
        head: quote!(#doc #deprecated),
        signature: quote!(fn #name(&self, request: impl rt::Into<#request>) -> #result),
        body,
    }
}

/// The pages of a list, one after the other.
fn pages(context: Context<'_>, operation: &Operation, home: Home) -> Function {
    let name = ident(&format!("{}_pages", operation.function));
    let request = context.ty(operation.object);
    let root = context.link_root();
    let link = context.function_link(home, &operation.function);
    let doc = doc::lines(&format!(
        "The pages of {link}, starting with the page that the request names: an iterator over [`Pages`]({root}::Pages), or \
         over their [`items`]({root}::Pages::items)."
    ));
    let client = if home == Home::Handle { quote!(self.client()) } else { quote!(self) };
    let supplied = context.fields(operation.object).iter().filter(|field| field.supplied == Some(Supplier::Handle));
    let supply: Vec<_> = supplied.map(|field| supply(context, field)).collect();
    let body = if supply.is_empty() {
        quote!(#client.pages(request.into()))
    } else {
        quote! {
            let mut request = request.into();
            #(#supply)*
            #client.pages(request)
        }
    };
    Function {
        head: doc,
        signature: quote!(fn #name(&self, request: impl rt::Into<#request>) -> rt::Pages<#request>),
        body,
    }
}

/// Whether the function takes a request: not if the handle supplies all of its fields.
pub(crate) fn takes_request(context: Context<'_>, operation: &Operation) -> bool {
    let fields = context.fields(operation.object);
    fields.is_empty() || fields.iter().any(|field| field.supplied != Some(Supplier::Handle))
}

/// Fills a field that the caller left out with the handle's field of the same name.
fn supply(context: Context<'_>, field: &Field) -> Option<TokenStream> {
    let (name, id, _) = handle::held(context, context.channel.held()?)?;
    let object: &Object = context.object(id)?;
    let source = field_ident(object.fields.iter().find(|it| it.wire == field.wire)?);
    let (name, field) = (ident(name), field_ident(field));
    Some(quote! {
        if request.#field.is_empty() {
            rt::Clone::clone_from(&mut request.#field, &self.#name().#source);
        }
    })
}
