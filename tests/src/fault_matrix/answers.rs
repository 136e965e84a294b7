//! Answers as they should not be.

use serde_json::{Value, json};

use crate::fault_proxy::{Exchange, HttpMessage};

/// The beginning of the head.
pub(super) fn half_head(it: &Exchange) -> Vec<u8> {
    let mut bytes = it.genuine().head.clone();
    bytes.truncate(bytes.len() / 2);
    bytes
}

/// The head, and the beginning of the body.
pub(super) fn half_body(it: &Exchange) -> Vec<u8> {
    let genuine = it.genuine();
    let mut bytes = genuine.bytes();
    bytes.truncate(genuine.head.len() + genuine.body.len() / 2);
    bytes
}

/// With the length of half the body, and the whole body.
pub(super) fn length_too_small(it: &Exchange) -> Vec<u8> {
    let genuine = it.genuine();
    with_length(genuine, genuine.body.len() / 2)
}

/// With more length than body.
pub(super) fn length_too_large(it: &Exchange) -> Vec<u8> {
    let genuine = it.genuine();
    with_length(genuine, genuine.body.len() + 1)
}

fn with_length(answer: &HttpMessage, length: usize) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n");
    [head.as_bytes(), &answer.body].concat()
}

/// The same answer twice, one behind the other.
pub(super) fn twice(it: &Exchange) -> Vec<u8> {
    it.genuine().bytes().repeat(2)
}

/// Two interim answers before the final one.
pub(super) fn after_interim_answers(it: &Exchange) -> Vec<u8> {
    [b"HTTP/1.1 100 Continue\r\n\r\n".repeat(2), it.genuine().bytes()].concat()
}

/// In chunks of seven bytes.
pub(super) fn chunked(it: &Exchange) -> Vec<u8> {
    let mut bytes = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for chunk in it.genuine().body.chunks(7) {
        bytes.extend(format!("{:x}\r\n", chunk.len()).bytes());
        bytes.extend(chunk);
        bytes.extend(b"\r\n");
    }
    bytes.extend(b"0\r\n\r\n");
    bytes
}

/// The genuine head without its length, and with this header in its place.
fn head_with(it: &Exchange, header: &str) -> Vec<u8> {
    let head = String::from_utf8_lossy(&it.genuine().head).into_owned();
    let kept = head.lines().filter(|line| !line.is_empty() && !line.to_ascii_lowercase().starts_with("content-length"));
    let mut lines: Vec<&str> = kept.collect();
    lines.push(header);
    format!("{}\r\n\r\n", lines.join("\r\n")).into_bytes()
}

/// Without a length: the end of the connection is the end of the body.
pub(super) fn without_length(it: &Exchange) -> Vec<u8> {
    [head_with(it, "Connection: close"), it.genuine().body.clone()].concat()
}

/// The same, cut in half.
pub(super) fn half_without_length(it: &Exchange) -> Vec<u8> {
    let body = &it.genuine().body;
    [head_with(it, "Connection: close"), body[..body.len() / 2].to_vec()].concat()
}

/// Half of the file in one chunk, and no other.
pub(super) fn half_in_chunks(it: &Exchange) -> Vec<u8> {
    let half = &it.genuine().body[..it.genuine().body.len() / 2];
    let mut bytes = head_with(it, "Transfer-Encoding: chunked");
    bytes.extend(format!("{:x}\r\n", half.len()).bytes().chain(half.iter().copied()).chain(*b"\r\n"));
    bytes
}

/// The whole file in chunks.
pub(super) fn file_in_chunks(it: &Exchange) -> Vec<u8> {
    let half = &it.genuine().body[it.genuine().body.len() / 2..];
    let mut bytes = half_in_chunks(it);
    bytes.extend(format!("{:x}\r\n", half.len()).bytes().chain(half.iter().copied()).chain(*b"\r\n0\r\n\r\n"));
    bytes
}

