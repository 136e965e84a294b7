//! A part of a page: one request, its samples, its tables.

use super::{Address, Sample};
use crate::fact::{Demand, Member, Place};

/// One way to make a request, and what comes back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Part {
    /// The heading it stands under.
    pub(crate) title: String,
    /// Whether it stands in a comment.
    pub(crate) hidden: bool,
    pub(crate) address: Option<Address>,
    pub(crate) request: Body,
    pub(crate) answer: Body,
}

/// The facts about a request or an answer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Body {
    pub(crate) sample: Option<Sample>,
    /// Where each of its tables begins.
    pub(crate) tables: Vec<Place>,
    /// One for each row, in their order.
    pub(crate) members: Vec<Member>,
    pub(crate) demands: Vec<(Demand, Place)>,
    pub(crate) unread: Vec<Unread>,
}

/// Something that was not understood.
#[derive(Clone, Debug)]
pub(crate) struct Unread {
    /// The member it stands beside, where it stands in a row.
    pub(crate) member: String,
    pub(crate) text: String,
    pub(crate) place: Place,
}

impl Body {
    pub(crate) fn member(&self, path: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.path == path)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.sample.is_none() && self.tables.is_empty() && self.unread.is_empty()
    }
}

impl Part {
    /// The text of a scalar in the request's sample.
    pub(crate) fn sample_value(&self, path: &str) -> Option<&str> {
        self.request.sample.as_ref()?.member(path)?.value.as_deref()
    }

    /// Whether a member is in the query of the address.
    pub(crate) fn is_in_query(&self, name: &str) -> bool {
        self.address.iter().any(|address| address.query.iter().any(|known| known == name))
    }

    /// The msgtype that it is about, by its table or its sample.
    pub(crate) fn msgtype(&self) -> Option<&str> {
        let row = self.request.member("msgtype").and_then(|member| member.facts.fixed.as_deref());
        row.or_else(|| self.sample_value("msgtype"))
    }
}
