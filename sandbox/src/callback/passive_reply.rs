//! What a passive reply does to the card whose click it answers.

use serde_json::{Map, Value};

use crate::endpoints::app::CardUpdate;

/// The update of a card, if the reply is one. The error says what it lacks.
pub(super) fn card_update(reply: &Map<String, Value>) -> Result<Option<CardUpdate>, &'static str> {
    match reply.get("MsgType").and_then(Value::as_str).map(str::trim) {
        Some("update_button") => {
            let label = reply.get("Button").and_then(|button| button.get("ReplaceName")?.as_str());
            let label = label.filter(|label| !label.is_empty()).ok_or("the reply has no `Button/ReplaceName`")?;
            Ok(Some(CardUpdate::Label(label.to_owned())))
        }
        Some("update_template_card") => {
            let card = reply.get("TemplateCard").filter(|card| card.get("CardType").is_some());
            Ok(Some(CardUpdate::Card(json(card.ok_or("the reply has no `TemplateCard/CardType`")?))))
        }
        Some("text" | "image" | "voice" | "video" | "news") => Ok(None),
        _ => Err("the reply's `MsgType` is none that can be replied with"),
    }
}

/// A card as `message/send` has it: other names, lists that are always lists, numbers and switches that are no texts.
fn json(element: &Value) -> Value {
    match element {
        Value::Object(members) => members.iter().map(|(name, value)| member(name, value)).collect(),
        other => other.clone(),
    }
}

fn member(name: &str, value: &Value) -> (String, Value) {
    let value = match (name, value) {
        (_, Value::Array(items)) => items.iter().map(json).collect(),
        (name, item) if name.ends_with("List") => Value::Array(vec![json(item)]),
        ("Type" | "Style" | "Mode" | "DescColor" | "AspectRatio" | "Disable" | "IsChecked", Value::String(text)) => {
            serde_json::from_str(text.trim()).unwrap_or_else(|_| value.clone())
        }
        _ => json(value),
    };
    (json_name(name), value)
}

fn json_name(name: &str) -> String {
    match name {
        "CheckBox" | "KeyName" | "AppId" | "PagePath" | "UserId" => name.to_lowercase(),
        _ => {
            let letters = |(index, c): (usize, char)| {
                let underscore = (index > 0 && c.is_uppercase()).then_some('_');
                underscore.into_iter().chain(c.to_lowercase())
            };
            name.char_indices().flat_map(letters).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::callback::xml;

    #[test]
    fn a_card_in_xml_becomes_the_one_in_json() {
        let reply = xml::read(
            "<xml><MsgType>update_template_card</MsgType><TemplateCard><CardType>vote_interaction</CardType>\
             <Source><IconUrl>i</IconUrl><DescColor>1</DescColor></Source><MainTitle><Title>7</Title></MainTitle>\
             <CheckBox><QuestionKey>dish</QuestionKey><OptionList><Id>1</Id><Text>noodles</Text>\
             <IsChecked>true</IsChecked></OptionList><Disable>true</Disable><Mode>0</Mode></CheckBox>\
             <HorizontalContentList><KeyName>k</KeyName><Type>3</Type><UserId>lisi</UserId></HorizontalContentList>\
             <ReplaceText>Done</ReplaceText></TemplateCard></xml>",
        );
        let expected = json!({
            "card_type": "vote_interaction",
            "source": {"icon_url": "i", "desc_color": 1},
            "main_title": {"title": "7"},
            "checkbox": {"question_key": "dish", "option_list": [{"id": "1", "text": "noodles", "is_checked": true}],
                "disable": true, "mode": 0},
            "horizontal_content_list": [{"keyname": "k", "type": 3, "userid": "lisi"}],
            "replace_text": "Done",
        });
        assert_eq!(card_update(&reply.unwrap()), Ok(Some(CardUpdate::Card(expected))));
    }

    #[test]
    fn only_what_can_be_replied_with_is_taken() {
        let table = [
            ("<xml><MsgType>text</MsgType></xml>", Ok(None)),
            ("<xml><MsgType>markdown</MsgType></xml>", Err(())),
            ("<xml><MsgType>update_button</MsgType></xml>", Err(())),
            ("<xml><MsgType>update_template_card</MsgType></xml>", Err(())),
        ];
        for (document, expected) in table {
            assert_eq!(card_update(&xml::read(document).unwrap()).map_err(|_| ()), expected, "{document}");
        }
    }
}
