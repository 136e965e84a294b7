//! Reads a `multipart/form-data` body.
//!
//! It is written here because little is needed: the whole body is in memory, and one part is read. The crates for this
//! are made for async streams, limits and temporary files.

use std::io::BufRead;

/// A part with a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FilePart<'a> {
    /// The text between the quotes, unchanged.
    pub(super) filename: String,
    pub(super) content_type: Option<String>,
    pub(super) content: &'a [u8],
}

/// The part of that name.
///
/// `None` if there is no such part, if the body is no such form, or if the part has no `filename`: WeCom ignores
/// `filename*`, which some libraries write for names that are not ASCII.
pub(super) fn file_part<'a>(content_type: &str, body: &'a [u8], name: &str) -> Option<FilePart<'a>> {
    let (form, parameters) = content_type.split_once(';')?;
    if !form.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let boundary = parameter(parameters, "boundary")?;
    let first = format!("--{boundary}");
    let next = format!("\r\n--{boundary}");
    let mut rest = match body.strip_prefix(first.as_bytes()) {
        Some(rest) => rest,
        None => split_at(body, next.as_bytes())?.1, // text before the first part is ignored
    };
    loop {
        let part = rest.strip_prefix(b"\r\n")?; // after the last part it is `--` instead
        let (part, following) = split_at(part, next.as_bytes())?;
        let (head, content) = split_at(part, b"\r\n\r\n")?;
        let head = std::str::from_utf8(head).ok()?;
        let header = |wanted: &str| {
            let mut lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
            lines.find(|(found, _)| found.trim().eq_ignore_ascii_case(wanted)).map(|(_, value)| value.trim())
        };
        let disposition = header("content-disposition")?;
        if parameter(disposition, "name").as_deref() == Some(name) {
            let filename = parameter(disposition, "filename")?;
            return Some(FilePart { filename, content_type: header("content-type").map(str::to_owned), content });
        }
        rest = following;
    }
}

/// Splits at the first occurrence of a separator that begins with CR.
fn split_at<'a>(bytes: &'a [u8], separator: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let mut from = 0;
    loop {
        let skipped = bytes.get(from..)?.skip_until(b'\r').ok().filter(|skipped| *skipped > 0)?;
        let (before, rest) = bytes.split_at(from + skipped - 1);
        if let Some(rest) = rest.strip_prefix(separator) {
            return Some((before, rest));
        }
        from += skipped;
    }
}

/// A parameter of a header, `name="media"` or `name=media`; a quoted one may hold semicolons.
fn parameter(header: &str, name: &str) -> Option<String> {
    let mut rest = header;
    loop {
        let (before, value) = rest.split_once('=')?;
        let found = before.rsplit(';').next().unwrap_or_default().trim();
        let (value, following) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => value.split_once(';').unwrap_or((value, "")),
        };
        if found.eq_ignore_ascii_case(name) {
            return Some(value.trim().to_owned());
        }
        rest = following;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: &str = "multipart/form-data; boundary=xyz";

    fn media(body: &str) -> Option<FilePart<'_>> {
        file_part(TYPE, body.as_bytes(), "media")
    }

    #[test]
    fn the_part_is_found_whatever_stands_around_it() {
        let other = "Content-Disposition: form-data; name=\"other\"\r\n\r\nname=\"media\"";
        let head = "content-type: text/plain\r\nContent-Disposition: form-data; filename=\"测; a=b.txt\"; name=media; filelength=6";
        let body = format!("before\r\n--xyz\r\n{other}\r\n--xyz\r\n{head}\r\n\r\n\r\n--xy\r\n--\r\n--xyz--\r\nafter");
        let part = media(&body).unwrap();
        assert_eq!((part.filename.as_str(), part.content), ("测; a=b.txt", b"\r\n--xy\r\n--".as_slice()));
        assert_eq!(part.content_type.as_deref(), Some("text/plain"));
    }

    #[test]
    fn what_is_no_such_form_has_no_such_part() {
        let head = "Content-Disposition: form-data; name=\"media\"; filename=\"a\"";
        assert!(media(&format!("--xyz\r\n{head}\r\n\r\nabc\r\n--xyz--\r\n")).is_some());
        for body in [
            String::new(),
            "--xyz--\r\n".to_owned(),
            format!("--xyz\r\n{head}\r\n\r\nabc"),
            format!("--xyz\r\n{head}\r\nabc\r\n--xyz--"),
            format!("--abc\r\n{head}\r\n\r\nabc\r\n--abc--"),
            "--xyz\r\nContent-Disposition: form-data; name=\"media\"\r\n\r\nabc\r\n--xyz--".to_owned(),
            "--xyz\r\nContent-Disposition: form-data; name=\"media\"; filename*=UTF-8''a\r\n\r\nabc\r\n--xyz--"
                .to_owned(),
        ] {
            assert_eq!(media(&body), None, "{body}");
        }
        for content_type in ["", "application/json", "multipart/form-data", "multipart/mixed; boundary=xyz"] {
            let body = format!("--xyz\r\n{head}\r\n\r\nabc\r\n--xyz--\r\n");
            assert_eq!(file_part(content_type, body.as_bytes(), "media"), None);
        }
    }
}
