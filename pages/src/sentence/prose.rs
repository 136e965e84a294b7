//! Sentences that state nothing a description could have.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::phrase::{Phrase, phrase};

/// Remarks on the values of another member. They are read first, so that no phrase takes the values for this member's.
pub(super) fn of_others() -> Vec<Phrase> {
    remarks(&[
        r"仅?(?:当|可能)?(?:会出现)?(?:{name}|[^\s，。；;\x01]*?值)[为=]\d+(?:\s*[、和或]\s*\d+)*\s*(?:表示|忽略|时|有值)[^，。；;,\n（(\x01]*",
        r"如果{name}[是为]\w+",
        r"必须(?:是|为)\s*utf-?8\s+编码",
        r"[(（]排查方法[^）)]*[)）]",
        r"[^，。；;\n\x01]*类型为[“\x22]\d[^”\x22]*[”\x22]时",
    ])
}

/// Other remarks, for example on pictures, permissions and versions of clients.
pub(super) fn phrases() -> Vec<Phrase> {
    remarks(&[
        "{clause}*忽略{clause}*",
        r"(?:^|\n)\s*\d+\.\s",
        r"{clause}*\d+\s*[*×]\s*\d+{clause}*",
        r"(?:较好的效果为)?[大小]图\d+",
        r"\d+位整型",
        r"{clause}*\d{4}年\d+月\d+[日号]{clause}*",
        r"从\d+天内最早的消息开始返回",
        r"{clause}*必须从头开始{clause}*",
        r"{clause}*不能通过判断{clause}*",
        r"可能会出现{clause}*",
        r"{clause}*必须在企业微信激活{clause}*",
        r"否则会?返回\d+错误",
        r"非0则失败",
        r"{clause}*\d+\.\d+\.\d+\s*(?:版本)?(?:及)?(?:以上|以下){clause}*",
        "必须(?:是|为){clause}*(?:小程序|utf-?8编码){clause}*",
        "必须(?:与{clause}*匹配|拥有{clause}*权限)",
        "但?有数据的话需确认对应字段是否必填",
        "{clause}*(?:任务id|已有){clause}*重复",
        "{clause}*(?:唯一性?标[志识]|内唯一|唯一id){clause}*",
        "{clause}*本字段非必填",
        "{clause}*不可点击{clause}*",
        r"{clause}*为\d+时返回",
        "返回的最大记录数",
        "{clause}*不能直接打开",
        // How the texts of a stream follow each other.
        "(?:第[一二三]次回复|则此时){clause}*",
        "(?:{clause}*是否|true为)不可选",
        r"(?:注意)?仅(?:限|旧的|可使用|支持|部分|对|{clause}*类型时候?返回|[“\x22]\w+[”\x22]要填|向|消息类型为|{clause}*支持){clause}*",
    ])
}

fn remarks(expressions: &[&str]) -> Vec<Phrase> {
    expressions.iter().map(|expression| phrase(expression, |_, _| {})).collect()
}

/// Numbers, and words that demand something.
#[allow(clippy::expect_used, reason = "a constant, which the tests compile")]
static TELLING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^A-Za-z0-9_.])[0-9]|必须|必填|不能|不可|不得|只能|只允许|仅|至少|最多|最少|最长|最大|超过|以内|默认|同时|唯一").expect("a valid expression")
});

/// Begins a recipe, which is one text up to the end of its line.
const RECIPE: &str = "加密方式";

/// The ranges of the clauses that may state something.
pub(super) fn unread(rest: &str) -> Vec<(usize, usize)> {
    let mut clauses = Vec::new();
    let mut from = 0;
    for (at, mark) in rest.match_indices(['，', '。', '；', ';', '\n', '\u{1}']).chain([(rest.len(), "")]) {
        if at < from {
            continue;
        }
        let clause = rest.get(from..at).unwrap_or_default();
        if clause.trim_start().starts_with(RECIPE) {
            let after = rest.get(from..).unwrap_or_default();
            let end = from + after.find('\n').unwrap_or(after.len());
            clauses.push((from, end));
            from = end;
            continue;
        }
        if TELLING.is_match(clause) {
            clauses.push((from, at));
        }
        from = at + mark.len();
    }
    clauses
}
