//! Masks where an answer redirects to. A gateway that redirects to the requested URL repeats the secret in it, and ureq
//! logs the header `Location` in full once `TRACE` is on. Redirects are not followed, so ureq needs no `Location`.

/// Whether ureq may log the header.
pub(super) fn is_logged() -> bool {
    log::max_level() == log::LevelFilter::Trace
}

/// Masks the value of every `Location` in the head of an answer, and in the heads of interim answers before it. Returns
/// whether the head is complete.
pub(super) fn mask_location(input: &mut [u8]) -> bool {
    let mut is_interim = true;
    let mut is_in_head = false;
    for line in input.split_inclusive_mut(|byte| *byte == b'\n') {
        let is_whole = line.ends_with(b"\n");
        let is_blank = line.trim_ascii().is_empty();
        match (is_in_head, is_blank) {
            (true, true) if is_whole && !is_interim => return true,
            (true, true) => is_in_head = !is_whole,
            (true, false) => mask_if_location(line),
            (false, true) => {}
            (false, false) => {
                is_in_head = true;
                is_interim = line.split(u8::is_ascii_whitespace).nth(1).is_some_and(|status| status.starts_with(b"1"));
            }
        }
    }
    false
}

fn mask_if_location(line: &mut [u8]) {
    let Some(colon) = line.iter().position(|byte| *byte == b':') else { return };
    let (name, value) = line.split_at_mut(colon);
    if name.trim_ascii().eq_ignore_ascii_case(b"location") {
        value.iter_mut().skip(1).filter(|byte| !byte.is_ascii_whitespace()).for_each(|byte| *byte = b'*');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(head: &str) -> (String, bool) {
        let mut bytes = head.as_bytes().to_vec();
        let is_complete = mask_location(&mut bytes);
        (String::from_utf8(bytes).unwrap(), is_complete)
    }

    #[test]
    fn where_an_answer_redirects_to_is_masked_and_the_rest_stays() {
        let table = [
            (
                "HTTP/1.1 302 Found\r\nServer: a\r\nLocation: /a?b=c\r\nX: d\r\n\r\nlocation: e",
                "HTTP/1.1 302 Found\r\nServer: a\r\nLocation: ******\r\nX: d\r\n\r\nlocation: e",
            ),
            ("HTTP/1.1 200 OK\nLOCATION:a\nlocation:\tb c\n\n", "HTTP/1.1 200 OK\nLOCATION:*\nlocation:\t* *\n\n"),
            (
                "\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 307 No\r\nlocation: a\r\n\r\n{}",
                "\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 307 No\r\nlocation: *\r\n\r\n{}",
            ),
            ("HTTP/1.1 200 OK\r\nContent-Location: a\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Location: a\r\n\r\n"),
        ];
        for (head, wanted) in table {
            assert_eq!(hidden(head), (wanted.to_owned(), true));
        }
    }

    #[test]
    fn a_head_that_comes_in_pieces_is_masked_however_it_is_cut() {
        let whole = b"HTTP/1.1 103 Early\r\nLocation: a\r\n\r\nHTTP/1.1 302 Found\r\nLocation: /a?b=c\r\nX: d\r\n\r\n";
        for cut in 0..whole.len() {
            let mut bytes = whole[..cut].to_vec();
            assert!(!mask_location(&mut bytes), "{cut}");
            bytes.extend(&whole[cut..]);
            assert!(mask_location(&mut bytes));
            assert!(String::from_utf8(bytes).unwrap().ends_with("Location: ******\r\nX: d\r\n\r\n"), "{cut}");
        }
    }
}
