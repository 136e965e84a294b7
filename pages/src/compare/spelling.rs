//! Names in replies to callbacks: `CamelCase` on pages, `snake_case` in descriptions.

use std::collections::BTreeMap;

use super::subjects::About;
use crate::described::{Choice, Descriptions, Subject};
use crate::fact::bare;
use crate::page::{Page, Part};

/// The page with the names of the descriptions. Pages do not agree on capitals: `AppId`, `Appid`.
pub(super) fn in_snake_case(page: &Page, abouts: &[About<'_>], all: Descriptions<'_>) -> Page {
    let part = |(part, about): (&Part, &About<'_>)| match about {
        About::One(reply @ Subject::Reply(..)) => {
            let described = reply.request(all, &Choice::open());
            let known: BTreeMap<String, String> =
                described.members.into_iter().map(|member| (bare(&member.path), member.path)).collect();
            let name = |path: &str| known.get(&bare(path)).map_or(path, String::as_str).to_owned();
            Part { request: part.request.renamed(&name), ..part.clone() }
        }
        _ => part.clone(),
    };
    Page { parts: page.parts.iter().zip(abouts).map(part).collect(), ..page.clone() }
}
