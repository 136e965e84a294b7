//! What happens to a message that breaks a rule, and how that is known.

use wecom_schema::model::{Consequence, Evidence};

use super::language::Language;

/// What happens to a message that breaks a rule.
pub(crate) fn otherwise(language: Language, consequence: Consequence, errcode: Option<i32>) -> String {
    let text = match consequence {
        Consequence::Refused => language.say("otherwise WeCom refuses the message", "否则企业微信拒绝该消息"),
        Consequence::Truncated => {
            language.say("WeCom truncates the rest without an error", "超出部分会被企业微信截断，不报错")
        }
        Consequence::Advised => {
            language.say("otherwise it is sent but may be displayed badly", "否则仍会发送，但显示可能不正常")
        }
        Consequence::Unstated => {
            language.say("WeCom does not document what happens otherwise", "官方文档未说明不符合时的后果")
        }
    };
    text.to_owned() + &code(language, errcode)
}

/// An error code in brackets; empty if none is known.
pub(crate) fn code(language: Language, errcode: Option<i32>) -> String {
    errcode.map_or_else(String::new, |code| match language {
        Language::English => format!(" (errcode {code})"),
        Language::Chinese => format!("（错误码 {code}）"),
    })
}

/// The source of what is not on the official page.
pub(super) fn evidence(language: Language, evidence: Evidence) -> Option<&'static str> {
    match evidence {
        Evidence::Official => None,
        Evidence::Multi => {
            Some(language.say(
                "(Not on the official page; several clients agree.)",
                "（官方文档未提及，多个客户端的实现一致。）",
            ))
        }
        Evidence::Peer => Some(
            language.say("(Not on the official page; found in one client.)", "（官方文档未提及，仅见于一个客户端。）"),
        ),
        Evidence::Inferred => {
            Some(language.say("(Not on the official page; inferred.)", "（官方文档未提及，为推断。）"))
        }
    }
}

pub(super) fn with_evidence(language: Language, text: String, known_from: Evidence) -> String {
    match evidence(language, known_from) {
        Some(evidence) => format!("{text}{}{evidence}", language.blank()),
        None => text,
    }
}
