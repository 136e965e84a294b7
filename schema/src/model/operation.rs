//! Operations: whatever an endpoint does besides sending.

use super::example::Example;
use super::pages::Pages;
use super::type_id::TypeId;

/// An operation other than sending.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its name: `update_template_card`.
    pub name: String,
    /// Its function's name.
    pub function: String,
    /// How the request travels.
    pub method: Method,
    /// The endpoint below the base URL.
    pub path: String,
    /// The request.
    pub object: TypeId,
    /// What WeCom answers.
    pub reply: TypeId,
    /// How the pages of a list follow each other, if the reply is a page of one.
    pub pages: Option<Pages>,
    /// Examples that together use every field and case.
    pub examples: Vec<Example>,
}

/// How the request of an operation travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// Its members in the query.
    Get,
    /// As a JSON body.
    #[default]
    Post,
}
