//! The built-in descriptions, which the program carries: it runs away from their folder, too.

use wecom_schema::Sources;

/// Paths below the schema's folder, and texts.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/descriptions.rs"));

pub(crate) fn built_in() -> Sources {
    let mut sources = Sources::default();
    for (path, text) in FILES {
        sources.insert(path, None, text);
    }
    sources
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn what_the_program_carries_is_what_the_folder_holds() {
        let texts = |sources: &Sources| {
            sources.iter().map(|source| (source.path.clone(), source.text().to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(texts(&built_in()), texts(&Sources::from_dir(Path::new(wecom_schema::DIR)).unwrap()));
    }
}
