//! The columns and rows of tables.

use crate::fact::Shape;
use crate::text::{Cell, Table};

/// The columns of a table of members.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    name: usize,
    required: Option<usize>,
    shape: Option<usize>,
    description: Option<usize>,
}

/// A row of a table of members.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The member's name without marks of its depth.
    pub(super) name: String,
    /// How far the name is indented.
    pub(super) depth: usize,
    pub(super) at: (usize, usize),
    pub(super) required: Option<bool>,
    pub(super) shape: Option<Shape>,
    pub(super) description: Cell,
    /// The cell in the column 必须, if it is neither yes nor no.
    pub(super) unclear: Option<Cell>,
}

impl Columns {
    /// `None` if it is not a table of members.
    pub(super) fn of(table: &Table) -> Option<Self> {
        let titled = |words: &[&str]| {
            table.header.iter().position(|cell| words.iter().any(|word| cell.as_str().trim().contains(word)))
        };
        let is_name = |cell: &Cell| ["参数", "字段", "属性"].iter().any(|word| cell.as_str().trim().starts_with(word));
        let name = table.header.iter().position(is_name)?;
        Some(Self {
            name,
            required: titled(&["必须", "必填", "必选"]),
            shape: titled(&["类型"]).filter(|column| *column != name),
            description: titled(&["说明", "描述", "含义"]),
        })
    }

    /// Whether the table describes a request: only those have a column 必须.
    pub(super) fn is_request(self) -> bool {
        self.required.is_some()
    }

    /// The rows that name a member. A row without a name continues the one above it.
    pub(super) fn rows(self, table: &Table) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for cells in &table.rows {
            let cell = |column: Option<usize>| column.and_then(|column| cells.get(column)).cloned().unwrap_or_default();
            let name = cell(Some(self.name));
            let description = cell(self.description);
            if name.is_blank() {
                if let Some(row) = rows.last_mut() {
                    row.description.push("\n", description.start());
                    row.description.append(&description);
                }
                continue;
            }
            let Some((from, to, depth)) = named(name.as_str()) else { continue };
            let mut required = cell(self.required);
            let said = said(required.as_str());
            // A row can lack the cell in the column 必须.
            let description = match said {
                None if description.is_blank() && !required.is_blank() => std::mem::take(&mut required),
                _ => description,
            };
            rows.push(Row {
                name: name.as_str().get(from..to).unwrap_or_default().replace(' ', ""),
                depth,
                at: (name.origin(from), name.origin(to - 1) + 1),
                required: said,
                shape: shape(cell(self.shape).as_str()),
                description,
                unclear: Some(required).filter(|required| said.is_none() && !required.is_blank()),
            });
        }
        rows
    }
}

/// The start and end of the name in a cell, and its indentation.
fn named(cell: &str) -> Option<(usize, usize, usize)> {
    let is_mark = |character: char| character.is_whitespace() || "└├│─-—·•>＞|+".contains(character);
    let from = cell.find(|character: char| !is_mark(character))?;
    let depth = cell.get(..from).unwrap_or_default().trim_start_matches(' ').chars().count();
    let rest = cell.get(from..)?;
    let is_name = |character: char| character.is_ascii_alphanumeric() || "_.:[]".contains(character);
    let length_of = |text: &str| text.find(|character: char| !is_name(character)).unwrap_or(text.len());
    let mut length = length_of(rest);
    // `object. member` is one name.
    while let (Some(name), Some(more)) = (rest.get(..length), rest.get(length..).and_then(|it| it.strip_prefix(' ')))
        && name.ends_with('.')
        && length_of(more) > 0
    {
        length += 1 + length_of(more);
    }
    rest.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_').then_some((from, from + length, depth))
}

fn said(required: &str) -> Option<bool> {
    match required.trim() {
        "是" | "必填" | "必须" | "必选" | "Y" | "yes" | "true" => Some(true),
        "否" | "选填" | "可选" | "非必填" | "N" | "no" | "false" => Some(false),
        _ => None,
    }
}

fn shape(word: &str) -> Option<Shape> {
    let word = word.trim().to_ascii_lowercase();
    if let Some(item) = word.strip_suffix("[]") {
        return Some(Shape::List(shape(item).map(Box::new)));
    }
    Some(match word.as_str() {
        "string" | "str" | "字符串" => Shape::String,
        "int" | "int32" | "int64" | "uint32" | "uint64" | "integer" | "uint" | "long" | "整型" => Shape::Integer,
        "float" | "double" | "number" => Shape::Number,
        "bool" | "boolean" | "布尔" => Shape::Boolean,
        "obj" | "object" | "json" | "对象" => Shape::Object,
        "array" | "list" | "数组" => Shape::List(None),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{named, said, shape};

    #[test]
    fn a_name_is_found_behind_the_marks_of_its_depth() {
        let table = [
            ("touser", Some(("touser", 0))),
            ("btn:key", Some(("btn:key", 0))),
            ("└─ key", Some(("key", 3))),
            ("\u{3000}key（必填）", Some(("key", 1))),
            ("object. key", Some(("object. key", 0))),
            ("以下为可选", None),
        ];
        for (cell, expected) in table {
            let found = named(cell).map(|(from, to, depth)| (&cell[from..to], depth));
            assert_eq!(found, expected, "{cell}");
        }
    }

    #[test]
    fn words_for_required_and_for_types_are_known() {
        assert_eq!(["是", " 否", "见下"].map(said), [Some(true), Some(false), None]);
        let shown = |word| shape(word).map(|it| it.to_string()).unwrap_or_default();
        assert_eq!(
            ["Int", "obj[]", "Float", "array", "?"].map(shown),
            ["integer", "list of objects", "number", "list", ""]
        );
    }
}
