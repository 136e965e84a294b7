//! Tokens as they are laid out: an operator is one, and so is a line of documentation.
//!
//! Bytes are looked at in patterns, without calls, which count in what is not optimised.

pub(super) enum Token<'s> {
    /// An identifier, a keyword, a lifetime.
    Word(&'s str),
    Literal(&'s str),
    Operator(&'s str),
    Comma,
    Semicolon,
    /// In parentheses or square brackets, or what is imported.
    Group(&'static str, Vec<Token<'s>>, &'static str),
    Braces(Vec<Token<'s>>),
    Attribute(Vec<Token<'s>>),
    /// With the `///`.
    Doc(&'s str),
}

pub(super) fn all(source: &str) -> Vec<Token<'_>> {
    Lexer { source, rest: source.as_bytes() }.group()
}

struct Lexer<'s> {
    source: &'s str,
    rest: &'s [u8],
}

impl<'s> Lexer<'s> {
    /// What stands up to the closing bracket, or to the end.
    fn group(&mut self) -> Vec<Token<'s>> {
        let mut tokens = Vec::new();
        while let [first, after @ ..] = self.rest {
            let token = match first {
                b' ' | b'\n' => {
                    self.rest = after;
                    continue;
                }
                b'_' | b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => Token::Word(self.up_to(behind_word(after))),
                b')' | b']' | b'}' => {
                    self.rest = after;
                    break;
                }
                b',' => {
                    self.rest = after;
                    Token::Comma
                }
                b';' => {
                    self.rest = after;
                    Token::Semicolon
                }
                b'(' => Token::Group("(", self.inside(after), ")"),
                b'[' => match tokens.last() {
                    Some(Token::Operator("#")) => {
                        tokens.pop();
                        Token::Attribute(self.inside(after))
                    }
                    _ => Token::Group("[", self.inside(after), "]"),
                },
                b'{' => match tokens.last() {
                    // What is imported stands on one line.
                    Some(Token::Operator("::")) => Token::Group("{", self.inside(after), "}"),
                    _ => Token::Braces(self.inside(after)),
                },
                b'"' => Token::Literal(self.up_to(behind_quotation(after, b'"'))),
                b'\'' => match after {
                    [_, b'\'', ..] | [b'\\' | 0x80.., ..] => Token::Literal(self.up_to(behind_quotation(after, b'\''))),
                    _ => Token::Word(self.up_to(behind_word(after))),
                },
                b'0'..=b'9' => Token::Literal(self.up_to(behind_number(after))),
                b'/' if matches!(after, [b'/', b'/', ..]) => Token::Doc(self.up_to(end_of_line(after))),
                _ => Token::Operator(self.up_to(behind_operator(self.rest))),
            };
            tokens.push(token);
        }
        tokens
    }

    /// What stands in brackets, behind the one that opens them.
    fn inside(&mut self, after: &'s [u8]) -> Vec<Token<'s>> {
        self.rest = after;
        self.group()
    }

    fn up_to(&mut self, rest: &'s [u8]) -> &'s str {
        let (start, end) = (self.source.len() - self.rest.len(), self.source.len() - rest.len());
        self.rest = rest;
        self.source.get(start..end).unwrap_or_default()
    }
}

fn behind_word(mut bytes: &[u8]) -> &[u8] {
    while let [b'_' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | 0x80.., after @ ..] = bytes {
        bytes = after;
    }
    bytes
}

/// Also behind a fraction and an exponent.
fn behind_number(mut bytes: &[u8]) -> &[u8] {
    while let [b'.', b'0'..=b'9', after @ ..]
    | [b'e', b'-', after @ ..]
    | [b'_' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9', after @ ..] = bytes
    {
        bytes = after;
    }
    bytes
}

fn behind_quotation(mut bytes: &[u8], mark: u8) -> &[u8] {
    while let [byte, after @ ..] = bytes {
        bytes = match after {
            [_, after @ ..] if *byte == b'\\' => after,
            after => after,
        };
        if *byte == mark {
            break;
        }
    }
    bytes
}

fn end_of_line(mut bytes: &[u8]) -> &[u8] {
    while let [byte, after @ ..] = bytes {
        if *byte == b'\n' {
            break;
        }
        bytes = after;
    }
    bytes
}

/// The longest one counts.
fn behind_operator(bytes: &[u8]) -> &[u8] {
    match bytes {
        [b'.', b'.', b'=', after @ ..]
        | [b':', b':', after @ ..]
        | [b'.', b'.', after @ ..]
        | [b'-' | b'=' | b'>', b'>', after @ ..]
        | [b'<', b'<', after @ ..]
        | [b'&', b'&', after @ ..]
        | [b'|', b'|', after @ ..]
        | [b'=' | b'!' | b'<' | b'>' | b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|', b'=', after @ ..]
        | [_, after @ ..] => after,
        [] => bytes,
    }
}
