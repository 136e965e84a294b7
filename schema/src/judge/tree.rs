//! A body as a tree of its described types.

use std::borrow::Cow;

use crate::model::{Path, Step, TypeId};

/// A value as its type describes it.
#[derive(Debug)]
pub(super) enum Node<'c, 'b> {
    Text(Cow<'b, str>),
    Number(f64),
    /// A boolean or a flag.
    Switch(bool),
    /// A value of an enumeration, documented or not.
    Named {
        known: bool,
        empty: bool,
    },
    List(Vec<Node<'c, 'b>>),
    Object(Tree<'c, 'b>),
    Union(Chosen<'c, 'b>),
}

/// An object: a node for each described field, `None` for an absent one.
#[derive(Debug)]
pub(super) struct Tree<'c, 'b> {
    pub(super) id: TypeId,
    /// For a message its type, which names the member with the body.
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
    /// Empty strings and lists count as absent, as they do for WeCom.
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
    /// The value at the end of a path, if present.
    pub(super) fn reach(&self, steps: &[Step]) -> Option<&Node<'c, 'b>> {
        let (Step::Field(index), rest) = steps.split_first()? else { return None };
        self.fields.get(*index)?.as_ref()?.reach(rest)
    }

    /// Whether the value at the end of a path is present; a switch that is off counts as absent.
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
                // A case is present if it is chosen, even without members.
                _ => rest.is_empty().then_some(self),
            },
            _ => None,
        }
    }
}
