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
//! | `message/send` | invalid and unlicensed recipients, `@all`, tickets, none valid 81013, duplicate check, callback URL (43012), response codes |
//! | `message/recall`, `update_template_card` | within 24 hours; within 72 hours and once; only by the application that sent |
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
//! | other described operations | judged and answered `ok`, without the members of their replies |
//!
//! Without `customer_wrote`, a customer counts as having written just before the first message to it, so that a test can
//! send at once.
//!
//! # Calling back
//!
//! With a [callback address](Builder::callback_address) the program receives what members do: [`click`](Sandbox::click) on a button,
//! vote, selection or menu of a card, [`say`](Sandbox::say), [`enter_agent`](Sandbox::enter_agent),
//! [`subscribe`](Sandbox::subscribe). The URL is verified first. A callback is encrypted and signed, waits five seconds for its answer
//! and is sent up to three times; [`callbacks`](Sandbox::callbacks) and `GET /sandbox/callbacks` show what was answered. A reply that
//! updates the card changes it for the member who clicked. `POST /sandbox/actions` does the same over HTTP.
//!
//! # In the browser
//!
//! [`Sandbox::page_url`] shows every message as its reader would see it, live, with cards to click. It is reached by `localhost` or an IP
//! address alone, so that no other web page can read it or click in it.
//!
//! # What it does not play
//!
//! - Rates, except the robot's: the limits per corporation, application, member, hour and day.
//! - The files of applications' messages and of a robot's cards: any `media_id` is accepted, so that a test need not upload.
//! - Permissions: visible ranges, callable applications, trusted addresses. Who is in a department, class or tag.
//! - The states of a session of customer service, and several applications that greet the same customer.
//! - Who has which tags and customers: a mass message by tags, or to all customers of a member, has no recipients.
//! - Callbacks beside a card's clicks, texts, `enter_agent`, `subscribe` and `unsubscribe`; those to `https` URLs.
//!
//! Where no page names a code, the sandbox answers the nearest one of the code list: 45009 and 301019 of robots, 40007 of a
//! robot's files, 86003, 86008, 86207 and 86216 of group chats, 95004 and 40096 of customer service, 41048 and 40003 of mass
//! messages, 40037 of group greetings, 81013 of linked corporations and schools, and 40058 of unknown urgent calls and
//! cursors and of a session code that does not work (40008 of a menu where only a text is allowed). WeCom may answer
//! another one, so a program should not depend on one of these alone.

mod access;
mod answer;
mod body;
mod builder;
mod call_back;
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

pub use answer::Answer;
pub use builder::Builder;
pub use callback::{Attempt, CallbackAddress, Called, Click, NotCalled, Outcome};
pub use endpoints::kf::SessionEvent;
pub use received::{Delivery, Received};
pub use request::Request;
pub use sandbox::Sandbox;
pub use wecom::Wecom;
pub use world::{Application, Robot, Settings};
