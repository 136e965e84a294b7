//! Compares drafts of the application messages with their descriptions.
//!
//! Takes a folder of saved pages, drafts every message of the channel `app` on them, replaces the built-in description by the
//! draft without its `TODO`s, and compares the two.
//!
//! ```sh
//! cargo run -p wecom-pages --example drafts -- saved-pages
//! ```

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use serde_json::Value;
use wecom_pages::{Descriptions, Page, draft, score};
use wecom_schema::{Schema, Sources};

/// The share of facts that must be right.
const WANTED: f64 = 0.9;

fn main() -> ExitCode {
    let Some(dir) = env::args().nth(1) else {
        eprintln!("usage: drafts DIR");
        return ExitCode::from(2);
    };
    match run(Path::new(&dir)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(3)
        }
    }
}

fn run(dir: &Path) -> Result<bool, Box<dyn std::error::Error>> {
    let sources = Sources::from_dir(Path::new(wecom_schema::DIR))?;
    let schema = Schema::load(&sources).map_err(|mistakes| mistakes.to_string())?;
    let descriptions = Descriptions::new(&schema, &sources);
    let mut files: Vec<PathBuf> =
        fs::read_dir(dir)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.sort();
    let mut pages = Vec::new();
    for file in files.iter().filter(|file| file.is_file()) {
        pages.push(Page::read(&file.display().to_string(), &fs::read_to_string(file)?));
    }
    let app = schema.channels.iter().find(|channel| channel.name == "app");
    let (mut right, mut all, mut without_note) = (0, 0, 0);
    for (channel, message) in app.iter().flat_map(|channel| channel.messages.iter().map(move |it| (channel, it))) {
        let msgtype = &message.msgtype;
        let name = format!("app/{msgtype}.json");
        let about = channel.object(message.object).and_then(|object| object.about.page.as_ref());
        let described = about.or(channel.about.page.as_ref()).map(|page| page.id);
        // Pages of other channels have messages of the same msgtype.
        let on_page = |page: &&Page| page.id() == described && page.msgtypes().contains(&msgtype.as_str());
        let found = pages
            .iter()
            .filter(on_page)
            .find_map(|page| Some((page, draft(page, descriptions, &name, "2026-11-28").ok()?)));
        let Some((page, drafted)) = found else {
            println!("{msgtype}: on no page");
            continue;
        };
        let mut laid = sources.clone();
        for file in &drafted {
            laid.insert(&file.path, None, &without_notes(&file.text)?);
        }
        // Types that only the replaced description used would be mistakes.
        let loaded = loop {
            match Schema::load(&laid) {
                Ok(loaded) => break loaded,
                Err(mistakes) => match unused(&mistakes.to_string()) {
                    Some(path) => laid = without(&laid, &path),
                    None => return Err(format!("the draft of {msgtype}:\n{mistakes}").into()),
                },
            }
        };
        let score = score(page, &format!("app/{msgtype}"), Descriptions::new(&loaded, &laid), descriptions);
        let count = score.right + score.wrong.len();
        println!("{msgtype}: {} of {count} right, in {} files", score.right, drafted.len());
        for (member, drafted_as, described_as) in &score.wrong {
            let is_noted = has_note(member, &drafted);
            without_note += usize::from(!is_noted);
            let note = if is_noted { "noted" } else { "WITHOUT A NOTE" };
            println!("  {member}: the draft `{drafted_as}`, the description `{described_as}`; {note}");
        }
        right += score.right;
        all += count;
    }
    #[allow(clippy::cast_precision_loss, reason = "a few hundred")]
    let share = right as f64 / all.max(1) as f64;
    println!("{right} of {all} facts right: {:.1} %; wrong without a note: {without_note}", share * 100.0);
    Ok(all > 0 && share >= WANTED && without_note == 0)
}

/// A description without its `TODO`s.
fn without_notes(text: &str) -> serde_json::Result<String> {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(members) => {
                members.remove("TODO");
                members.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::from_str(text)?;
    strip(&mut value);
    serde_json::to_string(&value)
}

/// Whether the field of a member has a note. A note follows the name.
fn has_note(member: &str, files: &[wecom_pages::DraftFile]) -> bool {
    let name = format!("\"name\": \"{}\",", member.rsplit('.').next().unwrap_or(member));
    let follows = |after: &str| after.trim_start().starts_with("\"TODO\"");
    files.iter().any(|file| file.text.split(&name).skip(1).any(follows))
}

/// The file of a type that nothing refers to.
fn unused(mistakes: &str) -> Option<String> {
    let at = mistakes.find("nothing refers to")?;
    let path = mistakes.get(at..)?.split("--> ").nth(1)?.split(':').next()?;
    Some(path.rsplit("/schema/").next().unwrap_or(path).to_owned())
}

fn without(sources: &Sources, path: &str) -> Sources {
    let mut rest = Sources::default();
    for source in sources.iter().filter(|source| source.path != path) {
        rest.insert(&source.path, source.file.clone(), source.text());
    }
    rest
}
