//! Reports for programs.

use serde_json::{Value, json as value};

use super::texts::text_of;
use crate::accepted::entry;
use crate::compare::Comparison;
use crate::described::Descriptions;
use crate::difference::{Class, Difference};
use crate::fact::{Place, position};
use crate::page::Page;

/// Each page with its differences, and the number of differences of each class.
pub fn json(comparisons: &[Comparison<'_>], descriptions: Descriptions<'_>) -> Value {
    let count = |class: Class| comparisons.iter().flat_map(|it| &it.differences).filter(|it| it.class == class).count();
    let classes: serde_json::Map<String, Value> =
        Class::ALL.into_iter().map(|class| (class.name().to_owned(), value!(count(class)))).collect();
    value!({
        "pages": comparisons.iter().map(|it| page(it, descriptions)).collect::<Vec<Value>>(),
        "summary": {
            "pages": comparisons.len(),
            "differences": comparisons.iter().map(|it| it.differences.len()).sum::<usize>(),
            "accepted": comparisons.iter().map(|it| it.accepted).sum::<usize>(),
            "classes": classes,
        },
    })
}

fn page(comparison: &Comparison<'_>, descriptions: Descriptions<'_>) -> Value {
    let differences = comparison.differences.iter().map(|it| difference(it, comparison.page, descriptions));
    value!({
        "page": comparison.page.name(),
        "id": comparison.page.id(),
        "subjects": comparison.subjects,
        "accepted": comparison.accepted,
        "differences": differences.collect::<Vec<Value>>(),
    })
}

fn difference(difference: &Difference, page: &Page, descriptions: Descriptions<'_>) -> Value {
    let places = |places: &[Place]| {
        let place = |place: &Place| {
            let (line, column) = position(text_of(place, page, descriptions), place.start);
            value!({ "file": &*place.file, "line": line, "column": column })
        };
        places.iter().map(place).collect::<Vec<Value>>()
    };
    value!({
        "kind": difference.kind.name(),
        "class": difference.class.name(),
        "subjects": difference.subjects,
        "answer": difference.in_answer,
        "member": difference.member,
        "page_says": difference.page_says,
        "description_says": difference.description_says,
        "page": places(&difference.page),
        "description": places(&difference.description),
        "accept": entry(page, difference),
    })
}
