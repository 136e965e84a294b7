//! Objects and unions as flat rows, by the tags' values and the field.

use std::collections::{BTreeMap, BTreeSet};

use wecom_schema::model::{
    About, Case, Channel, Consequence, Field, Kind, Limit, Message, Tag, Type, TypeId, Union, Unit,
};

use crate::row::{Row, Side, condition, only, word};

/// By the tags' values and the field.
pub(crate) type Found = BTreeMap<(Vec<String>, String), Row>;

pub(crate) struct Flattening<'c> {
    pub(crate) channel: &'c Channel,
    side: Side,
    message: Option<&'c Message>,
    /// The pages that the nearest enclosing thing names, for every field.
    pub(crate) pages: BTreeSet<u64>,
    page: Option<u64>,
    /// The unions right below the object at hand.
    unions: Vec<Cases>,
}

/// The rows of a union, case by case.
struct Cases {
    /// `type=0`, `type=1`
    tags: Vec<String>,
    /// The rows without the tag.
    keys: BTreeSet<(Vec<String>, String)>,
}

impl Cases {
    /// Members of all cases are listed once.
    fn settle(self, found: &mut Found) {
        for (when, field) in self.keys {
            let with = |tag: &String| ([std::slice::from_ref(tag), &when].concat(), field.clone());
            let keys: Vec<_> = self.tags.iter().map(with).collect();
            let first = keys.first().and_then(|key| found.get(key)).cloned();
            if let Some(row) = first.filter(|row| keys.iter().all(|key| found.get(key) == Some(row))) {
                found.retain(|key, _| !keys.contains(key));
                found.insert((when, field), row);
            }
        }
    }
}

impl<'c> Flattening<'c> {
    pub(crate) fn new(channel: &'c Channel, side: Side, message: Option<&'c Message>) -> Self {
        Self { channel, side, message, pages: BTreeSet::new(), page: None, unions: Vec::new() }
    }

    /// Goes on below something that may name a page of its own.
    fn on_page<T>(&mut self, about: &About, go_on: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.page;
        self.page = about.page.as_ref().map(|page| page.id).or(before);
        let result = go_on(self);
        self.page = before;
        result
    }

    pub(crate) fn object(&mut self, id: TypeId, prefix: &str) -> Found {
        let channel = self.channel;
        let object = channel.object(id).unwrap();
        let outside = std::mem::take(&mut self.unions);
        self.on_page(&object.about, |it| {
            let mut found = Found::new();
            for field in &object.fields {
                let base = it.base(id, field, prefix);
                it.on_page(&field.about, |it| it.field(field, &base, &mut found));
            }
            for rule in &object.rules {
                it.rule(id, object, rule, prefix, &mut found);
            }
            for cases in std::mem::replace(&mut it.unions, outside) {
                cases.settle(&mut found);
            }
            found
        })
    }

    /// Where a field stands: of a message in the object called like it.
    pub(crate) fn base(&self, owner: TypeId, field: &Field, prefix: &str) -> String {
        match self.message {
            Some(message) if message.object == owner && !self.channel.object(owner).unwrap().is_option(field) => {
                format!("{}.", message.msgtype)
            }
            _ => prefix.to_owned(),
        }
    }

    fn field(&mut self, field: &Field, base: &str, found: &mut Found) {
        self.pages.extend(self.page);
        let each = field.each.iter().map(|each| format!(".{each}"));
        let path = format!("{base}{}{}", field.wire, each.collect::<String>());
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

    /// The tag and what each of its values brings.
    fn tagged(&mut self, union: &Union, tag: &str, prefix: &str) -> Found {
        self.pages.extend(self.page);
        let absent = union.absent.and_then(|index| union.cases.get(index));
        let row = Row {
            ty: if matches!(union.tag, Tag::Integer(_)) { "integer" } else { "string" }.to_owned(),
            required: self.required(absent.is_none() && !union.open),
            default: absent.map(|case| case.wire.clone()),
            values: union.cases.iter().map(|case| case.wire.clone()).collect(),
            ..Row::default()
        };
        let mut found = Found::from([((Vec::new(), format!("{prefix}{tag}")), row)]);
        let mut cases = Cases { tags: Vec::new(), keys: BTreeSet::new() };
        for case in &union.cases {
            let members = match union.holder(case).filter(|_| case.payload.is_some()) {
                Some(holder) => self.held(case, &format!("{prefix}{holder}"), self.required(!union.open)),
                None => self.case(case, prefix),
            };
            let when = format!("{tag}={}", case.wire);
            cases.keys.extend(members.keys().cloned());
            let inside = |below: &[String]| [std::slice::from_ref(&when), below].concat();
            found.extend(members.into_iter().map(|((below, field), row)| ((inside(&below), field), row)));
            cases.tags.push(when);
        }
        self.unions.push(cases);
        found
    }

    fn keyed(&mut self, union: &Union, prefix: &str) -> Found {
        let names = union.cases.iter().map(|case| format!("{prefix}{}", case.wire)).collect();
        let required = BTreeSet::from([condition("one of", names)]);
        let held = |case| self.held(case, &format!("{prefix}{}", case.wire), required.clone());
        union.cases.iter().flat_map(held).collect()
    }

    /// What a case brings in a member of its own.
    fn held(&mut self, case: &Case, path: &str, required: BTreeSet<String>) -> Found {
        let ty = case.payload.as_ref().map_or_else(|| "object".to_owned(), |kind| self.ty(kind));
        let mut found = self.case(case, &format!("{path}."));
        found.insert((Vec::new(), path.to_owned()), Row { ty, required, ..Row::default() });
        found
    }

    fn case(&mut self, case: &Case, prefix: &str) -> Found {
        let id = case.payload.as_ref().and_then(Kind::type_id);
        self.on_page(&case.about, |it| it.members(id, prefix))
    }

    fn row(&self, field: &Field) -> Row {
        let mut limits: BTreeSet<String> = field.limits.iter().map(|it| self.limit(field, it)).collect();
        limits.extend(field.charset.as_ref().map(only));
        limits
            .extend(field.prefix.as_ref().map(|it| format!("starts with {} {}", it.any_of.join("|"), word(it.beyond))));
        limits.extend(
            field.unique.as_ref().map(|it| format!("unique {} {}", it.by.wire, word(it.beyond)).replace("  ", " ")),
        );
        let unknown = field.unknown.filter(|beyond| *beyond != Consequence::Unstated);
        limits.extend(unknown.map(|beyond| format!("other values {}", word(beyond))));
        let values: BTreeSet<String> = match field.kind.type_id().map(|id| self.channel.ty(id)) {
            Some(Type::Values(values)) => values.values.iter().map(|value| value.wire.clone()).collect(),
            _ => BTreeSet::new(),
        };
        Row {
            ty: field.once.map_or_else(|| self.ty(&field.kind), |seconds| format!("once {seconds}")),
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
            (false, Side::Request | Side::Query) => BTreeSet::from(["no".to_owned()]),
            (false, Side::Answer | Side::Callback) => BTreeSet::new(),
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

    fn limit(&self, field: &Field, limit: &Limit) -> String {
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
        let union = field.kind.type_id().and_then(|id| self.channel.union(id));
        let counted = union.iter().flat_map(|it| &it.cases).filter(|case| limit.cases.contains(&case.name));
        let counted: Vec<&str> = counted.map(|case| case.wire.as_str()).collect();
        let of = if counted.is_empty() { String::new() } else { format!(" of {}", counted.join("|")) };
        format!("{size} {unit}{of} {}", word(limit.beyond))
    }
}

/// A default or a value as it stands in a table.
pub(crate) fn wire(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
