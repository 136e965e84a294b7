use std::fmt::Write;

use fastrand::Rng;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::super::markup::Markup;
use super::super::split;

fn parts(text: &str, limit: usize) -> Vec<String> {
    split(text, limit, Markup::MarkdownV2)
}

/// What a reader sees: every character with everything around it, ignoring blanks. The head of a table counts as what
/// its rows lie in.
#[derive(Default)]
struct Shown {
    around: Vec<String>,
    lists: Vec<Option<u64>>,
    column: usize,
    in_head: bool,
    head: String,
    seen: Vec<(String, String)>,
}

fn shown<'t>(messages: impl IntoIterator<Item = &'t str>) -> Vec<(String, String)> {
    let mut shown = Shown::default();
    for message in messages {
        for event in Parser::new_ext(message, Options::ENABLE_TABLES) {
            shown.read(event);
        }
    }
    shown.seen
}

impl Shown {
    fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(TagEnd::Paragraph | TagEnd::TableRow) => {}
            Event::End(TagEnd::TableHead) => {
                self.in_head = false;
                *self.around.last_mut().unwrap() = format!("table{}", self.head);
            }
            Event::End(tag) => {
                if matches!(tag, TagEnd::List(_)) {
                    self.lists.pop();
                }
                self.around.pop();
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(text) => {
                self.around.push("code".to_owned());
                self.text(&text);
                self.around.pop();
            }
            Event::Rule => self.text("---"),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let around = match tag {
            Tag::Paragraph => return,
            Tag::List(first) => {
                self.lists.push(first);
                "list".to_owned()
            }
            Tag::Item => match self.lists.last_mut().unwrap() {
                Some(number) => {
                    *number += 1;
                    format!("item {}", *number - 1)
                }
                None => "item".to_owned(),
            },
            Tag::CodeBlock(CodeBlockKind::Fenced(language)) => format!("fence {language}"),
            Tag::Link { dest_url, .. } => format!("link {dest_url}"),
            Tag::TableHead => {
                (self.in_head, self.column) = (true, 0);
                self.head.clear();
                return;
            }
            Tag::TableRow => {
                self.column = 0;
                return;
            }
            Tag::TableCell => {
                self.column += 1;
                format!("cell {}", self.column)
            }
            tag => format!("{tag:?}"),
        };
        self.around.push(around);
    }

    fn text(&mut self, text: &str) {
        let text: String = text.split_whitespace().collect();
        if self.in_head {
            write!(self.head, " {}:{text}", self.column).unwrap();
            return;
        }
        if text.is_empty() {
            return;
        }
        let around = self.around.join(" > ");
        match self.seen.last_mut() {
            Some((last, seen)) if *last == around => seen.push_str(&text),
            _ => self.seen.push((around, text)),
        }
    }
}

fn assert_shows_the_same(text: &str, limit: usize) -> Vec<String> {
    let parts = parts(text, limit);
    for part in &parts {
        assert!(part.len() <= limit && !part.trim().is_empty(), "{part:?} by {limit}");
    }
    let (whole, divided) = (shown([text]), shown(parts.iter().map(String::as_str)));
    if let Some(at) = (0..whole.len().max(divided.len())).find(|at| whole.get(*at) != divided.get(*at)) {
        let parts = parts.join("\n=====\n");
        panic!(
            "by {limit}:\n{text}\n=====\n{parts}\n===== {:?}\nbut {:?}",
            whole.get(at..(at + 2).min(whole.len())),
            divided.get(at..(at + 2).min(divided.len()))
        );
    }
    parts
}

#[test]
fn a_block_that_fits_stays_whole_and_one_that_does_not_is_closed_and_opened_again() {
    let table: &[(&str, usize, &[&str])] = &[
        ("one two three four\n\n```sh\nmake test\n```", 32, &["one two three four", "```sh\nmake test\n```"]),
        ("```sh\nmake test\nmake install\n```", 26, &["```sh\nmake test\n```", "```sh\nmake install\n```"]),
        (
            "| a | b |\n|---|--:|\n| c | d |\n| e | f |\n| g | h |",
            44,
            &["| a | b |\n|---|--:|\n| c | d |\n| e | f |", "| a | b |\n|---|--:|\n| g | h |"],
        ),
        ("- one\n- two\n- three\n- four", 20, &["- one\n- two\n- three", "- four"]),
        ("1. one\n1. two\n1. three\n1. four", 24, &["1. one\n2. two\n3. three", "4. four"]),
        ("> one two three four\n> five six", 24, &["> one two three four", "> five six"]),
        ("> one two three four\nfive six", 24, &["> one two three four", "> five six"]),
        ("- one two three\n  - four five\n  - six seven", 32, &["- one two three", "- - four five\n  - six seven"]),
        ("# one two three four five", 20, &["# one two three four", "# five"]),
        ("# one\n\ntwo three four\n\n# five\n\nsix seven", 24, &["# one\n\ntwo three four", "# five\n\nsix seven"]),
        ("**one two three four five six**", 20, &["**one two three**", "**four five six**"]),
        ("see [one two](u) and [a][b]\n\n[b]: http://b.cn", 24, &["see [one two](u) and", "[a](http://b.cn)\n\n"]),
    ];
    for (text, limit, expected) in table {
        assert_eq!(assert_shows_the_same(text, *limit), *expected, "{text:?} by {limit}");
    }
}

const WORDS: [&str; 12] =
    ["disk", "磁盘已满", "full，", "naïve", "👩‍👩‍👧‍👦", "a-b", "3.5", "x", "**bold**", "`code`", "*it*", "end."];

