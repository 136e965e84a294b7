//! The pictures of the documentation. `UPDATE_SCREENSHOTS=1` makes them anew.

use std::path::Path;
use std::{env, fs};

use serde_json::{Value, json};
use wecom_message::{Raw, To};
use wecom_sandbox::Sandbox;

use crate::browser::Browser;
use crate::client;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../sandbox/screenshots");

/// The width and height, in pixels, of the fields whose mean colours are compared.
const GRID: u32 = 40;

fn cards() -> [Value; 5] {
    let site = json!({"type": 1, "url": "https://ci.example.com/42"});
    let source = json!({"desc": "Build server", "desc_color": 0, "icon_url": "https://ci.example.com/icon.png"});
    [
        json!({"card_type": "text_notice", "source": source, "main_title": {"title": "Build 42 failed", "desc": "main, by Li Si"},
            "emphasis_content": {"title": "3", "desc": "tests failed"}, "sub_title_text": "The database did not start.",
            "horizontal_content_list": [{"keyname": "Branch", "value": "main"}, {"keyname": "Owner", "value": "Li Si", "type": 3, "userid": "lisi"}],
            "jump_list": [{"type": 1, "title": "Open the log", "url": "https://ci.example.com/42"}], "card_action": site}),
        json!({"card_type": "news_notice", "main_title": {"title": "Release of the week"}, "card_image": {"url": "https://ci.example.com/wide.png", "aspect_ratio": 2.2},
            "vertical_content_list": [{"title": "v2.3", "desc": "Faster, and half the memory."}], "card_action": site}),
        json!({"card_type": "button_interaction", "main_title": {"title": "Deploy v2.3?"}, "sub_title_text": "All tests have passed.", "task_id": "deploy",
            "button_list": [{"text": "Approve", "style": 1, "key": "a"}, {"text": "Later", "style": 2, "key": "l"}, {"text": "Reject", "style": 3, "key": "r"}]}),
        json!({"card_type": "vote_interaction", "main_title": {"title": "午餐吃什么？"}, "task_id": "vote", "submit_button": {"text": "提交", "key": "s"},
            "checkbox": {"question_key": "dish", "option_list": [{"id": "1", "text": "面", "is_checked": true}, {"id": "2", "text": "饭"}]}}),
        json!({"card_type": "multiple_interaction", "main_title": {"title": "Where do you sit?"}, "task_id": "where", "submit_button": {"text": "Send", "key": "s"},
            "select_list": [{"question_key": "floor", "title": "Floor", "option_list": [{"id": "3", "text": "Third"}, {"id": "4", "text": "Fourth"}]}]}),
    ]
}

#[test]
fn the_pictures_of_the_documentation_are_about_what_the_page_shows() {
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox);
    let mut pictures = Vec::new();
    for card in cards() {
        let name = card["card_type"].as_str().unwrap().to_owned();
        let _ = client.send(To::user(&name), &Raw::new("template_card", card).unwrap()).unwrap();
        pictures.push((name.clone(), format!("users/{name}")));
    }
    let _ = client
        .send_text(To::user("lisi"), "Disk full on db-1.\n<a href=\"https://example.com\">What to do</a>")
        .unwrap();
    let _ = client
        .send_markdown(
            To::user("lisi"),
            "**build 42** <font color=\"warning\">failed</font>\n> [log](https://example.com)",
        )
        .unwrap();
    let [_, _, buttons, ..] = cards();
    let _ = client.send(To::user("lisi"), &Raw::new("template_card", buttons).unwrap()).unwrap();
    pictures.push(("conversation".to_owned(), "users/lisi".to_owned()));
    let browser = Browser::start(760, 800);
    for (name, conversation) in pictures {
        browser.open(&format!("{}?lang=en&theme=light#{conversation}", sandbox.page_url()));
        let _ = browser.until("document.querySelector('article .card, article .bubble') !== null");
        let shown = browser.screenshot();
        let file = Path::new(FOLDER).join(format!("{name}.png"));
        if env::var_os("UPDATE_SCREENSHOTS").is_some() {
            fs::create_dir_all(FOLDER).unwrap();
            fs::write(&file, &shown).unwrap();
        }
        let kept = fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let (kept, shown) = (browser.mean_colours(&kept, GRID), browser.mean_colours(&shown, GRID));
        assert_eq!(kept.len(), shown.len(), "{name}");
        // Roughly: fonts and times differ from machine to machine.
        let differences: Vec<f64> = kept.iter().zip(&shown).map(|(kept, shown)| (kept - shown).abs()).collect();
        let (mean, most) =
            (differences.iter().sum::<f64>() / count(&differences), differences.iter().copied().fold(0.0, f64::max));
        assert!(
            mean < 3.0 && most < 48.0,
            "{name} looks different: {mean:.1} of 255 on the average, {most:.1} at one place"
        );
    }
}

#[expect(clippy::cast_precision_loss, reason = "a picture has a few hundred fields")]
fn count(fields: &[f64]) -> f64 {
    fields.len() as f64
}
