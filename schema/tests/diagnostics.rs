//! Mistakes in descriptions and what is said about them, word for word.
//!
//! Each folder below `tests/diagnostics` is laid over `base`, a small schema without mistakes.

use std::io;
use std::path::{Path, PathBuf};

use wecom_schema::{Schema, Sources};

fn folder(name: &str) -> PathBuf {
    Path::new(wecom_schema::DIR).join("tests/diagnostics").join(name)
}

/// The files of a folder, without where they lie: what is said must not depend on it.
fn add(sources: &mut Sources, dir: &Path, below: &str) -> io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        let name = format!("{below}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            add(sources, &path, &format!("{name}/"))?;
        } else {
            sources.insert(&name, None, &std::fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

fn base() -> io::Result<Sources> {
    let mut sources = Sources::default();
    add(&mut sources, &folder("base"), "")?;
    Ok(sources)
}

/// The base with a folder of mistakes laid over it.
fn case(name: &str) -> io::Result<Sources> {
    let mut sources = base()?;
    add(&mut sources, &folder(name), "")?;
    Ok(sources)
}

/// The base with one file replaced.
fn with(path: &str, text: &str) -> Sources {
    let mut sources = base().unwrap_or_default();
    sources.insert(path, None, text);
    sources
}

fn complaints(sources: &Sources) -> String {
    match Schema::load(sources) {
        Ok(_) => "no mistakes".to_owned(),
        Err(mistakes) => mistakes.to_string(),
    }
}

macro_rules! explained {
    ($($case:ident)*) => {
        $(
            #[test]
            fn $case() {
                insta::assert_snapshot!(stringify!($case), complaints(&case(stringify!($case)).unwrap()));
            }
        )*

        #[test]
        fn every_folder_of_mistakes_is_looked_at() {
            let mut there: Vec<String> = std::fs::read_dir(folder(""))
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .filter(|name| name != "base")
                .collect();
            there.sort();
            assert_eq!(there, [$(stringify!($case)),*]);
        }
    };
}

explained! {
    a_channel_without_its_file
    a_language_that_is_none
    a_newer_language
    channels_that_contradict_themselves
    circular_references
    commas_too_few_and_too_many
    constructors_that_contradict_themselves
    constructors_that_leave_out_what_is_required
    constructors_with_paths_that_lead_nowhere
    constructs_that_cannot_be_written
    defaults_that_do_not_fit
    descriptions_in_the_wrong_folder
    descriptions_of_nothing
    duplicate_checks_that_cannot_be
    duplicate_keys
    error_codes_out_of_order
    examples_of_the_same_name
    examples_of_what_is_received_and_answered
    examples_of_what_is_received_with_gaps
    examples_that_break_their_description
    examples_with_gaps
    fields_pasted_twice
    json_syntax
    keys_of_what_is_received_elsewhere
    keys_that_make_no_sense_here
    limits_on_cases_that_are_not_there
    limits_that_cannot_be
    limits_that_say_too_little
    name_collisions
    names_that_differ_from_their_file
    names_that_rust_does_not_take
    narrowing_that_cannot_be
    pages_that_lead_nowhere
    passive_replies_that_cannot_be
    passive_replies_that_wrap_what_is_no_list
    profiles_named_like_the_runtime
    received_things_that_cannot_be_recognized
    references_to_members_that_are_not_there
    rules_that_are_misspelt
    rules_that_say_too_little
    rules_with_paths_that_lead_nowhere
    several_mistakes_in_several_files
    shared_types_that_nobody_uses
    types_that_hide_others
    types_that_nobody_uses
    unions_that_cannot_be
    unions_that_cannot_be_nested
    unknown_keys
    unknown_names
    unknown_types
}

#[test]
fn the_base_has_no_mistakes() {
    assert_eq!(complaints(&base().unwrap()), "no mistakes");
}

#[test]
fn a_schema_without_its_own_file_is_explained() {
    let mut sources = Sources::default();
    sources.insert("app/note.json", None, "{}");
    insta::assert_snapshot!(complaints(&sources));
}

#[test]
fn tabs_are_one_column_and_four_blanks() {
    let text = "{\n\t\"language\":\t1,\n\t\t\"channels\":\t[]\n}";
    insta::assert_snapshot!(complaints(&with("schema.json", text)));
}

#[test]
fn windows_line_ends_do_not_show() {
    let text = "{\r\n  \"language\": 1,\r\n  \"channels\": [\r\n  ]\r\n}\r\n";
    insta::assert_snapshot!(complaints(&with("schema.json", text)));
}

#[test]
fn a_byte_order_mark_is_no_column() {
    let text = "\u{feff}{ \"language\": 1, \"channels\": [] }";
    insta::assert_snapshot!(complaints(&with("schema.json", text)));
    assert_eq!(complaints(&with("schema.json", "\u{feff}{ \"language\": 1 }")), "no mistakes");
}

#[test]
fn columns_count_characters_and_the_caret_stands_below_wide_ones() {
    let text = "{ \"language\": 1, \"说明\": \"全角，é\", \"channels\": [] }";
    insta::assert_snapshot!(complaints(&with("schema.json", text)));
}

#[test]
fn a_syntax_error_after_chinese_text_has_the_right_column() {
    let text = "{ \"说明\": \"中文\" \"language\": 1 }";
    insta::assert_snapshot!(complaints(&with("schema.json", text)));
}

#[test]
fn of_a_long_line_only_the_part_around_the_mistake_is_shown() {
    let padding = "x".repeat(500);
    let text = format!("{{ \"$schema\": \"{padding}\", \"channels\": [], \"language\": 1, \"page\": \"{padding}\" }}");
    insta::assert_snapshot!(complaints(&with("schema.json", &text)));
}

#[test]
fn half_a_character_is_not_json() {
    let text = "{ \"language\": 1, \"$schema\": \"\\ud800\" }";
    insta::assert_snapshot!(complaints(&with("schema.json", text)));
}

#[test]
fn a_number_beyond_all_bounds_is_not_json() {
    insta::assert_snapshot!(complaints(&with("schema.json", "{ \"language\": 1e999 }")));
}

#[test]
fn control_characters_in_names_do_not_reach_the_terminal() {
    let said = complaints(&with("schema.json", "{ \"language\": 1, \"\\u001b[31m\\n\": 1, \"a\u{7f}\u{9b}\": 2 }"));
    assert!(said.chars().all(|character| character == '\n' || !character.is_control()), "{said}");
}

#[test]
fn colours_change_nothing_but_the_looks() {
    let mistakes = Schema::load(&case("duplicate_keys").unwrap()).unwrap_err();
    let coloured = mistakes.to_text(true);
    assert!(coloured.starts_with("\u{1b}[") && coloured.contains("merror\u{1b}[0m"), "{coloured}");
    let plain: String = coloured
        .split('\u{1b}')
        .enumerate()
        .map(|(index, part)| if index == 0 { part } else { part.split_once('m').unwrap().1 })
        .collect();
    assert_eq!(plain, mistakes.to_string());
    assert_eq!(plain, mistakes.to_text(false));
}

#[test]
fn of_very_many_mistakes_the_first_are_shown_and_the_others_counted() {
    let fields = vec!["5"; 3000].join(",");
    let text = format!("{{ \"message\": \"note\", \"fields\": [{fields}], \"examples\": [] }}");
    let mistakes = Schema::load(&with("app/note.json", &text)).unwrap_err();
    assert!(mistakes.len() >= 3000);
    assert_eq!(mistakes.iter().count(), 500);
    assert!(mistakes.to_string().contains("more\n"));
}

#[test]
fn files_of_a_folder_are_named_by_where_they_lie() {
    let dir = folder("a_language_that_is_none");
    let sources = Sources::from_dir(&dir).unwrap();
    let said = complaints(&sources);
    assert!(said.contains(&format!("--> {}:1:", dir.join("schema.json").display())), "{said}");
}
