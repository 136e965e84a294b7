//! Functions and constructors in Rust.

use wecom_schema::model::{Channel, Constructor, Credential, Held, Kind, Message, Object, Operation, Parameter};

use super::markdown::Page;
use crate::context::{Context, Home};
use crate::emit::{takes_recipients, takes_request};
use crate::options::Options;
use crate::wording::Language;

/// The channel's handle, and what it holds.
pub(super) fn handle(page: &mut Page, language: Language, channel: &Channel) {
    let Some(held) = channel.held() else { return };
    let call = receiver(channel, Home::Handle);
    page.paragraph(&match (held, language) {
        (Held::Recipients, Language::English) => {
            format!("In Rust, `{call}` holds the recipients; messages are sent through it.")
        }
        (Held::Sender, Language::English) => {
            format!("In Rust, `{call}` holds the sender; messages are sent through it.")
        }
        (Held::Nothing, Language::English) => format!("In Rust, messages are sent through `{call}`."),
        (Held::Recipients, Language::Chinese) => format!("Rust 中由 `{call}` 记住接收者，并通过它发送消息。"),
        (Held::Sender, Language::Chinese) => format!("Rust 中由 `{call}` 记住发送者，并通过它发送消息。"),
        (Held::Nothing, Language::Chinese) => format!("Rust 中通过 `{call}` 发送消息。"),
    });
}

/// The call that sends a message: `client.send_text(to, message)`.
pub(super) fn send(channel: &Channel, message: &Message) -> String {
    let options = Options::default();
    let context = context(channel, &options);
    let to = if takes_recipients(context) { "to, " } else { "" };
    format!("{}.{}({to}message)", receiver(channel, context.home()), message.function)
}

/// The call of an operation: `client.recall(request)`.
///
/// Operations of a bot have no function: the name of the command.
pub(super) fn call(channel: &Channel, operation: &Operation) -> String {
    if channel.credential == Credential::Bot {
        return operation.path.clone();
    }
    call_of(channel, operation, &operation.function)
}

fn call_of(channel: &Channel, operation: &Operation, function: &str) -> String {
    let options = Options::default();
    let context = context(channel, &options);
    let request = if takes_request(context, operation) { "request" } else { "" };
    format!("{}.{function}({request})", receiver(channel, context.home_of(operation)))
}

/// The function that sends a message, and the constructors of the message.
pub(super) fn message(page: &mut Page, language: Language, channel: &Channel, message: &Message) {
    let made = language.say("; create messages with ", "；构造消息：");
    called(page, language, &send(channel, message), made, channel.object(message.object));
}

/// The function of an operation, and the constructors of its request.
pub(super) fn operation(page: &mut Page, language: Language, channel: &Channel, operation: &Operation) {
    if channel.credential == Credential::Bot {
        return listed(page, language, &channel.object(operation.object).map(constructors).unwrap_or_default());
    }
    let made = language.say("; create requests with ", "；构造请求：");
    called(page, language, &call(channel, operation), made, channel.object(operation.object));
    if operation.pages.is_some() {
        let call = call_of(channel, operation, &format!("{}_pages", operation.function));
        page.paragraph(&format!("{}`{call}`", language.say("All pages: ", "遍历各页：")));
    }
}

fn called(page: &mut Page, language: Language, call: &str, made: &str, object: Option<&Object>) {
    let functions = object.map(constructors).unwrap_or_default();
    let made = if functions.is_empty() { "" } else { made };
    let functions = functions.join(language.say(", ", "、"));
    page.paragraph(&format!("{}`{call}`{made}{functions}", language.say("In Rust: ", "Rust：")));
}

/// How recipients are created. Those of the runtime are documented there.
pub(super) fn recipients(page: &mut Page, language: Language, channel: &Channel, to: Option<&Object>) {
    let Some(to) = to.filter(|_| !channel.recipients_in_runtime) else { return };
    let everyone = channel.everyone.iter().map(|_| format!("`{}::everyone()`", to.rust));
    let made: Vec<String> = constructors(to).into_iter().chain(everyone).collect();
    listed(page, language, &made);
}

/// How a type that is part of others is created; nothing if it has no constructors.
pub(super) fn made(page: &mut Page, language: Language, object: &Object) {
    listed(page, language, &constructors(object));
}

fn listed(page: &mut Page, language: Language, made: &[String]) {
    if !made.is_empty() {
        let head = language.say("In Rust: ", "Rust 构造函数：");
        page.paragraph(&format!("{head}{}", made.join(language.say(", ", "、"))));
    }
}

fn constructors(object: &Object) -> Vec<String> {
    let Object { rust, module, constructors, .. } = object;
    let module = module.as_ref().map_or_else(String::new, |module| format!("{module}::"));
    let calls = constructors.iter().map(|Constructor { name, parameters }| {
        let parameters: Vec<&str> = parameters.iter().map(|Parameter { name, path: _ }| name.as_str()).collect();
        format!("`{module}{rust}::{name}({})`", parameters.join(", "))
    });
    calls.collect()
}

/// The receiver of a function: `client`, `robot`, `client.appchat("…")`.
fn receiver(channel: &Channel, home: Home) -> String {
    match home {
        Home::Client => "client".to_owned(),
        Home::Robot => "robot".to_owned(),
        Home::Bot => "bot".to_owned(),
        Home::Handle => format!("client.{}({})", channel.name, held(channel)),
    }
}

/// The arguments of a handle: strings as literals, anything else by its name.
fn held(channel: &Channel) -> String {
    let id = match channel.held() {
        Some(Held::Recipients) => channel.recipients,
        Some(Held::Sender) => channel.sender,
        Some(Held::Nothing) | None => return String::new(),
    };
    let options = Options::default();
    let context = context(channel, &options);
    let Some(object) = channel.object(id) else { return String::new() };
    let new = object.constructors.iter().find(|it| it.name == "new").into_iter();
    let arguments =
        new.flat_map(|new| &new.parameters).map(|Parameter { name, path }| match context.kind_at(object, path) {
            Some(Kind::String | Kind::Newtype(_)) => "\"…\"".to_owned(),
            _ => name.clone(),
        });
    arguments.collect::<Vec<_>>().join(", ")
}

fn context<'a>(channel: &'a Channel, options: &'a Options) -> Context<'a> {
    Context { channel, options, module: None }
}
