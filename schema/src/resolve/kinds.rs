//! Kinds of fields.

use super::types::{Resolver, Use};
use crate::description::{FieldDescription, TypeDescription};
use crate::diagnostic::Diagnostic;
use crate::model::Kind;

impl Resolver<'_, '_> {
    pub(super) fn kind(&mut self, description: &FieldDescription, owner: &str, of: Use<'_>) -> Option<Kind> {
        let item = self.item_kind(description, owner, of)?;
        if description.inline {
            if let (Kind::Union(id), false) = (item, description.list) {
                return Some(Kind::Inline(id));
            }
            let message = "only a union can be `inline`: its members stand among the other fields";
            let help = "take `inline` out, or refer to a union";
            self.diagnostics.add(Diagnostic::new(description.of.span, message).help(help));
            return None;
        }
        match (&description.joined, description.list, &item) {
            (None, true, Kind::Flag | Kind::Number) => {
                let message = format!("a list cannot hold a {} yet", description.of.value);
                let help = "lists hold strings, integers, booleans, seconds, objects and unions";
                self.diagnostics.add(Diagnostic::new(description.of.span, message).help(help));
                None
            }
            (None, false, _) => Some(item),
            (None, true, _) => Some(Kind::List(Box::new(item))),
            (Some(separator), true, Kind::String) if !separator.value.is_empty() => {
                Some(Kind::Joined(separator.value.clone()))
            }
            (Some(separator), ..) => {
                let message = "`joined` is the separator of a list of strings: \"list\": \"string\", \"joined\": \"|\"";
                self.diagnostics.error(separator.span, message);
                None
            }
        }
    }

    fn item_kind(&mut self, description: &FieldDescription, owner: &str, of: Use<'_>) -> Option<Kind> {
        let name = &description.of;
        let built_in = match name.value.as_str() {
            "string" => Some(Kind::String),
            "integer" => Some(Kind::Integer),
            "number" => Some(Kind::Number),
            "boolean" => Some(Kind::Boolean),
            "flag" => Some(Kind::Flag),
            "seconds" => Some(Kind::Seconds),
            _ => None,
        };
        if let Some(narrow) = &description.narrow {
            self.check_narrowed(&name.value, narrow);
        }
        if let (Some(first), false) =
            (description.values.first(), matches!(built_in, Some(Kind::String | Kind::Integer)))
        {
            let message = "named values are strings or integers: \"type\": \"integer\" beside `values`";
            self.diagnostics.error(first.wire.span, message);
            return None;
        }
        if !description.values.is_empty() {
            return Some(Kind::Values(self.values(description, owner, built_in == Some(Kind::Integer))));
        }
        if built_in.is_some() {
            return built_in;
        }
        if let Some(TypeDescription::String(string)) = self.library.get(&name.value)
            && !string.newtype
        {
            self.use_plain_string(&name.value);
            return Some(Kind::String);
        }
        self.reference(name, Use { narrow: description.narrow.as_ref(), ..of })
    }
}
