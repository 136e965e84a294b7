//! What a message requires of its application.

use wecom_schema::model::{Need, Needed};

use super::consequence::code;
use super::language::Language;

/// What the application must have, and the error that WeCom returns without it.
pub(crate) fn need(language: Language, need: &Need) -> String {
    let Need { what, errcode, any_of } = need;
    let what = match what {
        Needed::CallbackUrl => language.say("a callback URL", "回调 URL"),
    };
    let code = code(language, Some(*errcode));
    match (language, any_of.is_empty()) {
        (Language::English, true) => {
            format!("The application must have {what}; otherwise WeCom refuses the message{code}.")
        }
        (Language::English, false) => {
            format!(
                "Some of these messages require the application to have {what}; otherwise WeCom refuses them{code}."
            )
        }
        (Language::Chinese, true) => format!("应用必须配置{what}；否则企业微信拒绝该消息{code}。"),
        (Language::Chinese, false) => format!("部分消息要求应用配置{what}；否则企业微信拒绝该消息{code}。"),
    }
}
