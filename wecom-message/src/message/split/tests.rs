use std::collections::BTreeSet;
use std::iter::repeat_with;

use fastrand::Rng;
use unicode_segmentation::UnicodeSegmentation;

use super::Split;
use super::gaps::is_blank;
use super::layout::Layout;
use super::markup::Markup;
use super::parts::{self, Part};
use super::split as parts;

const BOTH: [Markup; 2] = [Markup::Text, Markup::Markdown];

#[derive(Clone, Debug, PartialEq)]
struct Note {
    text: String,
    safe: bool,
}

impl Split for Note {
    const LIMIT: usize = 8;
    const MARKUP: Markup = Markup::Text;

    fn text(&self) -> &str {
        &self.text
    }

    fn with_text(&self, text: String) -> Self {
        Self { text, ..self.clone() }
    }
}

#[test]
fn a_message_within_the_limit_stays_as_it_is_and_a_longer_one_keeps_its_options() {
    for text in ["", " ", "x\n", "12345678"] {
        let note = Note { text: text.to_owned(), safe: true };
        assert_eq!(note.split(), [note]);
    }
    let parts = Note { text: "12345678 9".to_owned(), safe: true }.split();
    assert_eq!(parts, [("12345678"), ("9")].map(|text| Note { text: text.to_owned(), safe: true }));
}

#[test]
fn it_is_cut_between_lines_then_words_then_characters() {
    let table: &[(&str, usize, &[&str])] = &[
        ("one two\nthree", 11, &["one two", "three"]),
        ("one two three", 11, &["one two", "three"]),
        ("one\r\ntwo\r\n", 4, &["one", "two"]),
        // A paragraph's end, and the indentation behind it.
        ("one \n\n \n  two", 8, &["one", "  two"]),
        // What has to be cut anyway fills up the part before it.
        ("one\ntwo three", 8, &["one\ntwo", "three"]),
        ("a onetwothree", 6, &["a onet", "wothre", "e"]),
        ("onetwothree", 4, &["onet", "woth", "ree"]),
        ("a\u{a0}b c", 4, &["a\u{a0}b", "c"]),
        ("磁盘已满", 7, &["磁盘", "已满"]),
        ("磁盘，已满。重启", 17, &["磁盘，", "已满。重启"]),
        ("磁盘满了。」重启", 20, &["磁盘满了。」", "重启"]),
        ("ae\u{301}e\u{301}", 4, &["ae\u{301}", "e\u{301}"]),
        ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 49, &["👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"]),
        ("🇨🇳🇨🇳", 15, &["🇨🇳", "🇨🇳"]),
        ("          a", 4, &["a"]),
        ("           ", 4, &["    "]),
        // A character over the limit is cut all the same.
        ("e\u{301}\u{301}\u{301}", 4, &["e\u{301}", "\u{301}\u{301}"]),
    ];
    for (text, limit, expected) in table {
        assert_eq!(parts(text, *limit, Markup::Text), *expected, "{text:?} by {limit}");
    }
}

