//! English and Chinese.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use wecom_message::To;
use wecom_sandbox::Sandbox;

use crate::browser::Browser;
use crate::client;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../sandbox/page");

#[test]
fn the_page_speaks_the_chosen_language_and_remembers_it() {
    let sandbox = Sandbox::start().unwrap();
    let _ = client(&sandbox).send_text(To::user("lisi"), "x".repeat(3000)).unwrap();
    let browser = Browser::start(1100, 900);
    browser.open(&format!("{}#users/lisi", sandbox.page_url()));
    let table = [
        ("en", ["Everything received", "Members", "No callback URL", "1 warning"], "中文"),
        ("zh-CN", ["收到的所有请求", "成员", "未设置回调地址", "1 条警告"], "English"),
    ];
    for (language, words, other) in table {
        let _ = browser.until("document.querySelector('article .mark') !== null");
        for word in words {
            let _ = browser.until(&format!("document.body.innerText.includes({word:?})"));
        }
        assert_eq!(browser.evaluate("document.documentElement.lang"), json!(language));
        assert_eq!(browser.evaluate("document.getElementById('language').innerText"), json!(other));
        let _ = browser.evaluate("document.getElementById('language').click()");
    }
    let _ = browser.evaluate("document.getElementById('language').click()");
    browser.reload();
    let _ = browser.until("document.body.innerText.includes('收到的所有请求')");
    assert_eq!(browser.errors(), Vec::<String>::new());
}

#[test]
fn every_word_of_the_page_is_there_in_both_languages() {
    let read = |file: &Path| fs::read_to_string(file).unwrap();
    let words = read(&Path::new(PAGE).join("words.js"));
    let words: Vec<(&str, &str, &str)> = words
        .lines()
        .filter_map(|line| {
            let (key, rest) = line.strip_prefix("  ")?.split_once(": [\"")?;
            let (english, rest) = rest.split_once("\", \"")?;
            Some((key, english, rest.strip_suffix("\"],")?))
        })
        .collect();
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for (key, english, chinese) in &words {
        let is_translated = !is_chinese(english) && is_chinese(chinese);
        assert!(is_translated || ["bot", "language"].contains(key), "{key}: {english}, {chinese}");
    }
    let known: BTreeSet<&str> = words.iter().map(|(key, ..)| *key).collect();
    for file in scripts(Path::new(PAGE)) {
        let source = read(&file);
        for (at, _) in source.match_indices("word(\"") {
            let key = source[at + "word(\"".len()..].split('"').next().unwrap();
            assert!(known.contains(key), "{key} in {}", file.display());
        }
    }
}

fn scripts(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let files = files.into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "js"));
    files.chain(folders.iter().flat_map(|folder| scripts(folder))).collect()
}
