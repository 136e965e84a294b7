//! The folders of descriptions that commands read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use wecom_schema::{Schema, Sources};

use super::failure::Failure;

/// The option for a folder.
#[derive(clap::Args)]
pub(super) struct Folder {
    /// A folder of descriptions; without schema.json, its files replace built-in ones or are added to them [default: the built-in ones]
    #[arg(long, value_name = "DIR")]
    schema: Option<PathBuf>,
}

impl Folder {
    pub(super) fn load(&self) -> Result<Schema, Failure> {
        load(self.schema.as_deref())
    }
}

/// Loads the descriptions in a folder, or the built-in ones.
pub(super) fn load(dir: Option<&Path>) -> Result<Schema, Failure> {
    Schema::load(&sources(dir)?).map_err(Failure::Mistakes)
}

/// The files of the descriptions in a folder, or of the built-in ones.
pub(super) fn sources(dir: Option<&Path>) -> Result<Sources, Failure> {
    let mut sources = built_in()?;
    if let Some(dir) = dir {
        let own = read(dir)?;
        if is_whole(&own, &sources) {
            sources = own;
        } else {
            sources.overlay(own).map_err(Failure::Stale)?;
        }
    }
    Ok(sources)
}

/// The built-in descriptions.
pub(super) fn built_in() -> Result<Sources, Failure> {
    read(Path::new(wecom_schema::DIR))
}

/// The names of the channels that a folder describes or adds to.
pub(super) fn channels_in(dir: &Path) -> Result<BTreeSet<String>, Failure> {
    Ok(channels(&read(dir)?))
}

fn read(dir: &Path) -> Result<Sources, Failure> {
    Sources::from_dir(dir).map_err(Failure::Read)
}

/// Whether a folder is a complete set of descriptions. A folder without schema.json, or without the channel.json of a built-in
/// channel, changes the built-in descriptions.
fn is_whole(sources: &Sources, built_in: &Sources) -> bool {
    let has_channel = |channel: &String| sources.get(&format!("{channel}/channel.json")).is_some();
    let is_built_in = |channel: &String| built_in.get(&format!("{channel}/channel.json")).is_some();
    sources.get("schema.json").is_some() && channels(sources).iter().all(|it| has_channel(it) || !is_built_in(it))
}

fn channels(sources: &Sources) -> BTreeSet<String> {
    let channel = |path: &str| path.split_once('/').map(|(channel, _)| channel.to_owned());
    sources.iter().filter_map(|source| channel(&source.path)).collect()
}
