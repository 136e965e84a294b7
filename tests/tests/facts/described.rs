//! The descriptions of a channel, flattened into the rows that the facts are written in.

use std::collections::{BTreeMap, BTreeSet};

use wecom_schema::model::{
    About, Case, Channel, Consequence, Field, Kind, Limit, Message, Object, Path, Place as At, Rule, RuleKind, Step,
    Tag, Type, TypeId, Union, Unit,
};

use crate::row::{Place, Row, Rows, Side, condition, only, word};

/// What the descriptions say about the channel.
pub(crate) fn described(channel: &Channel) -> Rows {
    let mut rows = Rows::default();
    if let (Some(page), false) = (&channel.about.page, channel.messages.is_empty()) {
        rows.pages.insert(channel.name.clone(), BTreeSet::from([page.id]));
    }
    let conditional: BTreeSet<&str> =
        channel.messages.iter().flat_map(|message| &message.responses).map(|it| it.member.as_str()).collect();
    for message in &channel.messages {
        let subject = format!("{}.{}", channel.name, message.msgtype);
        let mut request = Flattening::new(channel, Side::Request, None);
        let mut found = request.object(channel.recipients, "");
        for everyone in channel.everyone.iter().filter(|_| message.everyone.is_none()) {
            found.entry((Vec::new(), everyone.field.clone())).or_default().values.extend(everyone.id.clone());
        }
        found.extend(request.object(channel.sender, "").into_iter().map(|(key, row)| (key, sender(message, row))));
        request.pages.clear();
        request.message = Some(message);
        found.extend(request.object(message.object, ""));
        for refused in &message.refuses {
            let values = BTreeSet::from([wire(&refused.allows)]);
            let row = Row { ty: "refused".to_owned(), values, ..Row::default() };
            found.insert((Vec::new(), refused.member.clone()), row);
        }
        rows.add(&subject, Side::Request, found);
        rows.pages.insert(subject.clone(), request.pages);
        let mut found = Flattening::new(channel, Side::Answer, None).object(channel.receipt, "");
        found.retain(|(_, member), _| {
            !conditional.contains(member.as_str()) || message.responses.iter().any(|it| it.member == *member)
        });
        rows.add(&subject, Side::Answer, found);
    }
    for operation in &channel.operations {
        let subject = format!("{}.{}", channel.name, operation.name);
        let mut request = Flattening::new(channel, Side::Request, None);
        rows.add(&subject, Side::Request, request.object(operation.object, ""));
        let mut answer = Flattening::new(channel, Side::Answer, None);
        rows.add(&subject, Side::Answer, answer.object(operation.reply, ""));
        rows.pages.insert(subject, &request.pages | &answer.pages);
    }
    rows
}

/// By the tags' values and the field.
type Found = BTreeMap<(Vec<String>, String), Row>;

impl Rows {
    fn add(&mut self, subject: &str, side: Side, found: Found) {
        for ((when, field), row) in found {
            let place = Place { subject: subject.to_owned(), side, field, when };
            assert!(self.rows.insert(place.clone(), row.settled()).is_none(), "described twice: {place:?}");
        }
    }
}

fn sender(message: &Message, mut row: Row) -> Row {
    if message.sender_optional {
        row.required = BTreeSet::from(["no".to_owned()]);
    }
    row
}

struct Flattening<'c> {
    channel: &'c Channel,
    side: Side,
    message: Option<&'c Message>,
    /// The pages that the nearest enclosing thing names, for every field.
    pages: BTreeSet<u64>,
    page: Option<u64>,
}

impl<'c> Flattening<'c> {
    fn new(channel: &'c Channel, side: Side, message: Option<&'c Message>) -> Self {
        Self { channel, side, message, pages: BTreeSet::new(), page: None }
    }

    /// Goes on below something that may name a page of its own.
    fn on_page<T>(&mut self, about: &About, go_on: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.page;
        self.page = about.page.as_ref().map(|page| page.id).or(before);
        let result = go_on(self);
        self.page = before;
        result
    }

    fn object(&mut self, id: TypeId, prefix: &str) -> Found {
        let channel = self.channel;
        let object = channel.object(id).unwrap();
        self.on_page(&object.about, |it| {
            let mut found = Found::new();
            for field in &object.fields {
                let base = it.base(id, field, prefix);
                it.on_page(&field.about, |it| it.field(field, &base, &mut found));
            }
            for rule in &object.rules {
                it.rule(id, object, rule, prefix, &mut found);
            }
            found
        })
    }

