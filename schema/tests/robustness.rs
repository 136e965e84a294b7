//! Loading any files ends quickly, with a schema or with diagnostics.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use wecom_schema::{Schema, Sources};

/// A small generator of repeatable chance (xorshift64*).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % (limit.max(1) as u64)).unwrap_or_default()
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }
}

/// The files that mutations are made of, with their texts.
fn files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for dir in ["", "app", "app/types", "types"] {
        for entry in std::fs::read_dir(Path::new(wecom_schema::DIR).join(dir)).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|extension| extension == "json") {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let below = if dir.is_empty() { name } else { format!("{dir}/{name}") };
                files.push((below, std::fs::read_to_string(&path).unwrap_or_default()));
            }
        }
    }
    files.sort();
    files
}

/// Loads the files with one of them replaced and renders what is said about it.
fn survives(files: &[(String, String)], path: &str, text: &str) {
    let mut sources = Sources::default();
    for (path, text) in files {
        sources.insert(path, None, text);
    }
    sources.insert(path, None, text);
    if let Err(mistakes) = Schema::load(&sources) {
        assert!(!mistakes.is_empty(), "{path} is refused without a reason:\n{text}");
        assert!(mistakes.iter().all(|mistake| mistake.starts_with("error: ")), "{mistakes}");
        assert!(mistakes.to_string().ends_with("in the descriptions"));
    }
}

/// Everything but the long list of error codes, which only takes time.
fn channel() -> Vec<(String, String)> {
    files().into_iter().filter(|(path, _)| path != "error_codes.json").collect()
}

/// A message that uses a good part of the language with few of the built-in types: loading all of them takes long.
const SMALL: &str = r#"{
  "message": "small",
  "options": ["safe"],
  "fields": [
    { "name": "card", "type": "vote_interaction", "required": true },
    { "name": "rows", "list": "horizontal_content" }
  ],
  "rules": [{ "given": "rows", "then": ["card.source.desc"], "errcode": 40058 }],
  "constructors": { "new": ["card"] },
  "needs": [{ "what": "callback_url", "errcode": 43012, "any_of": ["card"] }],
  "examples": [{ "name": "full", "body": { "msgtype": "small", "safe": 1, "small": {
    "card": {
      "source": { "icon_url": "https://example.com/icon.png", "desc": "企业微信" },
      "main_title": { "title": "Drink?", "desc": "for the meeting" },
      "task_id": "task-1",
      "checkbox": { "question_key": "drink", "mode": 1, "option_list": [{ "id": "1", "text": "Tea", "is_checked": true }] },
      "submit_button": { "text": "Submit", "key": "submit" }
    },
    "rows": [
      { "keyname": "Host", "value": "db-1" },
      { "type": 1, "keyname": "Site", "value": "Open", "url": "https://example.com" },
      { "type": 2, "keyname": "File", "value": "report.pdf", "media_id": "MEDIA_ID" },
      { "type": 3, "keyname": "Owner", "value": "Li Si", "userid": "lisi" }
    ] } } }]
}"#;

/// The small message and everything it needs.
fn small() -> Vec<(String, String)> {
    const TYPES: [&str; 18] = [
        "vote_interaction",
        "source",
        "main_title",
        "task_id",
        "checkbox",
        "vote_option",
        "option_id",
        "key",
        "submit_button",
        "horizontal_content",
        "horizontal_target",
        "message_id",
        "media_id",
        "response_code",
        "user_id",
        "user_id_or_everyone",
        "department_id",
        "tag_id",
    ];
    let mut files = channel();
    files.retain(|(path, _)| match path.strip_prefix("app/").unwrap_or(path).strip_prefix("types/") {
        Some(name) => TYPES.contains(&name.trim_end_matches(".json")),
        None => ["schema.json", "app/channel.json"].contains(&path.as_str()),
    });
    files.push(("app/small.json".to_owned(), SMALL.to_owned()));
    files
}