fn words(rng: &mut Rng, most: usize) -> String {
    let words: Vec<_> = (0..rng.usize(1..=most)).map(|_| *rng.choice(&WORDS).unwrap()).collect();
    words.join(" ")
}

fn indented(text: &str, prefix: &str) -> String {
    let lines = text.lines().map(|line| format!("{prefix}{line}").trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

fn block(rng: &mut Rng, depth: usize) -> String {
    match rng.usize(0..if depth == 0 { 9 } else { 12 }) {
        0 => words(rng, 30),
        1 => (0..rng.usize(1..5)).map(|_| words(rng, 8)).collect::<Vec<_>>().join("\n"),
        2 => {
            let lines: Vec<_> = (0..rng.usize(1..12)).map(|_| words(rng, 6).replace('`', "'")).collect();
            let (fence, blank) = (*rng.choice(&["```", "~~~~"]).unwrap(), if rng.bool() { "\n\n" } else { "\n" });
            format!("{fence}rust\n{}\n{fence}", lines.join(blank))
        }
        3 => {
            let row = |rng: &mut Rng| format!("| {} | {} |", words(rng, 3), words(rng, 2));
            let rows: Vec<_> = (0..rng.usize(1..12)).map(|_| row(rng)).collect();
            format!("| name | size |\n| :-- | --: |\n{}", rows.join("\n"))
        }
        4 => format!("{} {}", "#".repeat(rng.usize(1..=6)), words(rng, 4)),
        5 => format!("[{}](https://a.cn/{})", words(rng, 3).replace(['[', ']'], ""), rng.u8(..)),
        6 => format!("{}\n{}", words(rng, 9), rng.choice(["===", "---"]).unwrap()),
        7 => indented(&(0..rng.usize(1..9)).map(|_| words(rng, 9)).collect::<Vec<_>>().join("\n"), "    "),
        8 => format!("**{}** and [{}][it] and [it]", words(rng, 30).replace("**", ""), words(rng, 20)),
        9 => indented(&document(rng, depth - 1, 3), "> "),
        kind => {
            let (first, is_counted) = (rng.usize(1..12), rng.bool());
            let items = (0..rng.usize(1..8)).map(|at| {
                let marker =
                    if kind == 10 { "- ".to_owned() } else { format!("{}. ", first + at * usize::from(is_counted)) };
                let item = if rng.bool() { words(rng, 8) } else { document(rng, depth - 1, 2) };
                let rest = indented(&item, &" ".repeat(marker.len()));
                format!("{marker}{}", rest.trim_start())
            });
            let items: Vec<_> = items.collect();
            items.join(if rng.bool() { "\n" } else { "\n\n" })
        }
    }
}

fn document(rng: &mut Rng, depth: usize, most: usize) -> String {
    (0..rng.usize(1..=most)).map(|_| block(rng, depth)).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn the_parts_together_show_what_the_whole_would_have_shown() {
    let mut rng = Rng::with_seed(91770);
    for _ in 0..1000 {
        let text = document(&mut rng, 3, 6) + "\n\n[it]: https://a.cn/it";
        let limit = rng.usize(256..900);
        assert_shows_the_same(&text, limit);
    }
}

#[test]
fn no_marks_however_wrong_make_it_fail() {
    const MARKS: [&str; 30] = [
        "**", "*", "_", "[", "](", ")", "[a]: ", "`", "```", "~~~", "> ", "- ", "1. ", "9) ", "# ", "---", "===", "|",
        "|-|\n", "<b>", "<!--", "\\", "&amp;", "\t", "    ", "\n", "\n\n", "\r\n", " ", "满",
    ];
    let mut rng = Rng::with_seed(8);
    for _ in 0..3000 {
        let length = rng.usize(0..200);
        let text: String = std::iter::repeat_with(|| *rng.choice(&MARKS).unwrap()).take(length).collect();
        let limit = rng.usize(4..120);
        for part in parts(&text, limit) {
            assert!(part.len() <= limit, "{part:?} of {text:?} by {limit}");
        }
    }
}

#[test]
fn the_time_grows_with_the_length_of_the_text_and_no_faster() {
    let row = format!("| {} |", "a | ".repeat(5_000));
    let long_row = format!("| a | b |\n|---|---|\n| {} | c |\n", "word ".repeat(2_000));
    let texts = [
        format!("```rust\n{}```\n", "let x = 1;\n".repeat(9_000)),
        format!("```rust\n{}\n```\n", "x".repeat(100_000)),
        format!("{row}\n{}\n{row}", row.replace('a', "-")),
        format!("[see](https://a.cn/{})", "x".repeat(10_000)),
        format!("{} deep\n", "> ".repeat(1_000)).repeat(50),
        format!("{} deep\n", "> ".repeat(50_000)),
        format!("{}deep\n", "- ".repeat(50_000)),
        "-\n".repeat(50_000),
        "- a\n".repeat(25_000),
        "1. a\n".repeat(25_000),
        format!("{}\n", "**a ".repeat(25_000)),
        "[".repeat(100_000),
        "[a](b) ".repeat(14_000),
        "[a][b] ".repeat(14_000) + "\n\n[b]: http://b.cn\n",
        "`".repeat(100_000),
        "|".repeat(100_000),
        "<b>".repeat(30_000),
        " ".repeat(100_000),
        "\n".repeat(100_000),
        "1".repeat(100_000),
        "\\".repeat(100_000),
        long_row,
    ];
    for text in texts {
        let parts = parts(&text, 4096);
        assert!(parts.iter().all(|part| part.len() <= 4096));
    }
}
