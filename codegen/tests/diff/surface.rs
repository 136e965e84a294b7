//! The public items of generated source, each as one line: what a caller can name, and its signature.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use quote::ToTokens;
use syn::{Fields, ImplItem, Item, Visibility};
use wecom_codegen::{Options, generate};
use wecom_schema::Schema;

/// The items of the SDK itself.
pub(crate) fn of(schema: &Schema) -> BTreeSet<String> {
    of_each_channel(schema, &Options::default(), "sdk")
}

/// The items of channels that another crate describes: what a change of a type can touch.
pub(crate) fn of_channels_elsewhere(schema: &Schema) -> BTreeSet<String> {
    of_each_channel(schema, &Options::foreign(), "foreign")
}

/// Most edits change one channel: what the others give is known.
static KNOWN: Mutex<BTreeMap<String, BTreeSet<String>>> = Mutex::new(BTreeMap::new());

fn of_each_channel(schema: &Schema, options: &Options, name: &str) -> BTreeSet<String> {
    let Schema { channels, error_codes, files: _ } = schema;
    let codes = Schema { error_codes: error_codes.clone(), ..Schema::default() };
    let channels = channels.iter().map(|channel| Schema { channels: vec![channel.clone()], ..Schema::default() });
    let mut found = BTreeSet::new();
    for part in channels.chain([codes]) {
        let key = format!("{name} {part:?}");
        let known = KNOWN.lock().unwrap().get(&key).cloned();
        let items = known.unwrap_or_else(|| generated(&part, options, name));
        KNOWN.lock().unwrap().insert(key, items.clone());
        found.extend(items);
    }
    found
}

fn generated(schema: &Schema, options: &Options, name: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in generate(schema, options).unwrap() {
        let at = format!("{name} {}", file.name);
        items(&at, &syn::parse_file(&file.text).unwrap().items, &mut found);
    }
    found
}

/// What callers of the one may miss in the other.
pub(crate) fn lost(old: &BTreeSet<String>, new: &BTreeSet<String>) -> Vec<String> {
    old.difference(new).cloned().collect()
}

fn items(at: &str, items: &[Item], found: &mut BTreeSet<String>) {
    for item in items {
        match item {
            Item::Mod(it) if is_public(&it.vis) => {
                found.insert(format!("{at} mod {}", it.ident));
                if let Some((_, inner)) = &it.content {
                    self::items(&format!("{at}::{}", it.ident), inner, found);
                }
            }
            Item::Struct(it) if is_public(&it.vis) => {
                found.insert(format!("{at} struct {}", it.ident));
                derives(at, &it.ident.to_string(), &it.attrs, found);
                if let Fields::Named(fields) = &it.fields {
                    for field in fields.named.iter().filter(|field| is_public(&field.vis)) {
                        let name = field.ident.as_ref().unwrap();
                        found.insert(format!("{at} {}.{name}: {}", it.ident, text(&field.ty)));
                    }
                }
            }
            Item::Enum(it) if is_public(&it.vis) => {
                found.insert(format!("{at} enum {}", it.ident));
                derives(at, &it.ident.to_string(), &it.attrs, found);
                for variant in &it.variants {
                    found.insert(format!("{at} {}::{}{}", it.ident, variant.ident, text(&variant.fields)));
                }
            }
            Item::Type(it) if is_public(&it.vis) => {
                found.insert(format!("{at} type {} = {}", it.ident, text(&it.ty)));
            }
            Item::Use(it) if is_public(&it.vis) => {
                found.insert(format!("{at} use {}", text(&it.tree)));
            }
            Item::Const(it) if is_public(&it.vis) => {
                found.insert(format!("{at} const {}: {}", it.ident, text(&it.ty)));
            }
            Item::Impl(it) => implementation(at, it, found),
            _ => {}
        }
    }
}

/// Methods of a type without the names of their arguments, or that a trait is there; what a private type has is nobody's.
fn implementation(at: &str, it: &syn::ItemImpl, found: &mut BTreeSet<String>) {
    let subject = text(&it.self_ty);
    if subject.contains("Body <") {
        return;
    }
    if let Some((path, _)) = &it.trait_ {
        let name = text(path.segments.last().unwrap());
        // What replies with another type, or is sent by another channel, has another signature.
        let associated = it.items.iter().filter_map(|item| match item {
            ImplItem::Type(it) => Some(format!(" {} = {}", it.ident, text(&it.ty))),
            _ => None,
        });
        found.insert(format!("{at} {subject} is {name}{}", associated.collect::<String>()));
        return;
    }
    for item in &it.items {
        match item {
            ImplItem::Fn(function) if is_public(&function.vis) => {
                let signature = &function.sig;
                let inputs = signature.inputs.iter().map(|input| match input {
                    syn::FnArg::Receiver(it) => text(it).replace("mut self", "self"),
                    syn::FnArg::Typed(it) => text(&it.ty),
                });
                let inputs = inputs.collect::<Vec<_>>().join(", ");
                found.insert(format!("{at} {subject}::{}({inputs}){}", signature.ident, text(&signature.output)));
            }
            ImplItem::Const(it) if is_public(&it.vis) => {
                found.insert(format!("{at} {subject}::{}: {}", it.ident, text(&it.ty)));
            }
            _ => {}
        }
    }
}

fn derives(at: &str, name: &str, attributes: &[syn::Attribute], found: &mut BTreeSet<String>) {
    for attribute in attributes.iter().filter(|it| it.path().is_ident("derive")) {
        let _ = attribute.parse_nested_meta(|meta| {
            found.insert(format!("{at} {name} is {}", text(&meta.path)));
            Ok(())
        });
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Long lines end in a comma where short ones do not.
fn text(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string().replace(", >", ">").replace(" >", ">")
}

#[test]
fn a_surface_names_fields_functions_variants_traits_and_conversions() {
    let surface = of(&crate::edits::base());
    for item in [
        "sdk post.rs Note.content: rt :: String",
        "sdk post.rs NoteTone::Loud",
        "sdk post.rs Note is Clone",
        "sdk post.rs Note is From < & str>",
        "sdk post.rs rt :: Client::send_note(& self, impl rt :: Into < To>, impl rt :: Into < Note>)-> rt :: Result < Receipt , rt :: Error>",
        "sdk post.rs::replace Writing is From < super :: Writing>",
        "sdk post.rs To::is_everyone(& self)-> bool",
        "sdk desk.rs Desk::send_letter(& self, impl rt :: Into < Letter>)-> rt :: Result < Receipt , rt :: Error>",
    ] {
        assert!(surface.contains(item), "{item}\n{surface:#?}");
    }
}