/// The file, and nothing that says that it is one.
pub(super) fn file_without_name(it: &Exchange) -> Vec<u8> {
    HttpMessage::answer("200 OK\r\nContent-Type: application/octet-stream", it.genuine().body.clone()).bytes()
}

/// The head of a file that is larger than any of WeCom's.
pub(super) fn file_of_300_megabytes(_: &Exchange) -> Vec<u8> {
    b"HTTP/1.1 200 OK\r\nContent-Disposition: attachment\r\nContent-Length: 314572800\r\n\r\n".to_vec()
}

fn part(range: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("206 Partial Content\r\nContent-Disposition: attachment\r\nContent-Range: bytes {range}");
    HttpMessage::answer(&head, body).bytes()
}

/// The first byte, where more was requested.
pub(super) fn part_of_one_byte(it: &Exchange) -> Vec<u8> {
    part("0-0/16778216", &it.genuine().body[..1])
}

/// The rest of the file, as if it were a part of one that is larger.
pub(super) fn part_of_a_larger_file(it: &Exchange) -> Vec<u8> {
    part("16777216-16778215/20000000", &it.genuine().body)
}

/// Some of the rest of the file, as if that were all.
pub(super) fn part_of_a_smaller_file(it: &Exchange) -> Vec<u8> {
    part("16777216-16777225/16777226", &it.genuine().body[..10])
}

/// A whole HTTP answer whose JSON breaks off.
pub(super) fn truncated_json(it: &Exchange) -> Vec<u8> {
    let body = &it.genuine().body;
    HttpMessage::json(&body[..body.len() / 2]).bytes()
}

/// Another protocol.
pub fn not_http(_: &Exchange) -> Vec<u8> {
    b"SSH-2.0-OpenSSH_9.9\r\n\r\n".to_vec()
}

/// HTML of a gateway, with the URL that was asked for in it: as it came, and as some show it.
fn html(status: &str, it: &Exchange) -> Vec<u8> {
    let body = format!("<html><h1>{status}</h1><p>{0}</p><pre>{0:?}</pre></html>", it.target);
    HttpMessage::answer(&format!("{status}\r\nContent-Type: text/html"), body).bytes()
}

/// A page of a gateway that does not know the address.
pub fn not_found(it: &Exchange) -> Vec<u8> {
    html("404 Not Found", it)
}

/// A gateway's limit for requests.
pub(super) fn too_large(it: &Exchange) -> Vec<u8> {
    html("413 Content Too Large", it)
}

pub(super) fn too_many_requests(it: &Exchange) -> Vec<u8> {
    html("429 Too Many Requests", it)
}

/// A page of a gateway that got no answer itself.
pub fn bad_gateway(it: &Exchange) -> Vec<u8> {
    html("502 Bad Gateway", it)
}

pub(super) fn unavailable(it: &Exchange) -> Vec<u8> {
    html("503 Service Unavailable\r\nRetry-After: 1", it)
}

pub(super) fn gateway_timeout(it: &Exchange) -> Vec<u8> {
    html("504 Gateway Timeout", it)
}

