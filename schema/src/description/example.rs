//! Examples of messages, operations and recipients.

use super::members::{Members, Spanned, each};
use crate::diagnostic::Diagnostics;
use crate::json::Node;

#[derive(Clone, Debug)]
pub(crate) struct ExampleDescription {
    pub(crate) name: Spanned<String>,
    pub(crate) body: Node,
}

pub(super) fn examples(members: &mut Members<'_, '_>) -> Vec<ExampleDescription> {
    each(members.list("examples"), example, members.diagnostics)
}

fn example(node: &Node, diagnostics: &mut Diagnostics) -> Option<ExampleDescription> {
    let mut members = Members::open(node, "an example", diagnostics)?;
    let name = members.needed_string("name");
    let body = members.needed("body").cloned();
    members.finish();
    Some(ExampleDescription { name: name?, body: body? })
}
