//! The descriptions, compiled into the program so that it runs without their folder.

use wecom_schema::Sources;

/// Paths below the schema's folder, and contents.
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
    fn the_compiled_descriptions_are_those_of_the_folder() {
        let texts = |sources: &Sources| {
            sources.iter().map(|source| (source.path.clone(), source.text().to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(texts(&built_in()), texts(&Sources::from_dir(Path::new(wecom_schema::DIR)).unwrap()));
    }
}
