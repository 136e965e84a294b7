//! Drafts the types of a message: objects, and the union of its layouts.

use super::DraftFile;
use super::drafting::{Drafting, Layout};
use super::field::field;
use super::json::Json;
use super::rules::rules;
use super::tree::{Node, required};
use crate::fact::{Demand, Shape, last, parent};
use crate::page::Body;

impl Drafting<'_> {
    /// A field. Adds the file of its type, unless there is one.
    pub(super) fn field(&mut self, node: &Node, body: &Body) -> Json {
        let of = (!node.members.is_empty()).then(|| self.object_type(node, body));
        let mut notes = Vec::new();
        if body.member(&node.path).is_none() {
            notes.push("no table has it: whether it is required is seen from what stands in it".to_owned());
        }
        for (demand, _) in &body.demands {
            if let Demand::When { tag, value, member } = demand
                && *member == node.path
            {
                notes.push(format!("required where {} is {value}: a union of its own", last(tag)));
            }
        }
        let unread = body.unread.iter().filter(|unread| unread.member == node.path);
        notes.extend(unread.map(|unread| format!("not understood: {}", unread.text)));
        let mut field = field(node, of.as_deref(), notes);
        if let Json::Object(members) = &mut field {
            let unique = body.demands.iter().find_map(|(demand, _)| match demand {
                Demand::Unique(member) if parent(member) == node.path => Some(last(member)),
                _ => None,
            });
            if let Some(by) = unique.filter(|_| matches!(node.facts.shape, Some(Shape::List(_)))) {
                members.push((
                    "unique".to_owned(),
                    Json::object([("by", Json::text(by)), ("beyond", Json::text("unstated"))]),
                ));
            }
        }
        field
    }

    /// The name of an object's type: an existing one, or a new one.
    fn object_type(&mut self, node: &Node, body: &Body) -> String {
        let nested = node.members.iter().any(|member| !member.members.is_empty());
        if let (Some(known), false) = (self.keys.type_of(&node.members), nested) {
            return known.to_owned();
        }
        let name = self.free_name(&node.name);
        self.object_file(&name, &node.members, &node.path, body);
        name
    }

    /// A name that no type of the channel or of this draft has.
    fn free_name(&self, wanted: &str) -> String {
        let is_taken = |name: &str| {
            let path = format!("{}/types/{name}.json", self.channel);
            self.keys.has_type(name) || self.files.iter().any(|file| file.path == path)
        };
        let own = format!("{}_{wanted}", self.stem);
        let numbered = (2..).map(|number| format!("{own}_{number}"));
        [wanted.to_owned(), own.clone()].into_iter().chain(numbered).find(|name| !is_taken(name)).unwrap_or(own)
    }

    fn object_file(&mut self, name: &str, members: &[Node], path: &str, body: &Body) {
        self.file_of(name, |it| {
            let fields = members.iter().map(|member| it.field(member, body)).collect();
            let mut object = vec![
                ("object".to_owned(), Json::text(name)),
                ("TODO".to_owned(), Json::text("say what it is in `doc`")),
                ("fields".to_owned(), Json::List(fields)),
            ];
            let rules = rules(path, body);
            if !rules.is_empty() {
                object.push(("rules".to_owned(), Json::List(rules)));
            }
            let required = required(members);
            if !required.is_empty() {
                object.push(("constructors".to_owned(), Json::object([("new", Json::texts(&required))])));
            }
            object
        });
    }

    /// Adds a union of several layouts, which a member distinguishes, and returns the field that contains it.
    pub(super) fn union(&mut self, tag: &str, layouts: &[Layout<'_>]) -> Json {
        let name = self.free_name(tag.trim_end_matches("_type"));
        self.file_of(&name, |it| {
            let cases = layouts.iter().filter_map(|layout| it.case(tag, layout)).collect();
            let tag = Json::object([("name", Json::text(tag)), ("type", Json::text("string"))]);
            let members = [
                ("union", Json::text(&name)),
                ("TODO", Json::text("say what it is in `doc`")),
                ("tag", tag),
                ("cases", Json::Object(cases)),
            ];
            members.map(|(name, value)| (name.to_owned(), value)).into()
        });
        Json::object([
            ("name", Json::text(tag.trim_end_matches("_type"))),
            ("type", Json::text(&name)),
            ("inline", Json::Scalar("true".to_owned())),
        ])
    }

    fn case(&mut self, tag: &str, layout: &Layout<'_>) -> Option<(String, Json)> {
        let (inside, _) = self.split(&layout.nodes);
        let path = format!("{}.{tag}", self.stem);
        let value = layout.part.request.member(&path).and_then(|row| row.facts.fixed.clone())?;
        let members: Vec<Node> = inside.into_iter().filter(|node| node.name != tag).collect();
        let case = self.free_name(&value);
        self.object_file(&case, &members, self.stem, &layout.part.request);
        let title = [("en", value.replace('_', " ")), ("zh", layout.part.title.clone())];
        let title = Json::object(title.map(|(language, text)| (language, Json::text(&text))));
        let note = Json::text("its title in English");
        Some((value, Json::object([("TODO", note), ("title", title), ("type", Json::text(&case))])))
    }

    /// Adds the file of a type. Its name is reserved before the types in it get theirs.
    fn file_of(&mut self, name: &str, members: impl FnOnce(&mut Self) -> Vec<(String, Json)>) {
        let index = self.files.len();
        self.files.push(DraftFile { path: format!("{}/types/{name}.json", self.channel), text: String::new() });
        let schema = ("$schema".to_owned(), Json::text("../../language.schema.json"));
        let members = [vec![schema], members(self)].concat();
        if let Some(file) = self.files.get_mut(index) {
            file.text = Json::Object(members).write();
        }
    }
}