    /// Where a field stands: of a message in the object called like it.
    fn base(&self, owner: TypeId, field: &Field, prefix: &str) -> String {
        match self.message {
            Some(message) if message.object == owner && field.place == At::Body => format!("{}.", message.msgtype),
            _ => prefix.to_owned(),
        }
    }

    fn field(&mut self, field: &Field, base: &str, found: &mut Found) {
        self.pages.extend(self.page);
        let path = format!("{base}{}", field.wire);
        let (below, id) = match &field.kind {
            Kind::Inline(id) => {
                found.extend(self.union(*id, base));
                return;
            }
            Kind::List(_) => (format!("{path}[]."), field.kind.type_id()),
            _ => (format!("{path}."), field.kind.type_id()),
        };
        found.insert((Vec::new(), path), self.row(field));
        found.extend(self.members(id, &below));
    }

    fn members(&mut self, id: Option<TypeId>, prefix: &str) -> Found {
        match id.map(|id| (id, self.channel.ty(id))) {
            Some((id, Type::Object(_))) => self.object(id, prefix),
            Some((id, Type::Union(_))) => self.union(id, prefix),
            _ => Found::new(),
        }
    }

    fn union(&mut self, id: TypeId, prefix: &str) -> Found {
        let channel = self.channel;
        let union = channel.union(id).unwrap();
        self.on_page(&union.about, |it| match union.tag.member() {
            Some(tag) => it.tagged(union, tag, prefix),
            None => it.keyed(union, prefix),
        })
    }

    /// The tag and what each of its values brings; what all of them bring is said once.
    fn tagged(&mut self, union: &Union, tag: &str, prefix: &str) -> Found {
        self.pages.extend(self.page);
        let absent = union.absent.and_then(|index| union.cases.get(index));
        let row = Row {
            ty: if matches!(union.tag, Tag::Integer(_)) { "integer" } else { "string" }.to_owned(),
            required: self.required(absent.is_none()),
            default: absent.map(|case| case.wire.clone()),
            values: union.cases.iter().map(|case| case.wire.clone()).collect(),
            ..Row::default()
        };
        let mut found = Found::from([((Vec::new(), format!("{prefix}{tag}")), row)]);
        let of_cases: Vec<(&Case, Found)> = union.cases.iter().map(|case| (case, self.case(case, prefix))).collect();
        for (case, members) in &of_cases {
            for (key, row) in members {
                let everywhere = of_cases.iter().all(|(_, other)| other.get(key) == Some(row));
                let when = if everywhere { Vec::new() } else { vec![format!("{tag}={}", case.wire)] };
                found.insert(([when, key.0.clone()].concat(), key.1.clone()), row.clone());
            }
        }
        found
    }

    fn keyed(&mut self, union: &Union, prefix: &str) -> Found {
        let names = union.cases.iter().map(|case| format!("{prefix}{}", case.wire)).collect();
        let required = BTreeSet::from([condition("one of", names)]);
        let mut found = Found::new();
        for case in &union.cases {
            let path = format!("{prefix}{}", case.wire);
            let ty = case.payload.as_ref().map_or_else(|| "object".to_owned(), |kind| self.ty(kind));
            found.extend(self.case(case, &format!("{path}.")));
            found.insert((Vec::new(), path), Row { ty, required: required.clone(), ..Row::default() });
        }
        found
    }

    fn case(&mut self, case: &Case, prefix: &str) -> Found {
        let id = case.payload.as_ref().and_then(Kind::type_id);
        self.on_page(&case.about, |it| it.members(id, prefix))
    }

    fn row(&self, field: &Field) -> Row {
        let mut limits: BTreeSet<String> = field.limits.iter().map(limit).collect();
        limits.extend(field.charset.as_ref().map(|it| only(&it.allowed, it.beyond)));
        limits
            .extend(field.prefix.as_ref().map(|it| format!("starts with {} {}", it.any_of.join("|"), word(it.beyond))));
        limits.extend(
            field.unique.as_ref().map(|it| format!("unique {} {}", it.by.wire, word(it.beyond)).replace("  ", " ")),
        );
        let unknown = Some(field.unknown).filter(|beyond| *beyond != Consequence::Unstated);
        limits.extend(unknown.map(|beyond| format!("other values {}", word(beyond))));
        let values: BTreeSet<String> = match field.kind.type_id().map(|id| self.channel.ty(id)) {
            Some(Type::Values(values)) => values.values.iter().map(|value| value.wire.clone()).collect(),
            _ => BTreeSet::new(),
        };
        Row {
            ty: self.ty(&field.kind),
            required: self.required(field.required.is_some()),
            limits,
            default: field.default.as_ref().map(wire),
            values,
            translated: field.translated,
        }
    }

