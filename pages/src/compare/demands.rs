//! Compares demands of several members.

use super::side::Side;
use crate::described::Described;
use crate::difference::{Class, Difference, Kind};
use crate::fact::{Demand, Place};

pub(super) fn differences(side: &Side<'_>, described: &Described) -> Vec<Difference> {
    let of_page: Vec<&(Demand, Place)> =
        side.body.demands.iter().chain(side.inherited.iter().flat_map(|body| &body.demands)).collect();
    let is_said = |demand: &Demand| of_page.iter().any(|(said, _)| said.agrees(demand));
    let is_described = |demand: &Demand| described.demands.iter().any(|(other, _)| demand.agrees(other));
    let member = |demand: &Demand| demand.members().first().map(|member| (*member).to_owned()).unwrap_or_default();
    let mut found = Vec::new();
    // A table for all messages of a channel demands the object of each of them.
    let names_message =
        |demand: &Demand| matches!(demand, Demand::When { tag, value, member } if tag == "msgtype" && value == member);
    for (demand, place) in of_page.iter().filter(|(demand, _)| !is_described(demand) && !names_message(demand)) {
        found.push(Difference {
            member: member(demand),
            page: vec![place.clone()],
            ..side.difference(Kind::Condition, Class::MissingHere, &demand.to_string(), "")
        });
    }
    for (demand, place) in described.demands.iter().filter(|(demand, _)| !is_said(demand)) {
        // A missing member is reported as a whole. The row of a member is also one of its object.
        let row = |path: &&str| {
            let inside = format!("{path}.");
            side.row(path).or_else(|| side.body.members.iter().find(|row| row.path.starts_with(&inside)))
        };
        let rows: Vec<Option<Place>> =
            demand.members().iter().map(|path| row(path).map(|row| row.place.clone())).collect();
        let rows: Vec<Place> = rows.into_iter().collect::<Option<_>>().unwrap_or_default();
        if !rows.is_empty() {
            found.push(Difference {
                member: member(demand),
                page: rows,
                description: vec![place.clone()],
                ..side.difference(Kind::Condition, Class::MissingThere, "", &demand.to_string())
            });
        }
    }
    found
}
