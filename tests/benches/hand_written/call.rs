//! The calls beside sending, and the answers, as somebody writes them by hand.

use serde::{Deserialize, Serialize};

use super::card::TemplateCard;

#[derive(Clone, Debug, Serialize)]
pub struct UpdateTemplateCard {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub userids: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub partyids: Vec<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tagids: Vec<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub atall: Option<u8>,
    pub agentid: i64,
    pub response_code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub button: Option<ReplacedButton>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_card: Option<TemplateCard>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ReplacedButton {
    pub replace_name: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct UpdateTaskCard {
    pub userids: Vec<String>,
    pub agentid: i64,
    pub task_id: String,
    pub replace_name: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Recall {
    pub msgid: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct GetStatistics {
    pub time_type: i64,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Token {
    pub errcode: i32,
    pub errmsg: String,
    pub access_token: Option<String>,
    pub expires_in: Option<u64>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Receipt {
    pub errcode: i32,
    pub errmsg: String,
    #[serde(default)]
    pub invaliduser: String,
    #[serde(default)]
    pub invalidparty: String,
    #[serde(default)]
    pub invalidtag: String,
    #[serde(default)]
    pub unlicenseduser: String,
    pub msgid: Option<String>,
    pub response_code: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Plain {
    pub errcode: i32,
    pub errmsg: String,
}

#[derive(Clone, Debug, Deserialize)]
pub struct UpdateReply {
    pub errcode: i32,
    pub errmsg: String,
    #[serde(default)]
    pub invaliduser: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Statistics {
    pub errcode: i32,
    pub errmsg: String,
    #[serde(default)]
    pub statistics: Vec<AppStatistics>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct AppStatistics {
    pub agentid: i64,
    pub app_name: String,
    pub count: i64,
}
