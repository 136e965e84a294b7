//! What a message needs of its application.

use wecom_schema::model::{Need, Needed};

use super::consequence::code;
use super::language::Language;

/// What the application must have, and what WeCom answers without it.
pub(crate) fn need(language: Language, need: &Need) -> String {
    let Need { what, errcode, any_of } = need;
    let some = if any_of.is_empty() { "" } else { language.say(" for some of these", "（部分情况下）") };
    let what = match what {
        Needed::CallbackUrl => language.say("a callback URL", "回调 URL"),
    };
    let code = code(language, Some(*errcode));
    match language {
        Language::English => {
            format!("The application needs {what}{some}; WeCom refuses the message without{code}.")
        }
        Language::Chinese => format!("应用需要配置{what}{some}；否则企业微信拒绝该消息{code}。"),
    }
}
