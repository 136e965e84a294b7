//! Addresses, dates and error codes in the text of a page.

use std::sync::LazyLock;

use regex_lite::Regex;

/// The address of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// The path below the base URL: `cgi-bin/message/send`.
    pub(crate) path: String,
    /// The names in the query: `access_token`.
    pub(crate) query: Vec<String>,
}

#[allow(clippy::expect_used, reason = "constants, which the tests compile")]
fn expression(text: &str) -> Regex {
    Regex::new(text).expect("a valid expression")
}

static REQUEST: LazyLock<Regex> =
    LazyLock::new(|| expression(r"qyapi\.weixin\.qq\.com/(cgi-bin/[A-Za-z0-9_/]+)(?:\?([^\s\x22'，。]*))?"));
static PAGE: LazyLock<Regex> = LazyLock::new(|| expression(r"developer\.work\.weixin\.qq\.com/document/path/(\d+)"));
static UPDATED: LazyLock<Regex> =
    LazyLock::new(|| expression(r"(?:last_updated:\s*\x22?|最后更新[：:]?\s*)(\d{4})[-/](\d{2})[-/](\d{2})"));
static ERROR_CODE: LazyLock<Regex> =
    LazyLock::new(|| expression(r"(?:errcode为|错误码(?:为|是)?|返回)\s*[*`]{0,2}(-?\d{4,7})\b"));

/// The first address of a request in a text.
pub(super) fn request(text: &str) -> Option<Address> {
    let captures = REQUEST.captures(text)?;
    let group = |index| captures.get(index).map_or("", |it| it.as_str());
    let names = group(2).split(['&', ';']).filter_map(|pair| pair.split_once('='));
    let query = names.map(|(name, _)| name.to_owned()).collect();
    Some(Address { path: group(1).trim_end_matches('/').to_owned(), query })
}

/// The number in the page's own address, from its text or else from the file's name.
pub(super) fn id(name: &str, text: &str) -> Option<u64> {
    let said = PAGE.captures(text).and_then(|captures| captures.get(1)).and_then(|id| id.as_str().parse().ok());
    let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
    said.or_else(|| file.split('.').next().unwrap_or_default().parse().ok())
}

/// The day of the last change, `2026-02-12`, and its place.
pub(super) fn updated(text: &str) -> Option<(String, usize, usize)> {
    let captures = UPDATED.captures(text)?;
    let [from, to] = [captures.get(1)?.start(), captures.get(3)?.end()];
    Some((text.get(from..to)?.replace('/', "-"), from, to))
}

/// The error codes in a text, with their places.
pub(super) fn error_codes(text: &str) -> Vec<(i32, usize, usize)> {
    let codes = ERROR_CODE.captures_iter(text).filter_map(|captures| captures.get(1));
    codes.filter_map(|code| Some((code.as_str().parse().ok()?, code.start(), code.end()))).collect()
}

#[cfg(test)]
mod tests {
    use super::{error_codes, id, request, updated};

    #[test]
    fn a_request_is_known_by_its_path() {
        let found =
            request("POST https://qyapi.weixin.qq.com/cgi-bin/appchat/get?access_token=TOKEN&chatid=ID 说明").unwrap();
        assert_eq!(
            (found.path.as_str(), found.query),
            ("cgi-bin/appchat/get", vec!["access_token".to_owned(), "chatid".to_owned()])
        );
        assert_eq!(request("https://example.com/cgi-bin/message/send"), None);
    }

    #[test]
    fn a_page_says_its_number_or_is_named_after_it() {
        assert_eq!(id("x.md", "source_url: \"https://developer.work.weixin.qq.com/document/path/90236\""), Some(90236));
        assert_eq!(id("folder/90248.md", "text"), Some(90248));
        assert_eq!(id("发送应用消息.md", "text"), None);
    }

    #[test]
    fn a_page_says_when_it_was_changed() {
        assert_eq!(updated("last_updated: \"2026-02-12T16:35\"").map(|it| it.0).as_deref(), Some("2026-02-12"));
        assert_eq!(updated("最后更新：2025/09/24").map(|it| it.0).as_deref(), Some("2025-09-24"));
        assert_eq!(updated("2025-09-24"), None);
    }

    #[test]
    fn error_codes_are_numbers_that_are_called_so() {
        let codes = |text| error_codes(text).iter().map(|it| it.0).collect::<Vec<_>>();
        assert_eq!(codes("errcode为81013。将返回**41051（…）**，2048字节"), [81013, 41051]);
    }
}
