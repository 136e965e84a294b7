//! How long something can be used, and how often.

use super::phrase::{Phrase, group, phrase};

pub(super) fn phrases() -> Vec<Phrase> {
    vec![
        phrase(r"(?:有效期为?|且?只能在)?\s*(\d+)\s*(秒|分钟|小时|天)(?:内有效|内调用|内使用)", window),
        phrase(r"有效期为?\s*(\d+)\s*(秒|分钟|小时|天)", window),
        phrase(r"{clause}*(?:只能|仅可|仅能)(?:使用|调用)一次{clause}*", |_, to| {
            to.facts.windows.insert("once".to_owned());
        }),
    ]
}

fn window(it: &regex_lite::Captures<'_>, to: &mut super::Reading) {
    let unit = match group(it, 2) {
        "秒" => "seconds",
        "分钟" => "minutes",
        "小时" => "hours",
        _ => "days",
    };
    to.facts.windows.insert(format!("{} {unit}", group(it, 1)));
}
