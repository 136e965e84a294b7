//! Operations: endpoints that do something else than send.

use super::example::Example;
use super::pages::Pages;
use super::type_id::TypeId;

/// An endpoint that does something else than send a message.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its name: `update_template_card`.
    pub name: String,
    /// Its function's name.
    pub function: String,
    /// The HTTP method.
    pub method: Method,
    /// The endpoint's path below the base URL.
    pub path: String,
    /// The request.
    pub object: TypeId,
    /// The answer.
    pub reply: TypeId,
    /// How the pages of a list follow each other, if the reply is a page of one.
    pub pages: Option<Pages>,
    /// Examples that together use every field and case.
    pub examples: Vec<Example>,
    /// Examples of the answer; if there are any, they together use every field and case of it.
    pub reply_examples: Vec<Example>,
}

/// The HTTP method of an operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// GET, with the request's members in the query.
    Get,
    /// POST, with the request as a JSON body.
    #[default]
    Post,
}