#[test]
fn links_bold_text_code_and_colours_stay_whole() {
    let table: &[(Markup, &str, usize, &[&str])] = &[
        (Markup::Text, r#"see <a href="u">a b c</a> now"#, 24, &["see", r#"<a href="u">a b c</a>"#, "now"]),
        (Markup::Text, r#"<A href="a>b c">x y</A>z"#, 23, &[r#"<A href="a>b c">x y</A>"#, "z"]),
        (Markup::Text, "见https://a.cn/b?c=d。好", 22, &["见", "https://a.cn/b?c=d。", "好"]),
        (Markup::Text, "<abc> <abc>", 6, &["<abc>", "<abc>"]),
        (Markup::Text, "满$userName=lisi$，请", 18, &["满", "$userName=lisi$，", "请"]),
        (Markup::Markdown, "see [a b](u(v)w) now", 15, &["see", "[a b](u(v)w)", "now"]),
        (Markup::Markdown, "[x] [[y] z](u) now", 12, &["[x]", "[[y] z](u)", "now"]),
        (Markup::Markdown, "it **is very** so", 12, &["it", "**is very**", "so"]),
        (Markup::Markdown, "2 ** 3 **a b** c", 8, &["2 ** 3", "**a b**", "c"]),
        (Markup::Markdown, "src/**/x **a b** c", 9, &["src/**/x", "**a b** c"]),
        (Markup::Markdown, "run `a ** b` now **c**", 13, &["run `a ** b`", "now **c**"]),
        // Indentation goes where what it stands before would not fit with it.
        (Markup::Markdown, "a\n  `bc`", 5, &["a", "`bc`"]),
        (Markup::Markdown, "x ``a ` b`` c d", 9, &["x", "``a ` b``", "c d"]),
        (
            Markup::Markdown,
            "x <font color=\"info\">a\nb **c** d</font> y",
            38,
            &["x", "<font color=\"info\">a\nb **c** d</font>", "y"],
        ),
    ];
    for (markup, text, limit, expected) in table {
        assert_eq!(parts(text, *limit, *markup), *expected, "{text:?} by {limit}");
    }
}

#[test]
fn what_is_marked_and_over_the_limit_is_cut_inside_its_label_only() {
    let table: &[(Markup, &str, usize, &[&str])] = &[
        (Markup::Markdown, "**one two three four**", 10, &["**one two", "three", "four**"]),
        (Markup::Markdown, "**one two three** **a b c**", 9, &["**one two", "three**", "**a b c**"]),
        (Markup::Markdown, "[one two three](u v", 8, &["[one two", "three](u", "v"]),
        (Markup::Markdown, "[one two three](u)", 9, &["[one two", "three](u)"]),
        (
            Markup::Markdown,
            "<font color=\"info\">one **a b** two</font>",
            20,
            &["<font color=\"info\">o", "ne **a b**", "two</font>"],
        ),
        (Markup::Text, "<a href=\"0123456789\">a</a>", 12, &["<a href=\"012", "3456789\">a", "</a>"]),
    ];
    for (markup, text, limit, expected) in table {
        assert_eq!(parts(text, *limit, *markup), *expected, "{text:?} by {limit}");
    }
}

#[test]
fn marks_around_a_cut_are_closed_before_it_and_opened_again_after_it() {
    let table: &[(Markup, &str, usize, &[&str])] = &[
        (Markup::Markdown, "**one two three four five six**", 20, &["**one two three**", "**four five six**"]),
        (Markup::Markdown, "> one two three four five", 20, &["> one two three four", "> five"]),
        (Markup::Markdown, "## one two three four five", 21, &["## one two three four", "## five"]),
        (Markup::Markdown, "> one two\n> three\n\nfour five six", 24, &["> one two\n> three", "four five six"]),
        (Markup::Markdown, "one two\n# three\nfour five six", 24, &["one two", "# three\nfour five six"]),
        (Markup::Markdown, "[one two three four](u)", 20, &["[one two three](u)", "[four](u)"]),
        (Markup::Markdown, "one 1 > 2 three # four", 16, &["one 1 > 2", "three # four"]),
        (
            Markup::Markdown,
            "> <font color=\"info\">one two three four five six seven eight nine\n> ten eleven twelve thirteen fourteen fifteen</font> sixteen",
            110,
            &[
                "> <font color=\"info\">one two three four five six seven eight nine</font>",
                "> <font color=\"info\">ten eleven twelve thirteen fourteen fifteen</font> sixteen",
            ],
        ),
        (
            Markup::Text,
            "<a href=\"u\">one two three four five six seven eight nine ten eleven</a>",
            64,
            &["<a href=\"u\">one two three four five six seven eight nine ten</a>", "<a href=\"u\">eleven</a>"],
        ),
    ];
    for (markup, text, limit, expected) in table {
        assert_eq!(parts(text, *limit, *markup), *expected, "{text:?} by {limit}");
    }
}

/// What every division must hold; gives back where the text was cut.
fn assert_divided(text: &str, limit: usize, parts: &[Part]) -> Vec<usize> {
    let mut at = 0;
    let mut cuts = Vec::new();
    for part in parts {
        let (start, end) = (part.range.start, part.range.end);
        let content = &text[start..end];
        let message = part.of(text);
        assert!(message.len() <= limit && (!is_blank(content) || is_blank(text)), "{message:?} of {text:?} by {limit}");
        let is_repeated = part.open.trim_start().starts_with(text[at..start].trim());
        assert!(is_repeated, "something was lost before {message:?} of {text:?} by {limit}");
        cuts.extend([start, end]);
        at = end;
    }
    assert!(is_blank(&text[at..]), "the end of {text:?} by {limit} was lost");
    cuts
}

fn divided(text: &str, limit: usize, markup: Markup) -> Vec<Part> {
    parts::parts(text, limit, &Layout::of(text, limit, markup))
}

/// A text, and what of it must stay whole.
fn marked_up(rng: &mut Rng, markup: Markup, longest: usize) -> (String, Vec<String>) {
    const WORDS: [&str; 8] = ["disk", "磁盘已满", "。", "naïve", "e\u{301}", "👩‍👩‍👧‍👦", "🇨🇳", "a\u{a0}b"];
    const BLANKS: [&str; 6] = [" ", "\n", "\r\n", "\n\n  ", "", "　"];
    let mut text = String::new();
    let mut whole = Vec::new();
    for number in 0..rng.usize(1..40) {
        let words = |rng: &mut Rng| {
            let word: Vec<_> = repeat_with(|| *rng.choice(&WORDS).unwrap()).take(3).collect();
            format!("{}{number}x", word.join(" "))
        };
        let label = words(rng);
        let span = match (markup, rng.usize(0..8)) {
            (Markup::Text, 0 | 1) => format!("<a href=\"https://a.cn/{number}\">{label}</a>"),
            (Markup::Text, 2) => format!("https://example.com/{number}，"),
            (Markup::Text, 3) => format!("$userName=id{number}$"),
            (Markup::Markdown, 0) => format!("[{label}](https://a.cn/{number})"),
            (Markup::Markdown, 1) => format!("**{label}**"),
            (Markup::Markdown, 2) => format!("`{label}`"),
            (Markup::Markdown, 3) => format!("<font color=\"info\">{label} **b {number}**\n{label}</font>"),
            _ => String::new(),
        };
        text.push_str(if span.is_empty() { &label } else { &span });
        if !span.is_empty() && span.len() <= longest {
            whole.push(span);
        }
        text.push('x'); // two pieces of code side by side would be one
        text.push_str(rng.choice(BLANKS).unwrap());
    }
    (text, whole)
}

#[test]
fn whatever_the_text_nothing_is_lost_torn_or_over_the_limit() {
    let mut rng = Rng::with_seed(2048);
    for round in 0..1500 {
        let (markup, limit) = (BOTH[round % 2], rng.usize(40..200));
        let (text, whole) = marked_up(&mut rng, markup, limit);
        let parts = divided(&text, limit, markup);
        let cuts = assert_divided(&text, limit, &parts);
        let boundaries: BTreeSet<_> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        assert!(cuts.iter().all(|cut| boundaries.contains(cut)), "{text:?} by {limit}: {parts:?}");
        for span in whole {
            assert!(
                parts.iter().any(|part| part.of(&text).contains(&span)),
                "{span:?} in {text:?} by {limit}: {parts:?}"
            );
        }
    }
}

#[test]
fn no_marks_however_wrong_make_it_fail() {
    const MARKS: [&str; 26] = [
        "**",
        "*",
        "[",
        "]",
        "](",
        ")",
        "(",
        "`",
        "``",
        "<font ",
        "<font color=\"info\">",
        "</font>",
        "<a ",
        "</a>",
        ">",
        "\"",
        "$",
        "$a=b$",
        "http://",
        "\n",
        "\n\n",
        " ",
        "\u{301}\u{301}\u{301}",
        "满",
        "\u{200d}",
        "x",
    ];
    let mut rng = Rng::with_seed(7);
    for round in 0..1500 {
        let length = rng.usize(0..120);
        let text: String = repeat_with(|| *rng.choice(&MARKS).unwrap()).take(length).collect();
        let limit = rng.usize(4..30);
        assert_divided(&text, limit, &divided(&text, limit, BOTH[round % 2]));
    }
}

#[test]
fn the_time_grows_with_the_length_of_the_text_and_no_faster() {
    for mark in [
        "[",
        "](",
        "**",
        "**a ",
        "`",
        "<font ",
        "<font color=\"",
        "<font>",
        "</font>",
        "<a \"",
        "$a=",
        "http://",
        " ",
        "a",
    ] {
        let text = mark.repeat(100_000 / mark.len());
        for markup in BOTH {
            assert_divided(&text, 2048, &divided(&text, 2048, markup));
        }
    }
}
