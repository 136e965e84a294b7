//! How long and how often a code or a file can be used.

use super::phrase::{Phrase, group, phrase};

pub(super) fn phrases() -> Vec<Phrase> {
    vec![
        phrase(r"仅?([一二两三四五六七])(天)内有效", window),
        phrase(r"(?:过去|[，,]超过)\s*(\d+)\s*(秒|分钟|小时|天)里?", window),
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
    let number = group(it, 1);
    let number = if number == "两" { "二" } else { number };
    let digit = "零一二三四五六七".chars().position(|numeral| number == numeral.to_string());
    to.facts.windows.insert(format!("{} {unit}", digit.map_or_else(|| number.to_owned(), |digit| digit.to_string())));
}
