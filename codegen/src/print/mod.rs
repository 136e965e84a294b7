//! Source as the text of a source file, laid out for people.
//!
//! Build scripts run unoptimised, and everybody who builds waits for them: a parser and a formatter of Rust would take two
//! thirds of that time, and longer to compile than all of the generator. What is printed here is nearly what rustfmt would
//! make of it; that it is Rust is for the compiler to say, and for the tests.

mod layout;
mod token;

use self::layout::Layout;

/// A line for each item, field, statement and arm; longer ones are broken at brackets and calls.
pub(crate) fn text(source: &str) -> String {
    let mut layout = Layout::default();
    layout.lines(&token::all(source), true);
    layout.text
}

#[cfg(test)]
mod tests {
    use super::text;

    #[track_caller]
    fn expect(source: &str, expected: &str) {
        let printed = text(source);
        assert_eq!(printed, expected);
    }

    #[test]
    fn items_stand_apart_and_fields_on_lines_of_their_own() {
        expect(
            "/// A word.\n///\n#[derive(Clone, Debug)] pub struct Word<'a> { /// Its \"text\".\n\
             pub text: &'a str, pub at: Option<[u8; 2]>, } impl<'a> From<&'a str> for Word<'a> { fn from(text: &'a str) -> \
             Self { Self { text, at: None } } }",
            "/// A word.\n///\n#[derive(Clone, Debug)]\npub struct Word<'a> {\n    /// Its \"text\".\n    pub \
             text: &'a str,\n    pub at: Option<[u8; 2]>,\n}\n\nimpl<'a> From<&'a str> for Word<'a> {\n    fn from(text: &'a \
             str) -> Self {\n        Self {\n            text,\n            at: None,\n        }\n    }\n}\n",
        );
    }

    #[test]
    fn literals_and_lifetimes_stay_as_they_are() {
        let source = "static A: [(char, &'static str); 3] = [('\\'', \"// \\\" \"), ('中', \"'\"), ('a', \"\")];\n";
        expect(source, source);
        expect("f(0x_ff_u8 , 1.5e-7,1e21 , - 1_000 , 1..2)", "f(0x_ff_u8, 1.5e-7, 1e21, -1_000, 1..2)\n");
    }

    #[test]
    fn operators_and_patterns_read_as_usual() {
        expect(
            "fn f(a: &mut i64) -> bool { let b = |x| -x; if !g::<u8>(*a)? && (*a == -1 || b(1) != 2) { m!(a, 1..2) } else { \
             return false; } match a { A | B => {} C(_) => (), _ => 1 + 2, } }",
            "fn f(a: &mut i64) -> bool {\n    let b = |x| -x;\n    if !g::<u8>(*a)? && (*a == -1 || b(1) != 2) {\n        \
             m!(a, 1..2)\n    } else {\n        return false;\n    }\n    match a {\n        A | B => {}\n        C(_) => \
             (),\n        _ => 1 + 2,\n    }\n}\n",
        );
    }

    #[test]
    fn what_is_too_long_for_a_line_is_broken_at_calls_and_brackets() {
        let long = "a".repeat(50);
        expect(
            &format!("let x = A::new(\"{long}\").b([1, 2]).c(d(1), \"{long}\"); f(\"{long}\", \"{long}\");"),
            &format!(
                "let x = A::new(\"{long}\")\n    .b([1, 2])\n    .c(d(1), \"{long}\");\nf(\n    \"{long}\",\n    \
                 \"{long}\",\n);\n"
            ),
        );
    }
}
