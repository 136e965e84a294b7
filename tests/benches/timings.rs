//! What cargo's `--timings` says of each unit of a build.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::application::Application;

/// Seconds by the name of the package; less than that is not worth a line.
const LEAST: f64 = 0.6;

/// Seconds of all units of a package together.
pub fn units(application: &Application) -> BTreeMap<String, f64> {
    let report = fs::read_to_string(application.timings()).expect("cargo has written it");
    let data = report.split_once("const UNIT_DATA = ").and_then(|(_, data)| data.split_once("];"));
    let units: Vec<Value> =
        data.and_then(|(data, _)| serde_json::from_str(&format!("{data}]")).ok()).unwrap_or_default();
    let mut seconds = BTreeMap::new();
    for unit in &units {
        let (name, duration) = (unit["name"].as_str(), unit["duration"].as_f64());
        *seconds.entry(name.unwrap_or_default().to_owned()).or_default() += duration.unwrap_or_default();
    }
    seconds
}

/// The packages that take long in one of two builds, the longest first.
pub fn side_by_side(one: &BTreeMap<String, f64>, other: &BTreeMap<String, f64>) -> Vec<(String, f64, f64)> {
    let in_one = |name: &str| one.get(name).copied().unwrap_or_default();
    let in_other = |name: &str| other.get(name).copied().unwrap_or_default();
    let mut names: Vec<&String> = one.keys().chain(other.keys()).collect();
    names.sort();
    names.dedup();
    let mut rows: Vec<(String, f64, f64)> =
        names.into_iter().map(|name| (name.clone(), in_one(name), in_other(name))).collect();
    let total = rows.iter().fold((0.0, 0.0), |sum, row| (sum.0 + row.1, sum.1 + row.2));
    let (mut long, short): (Vec<_>, Vec<_>) = rows.drain(..).partition(|row| row.1.max(row.2) >= LEAST);
    long.sort_by(|one, other| other.1.max(other.2).total_cmp(&one.1.max(one.2)));
    let rest = short.iter().fold((0.0, 0.0), |sum, row| (sum.0 + row.1, sum.1 + row.2));
    long.push(("the others".to_owned(), rest.0, rest.1));
    long.push(("all".to_owned(), total.0, total.1));
    long
}
