//! Parts of a page.

use std::collections::BTreeSet;

use super::{Address, Reference, Sample};
use crate::fact::{Demand, Member, Place};

/// One form of a request and its answer, or of a callback or a reply to one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Part {
    /// The heading above it.
    pub(crate) title: String,
    /// Whether it is in a comment.
    pub(crate) hidden: bool,
    pub(crate) address: Option<Address>,
    /// The body of the request, of the callback or of the reply to it.
    pub(crate) request: Body,
    pub(crate) answer: Body,
    /// The object of the request that it describes alone; empty for the whole request.
    pub(crate) inside: String,
}

/// What a page says of a request, an answer or a callback.
#[derive(Clone, Debug, Default)]
pub(crate) struct Body {
    pub(crate) sample: Option<Sample>,
    /// The beginning of each table.
    pub(crate) tables: Vec<Place>,
    /// The members that have rows, in order.
    pub(crate) members: Vec<Member>,
    pub(crate) demands: Vec<(Demand, Place)>,
    pub(crate) unread: Vec<Unread>,
    /// The objects whose members are in another place.
    pub(crate) references: Vec<Reference>,
}

/// A text that was not understood.
#[derive(Clone, Debug)]
pub(crate) struct Unread {
    /// The member in whose row it is; empty if it is in none.
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

    /// The values that a member has here: in the sample, and those that its row allows.
    pub(crate) fn values(&self, path: &str) -> BTreeSet<String> {
        let sample = self.sample.iter().filter_map(|sample| sample.member(path)?.value.clone());
        let row = self.member(path).map(|row| &row.facts);
        let fixed = row.and_then(|facts| facts.fixed.clone());
        sample.chain(fixed).chain(row.iter().flat_map(|facts| facts.values.keys().cloned())).collect()
    }

    /// Whether it has a member, in its table or in its sample.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.sample.as_ref().is_some_and(|sample| sample.member(path).is_some()) || self.member(path).is_some()
    }

    /// The same body without some members.
    pub(crate) fn without(&self, is_left_out: &dyn Fn(&str) -> bool) -> Self {
        let mut body = self.clone();
        body.sample.iter_mut().for_each(|sample| sample.members.retain(|member| !is_left_out(&member.path)));
        body.members.retain(|member| !is_left_out(&member.path));
        body
    }

    /// The same body with other paths.
    pub(crate) fn renamed(&self, path: &dyn Fn(&str) -> String) -> Self {
        let mut body = self.clone();
        for member in body.sample.iter_mut().flat_map(|sample| &mut sample.members) {
            member.path = path(&member.path);
        }
        for member in &mut body.members {
            member.path = path(&member.path);
        }
        for (demand, _) in &mut body.demands {
            *demand = demand.renamed(path);
        }
        for unread in body.unread.iter_mut().filter(|unread| !unread.member.is_empty()) {
            unread.member = path(&unread.member);
        }
        for reference in &mut body.references {
            reference.member = path(&reference.member);
        }
        body
    }
}

impl Part {
    /// Whether it is about a callback or a reply to one.
    pub(crate) fn is_callback(&self) -> bool {
        self.request.sample.as_ref().is_some_and(Sample::is_callback)
    }

    /// The body with rows. The table of a structure can have the form of an answer's.
    pub(super) fn described(&self) -> &Body {
        if self.request.members.is_empty() { &self.answer } else { &self.request }
    }

    /// The event, command or message type that a callback or a reply names.
    pub(crate) fn callback(&self) -> Option<&str> {
        let names = ["Event", "InfoType", "MsgType", "eventtype", "event.eventtype", "msgtype"];
        names.iter().find_map(|name| self.sample_value(name)).filter(|_| self.is_callback())
    }

    /// The text of a scalar in the request's sample.
    pub(crate) fn sample_value(&self, path: &str) -> Option<&str> {
        self.request.sample.as_ref()?.member(path)?.value.as_deref()
    }

    /// Whether a member is in the query of the address.
    pub(crate) fn is_in_query(&self, name: &str) -> bool {
        self.address.iter().any(|address| address.query.iter().any(|known| known == name))
    }

    /// The msgtype in its table or its sample.
    pub(crate) fn msgtype(&self) -> Option<&str> {
        let row = self.request.member("msgtype").and_then(|member| member.facts.fixed.as_deref());
        row.or_else(|| self.sample_value("msgtype"))
    }
}