fn mutate_bytes(text: &str, chance: &mut Chance) -> String {
    const PIECES: [&str; 16] = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\\ud800",
        "\u{feff}",
        "\t",
        "\r\n",
        "\u{0}",
        "中",
        "1e999",
        "\"in\":[\"replace\"],",
    ];
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..=chance.below(3) {
        let at = chance.below(characters.len());
        match chance.below(5) {
            0 if !characters.is_empty() => _ = characters.remove(at),
            1 => characters.truncate(at),
            2 if !characters.is_empty() => {
                let other = chance.below(characters.len());
                characters.swap(at, other);
            }
            3 => {
                let end = characters.len().min(at + chance.below(40));
                characters.drain(at..end);
            }
            _ => _ = characters.splice(at..at, chance.pick(&PIECES).into_iter().flat_map(|piece| piece.chars())),
        }
    }
    characters.into_iter().collect()
}

/// The number of values inside a value, itself included.
fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(members) => members.values().map(size).sum(),
        _ => 0,
    }
}

/// Changes the value of this number.
fn change(value: &mut Value, number: &mut usize, with: &mut dyn FnMut(&mut Value)) {
    if *number == 0 {
        with(value);
        *number = usize::MAX;
        return;
    }
    *number -= 1;
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| change(item, number, with)),
        Value::Object(members) => members.values_mut().for_each(|member| change(member, number, with)),
        _ => {}
    }
}

fn mutate_value(text: &str, all: &[(String, String)], chance: &mut Chance) -> String {
    let Ok(mut value) = serde_json::from_str::<Value>(text) else { return text.to_owned() };
    let other: Value = chance.pick(all).and_then(|(_, text)| serde_json::from_str(text).ok()).unwrap_or_default();
    for _ in 0..=chance.below(2) {
        let mut number = chance.below(size(&value));
        let replacements = [
            json!(null),
            json!(true),
            json!(0),
            json!(-1),
            json!(1.5),
            json!(u64::MAX),
            json!(i64::MIN),
            json!(1e300),
            json!(""),
            json!("card"),
            json!("string"),
            json!("replace"),
            json!("a.b.c"),
            json!("中文"),
            json!([]),
            json!({}),
            json!([[]]),
            json!({ "": {} }),
            json!([{ "name": "type", "type": "click", "inline": true }]),
            other.clone(),
        ];
        change(&mut value, &mut number, &mut |value| match (chance.below(4), value) {
            (0, Value::Object(members)) if !members.is_empty() => {
                let key = chance.below(members.len());
                let key = members.keys().nth(key).cloned().unwrap_or_default();
                let taken = members.remove(&key).unwrap_or_default();
                if chance.below(2) == 0 {
                    members.insert(format!("{key}s"), taken);
                }
            }
            (1, Value::Array(items)) if !items.is_empty() => {
                let item = chance.pick(items).cloned().unwrap_or_default();
                items.push(item);
            }
            (2, Value::Array(items)) => _ = items.pop(),
            (_, value) => *value = chance.pick(&replacements).cloned().unwrap_or_default(),
        });
    }
    value.to_string()
}

#[test]
fn the_small_message_has_no_mistakes() {
    let mut sources = Sources::default();
    for (path, text) in small() {
        sources.insert(&path, None, &text);
    }
    assert_eq!(Schema::load(&sources).err().map(|mistakes| mistakes.to_string()), None);
}

#[test]
fn mutated_bytes_never_panic() {
    let files = small();
    let mut chance = Chance(0x5eed_0001);
    for _ in 0..1000 {
        let Some((path, text)) = chance.pick(&files) else { continue };
        survives(&files, path, &mutate_bytes(text, &mut chance));
    }
}

#[test]
fn mutated_values_never_panic() {
    let files = small();
    let mut chance = Chance(0x5eed_0002);
    for _ in 0..1000 {
        let Some((path, text)) = chance.pick(&files) else { continue };
        survives(&files, path, &mutate_value(text, &files, &mut chance));
    }
}

#[test]
fn mutated_built_in_descriptions_never_panic() {
    let files = channel();
    let mut chance = Chance(0x5eed_0005);
    for _ in 0..25 {
        let Some((path, text)) = chance.pick(&files) else { continue };
        survives(&files, path, &mutate_bytes(text, &mut chance));
        survives(&files, path, &mutate_value(text, &files, &mut chance));
    }
}

#[test]
fn files_in_each_others_places_never_panic() {
    let files = small();
    let mut chance = Chance(0x5eed_0003);
    for _ in 0..200 {
        let (Some((path, _)), Some((_, text))) = (chance.pick(&files), chance.pick(&files)) else { continue };
        survives(&files, path, text);
    }
}

