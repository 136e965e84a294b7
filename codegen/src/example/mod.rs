//! Examples as documentation: Rust that builds the body of an example, and the body.

mod body;
mod builder;
#[cfg(feature = "documents")]
mod xml;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use wecom_schema::model::{Channel, Example, Role, TypeId};

use self::builder::Builder;
#[cfg(feature = "documents")]
pub use self::xml::xml;
use crate::context::{Context, ident};
use crate::file;
use crate::options::Options;
use crate::wording::dedented;

/// A section of documentation: a tested example for each example of the description.
pub(crate) fn section(context: Context<'_>, id: TypeId, examples: &[Example]) -> String {
    let Some(path) = &context.options.doc_examples else { return String::new() };
    let examples = examples.iter().filter_map(|example| {
        let code = code(context, path, id, example)?;
        Some(format!("\n{}:\n\n```\n{code}```\n", example.name))
    });
    ["\n# Examples\n".to_owned()].into_iter().chain(examples).collect()
}

/// Rust that builds an example of an object with public constructors and setters: `{ use …; Text::new("hi") }`.
///
/// `None` if no constructor leads to the example, or if [`Options::doc_examples`] names no path.
pub fn expression(channel: &Channel, options: &Options, id: TypeId, example: &Example) -> Option<String> {
    let context = Context { channel, options, module: None };
    let (imports, value) = built(context, options.doc_examples.as_ref()?, id, example)?;
    Some(quote!({ #imports #value }).to_string())
}

/// The imports, and the expression that needs them.
fn built(context: Context<'_>, path: &str, id: TypeId, example: &Example) -> Option<(TokenStream, TokenStream)> {
    let mut builder = Builder::new(context);
    let value = builder.root(id, context.object(id)?, example.body.as_object()?)?;
    let path: TokenStream = path.parse().ok()?;
    let channel = ident(&context.channel.name);
    let names: Vec<Ident> = builder.names().map(ident).collect();
    let names = if let [name] = names.as_slice() { quote!(#name) } else { quote!({#(#names),*}) };
    Some((quote!(use #path::#channel::#names;), value))
}

fn code(context: Context<'_>, path: &str, id: TypeId, example: &Example) -> Option<String> {
    let (imports, value) = built(context, path, id, example)?;
    let variable = ident(match context.object(id)?.role {
        Role::Message => "message",
        Role::Envelope => "to",
        _ => "request",
    });
    let imports = file::statements(&imports);
    let value = file::statements(&quote!(let #variable = #value;));
    Some(format!(
        "{imports}\n{value}\nlet body = {};\n\
         assert_eq!(serde_json::to_value(&{variable})?, serde_json::from_str::<serde_json::Value>(body)?);\n\
         # Ok::<(), serde_json::Error>(())\n",
        raw_string(&dedented(&example.text))
    ))
}

/// The text between more `#` than follow a quotation mark in it.
fn raw_string(text: &str) -> String {
    let after_quotes = text.split('"').skip(1);
    let most = after_quotes.map(|rest| rest.len() - rest.trim_start_matches('#').len()).max().unwrap_or_default();
    let hashes = "#".repeat(most + 1);
    format!("r{hashes}\"{text}\"{hashes}")
}

#[cfg(test)]
mod tests {
    use super::raw_string;

    #[test]
    fn a_raw_string_does_not_end_inside_its_text() {
        let table = [
            ("{}", "r#\"{}\"#"),
            (r#"["a"]"#, "r#\"[\"a\"]\"#"),
            ("[\"# a\"]", "r##\"[\"# a\"]\"##"),
            ("[\"## a\", \"#\"]", "r###\"[\"## a\", \"#\"]\"###"),
        ];
        for (text, expected) in table {
            assert_eq!(raw_string(text), expected);
        }
    }
}
