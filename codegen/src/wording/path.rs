//! Paths as readers know them: members by their names on the wire, cases by theirs in the descriptions.

use wecom_schema::model::{Channel, Kind, Object, Path, Step, TypeId};

use super::Language;

/// Several paths in a sentence.
pub(crate) fn list(language: Language, channel: &Channel, object: &Object, paths: &[&Path]) -> String {
    let twice = |path: &Path| paths.iter().filter(|other| other.wire == path.wire).count() > 1;
    let names = paths.iter().map(|path| format!("`{}`", shown(channel, object, path, twice(path))));
    language.and(names.collect())
}

/// What stands among the other members has no name of its own on the wire, and cases can have members of one name.
fn shown(channel: &Channel, object: &Object, path: &Path, with_cases: bool) -> String {
    if with_cases || path.wire.is_empty() {
        described(channel, object, &path.steps).join(".")
    } else {
        path.wire.clone()
    }
}

fn described(channel: &Channel, root: &Object, steps: &[Step]) -> Vec<String> {
    let mut names = Vec::new();
    let mut id: Option<TypeId> = None;
    for step in steps {
        let (name, kind) = match step {
            Step::Field(index) => {
                let object = id.map_or(Some(root), |id| channel.object(id));
                let Some(field) = object.and_then(|object| object.fields.get(*index)) else { break };
                (&field.wire, Some(&field.kind))
            }
            Step::Case(index) => {
                let union = id.and_then(|id| channel.union(id));
                let Some(case) = union.and_then(|union| union.cases.get(*index)) else { break };
                (&case.name, case.payload.as_ref())
            }
        };
        names.push(name.clone());
        id = kind.and_then(Kind::type_id);
    }
    names
}
