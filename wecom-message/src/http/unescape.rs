//! Undoes the escapes in which pages and JSON repeat a text, so that a secret in it is found.

/// Decodes HTML's character references, and `\/` and `\uXXXX` of JSON. What is none of these stays.
pub(crate) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '\\']) {
        let (before, escape) = rest.split_at(at);
        plain.push_str(before);
        let (character, length) = reference(escape).or_else(|| json_escape(escape)).unwrap_or_else(|| {
            let first = escape.chars().next().unwrap_or_default();
            (first, first.len_utf8())
        });
        plain.push(character);
        rest = escape.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}

/// `&amp;`, `&#38;` or `&#x26;`: the character, and how long its name is.
fn reference(text: &str) -> Option<(char, usize)> {
    const NAMED: [(&str, char); 5] = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')];
    const LONGEST: usize = 10;
    let (name, _) = text.strip_prefix('&')?.split_once(';').filter(|(name, _)| name.len() <= LONGEST)?;
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => number.parse().ok(),
    });
    let named = || NAMED.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, character)| *character);
    let character = number.and_then(char::from_u32).or_else(named)?;
    Some((character, name.len() + 2))
}

/// `\/` or `\u0026`.
fn json_escape(text: &str) -> Option<(char, usize)> {
    let escaped = text.strip_prefix('\\')?;
    if escaped.starts_with('/') {
        return Some(('/', 2));
    }
    let digits = escaped.strip_prefix('u')?.get(..4)?;
    Some((u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)?, 6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_escapes_are_decoded_and_the_rest_stays() {
        let table = [
            ("a&amp;b&#43;c&#x2f;d&QUOT;", "a&b+c/d\""),
            (r"\/a\u0026b\u4f60", "/a&b你"),
            (
                r"a & b &nbsp; &#; &#xZZ; &; &#1114112; \n \u12 \ud800 \",
                r"a & b &nbsp; &#; &#xZZ; &; &#1114112; \n \u12 \ud800 \",
            ),
            ("&amp;amp;", "&amp;"),
            ("é&", "é&"),
            ("", ""),
        ];
        for (text, plain) in table {
            assert_eq!(unescape(text), plain);
        }
    }
}
