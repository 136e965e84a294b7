//! What the rules of an object demand of its fields.

use std::collections::BTreeSet;

use wecom_schema::model::{Consequence, Kind, Object, Path, Rule, RuleKind, Step, TypeId};

use crate::flattening::{Flattening, Found};
use crate::row::{Row, condition, word};

/// Where a path ends: in which cases of the unions on its way, and at which field.
struct End {
    when: Vec<String>,
    field: String,
}

impl End {
    /// Whether the row says something about this end; what holds in several cases stands in a row without their tag.
    fn is(&self, when: &[String], field: &str) -> bool {
        self.field == field && self.allows(when)
    }

    fn allows(&self, when: &[String]) -> bool {
        when.iter().all(|tag| self.when.contains(tag))
    }
}

impl Flattening<'_> {
    /// Writes what the rule demands into the rows of the fields that it is about.
    pub(crate) fn rule(&self, owner: TypeId, object: &Object, rule: &Rule, prefix: &str, found: &mut Found) {
        let end = |path: &Path| self.end(owner, object, path, prefix);
        let ends = |paths: &[Path]| paths.iter().map(end).collect::<Vec<End>>();
        let names = |paths: &[Path]| ends(paths).into_iter().map(|end| end.field).collect::<Vec<String>>();
        let otherwise = match rule.beyond {
            Consequence::Refused => String::new(),
            beyond => format!(" {}", word(beyond)),
        };
        let (ends, demand) = match &rule.kind {
            RuleKind::AnyOf(paths) if paths.len() == 1 => {
                return paths.iter().for_each(|path| require_whole_way(&end(path), prefix, &otherwise, found));
            }
            RuleKind::AnyOf(paths) => (ends(paths), condition("any of", names(paths))),
            RuleKind::OneOf(paths) => (ends(paths), condition("one of", names(paths))),
            RuleKind::Given(given, then) => (ends(then), format!("with {}", end(given).field)),
            RuleKind::NotBoth(paths) => {
                for (one, other) in RuleKind::pairs(paths).map(|(one, other)| (end(one), end(other))) {
                    for (one, other) in [(&one, &other), (&other, &one)] {
                        for row in rows(found, |when, field| one.is(when, field)) {
                            row.limits.insert(format!("not with {} {}", other.field, word(rule.beyond)));
                        }
                    }
                }
                return;
            }
        };
        for row in rows(found, |when, field| ends.iter().any(|end| end.is(when, field))) {
            row.required.remove("no");
            row.required.insert(format!("{demand}{otherwise}"));
        }
    }

    fn end(&self, owner: TypeId, object: &Object, path: &Path, prefix: &str) -> End {
        let field = match path.steps.first() {
            Some(Step::Field(index)) => self.base(owner, &object.fields[*index], prefix) + &path.wire,
            _ => panic!("a path starts with a field"),
        };
        let (mut when, mut at) = (Vec::new(), Some(owner));
        for step in &path.steps {
            let id = at.unwrap();
            at = match step {
                Step::Field(index) => self.channel.object(id).unwrap().fields[*index].kind.type_id(),
                Step::Case(index) => {
                    let union = self.channel.union(id).unwrap();
                    let case = &union.cases[*index];
                    when.extend(union.tag.member().map(|tag| format!("{tag}={}", case.wire)));
                    case.payload.as_ref().and_then(Kind::type_id)
                }
            };
        }
        End { when, field }
    }
}

fn rows(found: &mut Found, about: impl Fn(&[String], &str) -> bool) -> impl Iterator<Item = &mut Row> {
    found.iter_mut().filter(move |((when, field), _)| about(when, field)).map(|(_, row)| row)
}

/// Where one path is demanded, everything on it is required.
fn require_whole_way(end: &End, prefix: &str, otherwise: &str, found: &mut Found) {
    let on_way =
        |field: &str| field.starts_with(prefix) && (end.field == field || end.field.starts_with(&format!("{field}.")));
    for row in rows(found, |when, field| on_way(field) && end.allows(when)) {
        row.required = BTreeSet::from([format!("yes{otherwise}")]);
    }
}
