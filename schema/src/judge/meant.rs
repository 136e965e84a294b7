//! What an id that does not fit was probably meant to be.

use crate::model::Charset;

/// WeCom's ids are not longer, in bytes.
const LONGEST: usize = 64;

/// The ids that were probably meant by a text that breaks the charset; empty if that cannot be told. Only a list has room for
/// several.
pub(super) fn meant(charset: &Charset, text: &str, is_listed: bool) -> Vec<String> {
    let plain: String = text.chars().filter(|character| !is_invisible(*character)).map(half_width).collect();
    let trimmed = plain.trim_matches(is_between);
    if let Some(other) = charset.or.iter().find(|other| other.eq_ignore_ascii_case(trimmed)) {
        return vec![other.clone()];
    }
    let ids: Vec<String> = trimmed.split(is_between).filter(|id| !id.is_empty()).map(str::to_owned).collect();
    let fits = |id: &String| id.len() <= LONGEST && charset.misfit(id).is_none();
    let has_room = ids.len() < 2 || is_listed;
    if has_room && ids.iter().all(fits) { ids } else { Vec::new() }
}

/// What people write between ids or around them.
fn is_between(character: char) -> bool {
    character.is_whitespace() || character.is_control() || ",;|、\"'“”‘’`[]()<>".contains(character)
}

/// Characters without a width, which come along when text is copied.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// `，` and `＠ａｌｌ` as `,` and `@all`.
fn half_width(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Consequence;

    fn user_id() -> Charset {
        let (allowed, first) = ("0-9A-Za-z_.@-".to_owned(), Some("0-9A-Za-z".to_owned()));
        Charset { allowed, first, or: vec!["@all".to_owned()], beyond: Consequence::Unstated, errcode: None }
    }

    #[test]
    fn what_was_meant_is_told_from_what_is_between_and_around_the_ids() {
        let table: [(&str, &[&str]); 14] = [
            ("zhangsan,lisi", &["zhangsan", "lisi"]),
            ("zhangsan; lisi ", &["zhangsan", "lisi"]),
            ("zhangsan，lisi、wangwu", &["zhangsan", "lisi", "wangwu"]),
            ("[\"zhangsan\",\"lisi\"]", &["zhangsan", "lisi"]),
            ("zhang\u{200b}san", &["zhangsan"]),
            ("\u{feff}zhangsan\n", &["zhangsan"]),
            ("ｚｈａｎｇｓａｎ", &["zhangsan"]),
            ("<@zhangsan>", &[]),
            ("@ALL", &["@all"]),
            (" ＠all", &["@all"]),
            ("张三", &[]),
            ("张三,lisi", &[]),
            (",", &[]),
            ("@zhangsan", &[]),
        ];
        for (text, ids) in table {
            assert_eq!(meant(&user_id(), text, true), ids, "{text:?}");
        }
        assert_eq!(meant(&user_id(), "zhangsan,lisi", false), [""; 0], "one id alone has a place there");
        assert_eq!(meant(&user_id(), &format!("{} ", "a".repeat(65)), true), [""; 0], "no id is so long");
    }
}
