//! Drafts a message or an operation.

use super::DraftFile;
use super::channel::ChannelKeys;
use super::example;
use super::json::Json;
use super::rules::rules;
use super::tree::{Node, nodes, required};
use crate::fact::{Member, last, parent};
use crate::page::{Page, Part};

/// A draft in progress.
pub(super) struct Drafting<'p> {
    pub(super) page: &'p Page,
    pub(super) keys: ChannelKeys,
    pub(super) channel: &'p str,
    pub(super) stem: &'p str,
    pub(super) today: &'p str,
    pub(super) files: Vec<DraftFile>,
}

/// A part of the page, as a tree of members.
pub(super) struct Layout<'p> {
    pub(super) part: &'p Part,
    pub(super) nodes: Vec<Node>,
}

impl<'p> Drafting<'p> {
    /// Drafts a message. The page can have several layouts of it.
    pub(super) fn message(mut self, parts: &[&'p Part]) -> Vec<DraftFile> {
        let layouts: Vec<Layout<'p>> = parts.iter().map(|part| self.layout(part)).collect();
        let Some(first) = layouts.first() else { return Vec::new() };
        let (inside, beside) = self.split(&first.nodes);
        let names: Vec<String> = beside.iter().map(|node| node.name.clone()).collect();
        let (options, rest) = self.keys.options_of(&names);
        let envelope: Vec<Node> = beside.into_iter().filter(|node| rest.contains(&node.name)).collect();
        let mut fields: Vec<Json> = envelope.iter().map(|node| self.envelope_field(node, first)).collect();
        let mut new = required(&envelope);
        let mut file = self.head("message", first);
        if !options.is_empty() {
            add(&mut file, "options", Json::texts(&options));
        }
        let tag = layouts.iter().find_map(|layout| layout.tag(self.stem)).filter(|_| layouts.len() > 1);
        if let Some(tag) = tag {
            fields.push(self.union(&tag, &layouts));
            new.push(tag.trim_end_matches("_type").to_owned());
            add(&mut file, "fields", Json::List(fields));
        } else {
            fields.extend(inside.iter().map(|node| self.field(node, &first.part.request)));
            new.extend(required(&inside));
            add(&mut file, "fields", Json::List(fields));
            add_rules(&mut file, self.stem, first);
        }
        add(&mut file, "constructors", Json::object([("new", Json::texts(&new))]));
        self.finish(file, &layouts)
    }

    pub(super) fn operation(mut self, part: &'p Part) -> Vec<DraftFile> {
        let layout = self.layout(part);
        let operands: Vec<Node> = layout.nodes.iter().filter(|node| !part.is_in_query(&node.name)).cloned().collect();
        let mut file = self.head("operation", &layout);
        if let Some(address) = &part.address {
            add(&mut file, "path", Json::text(&address.path));
        }
        let fields = operands.iter().map(|node| self.field(node, &part.request)).collect();
        add(&mut file, "fields", Json::List(fields));
        add_rules(&mut file, "", &layout);
        add(&mut file, "constructors", Json::object([("new", Json::texts(required(&operands)))]));
        let reply = nodes(&part.answer, &|_| String::new());
        let reply = reply.iter().filter(|node| !matches!(node.name.as_str(), "errcode" | "errmsg"));
        let reply: Vec<Json> = reply.map(|node| self.field(node, &part.answer)).collect();
        if !reply.is_empty() {
            add(&mut file, "reply", Json::object([("fields", Json::List(reply))]));
        }
        self.finish(file, &[layout])
    }

    /// The first keys of every description.
    fn head(&self, kind: &str, layout: &Layout<'_>) -> Vec<(String, Json)> {
        let mut file = Vec::new();
        add(&mut file, "$schema", Json::text("../language.schema.json"));
        add(&mut file, kind, Json::text(self.stem));
        add(&mut file, "TODO", Json::text("say what it is in `doc`, and its title in English; remove each TODO"));
        let title = [("en", self.stem.replace('_', " ")), ("zh", layout.part.title.clone())];
        add(&mut file, "title", Json::object(title.map(|(language, text)| (language, Json::text(&text)))));
        if let Some(id) = self.page.id {
            let page = [("id", Json::Scalar(id.to_string())), ("read", Json::text(self.today))];
            add(&mut file, "page", Json::object(page));
        }
        file
    }

    /// Adds an example for each layout, and puts the file before those of its types.
    fn finish(mut self, mut file: Vec<(String, Json)>, layouts: &[Layout<'_>]) -> Vec<DraftFile> {
        let example = |(index, layout): (usize, &Layout<'_>)| {
            let keep = |node: &&Node| !self.keys.is_envelope(&node.name) && !layout.part.is_in_query(&node.name);
            let body: Vec<&Node> = layout.nodes.iter().filter(keep).collect();
            let name = if layouts.len() > 1 { format!("full {}", index + 1) } else { "full".to_owned() };
            Json::object([("name", Json::text(&name)), ("body", example::body(&body))])
        };
        let examples = layouts.iter().enumerate().map(example).collect();
        add(&mut file, "examples", Json::List(examples));
        let path = format!("{}/{}.json", self.channel, self.stem);
        self.files.insert(0, DraftFile { path, text: Json::Object(file).write() });
        self.files
    }

    fn layout(&self, part: &'p Part) -> Layout<'p> {
        let words = |path: &str| {
            let row = part.request.member(path).map(|row| row.place.clone());
            row.map(|place| description(&self.page.text, place.end)).unwrap_or_default()
        };
        Layout { part, nodes: nodes(&part.request, &words) }
    }

    /// Separates the members of the message's object from those beside it.
    pub(super) fn split(&self, all: &[Node]) -> (Vec<Node>, Vec<Node>) {
        let inside = all.iter().filter(|node| node.name == self.stem).flat_map(|node| node.members.clone()).collect();
        let is_beside =
            |node: &&Node| node.name != self.stem && node.name != "msgtype" && !self.keys.is_envelope(&node.name);
        (inside, all.iter().filter(is_beside).cloned().collect())
    }

    /// A field beside the body that is not an option of the channel.
    fn envelope_field(&mut self, node: &Node, layout: &Layout<'_>) -> Json {
        let mut field = self.field(node, &layout.part.request);
        if let Json::Object(members) = &mut field {
            add(members, "place", Json::text("envelope"));
        }
        field
    }
}

impl Layout<'_> {
    /// The member whose only value distinguishes this layout.
    fn tag(&self, stem: &str) -> Option<String> {
        let is_tag = |row: &&Member| row.facts.fixed.is_some() && parent(&row.path) == stem;
        self.part.request.members.iter().find(is_tag).map(|row| last(&row.path).to_owned())
    }
}

fn add(to: &mut Vec<(String, Json)>, name: &str, value: Json) {
    to.push((name.to_owned(), value));
}

fn add_rules(file: &mut Vec<(String, Json)>, object: &str, layout: &Layout<'_>) {
    let rules = rules(object, &layout.part.request);
    if !rules.is_empty() {
        add(file, "rules", Json::List(rules));
    }
}

/// The last cell of the row, without marks.
fn description(page: &str, name_end: usize) -> String {
    let line = page.get(name_end..).unwrap_or_default().split('\n').next().unwrap_or_default();
    let cells = line.trim().trim_end_matches('|');
    cells.rsplit('|').next().unwrap_or_default().trim().replace("**", "")
}
