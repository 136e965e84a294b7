//! Numbers with their multipliers, and what they count.

use wecom_schema::model::Unit;

/// `666` with `K` is 681984, `1` with `万` is 10000.
pub(super) fn number(digits: &str, multiplier: &str) -> Option<f64> {
    let times = match multiplier {
        "万" | "w" | "W" => 10_000.0,
        "千" => 1_000.0,
        "K" | "k" => 1024.0,
        "M" => 1024.0 * 1024.0,
        _ => 1.0,
    };
    digits.parse::<f64>().ok().map(|number| number * times)
}

/// The unit that a word means, and the factor between the two: minutes are 60 seconds each.
pub(super) fn unit(word: &str) -> Option<(Unit, f64)> {
    let seconds = |seconds: f64| Some((Unit::Range, seconds));
    match word.trim_start_matches(['个', ' ']) {
        "小时" => seconds(3600.0),
        "分钟" => seconds(60.0),
        "秒" | "s" => seconds(1.0),
        "天" => seconds(86400.0),
        "byte" | "bytes" | "Byte" | "Bytes" => Some((Unit::Bytes, 1.0)),
        word if word.ends_with("字节") => Some((Unit::Bytes, 1.0)),
        word if word.ends_with('字') || word.ends_with("字符") || word.ends_with("汉字") => {
            Some((Unit::Chars, 1.0))
        }
        "" if word.is_empty() => None,
        _ => Some((Unit::Items, 1.0)),
    }
}
