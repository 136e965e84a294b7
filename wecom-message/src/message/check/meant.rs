//! What an id that does not fit was probably meant to be.

use super::charset::Charset;

/// WeCom's ids are not longer, in bytes.
const LONGEST: usize = 64;

/// The ids that were probably meant by a text that breaks the charset; empty if that cannot be told. Only a list has room for
/// several.
pub(super) fn meant(charset: &Charset, text: &str, is_listed: bool) -> Vec<String> {
    if charset.is_secret() {
        return Vec::new();
    }
    let plain: String = text.chars().filter(|character| !is_invisible(*character)).map(half_width).collect();
    let trimmed = plain.trim_matches(is_between);
    if let Some(other) = charset.others().iter().find(|other| other.eq_ignore_ascii_case(trimmed)) {
        return vec![(*other).to_owned()];
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

    const USER_ID: Charset = Charset::new("0-9A-Za-z_.@-", 0x07ff_fffe_87ff_ffff_03ff_6000_0000_0000, &[])
        .first("0-9A-Za-z", 0x07ff_fffe_07ff_fffe_03ff_0000_0000_0000, &[])
        .or(&["@all"]);

    #[test]
    fn several_ids_in_one_are_several_only_where_there_is_room() {
        assert_eq!(meant(&USER_ID, " zhangsan，\u{200b}lisi\n", true), ["zhangsan", "lisi"]);
        assert_eq!(meant(&USER_ID, "zhangsan,lisi", false), [""; 0]);
        assert_eq!(meant(&USER_ID, " zhangsan", false), ["zhangsan"]);
        assert_eq!(meant(&USER_ID, "@All ", true), ["@all"]);
        assert_eq!(meant(&USER_ID, "张三", true), [""; 0]);
    }

    #[test]
    fn nothing_is_told_about_a_secret() {
        assert_eq!(meant(&USER_ID.secret(), "zhangsan ", true), [""; 0]);
    }
}
