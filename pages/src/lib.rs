//! Reads WeCom's (企业微信) official pages and compares them with the descriptions of its message types.
//!
//! WeCom publishes its API as prose and tables. [`Page::read`] reads a saved page, in Markdown or HTML; [`compare`] finds the
//! differences between the page and the descriptions, with the lines of both; [`draft`] drafts a description. The reader does
//! not guess: it reports what it does not understand.
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
//! Data flows one way. The text of a page becomes blocks (`text`), and these become parts with members (`page`), whose
//! cells are read sentence by sentence (`sentence`). The descriptions become the same members (`described`). Both are
//! compared (`compare`), and the differences are reported (`report`).

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
