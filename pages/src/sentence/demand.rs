//! Sentences that demand something of several members.

use super::phrase::{Phrase, group, phrase};

/// A demand in the page's words. An empty word is the member of the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// At least one of these is present.
    AnyOf(Vec<String>),
    /// At most one of these is present.
    OneOf(Vec<String>),
    /// All of these are present, or none.
    Together(Vec<String>),
    /// This member is required if that one is present.
    Given(String),
    /// This member is required if the tag has the value.
    When(String, String),
    /// This member is required if a tag has a value with this meaning.
    WhenMeaning(String),
    /// This member and that one exclude each other.
    NotBeside(String),
    /// WeCom reads this member only if another one has the value.
    OnlyWith(String, String),
    /// WeCom reads this member only if another one is present.
    OnlyBeside(String),
    /// Its value must differ between the items of its list.
    Unique,
    /// It is required in the object that it belongs to.
    Required,
}

pub(super) fn phrases() -> Vec<Phrase> {
    let any_of =
        |it: &regex_lite::Captures<'_>, to: &mut super::Reading| to.wishes.push(Wish::AnyOf(names(group(it, 1))));
    vec![
        phrase("{names}只需填写一个[^。\n\u{1}]*?(?:二者|两者)不[可能]同时为空", any_of),
        phrase(r"{names}(?:两个字段|[两二三]者)?\s*(?:不能|不可|不得)(?:同时|全部|都)为空", any_of),
        phrase(
            "{names}(?:[两二]者)?(?:必填|必须填写?|需填写?)(?:其中)?一(?:个字段|个|项)(?:，?不[可能]都不填)?",
            any_of,
        ),
        phrase(r"({word}和[^A-Za-z，。\x01]*{word})\s*(?:至少要?填写?一个|必须有一[项个]填写|必须填写?一个)", any_of),
        phrase(r"([^，。；;\s\x01]+?(?:或者|或){word})必须填写?一个", any_of),
        phrase("不[可能](?:本字段|该字段)和({word})(?:都不填|(?:同时|都)为空)", |it, to| {
            to.wishes.push(Wish::AnyOf(vec![String::new(), group(it, 1).to_owned()]));
        }),
        phrase("按{names}的优先顺序取参", |it, to| to.wishes.push(Wish::OneOf(names(group(it, 1))))),
        phrase("与{clause}*?({word})不能共存{clause}*", |it, to| {
            to.wishes.push(Wish::NotBeside(group(it, 1).to_owned()));
        }),
        phrase("{names}(?:必须|需要?|须)同时(?:填写|存在)", |it, to| {
            to.wishes.push(Wish::Together(names(group(it, 1))));
        }),
        phrase(r"当[^，。；\s\x01]*有({word})字段的时候，?(?:本字段|该字段)?必填", |it, to| {
            to.wishes.push(Wish::Given(group(it, 1).to_owned()));
        }),
        phrase("(?:填了|填写了)({word})(?:字段)?的话，?(?:本字段|该字段)?必填", |it, to| {
            to.wishes.push(Wish::Given(group(it, 1).to_owned()));
        }),
        phrase(
            r"若?({word})\s*(?:是|为)\s*[“\x22]?(\w+)[”\x22]?\s*(?:时，?|，)(?:本字段|该字段)?必(?:须)?填写?",
            |it, to| {
                to.wishes.push(Wish::When(group(it, 1).to_owned(), group(it, 2).to_owned()));
            },
        ),
        phrase(r"当({word})\s*=\s*(\w+)\s*时，?(?:要求)?必填", |it, to| {
            to.wishes.push(Wish::When(group(it, 1).to_owned(), group(it, 2).to_owned()));
        }),
        phrase(r"({word})\s*(?:是|为)\s*(\w+)\s*时，?(?:本字段|该字段)?选填", |_, _| {}),
        phrase("当类型为([^，。；\u{1}]+?)时，?(?:本字段|该字段)?必填", |it, to| {
            to.wishes.push(Wish::WhenMeaning(group(it, 1).to_owned()));
        }),
        phrase(r"仅在?({word})为(\w+)时有效", |it, to| {
            to.wishes.push(Wish::OnlyWith(group(it, 1).to_owned(), group(it, 2).to_owned()));
        }),
        phrase("仅当({word})存在时(?:该字段|本字段)?[生有]效", |it, to| {
            to.wishes.push(Wish::OnlyBeside(group(it, 1).to_owned()));
        }),
        phrase("建议不与([^，。；\u{1}]+?)(?:共用|同时使用)", |it, to| {
            to.wishes.push(Wish::NotBeside(group(it, 1).to_owned()));
        }),
        phrase("在{word}节点中(?:该字段|本字段)?必填", |_, to| to.wishes.push(Wish::Required)),
        // These repeat the column 必须.
        phrase(r"\w+(?:模[版板]卡片中该字段为必填项|必填本字段|类型的卡片该字段不可为空)", |_, _| {}),
        phrase(r"(?:^|[，。；;\n])\s*必填\s*$", |_, to| to.wishes.push(Wish::Required)),
        phrase("不可重复", |_, to| to.wishes.push(Wish::Unique)),
    ]
}

/// The names in `a、b和c`, without other words before them.
fn names(text: &str) -> Vec<String> {
    let text =
        ["或者", "或", "和", "、", "，", "/"].iter().fold(text.to_owned(), |text, between| text.replace(between, ","));
    let is_name = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '.');
    let name = |word: &str| match word.find(is_name) {
        Some(at) => word.get(at..).unwrap_or_default().trim().to_owned(),
        None => word.trim().to_owned(),
    };
    text.split(',').map(name).filter(|name| !name.is_empty()).collect()
}
