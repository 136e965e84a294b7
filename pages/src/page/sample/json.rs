//! Samples in JSON. Few are valid: they have comments, lack commas, and break strings over lines.

use jsonc_parser::ast::{ObjectProp, Value};
use jsonc_parser::common::Ranged as _;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::{Sample, SampleMember};
use crate::fact::{Shape, join};
use crate::text::Tracked;

pub(super) fn read(code: &Tracked) -> Result<Sample, String> {
    let parsed = parse_to_ast(code.as_str(), &CollectOptions::default(), &ParseOptions::default());
    match parsed.map(|parsed| parsed.value) {
        Ok(Some(Value::Object(object))) => {
            let mut sample = Sample::default();
            add_object(&mut sample, &object.properties, "", code);
            Ok(sample)
        }
        Ok(_) => Err("not an object".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

fn add_object(sample: &mut Sample, properties: &[ObjectProp<'_>], path: &str, code: &Tracked) {
    for property in properties {
        let path = join(path, property.name.as_str());
        let value = match &property.value {
            Value::StringLit(text) => Some(text.value.to_string()),
            Value::NumberLit(number) => Some(number.value.to_owned()),
            Value::BooleanLit(it) => Some(it.value.to_string()),
            _ => None,
        };
        let at = (code.origin(property.name.start() + 1), code.origin(property.name.end().saturating_sub(1)));
        sample.add(SampleMember { path: path.clone(), shape: shape(&property.value), value, at });
        add_inside(sample, &property.value, &path, code);
    }
}

fn add_inside(sample: &mut Sample, value: &Value<'_>, path: &str, code: &Tracked) {
    match value {
        Value::Object(object) => add_object(sample, &object.properties, path, code),
        Value::Array(items) => items.elements.iter().for_each(|item| add_inside(sample, item, path, code)),
        _ => {}
    }
}

fn shape(value: &Value<'_>) -> Option<Shape> {
    Some(match value {
        Value::StringLit(_) => Shape::String,
        Value::NumberLit(number) if number.value.contains('.') => Shape::Number,
        Value::NumberLit(_) => Shape::Integer,
        Value::BooleanLit(_) => Shape::Boolean,
        Value::Object(_) => Shape::Object,
        Value::Array(items) => Shape::List(items.elements.first().and_then(shape).map(Box::new)),
        Value::NullKeyword(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::page::Sample;
    use crate::page::sample::SampleMember;
    use crate::text::Tracked;

    fn members(text: &str) -> Vec<String> {
        let sample = Sample::read(&Tracked::whole(text)).unwrap().unwrap();
        let shown = |it: &SampleMember| {
            format!("{} {} @{}", it.path, it.shape.as_ref().map(ToString::to_string).unwrap_or_default(), it.at.0)
        };
        sample.members.iter().map(shown).collect()
    }

    #[test]
    fn a_sample_need_not_be_json() {
        let text = "{\n \"code\": \"C\" // once\n \"n\": 1.5,\n \"b\": {\"t\": \"two\nlines\",},\n 'x': true,\n}";
        assert_eq!(
            members(text),
            ["code string @4", "n number @25", "b object @36", "b.t string @42", "x boolean @63"]
        );
    }

    #[test]
    fn the_items_of_a_list_are_taken_together() {
        let text = r#"{"l": [{"type": 0}, {"type": 1, "url": "u"}], "ids": [1, 2]}"#;
        assert_eq!(
            members(text),
            ["l list of objects @2", "l.type integer @9", "l.url string @33", "ids list of integers @47"]
        );
    }

    #[test]
    fn other_code_is_no_sample() {
        assert!(Sample::read(&Tracked::whole("curl 'https://example.com'")).is_none());
        assert!(Sample::read(&Tracked::whole("{ \"a\": ")).unwrap().is_err());
    }
}