    /// Nothing is demanded of an answer, unless a description does.
    fn required(&self, required: bool) -> BTreeSet<String> {
        match (required, self.side) {
            (true, _) => BTreeSet::from(["yes".to_owned()]),
            (false, Side::Request) => BTreeSet::from(["no".to_owned()]),
            (false, Side::Answer) => BTreeSet::new(),
        }
    }

    fn ty(&self, kind: &Kind) -> String {
        match kind {
            Kind::String | Kind::Newtype(_) => "string".to_owned(),
            Kind::Integer => "integer".to_owned(),
            Kind::Number => "number".to_owned(),
            Kind::Boolean => "boolean".to_owned(),
            Kind::Flag => "flag".to_owned(),
            Kind::Seconds => "seconds".to_owned(),
            Kind::Values(id) => match self.channel.ty(*id) {
                Type::Values(values) if values.integer => "integer".to_owned(),
                _ => "string".to_owned(),
            },
            Kind::Object(_) | Kind::Union(_) | Kind::Inline(_) => "object".to_owned(),
            Kind::List(item) => format!("list<{}>", self.ty(item)),
            Kind::Joined(separator) if separator == "|" => "joined<string>".to_owned(),
            Kind::Joined(separator) => format!("joined<string> by {separator}"),
        }
    }

    /// Writes what the rule demands into the rows of the fields that it is about.
    fn rule(&self, owner: TypeId, object: &Object, rule: &Rule, prefix: &str, found: &mut Found) {
        let full = |path: &Path| match path.steps.first() {
            Some(Step::Field(index)) => format!("{}{}", self.base(owner, &object.fields[*index], prefix), path.wire),
            _ => panic!("a path starts with a field"),
        };
        let all = |paths: &[Path]| paths.iter().map(full).collect::<Vec<String>>();
        let (fields, demand) = match &rule.kind {
            RuleKind::AnyOf(paths) if paths.len() == 1 && rule.beyond == Consequence::Refused => {
                return paths.iter().for_each(|path| require_whole_way(&full(path), prefix, found));
            }
            RuleKind::AnyOf(paths) => (all(paths), condition("any of", all(paths))),
            RuleKind::OneOf(paths) => (all(paths), condition("one of", all(paths))),
            RuleKind::Given(given, then) => (all(then), format!("with {}", full(given))),
            RuleKind::NotBoth(one, other) => {
                for (one, other) in [(full(one), full(other)), (full(other), full(one))] {
                    for (_, row) in found.iter_mut().filter(|((_, field), _)| *field == one) {
                        row.limits.insert(format!("not with {other} {}", word(rule.beyond)));
                    }
                }
                return;
            }
        };
        let demand = match rule.beyond {
            Consequence::Refused => demand,
            beyond => format!("{demand} {}", word(beyond)),
        };
        for (_, row) in found.iter_mut().filter(|((_, field), _)| fields.contains(field)) {
            row.required.remove("no");
            row.required.insert(demand.clone());
        }
    }
}

/// Where one path is demanded, everything on it is required.
fn require_whole_way(path: &str, prefix: &str, found: &mut Found) {
    for ((_, field), row) in found.iter_mut().filter(|((_, field), _)| field.starts_with(prefix)) {
        if path == field || path.starts_with(&format!("{field}.")) {
            row.required = BTreeSet::from(["yes".to_owned()]);
        }
    }
}

fn limit(limit: &Limit) -> String {
    let size = match (limit.min, limit.max) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("min {min}"),
        (None, max) => format!("max {}", max.unwrap_or(f64::INFINITY)),
    };
    let unit = match limit.unit {
        Unit::Bytes => "bytes",
        Unit::Chars => "chars",
        Unit::Items => "items",
        Unit::Range => "range",
    };
    format!("{size} {unit} {}", word(limit.beyond))
}

/// A default or a value as it stands in a table.
fn wire(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
