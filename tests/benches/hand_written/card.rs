//! Template cards as somebody writes them by hand.

use serde::Serialize;

#[derive(Clone, Debug, Serialize)]
#[serde(tag = "card_type", rename_all = "snake_case")]
pub enum TemplateCard {
    TextNotice(TextNotice),
    NewsNotice(NewsNotice),
    ButtonInteraction(ButtonInteraction),
    VoteInteraction(VoteInteraction),
    MultipleInteraction(MultipleInteraction),
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct TextNotice {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action_menu: Option<ActionMenu>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub main_title: Option<MainTitle>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote_area: Option<QuoteArea>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emphasis_content: Option<TitleAndDesc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub_title_text: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub horizontal_content_list: Vec<HorizontalContent>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub jump_list: Vec<Jump>,
    pub card_action: CardAction,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct NewsNotice {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action_menu: Option<ActionMenu>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task_id: Option<String>,
    pub main_title: MainTitle,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote_area: Option<QuoteArea>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_text_area: Option<ImageTextArea>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card_image: Option<CardImage>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub vertical_content_list: Vec<TitleAndDesc>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub horizontal_content_list: Vec<HorizontalContent>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub jump_list: Vec<Jump>,
    pub card_action: CardAction,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct ButtonInteraction {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action_menu: Option<ActionMenu>,
    pub main_title: MainTitle,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote_area: Option<QuoteArea>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub_title_text: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub horizontal_content_list: Vec<HorizontalContent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card_action: Option<CardAction>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub button_selection: Option<Select>,
    pub button_list: Vec<Button>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replace_text: Option<String>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct VoteInteraction {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    pub main_title: MainTitle,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task_id: Option<String>,
    pub checkbox: Checkbox,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submit_button: Option<SubmitButton>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replace_text: Option<String>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct MultipleInteraction {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    pub main_title: MainTitle,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task_id: Option<String>,
    pub select_list: Vec<Select>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submit_button: Option<SubmitButton>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replace_text: Option<String>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Source {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desc: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desc_color: Option<i64>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct ActionMenu {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desc: Option<String>,
    pub action_list: Vec<MenuAction>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct MenuAction {
    pub text: String,
    pub key: String,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct MainTitle {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desc: Option<String>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct TitleAndDesc {
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desc: Option<String>,
}

/// What a click does: nothing, a link, a mini program.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CardAction {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagepath: Option<String>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct QuoteArea {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagepath: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote_text: Option<String>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct ImageTextArea {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagepath: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desc: Option<String>,
    pub image_url: String,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct CardImage {
    pub url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aspect_ratio: Option<f64>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct HorizontalContent {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub userid: Option<String>,
    pub keyname: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Jump {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagepath: Option<String>,
    pub title: String,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Choice {
    pub id: String,
    pub text: String,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Select {
    pub question_key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selected_id: Option<String>,
    pub option_list: Vec<Choice>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Button {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<u8>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Checkbox {
    pub question_key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable: Option<bool>,
    pub option_list: Vec<VoteOption>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct VoteOption {
    pub id: String,
    pub text: String,
    pub is_checked: bool,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct SubmitButton {
    pub text: String,
    pub key: String,
}
