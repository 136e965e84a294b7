//! JSON in the layout of descriptions: short objects on one line, members in the order in which they were added.

use std::fmt::Write as _;

/// A JSON value that keeps the order of its members.
#[derive(Clone, Debug)]
pub(super) enum Json {
    Object(Vec<(String, Json)>),
    List(Vec<Json>),
    /// A string, number or boolean, in JSON.
    Scalar(String),
}

impl Json {
    pub(super) fn text(text: &str) -> Self {
        Json::Scalar(serde_json::Value::from(text).to_string())
    }

    pub(super) fn object<const N: usize>(members: [(&str, Json); N]) -> Self {
        Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    pub(super) fn texts(texts: impl IntoIterator<Item: AsRef<str>>) -> Self {
        Json::List(texts.into_iter().map(|text| Json::text(text.as_ref())).collect())
    }

    fn line(&self) -> String {
        let joined = |items: Vec<String>| items.join(", ");
        match self {
            Json::Scalar(text) => text.clone(),
            Json::List(items) if items.is_empty() => "[]".to_owned(),
            Json::List(items) => format!("[{}]", joined(items.iter().map(Json::line).collect())),
            Json::Object(members) if members.is_empty() => "{}".to_owned(),
            Json::Object(members) => {
                let member = |(name, value): &(String, Json)| format!("{}: {}", Json::text(name).line(), value.line());
                format!("{{ {} }}", joined(members.iter().map(member).collect()))
            }
        }
    }

    /// The text. Values that are too long for a line are indented.
    pub(super) fn write(&self) -> String {
        let mut text = String::new();
        self.write_at(0, &mut text);
        text.push('\n');
        text
    }

    fn write_at(&self, depth: usize, to: &mut String) {
        const WIDTH: usize = 120;
        let line = self.line();
        if depth > 0 && depth * 2 + line.chars().count() <= WIDTH {
            to.push_str(&line);
            return;
        }
        let indent = "  ".repeat(depth + 1);
        // Writing to a string cannot fail.
        match self {
            Json::Scalar(text) => to.push_str(text),
            Json::List(items) => {
                to.push('[');
                for (index, item) in items.iter().enumerate() {
                    let _ = write!(to, "{}\n{indent}", if index > 0 { "," } else { "" });
                    item.write_at(depth + 1, to);
                }
                let _ = write!(to, "\n{}]", "  ".repeat(depth));
            }
            Json::Object(members) => {
                to.push('{');
                for (index, (name, value)) in members.iter().enumerate() {
                    let _ = write!(to, "{}\n{indent}{}: ", if index > 0 { "," } else { "" }, Json::text(name).line());
                    value.write_at(depth + 1, to);
                }
                let _ = write!(to, "\n{}}}", "  ".repeat(depth));
            }
        }
    }
}
