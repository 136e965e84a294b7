//! Paths as readers know them: members by their names on the wire, cases by theirs in the descriptions.

use wecom_schema::model::{Kind, Object, Path, Step, TypeId};

use crate::context::Context;

/// Several paths in a sentence.
pub(super) fn list(context: Context<'_>, object: &Object, paths: &[&Path]) -> String {
    let mut names: Vec<String> = paths.iter().map(|path| format!("`{}`", shown(context, object, path))).collect();
    match names.pop() {
        Some(last) if names.is_empty() => last,
        Some(last) => format!("{} and {last}", names.join(", ")),
        None => String::new(),
    }
}

/// What stands among the other members has no name of its own on the wire.
fn shown(context: Context<'_>, object: &Object, path: &Path) -> String {
    if path.wire.is_empty() { described(context, object, &path.steps).join(".") } else { path.wire.clone() }
}

fn described(context: Context<'_>, root: &Object, steps: &[Step]) -> Vec<String> {
    let mut names = Vec::new();
    let mut id: Option<TypeId> = None;
    for step in steps {
        let (name, kind) = match step {
            Step::Field(index) => {
                let object = id.map_or(Some(root), |id| context.object(id));
                let Some(field) = object.and_then(|object| object.fields.get(*index)) else { break };
                (&field.wire, Some(&field.kind))
            }
            Step::Case(index) => {
                let union = id.and_then(|id| context.union(id));
                let Some(case) = union.and_then(|union| union.cases.get(*index)) else { break };
                (&case.name, case.payload.as_ref())
            }
        };
        names.push(name.clone());
        id = kind.and_then(Kind::type_id);
    }
    names
}
