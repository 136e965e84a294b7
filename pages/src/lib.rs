//! Reads WeCom's (企业微信) official pages and compares them with the descriptions of its message types.
//!
//! WeCom publishes prose and tables, no machine-readable contract. [`Page::read`] takes a page as people save it, in Markdown
//! or in HTML; [`compare`] says in what it differs from the descriptions, both sides with their lines; [`draft`] makes a
//! description to start from. What the reader does not understand is a difference of its own and never guessed.
//!
//! ```
//! use wecom_pages::{Accepted, Descriptions, Page, compare, report};
//! use wecom_schema::{Schema, Sources};
//!
//! let sources = Sources::from_dir(wecom_schema::DIR.as_ref())?;
//! let schema = Schema::load(&sources).map_err(|mistakes| mistakes.to_string())?;
//! let descriptions = Descriptions::new(&schema, &sources);
//! let page = Page::read("recall.md", "\
//! POST https://qyapi.weixin.qq.com/cgi-bin/message/recall?access_token=ACCESS_TOKEN
//!
//! | 参数 | 必须 | 说明 |
//! |--|--|--|
//! | access_token | 是 | 调用接口凭证 |
//! | msgid | 否 | 消息ID |
//! ");
//! let comparison = compare(&page, descriptions, &Accepted::built_in()?);
//! let report = report::text(&[comparison], descriptions, false);
//! assert!(report.contains("the page: optional") && report.contains("the description: required"), "{report}");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Data flows one way: the text of a page becomes blocks (`text`), these become parts with members (`page`), whose
//! descriptions are read sentence by sentence (`sentence`). The descriptions become the same members (`described`). Both are
//! put side by side (`compare`), and what differs is told (`report`).

mod accepted;
mod compare;
mod described;
mod difference;
mod draft;
mod fact;
mod page;
pub mod report;
mod sentence;
mod text;

pub use accepted::{Accepted, NotAccepted};
pub use compare::{Comparison, compare};
pub use described::Descriptions;
pub use difference::{Class, Difference, Kind};
pub use draft::{DraftFile, NoDraft, Score, draft, score};
pub use page::Page;
