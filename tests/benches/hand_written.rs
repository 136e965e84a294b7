//! What an application writes itself that sends by ureq and serde derive: some messages of the channel `app`, the answers.

use serde::{Deserialize, Serialize};

macro_rules! object {
    ($name:ident { $($required:ident: $type:ty),* } $($optional:ident: $of:ty),*) => {
        #[derive(Debug, Default, Serialize)]
        pub struct $name {
            $(pub $required: $type,)*
            $(#[serde(skip_serializing_if = "Option::is_none")] pub $optional: Option<$of>,)*
        }
    };
}

object!(Request { msgtype: &'static str, agentid: i64 }
    touser: String, toparty: String, totag: String, text: Text, mpnews: Mpnews, template_card: TemplateCard,
    safe: u8, enable_id_trans: u8, enable_duplicate_check: u8, duplicate_check_interval: u32);
object!(Text { content: String });
object!(Mpnews { articles: Vec<MpArticle> });
object!(MpArticle { title: String, thumb_media_id: String, content: String }
    author: String, content_source_url: String, digest: String);

#[derive(Debug, Serialize)]
#[serde(tag = "card_type", rename_all = "snake_case")]
pub enum TemplateCard {
    TextNotice(TextNotice),
}

object!(TextNotice { card_action: CardAction }
    source: Source, action_menu: ActionMenu, task_id: String, main_title: Title, quote_area: QuoteArea,
    emphasis_content: Title, sub_title_text: String, horizontal_content_list: Vec<HorizontalContent>, jump_list: Vec<Jump>);
object!(Source {} icon_url: String, desc: String, desc_color: i64);
object!(ActionMenu { action_list: Vec<MenuAction> } desc: String);
object!(MenuAction { text: String, key: String });
object!(Title { title: String } desc: String);
object!(CardAction {} r#type: u8, url: String, appid: String, pagepath: String);
object!(QuoteArea {} r#type: u8, url: String, title: String, quote_text: String);
object!(HorizontalContent { keyname: String }
    r#type: u8, value: String, url: String, media_id: String, userid: String);
object!(Jump { title: String } r#type: u8, url: String, appid: String, pagepath: String);

impl Request {
    pub fn to_user(user: &str, agentid: i64, msgtype: &'static str) -> Self {
        Self { touser: Some(user.to_owned()), msgtype, agentid, ..Self::default() }
    }
}

#[derive(Deserialize)]
pub struct Token {
    pub errmsg: String,
    pub access_token: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Receipt {
    pub errcode: i32,
    pub errmsg: String,
    pub invaliduser: String,
    pub invalidparty: String,
    pub invalidtag: String,
    pub msgid: Option<String>,
    pub response_code: Option<String>,
}
