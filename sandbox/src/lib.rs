//! A local stand-in for WeCom's (企业微信) servers.
//!
//! It hands out tokens, takes messages, judges them by the same descriptions that the client is generated from, and
//! answers as WeCom does: HTTP 200 with an `errcode`, partial recipients, codes that work once. Nothing is pushed to
//! anybody; what came in is kept and shown.
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
//! [`Wecom`] is the whole behaviour as a value: a [`Request`] in, an [`Answer`] out, without I/O and without a clock.
//! [`Sandbox`] puts it on a loopback port. `cargo run -p wecom-sandbox` runs it alone; `GET /sandbox/received` shows
//! what it got.
//!
//! # What it plays
//!
//! Everybody and everything exists, unless the [`Builder`] says otherwise. Time is the sandbox's own: it passes with the
//! real one, and [`Sandbox::advance`] lets more of it pass.
//!
//! | endpoints | what is played |
//! |---|---|
//! | every described one | credential, JSON, rules and limits as described, `agentid` of the token's application (301002) |
//! | `gettoken` | one token per application, 7200 seconds; expired 42001, revoked 40014 |
//! | `message/send` | invalid and unlicensed recipients, `@all`, all invalid 81013, duplicate check, callback URL (43012), response codes |
//! | `message/recall`, `update_template_card` | 24 hours, 72 hours and once; only by the application that sent |
//! | `media/upload`, `uploadimg`, `get` | formats, sizes, three days, ranges |
//! | `webhook/send` | keys (93000), 20 messages a minute (45009), files of the robot's own (40007), the MD5 of pictures (301019) |
//! | `webhook/upload_media` | sizes, voice as AMR of 60 seconds at most |
//! | `appchat/create`, `update`, `get`, `send` | chats of one application each: ids (86215), members, owner; delivered to the members |
//! | `linkedcorp/message/send` | invalid recipients in lists, all invalid 81013, `toall` |
//! | `externalcontact/message/send` | the same for parents, students and classes by `recv_scope`; duplicate check; failures with every list, empty |
//! | `kf/send_msg` | five messages (95001) within 48 hours (95002) after [the customer wrote](Sandbox::customer_wrote), own ids (95033) |
//! | `kf/send_msg_on_event` | [codes](Sandbox::event_code) that work once and in their time, menus only where allowed |
//! | `externalcontact/add_msg_template` | `fail_list`, 41048; nothing is delivered, as no member confirms |
//! | `externalcontact/send_welcome_msg` | [codes](Sandbox::welcome_code) that work once (41051) and for 20 seconds (41050) |
//! | other described operations | judged and answered `ok`, without the members of their replies |
//!
//! A customer to whom nothing was said with `customer_wrote` counts as having written just before the first message to
//! it, so that messages can be tried at once.
//!
//! # What it does not play
//!
//! - Rates, except the robot's: WeCom's limits by corporation, application, member, hour and day.
//! - The files of applications' messages: any `media_id` does, so that they can be tried without uploading anything.
//!   The same holds for files in a robot's cards.
//! - Permissions: visible ranges, callable applications, trusted addresses. Who is in a department, class or tag.
//! - The states of a session of customer service, several applications that greet the same customer, and what comes of a
//!   mass message.
//! - Callbacks.
//!
//! Where no page names a code, it is the nearest of the list of codes: 45009 and 301019 of robots, 40007 of a robot's
//! files, 86003, 86008, 86207 and 86216 of group chats, 95004 and 40096 of customer service, 41048 and 40003 of mass
//! messages, 81013 of linked corporations and schools, and 40058 of a worthless code of a session's event (40008 of a
//! menu by one that is for texts). They may differ from what WeCom answers: do not rely on one of them alone.

mod answer;
mod app;
mod appchat;
mod builder;
mod codes;
mod credentials;
mod customer;
mod descriptions;
mod directory;
mod duplicates;
mod gettoken;
mod ids;
mod kf;
mod linked_corp;
mod media;
mod received;
mod request;
mod robot;
mod routes;
mod sandbox;
mod school;
mod sending;
mod server;
mod settings;
mod tokens;
mod wecom;

pub use answer::Answer;
pub use builder::Builder;
pub use kf::SessionEvent;
pub use received::{Delivery, Received};
pub use request::Request;
pub use sandbox::Sandbox;
pub use settings::{Application, Robot, Settings};
pub use wecom::Wecom;
