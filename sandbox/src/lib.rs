//! A local stand-in for WeCom's (企业微信) servers.
//!
//! It issues tokens, accepts messages, judges them by the descriptions that the client is generated from, and answers as
//! WeCom does: HTTP 200 with an `errcode`, lists of invalid recipients, codes that work once. It pushes nothing to any
//! phone; it records each request for the test to look at.
//!
//! ```
//! use wecom_sandbox::Sandbox;
//!
//! let sandbox = Sandbox::builder().invalid_user("ghost").start()?;
//! println!("point the client at {}", sandbox.base_url());
//! assert!(sandbox.received().is_empty());
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! [`Wecom`] is the behaviour as a value: a [`Request`] in, an [`Answer`] out, without I/O and without a clock.
//! [`Sandbox`] serves it on a loopback port. `cargo run -p wecom-sandbox` runs it alone; `GET /sandbox/received` shows the
//! requests.
//!
//! # What it plays
//!
//! Every id exists unless the [`Builder`] excludes it. Time passes with the real time, and [`Sandbox::advance`] adds to it.
//!
//! | endpoints | behaviour |
//! |---|---|
//! | all described ones | credential, JSON, rules and limits as described, `agentid` of the token's application (301002) |
//! | `gettoken` | one token per application, 7200 seconds; expired 42001, revoked 40014 |
//! | `message/send` | invalid and unlicensed recipients, `@all`, tickets, none valid 81013, duplicate check, callback URL (43012), uploaded files of the right kind (40007), response codes; a repeated `task_id` is a finding |
//! | `message/recall`, `update_template_card`, `update_taskcard` | within 24 hours; within 72 hours and once; by `task_id` (42016); only by the application that sent |
//! | `media/upload`, `uploadimg`, `get` | formats, sizes, three days, ranges |
//! | `webhook/send` | keys (93000), 20 messages a minute (45009), the robot's own files (40007), the MD5 of pictures (301019) |
//! | `webhook/upload_media` | sizes, voice as AMR of at most 60 seconds |
//! | `appchat/create`, `update`, `get`, `send` | the chats of each application: ids (86215), members, owner; delivery to the members |
//! | `linkedcorp/message/send` | invalid recipients in lists, none valid 81013, `toall` |
//! | `externalcontact/message/send` | the same for parents, students and classes by `recv_scope`; duplicate check; failures with all lists, empty |
//! | `kf/send_msg` | five messages (95001) within 48 hours (95002) after [the customer wrote](Sandbox::customer_wrote), the caller's ids (95033) |
//! | `kf/send_msg_on_event` | [codes](Sandbox::event_code) that work once and within their time, menus only where allowed |
//! | `pstncc/call`, `getstates` | calls ring for a minute until [answered](Sandbox::answer_urgent_call); three in eight minutes, known for seven days |
//! | `externalcontact/add_msg_template` | `fail_list`, 41048; a task for the sender, or for each member whom a customer [talked to](Sandbox::talked_to) last |
//! | `externalcontact/remind_groupmsg_send`, `cancel_groupmsg_send` | three reminders in 24 hours (41094); not after it was cancelled (41093) |
//! | `externalcontact/get_groupmsg_list_v2`, `get_groupmsg_task`, `get_groupmsg_send_result` | in pages; 41063 for 10 seconds, then the results once a member [confirmed](Sandbox::confirm_mass_message) |
//! | `externalcontact/group_welcome_template/add`, `edit`, `get`, `del` | 100 per corporation (41055); changed by the application that added (41058) |
//! | `externalcontact/send_welcome_msg` | [codes](Sandbox::welcome_code) that work once (41051) and for 20 seconds (41050) |
//! | `aibot/response` | a smart bot's answer over HTTP: once, within an hour, markdown or a card |
//! | `corpgroup/corp/gettoken`, `corpgroup/corp/list_app_share_info` | tokens of [downstream](Builder::downstream) corporations (670001 for others) |
//! | other described operations | judged and answered `ok`, without the members of their replies |
//!
//! Without `customer_wrote`, a customer counts as having written just before the first message to it, so that a test can
//! send at once.
//!
//! # Calling back
//!
//! This and smart bots need the cargo feature `callback`, which is on by default.
//!
//! With a [callback address](Builder::callback_address) the program receives what members do: [`click`](Sandbox::click) on a button,
//! vote, selection or menu of a card, [`say`](Sandbox::say), [`enter_agent`](Sandbox::enter_agent),
//! [`subscribe`](Sandbox::subscribe). The URL is verified first. A callback is encrypted and signed, waits five seconds for its answer
//! and is sent up to three times; [`callbacks`](Sandbox::callbacks) and `GET /sandbox/callbacks` show what was answered. A reply that
//! updates the card changes it for the member who clicked. `POST /sandbox/actions` does the same over HTTP.
//!
//! # Smart bots
//!
//! [`Sandbox::aibot`] is a smart bot. Its program connects to [`Aibot::url`] as it would to `wss://openws.work.weixin.qq.com`;
//! members write to it, open its chat, click on its cards and rate its answers, and [`Aibot::messages`] is what its chats show.
//!
//! | command | behaviour |
//! |---|---|
//! | `aibot_subscribe` | 853000 for a wrong secret, which leaves the connection open; 846601 while the long connection is switched off; a newer connection replaces the older one |
//! | `ping` | an ack; 846609, as for every other command, before the subscription |
//! | `aibot_send_msg` | chats (93006), [strangers](Builder::aibot_stranger) (846607), 30 messages a minute and 1,000 an hour in a chat (45009), the bot's own files (40007) |
//! | `aibot_respond_msg` | replies within 24 hours (846604) to messages alone (846605); streams that grow for ten minutes (846608), until they are ended (846606) |
//! | `aibot_respond_welcome_msg`, `aibot_respond_update_msg` | once (846606) and within five seconds (846604); an update names the card that was clicked (846625) |
//! | `aibot_upload_media_init`, `_chunk`, `_finish` | kinds, sizes, chunks in any order, missing ones (846616), MD5 (301019), format (846697); half an hour, over reconnects |
//!
//! [`Aibot::next_fault`] lets the next frame of a command go wrong, and `GET /sandbox/aibot` shows the chats.
//!
//! # In the browser
//!
//! [`Sandbox::page_url`] shows every message as its reader would see it, live, with cards to click. It is reached by `localhost` or an IP
//! address alone, so that no other web page can read it or click in it.
//!
//! # What it does not play
//!
//! - Rates, except the robot's: the limits per corporation, application, member, hour and day.
//! - The files of mass messages, greetings and a robot's cards: any `media_id` is accepted. [`Builder::any_media_id`] accepts any in
//!   messages as well, so that a test need not upload.
//! - Permissions: visible ranges, callable applications, trusted addresses. Who is in a department, class or tag.
//! - The states of a session of customer service, and several applications that greet the same customer.
//! - Who has which tags and customers: a mass message by tags, or to all customers of a member, has no recipients.
//! - Of smart bots: the callback mode, `msg_item` of streams, how often a program may subscribe, and after which silence a
//!   connection is closed. What a member does while the bot has no connection is not told later.
//! - Callbacks beside a card's clicks, texts, `enter_agent`, `subscribe` and `unsubscribe`; those to `https` URLs.
//!
//! Where no page names a code, the sandbox answers the nearest one of the code list: 45009 and 301019 of robots, 40007 of a
//! robot's files, 86003, 86008, 86207 and 86216 of group chats, 95004 and 40096 of customer service, 41048 and 40003 of mass
//! messages, 40037 of group greetings, 81013 of linked corporations and schools, and 40058 of unknown urgent calls and
//! cursors and of a session code that does not work (40008 of a menu where only a text is allowed); of smart bots 40006 for the
//! size of a file, 846606 for a stream that was ended, 60140 and 42022 for a `response_url` that does not work. WeCom may answer
//! another one, so a program should not depend on one of these alone.

mod access;
#[cfg(feature = "callback")]
mod aibot;
mod answer;
mod body;
mod builder;
#[cfg(feature = "callback")]
mod call_back;
#[cfg(feature = "callback")]
mod callback;
mod descriptions;
mod endpoints;
mod page;
mod received;
mod reply;
mod request;
mod sandbox;
mod sent;
mod server;
mod shared;
mod wecom;
mod world;

#[cfg(feature = "callback")]
pub use aibot::{Aibot, AibotAccount, AibotSettings, ChatMessage, Fault, Rating, StreamState, Told};
pub use answer::Answer;
pub use builder::Builder;
#[cfg(feature = "callback")]
pub use callback::{Attempt, CallbackAddress, Called, Click, NotCalled, Outcome};
pub use endpoints::kf::SessionEvent;
pub use received::{Delivery, Received};
pub use request::Request;
pub use sandbox::Sandbox;
pub use wecom::Wecom;
pub use world::{Application, Robot, Settings, Share};
