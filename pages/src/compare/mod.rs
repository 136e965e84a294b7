//! Compares pages with descriptions.

mod answer;
mod body;
mod demands;
mod item;
mod limits;
mod member;
mod opened;
mod order;
mod received;
mod reply;
mod request;
mod side;
mod spelling;
mod subjects;
mod tags;
mod whole;

use crate::accepted::Accepted;
use crate::described::Descriptions;
use crate::difference::Difference;
use crate::page::Page;

/// A comparison of a page with the descriptions.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Comparison<'p> {
    /// The page.
    pub page: &'p Page,
    /// The differences that are not accepted, in the order of the page's lines.
    pub differences: Vec<Difference>,
    /// The number of accepted differences.
    pub accepted: usize,
    /// The descriptions that the page is about, by the names of their files: `app/text`.
    pub subjects: Vec<String>,
}

impl Comparison<'_> {
    /// Whether the page has something to compare. A login page has not.
    pub fn has_subject(&self) -> bool {
        !self.subjects.is_empty() || !self.differences.is_empty() || self.accepted > 0
    }
}

/// Compares a page with the descriptions that it is about. These are found by the addresses of its requests, its msgtypes
/// and events, and by the page's own number.
pub fn compare<'p>(page: &'p Page, descriptions: Descriptions<'_>, accepted: &Accepted) -> Comparison<'p> {
    let (found, subjects) = whole::differences(page, descriptions);
    let (found, accepted) = accepted.apply(page, found);
    let mut differences: Vec<Difference> = Vec::new();
    for difference in found {
        match differences.iter_mut().find(|known| known.is_same(&difference)) {
            Some(known) => known.take(difference),
            None => differences.push(difference),
        }
    }
    differences.sort_by(|one, other| one.page.first().cmp(&other.page.first()));
    Comparison { page, differences, accepted, subjects }
}
