//! Application messages as somebody writes them by hand: the members that the pages name, serde derive, no checks.

use serde::Serialize;

macro_rules! request {
    ($name:ident { $member:ident: $body:ty }) => {
        #[derive(Clone, Debug, Serialize)]
        pub struct $name {
            #[serde(skip_serializing_if = "Option::is_none")]
            pub touser: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub toparty: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub totag: Option<String>,
            pub msgtype: &'static str,
            pub $member: $body,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub safe: Option<u8>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub enable_id_trans: Option<u8>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub enable_duplicate_check: Option<u8>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub duplicate_check_interval: Option<u32>,
            pub agentid: i64,
        }

        impl $name {
            pub fn to_user(user: &str, agentid: i64, $member: $body) -> Self {
                Self {
                    touser: Some(user.to_owned()),
                    toparty: None,
                    totag: None,
                    msgtype: stringify!($member),
                    $member,
                    safe: None,
                    enable_id_trans: None,
                    enable_duplicate_check: None,
                    duplicate_check_interval: None,
                    agentid,
                }
            }
        }
    };
}

request!(TextRequest { text: Text });
request!(ImageRequest { image: Media });
request!(VoiceRequest { voice: Media });
request!(VideoRequest { video: Video });
request!(FileRequest { file: Media });
request!(TextCardRequest { textcard: TextCard });
request!(NewsRequest { news: News });
request!(MpNewsRequest { mpnews: MpNews });
request!(MarkdownRequest { markdown: Text });
request!(MiniprogramNoticeRequest { miniprogram_notice: MiniprogramNotice });
request!(TaskCardRequest { taskcard: TaskCard });
request!(InteractiveTaskCardRequest { interactive_taskcard: TaskCard });
request!(TemplateMsgRequest { template_msg: TemplateMsg });
request!(TemplateCardRequest { template_card: super::card::TemplateCard });

#[derive(Clone, Debug, Serialize)]
pub struct Text {
    pub content: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Media {
    pub media_id: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Video {
    pub media_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct TextCard {
    pub title: String,
    pub description: String,
    pub url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub btntxt: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct News {
    pub articles: Vec<Article>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Article {
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picurl: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagepath: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct MpNews {
    pub articles: Vec<MpArticle>,
}

#[derive(Clone, Debug, Serialize)]
pub struct MpArticle {
    pub title: String,
    pub thumb_media_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_source_url: Option<String>,
    pub content: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct MiniprogramNotice {
    pub appid: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emphasis_first_item: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub content_item: Vec<ContentItem>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ContentItem {
    pub key: String,
    pub value: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct TaskCard {
    pub title: String,
    pub description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    pub task_id: String,
    pub btn: Vec<TaskButton>,
}

#[derive(Clone, Debug, Serialize)]
pub struct TaskButton {
    pub key: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replace_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_bold: Option<bool>,
}

#[derive(Clone, Debug, Serialize)]
pub struct TemplateMsg {
    pub template_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub miniprogram: Option<MiniProgram>,
    pub content_item: Vec<ContentItem>,
}

#[derive(Clone, Debug, Serialize)]
pub struct MiniProgram {
    pub appid: String,
    pub pagepath: String,
}
