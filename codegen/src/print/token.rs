//! Tokens as they are laid out: an operator is one, and so is a line of documentation.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

pub(super) enum Token {
    /// An identifier, a keyword, a lifetime.
    Word(String),
    Literal(String),
    Operator(String),
    Comma,
    Semicolon,
    /// In parentheses, square brackets or nothing.
    Group(&'static str, Vec<Token>, &'static str),
    Braces(Vec<Token>),
    Attribute(Vec<Token>),
    /// What follows `///`, on each line.
    Doc(String),
}

/// Those of several signs.
const OPERATORS: [&str; 20] = [
    "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "<<", ">>", "..",
    "..=",
];

pub(super) fn all(tokens: TokenStream) -> Vec<Token> {
    let mut tokens = tokens.into_iter().peekable();
    let mut all = Vec::new();
    while let Some(token) = tokens.next() {
        let token = match token {
            TokenTree::Ident(word) => Token::Word(word.to_string()),
            TokenTree::Literal(literal) => Token::Literal(literal.to_string()),
            TokenTree::Group(group) => {
                let delimiter = group.delimiter();
                let stream = group.stream();
                drop(group); // the stream is then nobody else's, and need not be copied
                let inside = self::all(stream);
                match delimiter {
                    Delimiter::Brace => match all.last() {
                        // What is imported stands on one line.
                        Some(Token::Operator(path)) if path == "::" => Token::Group("{", inside, "}"),
                        _ => Token::Braces(inside),
                    },
                    Delimiter::Parenthesis => Token::Group("(", inside, ")"),
                    Delimiter::Bracket => match all.last() {
                        Some(Token::Operator(sign)) if sign == "#" => {
                            all.pop();
                            doc(&inside).map_or_else(|| Token::Attribute(inside), Token::Doc)
                        }
                        _ => Token::Group("[", inside, "]"),
                    },
                    Delimiter::None => Token::Group("", inside, ""),
                }
            }
            TokenTree::Punct(punct) => match punct.as_char() {
                ',' => Token::Comma,
                ';' => Token::Semicolon,
                '\'' => match tokens.next() {
                    Some(name) => Token::Word(format!("'{name}")),
                    None => Token::Operator("'".to_owned()),
                },
                sign => {
                    let mut operator = String::from(sign);
                    let mut spacing = punct.spacing();
                    while let (Spacing::Joint, Some(TokenTree::Punct(next))) = (spacing, tokens.peek()) {
                        operator.push(next.as_char());
                        if !OPERATORS.contains(&operator.as_str()) {
                            operator.pop();
                            break;
                        }
                        spacing = next.spacing();
                        tokens.next();
                    }
                    Token::Operator(operator)
                }
            },
        };
        all.push(token);
    }
    all
}

/// The lines of an attribute `doc`; a line of its text that begins without a blank would not be one.
fn doc(attribute: &[Token]) -> Option<String> {
    let [Token::Word(name), Token::Operator(_), Token::Literal(literal)] = attribute else { return None };
    let text = match literal.strip_prefix('r') {
        Some(raw) => raw.trim_matches('#').strip_prefix('"')?.strip_suffix('"')?.to_owned(),
        None => unescaped(literal.strip_prefix('"')?.strip_suffix('"')?)?,
    };
    let is_documentation = name == "doc" && text.split('\n').all(|line| line.is_empty() || line.starts_with(' '));
    is_documentation.then_some(text)
}

/// The text of a literal, where it has no other escapes than everyday ones.
fn unescaped(literal: &str) -> Option<String> {
    let mut pieces = literal.split('\\');
    let mut text = pieces.next()?.to_owned();
    while let Some(piece) = pieces.next() {
        let Some(escaped) = piece.chars().next() else {
            // Two backslashes with nothing between them.
            text.push('\\');
            text.push_str(pieces.next()?);
            continue;
        };
        text.push(match escaped {
            'n' => '\n',
            '"' | '\'' => escaped,
            _ => return None,
        });
        text.push_str(piece.get(1..)?);
    }
    Some(text)
}