/// A redirect that takes the secrets along.
pub fn redirect(it: &Exchange) -> Vec<u8> {
    let status = format!("302 Found\r\nLocation: http://127.0.0.1:1{}", it.target);
    HttpMessage::answer(&status, r#"{"errcode":0,"errmsg":"ok"}"#).bytes()
}

pub(super) fn empty(_: &Exchange) -> Vec<u8> {
    HttpMessage::json("").bytes()
}

/// Neither HTML nor JSON.
pub fn text(_: &Exchange) -> Vec<u8> {
    HttpMessage::json("ok").bytes()
}

pub(super) fn json_array(it: &Exchange) -> Vec<u8> {
    HttpMessage::json([b"[", it.genuine().body.as_slice(), b"]"].concat()).bytes()
}

/// The genuine answer with a member changed; `null` takes it out.
fn with(it: &Exchange, name: &str, value: Value) -> Vec<u8> {
    let mut body: Value = serde_json::from_slice(&it.genuine().body).unwrap();
    if value.is_null() {
        body.as_object_mut().unwrap().remove(name);
    } else {
        body[name] = value;
    }
    HttpMessage::json(body.to_string()).bytes()
}

pub(super) fn errcode_as_string(it: &Exchange) -> Vec<u8> {
    with(it, "errcode", json!("0"))
}

pub(super) fn errcode_as_fraction(it: &Exchange) -> Vec<u8> {
    with(it, "errcode", json!(0.0))
}

pub(super) fn errcode_as_half(it: &Exchange) -> Vec<u8> {
    with(it, "errcode", json!(0.5))
}

/// In place of a member that cannot be taken out by `with`.
pub(super) fn errcode_null(_: &Exchange) -> Vec<u8> {
    HttpMessage::json(r#"{"errcode":null,"errmsg":"ok"}"#).bytes()
}

pub(super) fn msgid_as_number(it: &Exchange) -> Vec<u8> {
    with(it, "msgid", json!(12_345_678_901_u64))
}

pub(super) fn nulls(_: &Exchange) -> Vec<u8> {
    let body = r#"{"errcode":0,"errmsg":null,"msgid":null,"invaliduser":null,"invalidparty":null,"invalidtag":null,
        "unlicenseduser":null,"response_code":null}"#;
    HttpMessage::json(body).bytes()
}

pub(super) fn after_a_bom(it: &Exchange) -> Vec<u8> {
    HttpMessage::json(["\u{feff}".as_bytes(), &it.genuine().body].concat()).bytes()
}

pub(super) fn json_as_a_page(it: &Exchange) -> Vec<u8> {
    HttpMessage::answer("200 OK\r\nContent-Type: text/html; charset=gbk", it.genuine().body.clone()).bytes()
}

/// With the request in it, as pages of gateways have it.
pub(super) fn page_in_utf_16(it: &Exchange) -> Vec<u8> {
    let text = format!("\u{feff}<html>{}", it.target);
    let body: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    HttpMessage::answer("403 Forbidden\r\nContent-Type: text/html", body).bytes()
}

pub(super) fn no_errcode(it: &Exchange) -> Vec<u8> {
    with(it, "errcode", Value::Null)
}

pub(super) fn errcode_alone(_: &Exchange) -> Vec<u8> {
    HttpMessage::json(r#"{"errcode":0}"#).bytes()
}

pub(super) fn unknown_members(it: &Exchange) -> Vec<u8> {
    with(it, "not_documented", json!({ "deep": [1, { "er": "," }] }))
}

pub(super) fn msgid_as_object(it: &Exchange) -> Vec<u8> {
    with(it, "msgid", json!({}))
}

pub(super) fn media_id_as_number(it: &Exchange) -> Vec<u8> {
    with(it, "media_id", json!(12_345))
}

pub(super) fn no_media_id(it: &Exchange) -> Vec<u8> {
    with(it, "media_id", Value::Null)
}

pub(super) fn no_token(it: &Exchange) -> Vec<u8> {
    with(it, "access_token", Value::Null)
}

pub(super) fn empty_token(it: &Exchange) -> Vec<u8> {
    with(it, "access_token", json!(""))
}

pub(super) fn lifetime_as_string(it: &Exchange) -> Vec<u8> {
    with(it, "expires_in", json!("7200"))
}

pub(super) fn no_lifetime(it: &Exchange) -> Vec<u8> {
    with(it, "expires_in", Value::Null)
}

pub(super) fn no_time_to_live(it: &Exchange) -> Vec<u8> {
    with(it, "expires_in", json!(0))
}

pub(super) fn endless_life(it: &Exchange) -> Vec<u8> {
    with(it, "expires_in", json!(u64::MAX))
}

/// WeCom's error, whose text repeats what was asked.
pub fn errcode<const CODE: i32>(it: &Exchange) -> Vec<u8> {
    let errmsg = format!("no, hint: [1], from ip: 203.0.113.9, asked for {}", it.target);
    HttpMessage::json(json!({ "errcode": CODE, "errmsg": errmsg }).to_string()).bytes()
}
