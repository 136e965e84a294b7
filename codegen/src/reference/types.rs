//! The sections of types that messages and operations refer to.

use wecom_schema::model::{About, Case, Kind, Object, Tag, Type, TypeId, Union};

use super::markdown::Page;
use super::scope::{Scope, about, text, title};
use super::{fields, links, rust};
use crate::wording::{self, Language, escaped};

pub(super) fn write(page: &mut Page, scope: Scope<'_>) {
    let Scope { language, channel, .. } = scope;
    let modules = channel.profiles.iter().map(|profile| (Some(profile.name.as_str()), Some(&profile.about)));
    for (module, of_profile) in std::iter::once((None, None)).chain(modules) {
        let listed =
            channel.ids().filter(|id| channel.ty(*id).module() == module && scope.links.is_listed(channel, *id));
        let mut listed: Vec<TypeId> = listed.collect();
        listed.sort_by_key(|id| channel.ty(*id).rust());
        if listed.is_empty() {
            continue;
        }
        let types = language.say("Types", "类型");
        let name = of_profile.zip(module).map(|(about, module)| title(language, about, module));
        let heading =
            name.map_or_else(|| types.to_owned(), |name| format!("{types}{}{name}", language.say(": ", "：")));
        page.heading(3, Some(&format!("{}.types.{}", channel.name, module.unwrap_or("all"))), &heading);
        if let Some(of_profile) = of_profile {
            about(page, language, of_profile);
        }
        for id in listed {
            ty(page, scope, id);
        }
    }
}

fn ty(page: &mut Page, scope: Scope<'_>, id: TypeId) {
    let Scope { language, channel, .. } = scope;
    let anchor = links::ty(channel, id);
    match channel.ty(id) {
        Type::Object(it) => {
            heading(page, language, &anchor, &it.rust, &it.about);
            members(page, scope, it);
        }
        Type::Union(it) => {
            heading(page, language, &anchor, &it.rust, &it.about);
            union(page, scope, it);
        }
        Type::Newtype(it) => heading(page, language, &anchor, &it.rust, &it.about),
        Type::Values(_) => {}
    }
}

/// The name, title and text of a type.
fn heading(page: &mut Page, language: Language, anchor: &str, rust: &str, of_type: &About) {
    let title = of_type.title.as_ref().map(|_| language.say(": ", "：").to_owned() + &title(language, of_type, rust));
    page.heading(4, Some(anchor), &format!("`{rust}`{}", title.unwrap_or_default()));
    about(page, language, of_type);
}

fn members(page: &mut Page, scope: Scope<'_>, object: &Object) {
    fields::table(page, scope, &object.fields);
    fields::rules(page, scope, object);
    rust::made(page, scope.language, object);
}

fn union(page: &mut Page, scope: Scope<'_>, union: &Union) {
    let language = scope.language;
    let Union { rust: _, module: _, about: _, tag, nested, open: _, errcode, cases, absent, converts_from: _ } = union;
    let code = wording::code(language, *errcode);
    page.paragraph(&match (tag, language) {
        (Tag::Integer(name), Language::English) => {
            format!("The integer `{name}` selects the case; WeCom refuses other values{code}.")
        }
        (Tag::String(name), Language::English) => {
            format!("The string `{name}` selects the case; WeCom refuses other values{code}.")
        }
        (Tag::Keyed, Language::English) => {
            format!("Exactly one of these members must be set; otherwise WeCom refuses the message{code}.")
        }
        (Tag::Integer(name) | Tag::String(name), Language::Chinese) => {
            format!("由 `{name}` 决定，取其他值时企业微信拒绝该消息{code}。")
        }
        (Tag::Keyed, Language::Chinese) => format!("以下字段有且只有一个，否则企业微信拒绝该消息{code}。"),
    });
    if *nested {
        page.paragraph(language.say(
            "The members of a case are in an object beside it that is named like the value.",
            "各项的内容位于同级、与该取值同名的对象中。",
        ));
    }
    for (index, it) in cases.iter().enumerate() {
        case(page, scope, it, *absent == Some(index));
    }
}

fn case(page: &mut Page, scope: Scope<'_>, case: &Case, is_absent: bool) {
    let Scope { language, channel, links } = scope;
    let Case { wire, name, variant: _, about, payload, ignores, span: _ } = case;
    let id = payload.as_ref().and_then(Kind::type_id);
    let object = id.and_then(|id| channel.object(id));
    let doc = about.doc.as_ref().or_else(|| object.and_then(|object| object.about.doc.as_ref()));
    let titled = about.title.is_some().then_some(about).or_else(|| object.map(|object| &object.about));
    let titled = titled.filter(|about| about.title.is_some()).map(|about| title(language, about, name));
    let shown = titled.unwrap_or_else(|| if name == wire { String::new() } else { escaped(&name.replace('_', " ")) });
    let colon = if shown.is_empty() { "" } else { language.say(": ", "：") };
    let mut parts = vec![format!("**`{wire}`{colon}{shown}.**")];
    parts.extend(doc.map(|doc| text(language, doc)));
    if is_absent {
        parts.push(language.say("The default if none is set.", "未设置时即为此项。").to_owned());
    }
    parts.extend(wording::standing(language, about));
    if let Some(object) = object.filter(|_| about.doc.is_none()) {
        parts.extend(wording::standing(language, &object.about));
    }
    if !ignores.is_empty() {
        let list = language.and(ignores.iter().map(|name| format!("`{name}`")).collect());
        parts.push(language.say("Ignored: ", "忽略：").to_owned() + &list + language.say(".", "。"));
    }
    match id {
        None => page.paragraph(&fields::joined(&parts)),
        Some(id) if links.is_only_a_case(id) && object.is_some() => {
            page.paragraph(&fields::joined(&parts));
            if let Some(object) = object {
                members(page, scope, object);
            }
        }
        Some(id) => {
            parts.push(
                language.say("Contains ", "内容：").to_owned() + &fields::link(channel, id) + language.say(".", "。"),
            );
            page.paragraph(&fields::joined(&parts));
        }
    }
}
