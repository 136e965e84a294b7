//! Generated source that is not laid out yet.

use std::fmt::{Debug, Write as _};

/// Source with blanks between its tokens, and a line for each line of documentation.
///
/// It is text from the beginning: to put code into other code is to copy bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Code(String);

impl Code {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Source that no template holds: a name, a number, a path of the options.
    pub(crate) fn of(source: &str) -> Self {
        let mut code = Self::new();
        code.push(source);
        code.push(" ");
        code
    }

    /// As many lines of documentation.
    pub(crate) fn documentation(text: &str) -> Self {
        let mut code = String::with_capacity(text.len() + text.len() / 8);
        for line in text.lines() {
            // The compiler takes no carriage return in documentation; one alone ends a line, too.
            for line in line.split('\r') {
                code.push_str(if line.is_empty() { "///" } else { "/// " });
                code.push_str(line);
                code.push('\n');
            }
        }
        Self(code)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn push(&mut self, source: &str) {
        self.0.push_str(source);
    }

    fn push_literal(&mut self, value: &dyn Debug) {
        let _ = write!(self.0, "{value:?} ");
    }
}

/// Code behind code.
impl FromIterator<Self> for Code {
    fn from_iter<I: IntoIterator<Item = Self>>(parts: I) -> Self {
        let mut code = Self::new();
        for part in parts {
            code.push(part.as_str());
        }
        code
    }
}

/// What can stand in a template: code as it is, nothing, and values as their literals.
pub(crate) trait ToCode {
    /// Writes it behind what is there.
    fn write(&self, code: &mut Code);

    /// It alone.
    fn to_code(&self) -> Code {
        let mut code = Code::new();
        self.write(&mut code);
        code
    }
}

impl ToCode for Code {
    fn write(&self, code: &mut Code) {
        code.push(self.as_str());
    }
}

impl<T: ToCode + ?Sized> ToCode for &T {
    fn write(&self, code: &mut Code) {
        (**self).write(code);
    }
}

impl<T: ToCode> ToCode for Option<T> {
    fn write(&self, code: &mut Code) {
        if let Some(part) = self {
            part.write(code);
        }
    }
}

impl ToCode for str {
    fn write(&self, code: &mut Code) {
        code.push_literal(&self);
    }
}

impl ToCode for String {
    fn write(&self, code: &mut Code) {
        code.push_literal(self);
    }
}

impl ToCode for bool {
    fn write(&self, code: &mut Code) {
        code.push_literal(self);
    }
}

impl ToCode for char {
    fn write(&self, code: &mut Code) {
        code.push_literal(self);
    }
}

/// What a template repeats.
#[derive(Clone, Debug, Default)]
pub(crate) struct List(Vec<Code>);

impl List {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn get(&self, index: usize) -> Option<&Code> {
        self.0.get(index)
    }

    /// The item where it is the only one.
    pub(crate) fn only(&self) -> Option<&Code> {
        if let [only] = self.0.as_slice() { Some(only) } else { None }
    }

    pub(crate) fn push(&mut self, item: Code) {
        self.0.push(item);
    }
}

// A loop, for there are many kinds of iterators, and each is compiled: `Vec` would take more of each.
impl<T: ToCode> FromIterator<T> for List {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut list = Self::default();
        for item in items {
            list.push(item.to_code());
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn documentation_has_no_carriage_returns() {
        assert_eq!(Code::documentation("a\r\nb\rc\n\nd").as_str(), "/// a\n/// b\n/// c\n///\n/// d\n");
    }
}
