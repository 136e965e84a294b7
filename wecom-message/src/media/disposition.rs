//! The file name in `Content-Disposition` (RFC 6266), as WeCom and the servers before it write it.

use crate::http::percent;

/// The file name of a header such as `attachment; filename="测试.txt"`.
///
/// `filename*` (RFC 5987) takes precedence over `filename`, whose value may be quoted and is raw UTF-8. Only the last part of
/// a path is kept: the sender of a file must not choose the folder.
pub(crate) fn file_name(header: &str) -> Option<String> {
    let mut plain = None;
    let mut extended = None;
    for (name, value) in parameters(header) {
        if name.eq_ignore_ascii_case("filename*") {
            extended = extended.or_else(|| decode(&value));
        } else if name.eq_ignore_ascii_case("filename") {
            plain = plain.or(Some(value));
        }
    }
    let name = extended.or(plain)?;
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let is_name = !matches!(last, "" | "." | "..") && !last.contains('\0');
    is_name.then(|| last.to_owned())
}

/// The parameters after the first `;`, without quotes.
fn parameters(header: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = header.split_once(';').map_or("", |(_, rest)| rest);
    while let Some((name, after)) = rest.split_once('=') {
        let (value, after) = if let Some(quoted) = after.trim_start().strip_prefix('"') {
            unquote(quoted)
        } else {
            let (value, after) = after.split_once(';').unwrap_or((after, ""));
            (value.trim().to_owned(), after)
        };
        found.push((name.trim_matches([' ', '\t', ';']).to_owned(), value));
        rest = after;
    }
    found
}

/// The text up to the closing quote, and the rest. A backslash escapes only a quote or a backslash, because such headers
/// contain Windows paths, too.
fn unquote(quoted: &str) -> (String, &str) {
    let mut value = String::new();
    let mut rest = quoted.chars();
    while let Some(character) = rest.next() {
        match character {
            '"' => break,
            '\\' => match rest.clone().next() {
                Some(escaped @ ('"' | '\\')) => {
                    rest.next();
                    value.push(escaped);
                }
                _ => value.push('\\'),
            },
            other => value.push(other),
        }
    }
    (value, rest.as_str())
}

/// `UTF-8''%E6%B5%8B.txt`; `None` for other character sets and for invalid UTF-8.
fn decode(value: &str) -> Option<String> {
    let (charset, rest) = value.split_once('\'')?;
    let (_language, text) = rest.split_once('\'')?;
    if !charset.eq_ignore_ascii_case("utf-8") {
        return None;
    }
    percent::decode(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_every_form() {
        let table = [
            ("attachment; filename=\"测试.txt\"", Some("测试.txt")),
            ("attachment;filename=a.txt", Some("a.txt")),
            ("attachment; FileName = a b.txt ; x=1", Some("a b.txt")),
            (r#"attachment; filename="a \"b\"; filename=c.txt""#, Some("a \"b\"; filename=c.txt")),
            ("attachment; filename*=UTF-8''%e6%b5%8b%E8%AF%95.txt", Some("测试.txt")),
            ("attachment; filename=\"_.txt\"; filename*=utf-8'zh'%e6%b5%8b.txt", Some("测.txt")),
            ("attachment; filename*=UTF-8''%e6; filename=\"a.txt\"", Some("a.txt")),
            ("attachment; filename*=GBK''%b2%e2; filename=a.txt", Some("a.txt")),
            ("attachment; filename*=UTF-8''%e; filename=a.txt", Some("a.txt")),
            ("attachment; filename=\"unended.txt", Some("unended.txt")),
            ("attachment; filename=\"../../etc/passwd\"", Some("passwd")),
            (r#"attachment; filename="C:\temp\a.txt""#, Some("a.txt")),
            ("attachment; filename=\"..\"", None),
            ("attachment; filename=\"a/\"", None),
            ("attachment; filename=\"\"", None),
            ("attachment; name=x", None),
            ("attachment", None),
            ("", None),
            ("; ; = ; =\"", None),
        ];
        for (header, name) in table {
            assert_eq!(file_name(header).as_deref(), name, "{header}");
        }
    }
}
