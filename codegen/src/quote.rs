//! Templates: code that is written where it is emitted, and looks like what is emitted.
//!
//! They read like those of the crate `quote`, which makes a call of every token. Every application compiles the emitters, and
//! runs them, unoptimised: here the compiler sees one literal for each template, and what is put into it.

use crate::code::{Code, List, ToCode};

/// Where something is put in.
const HOLE: char = '\0';

/// The code in the brackets. `#name` is the value of a variable; `#(…)*` is repeated for the items of the lists in it, with
/// what is before the `*` between them.
macro_rules! quote {
    ($($code:tt)*) => {{
        let mut template = $crate::quote::Template::new($crate::quote::text!($($code)*));
        $crate::quote::fill!(template $($code)*);
        template.end()
    }};
}

/// The text of a template, a literal. Each token is looked at together with the one before it.
macro_rules! text {
    ($($code:tt)*) => { $crate::quote::text_of_all!([@ $($code)*] [$($code)* @]) };
}

macro_rules! text_of_all {
    ([$($before:tt)*] [$($token:tt)*]) => { concat!($($crate::quote::text_of_one!($before $token)),*) };
}

macro_rules! text_of_one {
    (# $name:ident) => { "\0" };
    (# ($($repeated:tt)*)) => { "\0" };
    (# [doc = $line:literal]) => { concat!("///", $line, "\n") };
    (# [$($inside:tt)*]) => { concat!("# [", $crate::quote::text!($($inside)*), "] ") };
    ($before:tt #) => { "" };
    ($before:tt @) => { "" };
    ($before:tt ($($inside:tt)*)) => { concat!("(", $crate::quote::text!($($inside)*), ") ") };
    ($before:tt [$($inside:tt)*]) => { concat!("[", $crate::quote::text!($($inside)*), "] ") };
    ($before:tt {$($inside:tt)*}) => { concat!("{ ", $crate::quote::text!($($inside)*), "} ") };
    ($before:tt $token:tt) => { concat!(stringify!($token), " ") };
}

/// Puts what is to be put into a template, from left to right.
macro_rules! fill {
    ($template:ident $($code:tt)*) => { $crate::quote::fill_all!($template [@ $($code)*] [$($code)* @]) };
}

macro_rules! fill_all {
    ($template:ident [$($before:tt)*] [$($token:tt)*]) => { $($crate::quote::fill_one! { $template $before $token })* };
}

macro_rules! fill_one {
    ($template:ident # $name:ident) => { $template.put(&$name); };
    ($template:ident # ($($repeated:tt)*)) => {{
        let mut repetition = $template.repeat($crate::quote::text!($($repeated)*));
        $crate::quote::fill!(repetition $($repeated)*);
        repetition.end();
    }};
    ($template:ident $before:tt ($($inside:tt)*)) => { $crate::quote::fill!($template $($inside)*); };
    ($template:ident $before:tt [$($inside:tt)*]) => { $crate::quote::fill!($template $($inside)*); };
    ($template:ident $before:tt {$($inside:tt)*}) => { $crate::quote::fill!($template $($inside)*); };
    ($template:ident $before:tt $token:tt) => {};
}

pub(crate) use {fill, fill_all, fill_one, quote, text, text_of_all, text_of_one};

/// A template that is being filled.
pub(crate) struct Template {
    code: Code,
    rest: &'static str,
}

impl Template {
    pub(crate) fn new(text: &'static str) -> Self {
        Self { code: Code::new(), rest: text }
    }

    pub(crate) fn put(&mut self, value: &dyn ToCode) {
        let before = self.up_to(HOLE);
        self.code.push(before);
        value.write(&mut self.code);
    }

    pub(crate) fn repeat<'t>(&'t mut self, text: &'static str) -> Repetition<'t> {
        Repetition { template: self, text, lists: Vec::new() }
    }

    pub(crate) fn end(&mut self) -> Code {
        self.code.push(self.rest);
        std::mem::take(&mut self.code)
    }

    fn up_to(&mut self, mark: char) -> &'static str {
        let (before, rest) = self.rest.split_once(mark).unwrap_or((self.rest, ""));
        self.rest = rest;
        before
    }
}

/// A part of a template that is repeated.
pub(crate) struct Repetition<'t> {
    template: &'t mut Template,
    text: &'static str,
    lists: Vec<&'t List>,
}

impl<'t> Repetition<'t> {
    pub(crate) fn put(&mut self, list: &'t List) {
        self.lists.push(list);
    }

    pub(crate) fn end(self) {
        let Self { template, text, lists } = self;
        let before = template.up_to(HOLE);
        let separator = template.up_to('*');
        template.code.push(before);
        let count = lists.iter().map(|list| list.len()).min().unwrap_or_default();
        for index in 0..count {
            if index > 0 {
                template.code.push(separator);
            }
            let mut rest = text;
            for list in &lists {
                let (before, after) = rest.split_once(HOLE).unwrap_or((rest, ""));
                rest = after;
                template.code.push(before);
                template.code.push(list.get(index).map_or("", Code::as_str));
            }
            template.code.push(rest);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::code::{Code, List};

    #[track_caller]
    fn expect(code: &Code, expected: &str) {
        let words: Vec<&str> = code.as_str().split([' ']).filter(|it| !it.is_empty()).collect();
        assert_eq!(words.join(" "), expected);
    }

    #[test]
    fn values_are_put_in_wherever_they_stand() {
        let (name, nothing, text) = (Code::of("name"), None::<Code>, "a \"text\"");
        expect(
            &quote!(#[cfg(feature = #text)] fn #name(&self) -> [u8; 2] { #nothing #name::<'a>(#text) }),
            "# [cfg (feature = \"a \\\"text\\\"\" ) ] fn name (& self ) -> [u8 ; 2 ] { name :: < 'a > (\"a \\\"text\\\"\" ) }",
        );
    }

    #[test]
    fn documentation_is_a_line() {
        expect(
            &quote!(
                /// It's a "line".
                struct A;
            ),
            "/// It's a \"line\".\nstruct A ;",
        );
    }

    #[test]
    fn repetitions_end_with_the_shortest_list() {
        let names: List = ["a", "b", "c"].map(Code::of).into_iter().collect();
        let values: List = ["1", "2"].iter().collect();
        expect(&quote!([#(#names = #values),*] end), "[a = \"1\" , b = \"2\" ] end");
        expect(&quote!(#(#names)|* #(#values;)*), "a | b | c \"1\" ; \"2\" ;");
        let none = List::default();
        expect(&quote!([#(#names #none),*]), "[ ]");
    }
}
