//! Answers that are larger than any client should read.

use crate::fault_proxy::{Exchange, HttpMessage};

/// 50 MB that begin like an answer.
pub(super) fn fifty_megabytes(_: &Exchange) -> Vec<u8> {
    let mut body = br#"{"errcode":0,"errmsg":"ok"}"#.to_vec();
    body.resize(50_000_000, b' ');
    HttpMessage::json(body).bytes()
}

/// Half a megabyte of gzip that expands to 80 MB of zeros, although the client did not ask for gzip.
pub(super) fn gzip_bomb(_: &Exchange) -> Vec<u8> {
    let mut body = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let mut bits = Bits::default();
    bits.push(0b011, 3); // the last block, with fixed codes
    bits.push(0b0000_1100, 8); // a zero
    for _ in 0..320_000 {
        bits.push(0b1010_0011, 8); // 258 bytes…
        bits.push(0, 5); // …like the one before
    }
    bits.push(0, 7); // the end
    body.extend(bits.whole());
    body.extend([0; 8]);
    HttpMessage::answer("200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip", body).bytes()
}

/// Bits as deflate orders them, from the least significant one.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    pending: u32,
    count: u32,
}

impl Bits {
    fn push(&mut self, bits: u32, count: u32) {
        self.pending |= bits << self.count;
        self.count += count;
        while self.count >= 8 {
            self.bytes.push(self.pending.to_le_bytes()[0]);
            self.pending >>= 8;
            self.count -= 8;
        }
    }

    fn whole(mut self) -> Vec<u8> {
        self.push(0, 7);
        self.bytes
    }
}

/// So much that it is without end for a client, which has to stop reading before.
const ENDLESS: usize = 40_000_000;

fn endless(beginning: &str, piece: &str) -> Vec<u8> {
    let mut bytes = beginning.as_bytes().to_vec();
    bytes.extend(piece.repeat(ENDLESS / piece.len()).bytes());
    bytes
}

const CHUNKED: &str = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

pub(super) fn endless_interim_answers(_: &Exchange) -> Vec<u8> {
    endless("", "HTTP/1.1 102 Processing\r\n\r\n")
}

pub(super) fn endless_head(_: &Exchange) -> Vec<u8> {
    endless("HTTP/1.1 200 OK\r\nX: ", "x")
}

pub(super) fn endless_chunk_size(_: &Exchange) -> Vec<u8> {
    endless(CHUNKED, "0")
}

pub(super) fn endless_chunk_extension(_: &Exchange) -> Vec<u8> {
    endless(&format!("{CHUNKED}5;"), "x")
}

pub(super) fn endless_trailers(_: &Exchange) -> Vec<u8> {
    endless(&format!("{CHUNKED}2\r\n{{}}\r\n0\r\n"), "X-Trailer: x\r\n")
}

pub(super) fn endless_body(_: &Exchange) -> Vec<u8> {
    endless("HTTP/1.1 200 OK\r\n\r\n", " ")
}