#[test]
fn mutated_error_codes_never_panic() {
    let files: Vec<_> = files().into_iter().filter(|(path, _)| !path.contains('/')).collect();
    let mut chance = Chance(0x5eed_0004);
    let text = files.iter().find(|(path, _)| path == "error_codes.json").map_or("", |(_, text)| text.as_str());
    for _ in 0..40 {
        survives(&files, "error_codes.json", &mutate_bytes(text, &mut chance));
    }
}

#[test]
fn files_that_are_hardly_there_never_panic() {
    let files = small();
    for (path, _) in &files {
        for text in
            ["", "\u{feff}", " ", "\n", "null", "0", "\"", "\"\"", "[]", "{}", "{", "{\"", "\u{feff}{}", "\u{0}"]
        {
            survives(&files, path, text);
        }
    }
}

#[test]
fn deep_nesting_is_refused_and_not_followed() {
    let files = channel();
    for (open, close) in [("[", "]"), ("{\"fields\":", "}"), ("{\"\":[", "]}")] {
        let deep = format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
        survives(&files, "app/text.json", &deep);
        survives(&files, "app/text.json", &open.repeat(10_000));
        let example =
            format!("{{\"message\":\"text\",\"fields\":[],\"examples\":[{{\"name\":\"a\",\"body\":{deep}}}]}}");
        survives(&files, "app/text.json", &example);
    }
}

#[test]
fn types_inside_types_inside_types_are_refused() {
    let mut files = channel();
    for number in 0..400 {
        let text = format!(
            "{{\"object\":\"t{number}\",\"fields\":[{{\"name\":\"a\",\"type\":\"t{0}\"}},{{\"name\":\"b\",\"type\":\"t{0}\"}}]}}",
            number + 1
        );
        files.push((format!("app/types/t{number}.json"), text));
    }
    survives(&files, "app/types/t400.json", "{\"object\":\"t400\",\"fields\":[]}");
}

/// Two megabytes in one line, or as many parts of a description as take long already.
#[test]
fn a_file_of_two_megabytes_does_not_hang() {
    const SIZE: usize = 2 << 20;
    let files = small();
    let repeated = |piece: &str| piece.repeat(SIZE / piece.len());
    let field = |field: &str| {
        let some = format!("{field},").repeat(SIZE / 16 / field.len());
        format!("{{\"message\":\"text\",\"fields\":[{some}{{}}],\"examples\":[]}}")
    };
    let counted = |count: usize, value: &str| {
        (0..count).map(|at| ["\"k", &at.to_string(), "\":", value, ","].concat()).collect::<String>()
    };
    let (numbered, lists) = (counted(50_000, "1"), counted(30_000, "[]"));
    let example = |inside: &str| {
        format!(
            "{{\"message\":\"text\",\"fields\":[],\"examples\":[{{\"name\":\"a\",\"body\":{{\"msgtype\":\"text\",\"text\":{inside}}}}}]}}"
        )
    };
    let texts = [
        repeated("x"),
        repeated("{"),
        repeated("\"中\","),
        format!("{{\"{}\":1}}", repeated("y")),
        format!("{{{numbered}\"z\":1}}"),
        format!("{{\"message\":\"text\",{numbered}\"z\":1}}"),
        format!("{{\"message\":\"text\",\"fields\":[],\"{}\":1,\"examples\":[]}}", repeated("k")),
        field("5"),
        field("{}"),
        field("{\"name\":\"a\",\"type\":\"b\"}"),
        field("{\"name\":\"a\",\"type\":\"string\"}"),
        field("{\"name\":\"a\",\"type\":\"string\",\"in\":[\"x\"]}"),
        format!("{{\"message\":\"text\",\"constructors\":{{{lists}\"z\":[]}},\"examples\":[]}}"),
        example(&format!("{{{numbered}\"z\":1}}")),
        example(&format!("[{}1]", "1,".repeat(SIZE / 8))),
    ];
    for (number, text) in texts.iter().enumerate() {
        let start = Instant::now();
        survives(&files, "app/text.json", text);
        assert!(start.elapsed() < Duration::from_secs(60), "text number {number} took {:?}", start.elapsed());
    }
}
