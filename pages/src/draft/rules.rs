//! Drafts rules.

use std::collections::BTreeSet;

use super::json::Json;
use crate::fact::Demand;
use crate::page::Body;

/// The rules of an object: the demands of members that are all in it.
pub(super) fn rules(object: &str, body: &Body) -> Vec<Json> {
    let inside = if object.is_empty() { String::new() } else { format!("{object}.") };
    let within = |path: &str| path.strip_prefix(&inside).map(str::to_owned);
    // Demands within a nested object become rules of that object.
    let mut known: BTreeSet<&Demand> = BTreeSet::new();
    let mut rules = Vec::new();
    for (demand, _) in &body.demands {
        let paths: Option<Vec<String>> = demand.members().into_iter().map(within).collect();
        let Some(paths) = paths.filter(|paths| paths.iter().any(|path| !path.contains('.'))) else { continue };
        if !known.insert(demand) {
            continue;
        }
        let all = || Json::texts(paths.iter().map(String::as_str));
        rules.push(match (demand, paths.as_slice()) {
            (Demand::AnyOf(_), _) => Json::object([("any_of", all())]),
            (Demand::NotBoth(_), _) => Json::object([("not_both", all()), ("beyond", Json::text("advised"))]),
            (Demand::Given { .. }, [given, then]) => {
                Json::object([("given", Json::text(given)), ("then", Json::texts([then.as_str()]))])
            }
            _ => continue,
        });
    }
    rules
}
