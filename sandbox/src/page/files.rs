//! The files of the page, compiled into the program.

use crate::answer::Answer;

/// Paths below `page/`, and contents.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/page.rs"));

/// The file at this path of the page.
pub(super) fn find(path: &str) -> Option<Answer> {
    let path = if path == "/" { "index.html" } else { path.strip_prefix('/')? };
    let (name, content) = FILES.iter().find(|(name, _)| *name == path)?;
    Some(Answer::new(200, content_type(name)?, *content))
}

fn content_type(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_a_type() {
        for (name, _) in FILES {
            assert!(content_type(name).is_some(), "{name}");
        }
        assert!(find("/").is_some() && find("/../Cargo.toml").is_none());
    }
}
