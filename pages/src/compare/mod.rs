//! A page against the descriptions.

mod body;
mod demands;
mod item;
mod limits;
mod member;
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

/// A page beside the descriptions.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Comparison<'p> {
    /// The page.
    pub page: &'p Page,
    /// What differs and is not accepted, in the order of the page's lines.
    pub differences: Vec<Difference>,
    /// How many differences are accepted.
    pub accepted: usize,
    /// The descriptions that the page is about, as their files are called: `app/text`.
    pub subjects: Vec<String>,
}

impl Comparison<'_> {
    /// Whether the page is about something that descriptions have or could have. A login page is not, nor is a page about
    /// the directory.
    pub fn has_subject(&self) -> bool {
        !self.subjects.is_empty() || !self.differences.is_empty() || self.accepted > 0
    }
}

/// Compares a page with the descriptions that it is about: those of the requests whose addresses it names, or those that
/// name the page.
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
