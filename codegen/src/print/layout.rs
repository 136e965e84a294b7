//! Where lines end and where blanks stand.

use super::token::Token;

/// The longest line, where it can be broken; rustfmt's.
const WIDTH: usize = 100;

#[derive(Default)]
pub(super) struct Layout {
    pub(super) text: String,
    indentation: usize,
    /// Where the present line begins.
    line: usize,
    last: Last,
    /// Between the bars of a closure.
    in_closure: bool,
}

/// What was printed last, as far as the blank behind it depends on it.
#[derive(Clone, Copy, Default, PartialEq)]
enum Last {
    #[default]
    LineStart,
    /// The end of an operand: a name, a literal, a group.
    Operand,
    Keyword,
    /// Nothing stands apart from it: `(`, `::`, a prefix.
    Tight,
    /// `>`, as the end of type arguments.
    Angle,
    /// An operator between operands.
    Loose,
}

#[derive(Clone, Copy, PartialEq)]
enum Mode {
    /// Everything but braces on one line.
    Flat,
    /// Calls of a chain on lines of their own, and whatever in brackets is still too long for one.
    Broken,
}

impl Layout {
    /// The content of a file or of braces.
    pub(super) fn lines(&mut self, tokens: &[Token<'_>], holds_items: bool) {
        let (mut statement, mut rest) = first_statement(tokens);
        let mut has_commas = false;
        while !statement.is_empty() {
            self.statement(statement);
            let ends_with_comma = matches!(statement, [.., Token::Comma]);
            if rest.is_empty() && has_commas && !ends_with_comma {
                self.push(",", Last::Loose); // as behind the fields, cases or arms before it
            }
            has_commas |= ends_with_comma;
            self.end_line();
            let (next, after) = first_statement(rest);
            let has_braces = matches!(statement, [.., Token::Braces(_)]) || matches!(next, [.., Token::Braces(_)]);
            if holds_items && !rest.is_empty() && has_braces {
                self.text.push('\n');
                self.line = self.text.len();
            }
            (statement, rest) = (next, after);
        }
    }

    fn statement(&mut self, tokens: &[Token<'_>]) {
        let (length, line, last, in_closure) = (self.text.len(), self.line, self.last, self.in_closure);
        if !self.run(tokens, Mode::Flat) {
            self.text.truncate(length);
            (self.line, self.last, self.in_closure) = (line, last, in_closure);
            self.run(tokens, Mode::Broken);
        }
    }

    /// Prints all of it; or, where that is to be flat and is not, some of it.
    fn run(&mut self, tokens: &[Token<'_>], mode: Mode) -> bool {
        let indentation = self.indentation;
        let mut is_chain = false;
        let mut is_function = mode == Mode::Broken && tokens.iter().any(|token| matches!(token, Token::Word("fn")));
        let mut is_head = true;
        let mut rest = tokens;
        while let [token, after @ ..] = rest {
            rest = after;
            is_head &= matches!(token, Token::Attribute(_) | Token::Doc(_));
            match token {
                Token::Word(word) => self.word(word),
                Token::Literal(literal) => {
                    self.space();
                    self.push(literal, Last::Operand);
                }
                Token::Operator(".") if matches!(mode, Mode::Broken) && self.text.ends_with(')') => {
                    // A chain is indented, unless it begins below brackets that were closed.
                    let line = self.text.get(self.line..).unwrap_or_default();
                    if !std::mem::replace(&mut is_chain, true) && !line.trim_start().starts_with([')', ']']) {
                        self.indentation += 1;
                    }
                    self.end_line();
                    self.push(".", Last::Tight);
                }
                Token::Operator(operator) => self.operator(operator),
                Token::Comma => self.push(",", Last::Loose),
                Token::Semicolon => self.push(";", Last::Loose),
                Token::Doc(line) => {
                    self.push(line, Last::Tight);
                    self.end_line();
                }
                Token::Attribute(inside) => {
                    self.space();
                    self.push("#[", Last::Tight);
                    self.run(inside, Mode::Flat);
                    self.push("]", Last::Loose);
                    if is_head {
                        self.end_line();
                    }
                }
                Token::Group(open, inside, close) => {
                    // What follows a function's parameters does not fit behind them either.
                    let is_parameters = mode == Mode::Broken && is_function && self.last != Last::Keyword;
                    self.group((open, inside, close), mode, is_parameters);
                    is_function &= !is_parameters;
                }
                Token::Braces(inside) => {
                    if mode == Mode::Flat && self.width() > WIDTH {
                        return false;
                    }
                    self.braces(inside, holds_items(tokens));
                }
            }
        }
        self.indentation = indentation;
        mode == Mode::Broken || self.width() <= WIDTH
    }

    fn group(&mut self, (open, inside, close): (&str, &[Token<'_>], &str), mode: Mode, must_break: bool) {
        let is_call = matches!(self.last, Last::Operand | Last::Angle);
        let may_end_with_comma = is_call || open != "(";
        let inside = match inside {
            [inside @ .., Token::Comma] if may_end_with_comma => inside,
            inside => inside,
        };
        if matches!(self.last, Last::Keyword | Last::Loose) {
            self.text.push(' ');
        }
        self.push(open, Last::Tight);
        let (length, line) = (self.text.len(), self.line);
        let fits = self.run(inside, Mode::Flat) && !must_break;
        if mode == Mode::Broken && !fits && !inside.is_empty() {
            self.text.truncate(length);
            self.line = line;
            self.last = Last::Tight;
            if let [Token::Group(..)] = inside {
                self.run(inside, Mode::Broken); // a list as the only argument
            } else {
                self.broken(inside, open, may_end_with_comma);
            }
        }
        self.push(close, Last::Operand);
    }

    /// Each item in brackets on a line of its own; what is imported fills lines.
    fn broken(&mut self, inside: &[Token<'_>], open: &str, may_end_with_comma: bool) {
        self.indentation += 1;
        self.end_line();
        let mut rest = inside;
        while !rest.is_empty() {
            let (item, after) = first_statement(rest);
            rest = after;
            let start = self.text.len();
            self.statement(item);
            if open == "{" && self.width() > WIDTH {
                self.text.truncate(start);
                self.end_line();
                self.statement(item);
            }
            if rest.is_empty() && may_end_with_comma && !matches!(item, [.., Token::Comma]) {
                self.push(",", Last::Loose);
            }
            if open != "{" {
                self.end_line();
            }
        }
        self.indentation -= 1;
        self.end_line();
    }

    fn braces(&mut self, inside: &[Token<'_>], holds_items: bool) {
        if !matches!(self.last, Last::LineStart | Last::Tight) {
            self.text.push(' ');
        }
        if inside.is_empty() {
            return self.push("{}", Last::Operand);
        }
        self.push("{", Last::Operand);
        self.end_line();
        self.indentation += 1;
        self.lines(inside, holds_items);
        self.indentation -= 1;
        self.push("}", Last::Operand);
    }

    fn word(&mut self, word: &str) {
        // Bytes are compared without calls, which count in what is not optimised.
        let is_keyword = matches!(
            word.as_bytes(),
            b"as"
                | b"const"
                | b"dyn"
                | b"else"
                | b"for"
                | b"if"
                | b"impl"
                | b"in"
                | b"let"
                | b"match"
                | b"mut"
                | b"return"
                | b"use"
                | b"where"
        );
        self.space();
        self.push(word, if is_keyword { Last::Keyword } else { Last::Operand });
    }

    fn operator(&mut self, operator: &str) {
        let is_prefix = !matches!(self.last, Last::Operand | Last::Angle);
        match operator {
            "|" if self.in_closure || is_prefix => {
                self.in_closure = !self.in_closure;
                if self.in_closure {
                    self.space();
                }
                self.push(operator, if self.in_closure { Last::Tight } else { Last::Loose });
            }
            "||" if is_prefix => {
                self.space();
                self.push(operator, Last::Loose);
            }
            "&" | "&&" | "*" | "-" | "!" if is_prefix => {
                self.space();
                self.push(operator, Last::Tight);
            }
            "::" | "<" if matches!(self.last, Last::Keyword | Last::Loose) && !self.text.ends_with("impl") => {
                self.space();
                self.push(operator, Last::Tight);
            }
            "::" | "<" | "!" | "." | ".." => self.push(operator, Last::Tight),
            ">" | ">>" => self.push(operator, Last::Angle),
            "?" => self.push(operator, Last::Operand),
            ":" => self.push(operator, Last::Loose),
            _ => {
                self.space();
                self.push(operator, Last::Loose);
            }
        }
    }

    /// Before a word, a literal, a prefix.
    fn space(&mut self) {
        if !matches!(self.last, Last::LineStart | Last::Tight) {
            self.text.push(' ');
        }
    }

    fn push(&mut self, text: &str, last: Last) {
        if matches!(self.last, Last::LineStart) && !text.is_empty() {
            for _ in 0..self.indentation {
                self.text.push_str("    ");
            }
        }
        self.text.push_str(text);
        self.last = last;
    }

    fn end_line(&mut self) {
        if !matches!(self.last, Last::LineStart) {
            self.text.push('\n');
            self.line = self.text.len();
            self.last = Last::LineStart;
        }
    }

    fn width(&self) -> usize {
        self.text.len() - self.line
    }
}

/// The first statement, item, field or arm, and what follows it.
fn first_statement<'t, 's>(tokens: &'t [Token<'s>]) -> (&'t [Token<'s>], &'t [Token<'s>]) {
    let mut angles = 0_usize;
    let mut rest = tokens;
    while let [token, after @ ..] = rest {
        rest = after;
        let is_end = match token {
            Token::Operator(operator) => {
                match operator.as_bytes() {
                    b"<" => angles += 1,
                    b">" => angles = angles.saturating_sub(1),
                    b">>" => angles = angles.saturating_sub(2),
                    _ => {}
                }
                false
            }
            Token::Comma => angles == 0,
            Token::Semicolon => true,
            Token::Braces(_) => match after {
                [Token::Operator(operator), ..] => matches!(operator.as_bytes(), b"#" | b"*" | b"&"),
                [Token::Word(word), ..] => *word != "else",
                [Token::Comma | Token::Semicolon, ..] => false,
                _ => true,
            },
            _ => false,
        };
        if is_end {
            break;
        }
    }
    tokens.split_at(tokens.len() - rest.len())
}

/// Whether the braces of an item hold items themselves.
fn holds_items(item: &[Token<'_>]) -> bool {
    let words = item.iter().filter_map(|token| match token {
        Token::Word(word) if *word != "pub" => Some(*word),
        _ => None,
    });
    matches!(words.take(1).next(), Some("impl" | "mod" | "trait"))
}
