//! A body as its described types see it.

use crate::model::{Path, Step, TypeId};

/// A value as its type sees it.
#[derive(Debug)]
pub(super) enum Node<'c, 'b> {
    Text(&'b str),
    Number(f64),
    /// A boolean or a flag.
    Switch(bool),
    /// One of several named values, or none of them.
    Named {
        known: bool,
        empty: bool,
    },
    List(Vec<Node<'c, 'b>>),
    Object(Tree<'c, 'b>),
    Union(Chosen<'c, 'b>),
}

/// An object: a node for each described field, `None` where it is absent.
#[derive(Debug)]
pub(super) struct Tree<'c, 'b> {
    pub(super) id: TypeId,
    /// For a message its type: fields of the body stand in the member of this name.
    pub(super) msgtype: Option<&'c str>,
    pub(super) fields: Vec<Option<Node<'c, 'b>>>,
}

/// A union and its active case.
#[derive(Debug)]
pub(super) struct Chosen<'c, 'b> {
    pub(super) id: TypeId,
    pub(super) case: usize,
    pub(super) payload: Option<Box<Node<'c, 'b>>>,
}

impl Node<'_, '_> {
    /// Empty strings and lists are absent, for WeCom as for us.
    pub(super) fn is_absent(&self) -> bool {
        match self {
            Node::Text(text) => text.is_empty(),
            Node::List(items) => items.is_empty(),
            Node::Named { empty, .. } => *empty,
            _ => false,
        }
    }
}

impl<'c, 'b> Tree<'c, 'b> {
    /// What stands at the end of a path; `None` where that is absent.
    pub(super) fn reach(&self, steps: &[Step]) -> Option<&Node<'c, 'b>> {
        let (Step::Field(index), rest) = steps.split_first()? else { return None };
        self.fields.get(*index)?.as_ref()?.reach(rest)
    }

    /// Whether something is there at the end of a path: what is off says no more than what is absent.
    pub(super) fn has(&self, path: &Path) -> bool {
        self.reach(&path.steps).is_some_and(|node| !matches!(node, Node::Switch(false)))
    }
}

impl<'c, 'b> Node<'c, 'b> {
    /// [`Tree::reach`] from here.
    pub(super) fn reach(&self, steps: &[Step]) -> Option<&Node<'c, 'b>> {
        match (steps.split_first(), self) {
            (None, node) => Some(node),
            (Some(_), Node::Object(tree)) => tree.reach(steps),
            (Some((Step::Case(case), rest)), Node::Union(chosen)) if chosen.case == *case => match &chosen.payload {
                Some(payload) if !rest.is_empty() => payload.reach(rest),
                // A case is there as soon as it is chosen, whatever it holds.
                _ => rest.is_empty().then_some(self),
            },
            _ => None,
        }
    }
}
