//! Flattens objects and unions into lists of members.

use std::collections::{BTreeMap, BTreeSet};

use wecom_schema::model::{
    About, Case, Channel, Field, Kind, Object, Path, Rule, RuleKind, Step, Tag, Type, TypeId, Union,
};

use super::{Choice, Described, Descriptions, field};
use crate::fact::{Demand, Facts, Member, Place, Shape, join, parent};

/// The values of the tags beside a member for which it exists.
type When = Vec<(String, String)>;

pub(super) struct Flattening<'s, 'c> {
    pub(super) all: Descriptions<'s>,
    channel: &'s Channel,
    choice: &'c Choice<'c>,
    pub(super) found: Vec<Found>,
    demands: Vec<Demand>,
    when: When,
    documentation: String,
    /// The values that each tag of an inline union can have here.
    tags: BTreeMap<String, BTreeSet<String>>,
}

#[derive(Clone)]
pub(super) struct Found {
    pub(super) member: Member,
    when: When,
}

impl<'s, 'c> Flattening<'s, 'c> {
    pub(super) fn new(all: Descriptions<'s>, channel: &'s Channel, choice: &'c Choice<'c>) -> Self {
        let documentation = channel.about.doc.as_ref().map_or_else(String::new, |text| text.en.clone());
        let (found, demands, when, tags) = (Vec::new(), Vec::new(), Vec::new(), BTreeMap::new());
        Self { all, channel, choice, found, demands, when, documentation, tags }
    }

    pub(super) fn add(&mut self, path: String, place: Place, facts: Facts) {
        self.found.push(Found { member: Member { path, place, facts }, when: self.when.clone() });
    }

    /// Adds the members of the object at this path.
    pub(super) fn object(&mut self, id: TypeId, prefix: &str) {
        self.fields(id, &|_| prefix.to_owned());
    }

    /// Adds the members of an object whose fields are in different places.
    pub(super) fn fields(&mut self, id: TypeId, base: &dyn Fn(&Field) -> String) {
        let Some(object) = self.channel.object(id) else { return };
        for field in &object.fields {
            self.field(field, &base(field), field.each.as_deref());
        }
        self.rules(object, base);
    }

    pub(super) fn rules(&mut self, object: &Object, base: &dyn Fn(&Field) -> String) {
        self.document(&object.about);
        for rule in &object.rules {
            self.rule(rule, &|path| match path.steps.first() {
                Some(Step::Field(index)) => object.fields.get(*index).map_or_else(String::new, base),
                _ => String::new(),
            });
        }
    }

    fn document(&mut self, about: &About) {
        if let Some(text) = &about.doc {
            self.documentation.push(' ');
            self.documentation.push_str(&text.en);
        }
    }

    /// Adds a field. In XML, the items of a list can be the members `each` of an object.
    pub(super) fn field(&mut self, field: &Field, prefix: &str, each: Option<&str>) {
        self.document(&field.about);
        let place = self.all.place(field.span);
        let path = join(prefix, &field.wire);
        if let Kind::Inline(id) = field.kind {
            self.union(id, prefix, &place);
            return;
        }
        let mut facts = field::facts(self.channel, field, self.all.sources);
        if each.is_some() && !self.channel.opens.is_empty() {
            // In JSON, the list is the member `each` of an object.
            facts.shape = Some(Shape::Object);
        }
        self.add(path.clone(), place.clone(), facts);
        if let Some(unique) = &field.unique {
            let by = join(&path, &unique.by.wire);
            self.demands.push(Demand::Unique(by.trim_end_matches('.').to_owned()));
        }
        let inside = each.map_or_else(|| path.clone(), |each| join(&path, each));
        if each.is_some() {
            let shape = Some(field::shape(self.channel, &field.kind));
            self.add(inside.clone(), place.clone(), Facts { is_item: true, shape, ..Facts::default() });
        }
        self.inside(field.kind.type_id(), &inside, &place);
    }

    fn inside(&mut self, id: Option<TypeId>, path: &str, place: &Place) {
        let Some(id) = id else { return };
        match self.channel.ty(id) {
            // The tags outside do not apply to the members of a nested object.
            Type::Object(_) => self.outside(|it| it.object(id, path)),
            Type::Union(_) => self.outside(|it| it.union(id, path, place)),
            Type::Values(_) | Type::Newtype(_) => {}
        }
    }

    fn outside(&mut self, go_on: impl FnOnce(&mut Self)) {
        let when = std::mem::take(&mut self.when);
        go_on(self);
        self.when = when;
    }

    fn union(&mut self, id: TypeId, prefix: &str, place: &Place) {
        let Some(union) = self.channel.union(id) else { return };
        match union.tag.member() {
            Some(tag) => self.tagged(union, &join(prefix, tag), prefix, place),
            None => self.keyed(union, prefix),
        }
    }

    fn tagged(&mut self, union: &'s Union, tag: &str, prefix: &str, place: &Place) {
        let absent = union.absent.and_then(|index| union.cases.get(index));
        let facts = Facts {
            shape: Some(if matches!(union.tag, Tag::Integer(_)) { Shape::Integer } else { Shape::String }),
            required: Some(absent.is_none()),
            default: absent.map(|case| case.wire.clone()),
            values: union.cases.iter().map(|case| (case.wire.clone(), case.name.clone())).collect(),
            ..Facts::default()
        };
        self.add(tag.to_owned(), place.clone(), facts);
        let chosen = self.choice.values.get(tag).and_then(|value| union.cases.iter().find(|case| case.wire == *value));
        if let Some(case) = chosen {
            self.only_case(union, case, prefix);
            return;
        }
        self.tags.entry(tag.to_owned()).or_default().extend(union.cases.iter().map(|case| case.wire.clone()));
        for case in &union.cases {
            self.when.push((tag.to_owned(), case.wire.clone()));
            self.case(union, case, prefix);
            self.when.pop();
        }
    }

    fn keyed(&mut self, union: &'s Union, prefix: &str) {
        let is_there = |case: &&Case| (self.choice.has)(&join(prefix, &case.wire));
        let there: Vec<&Case> = union.cases.iter().filter(is_there).collect();
        match there.as_slice() {
            [one] => self.only_case(union, one, prefix),
            [] => union.cases.iter().for_each(|case| self.case(union, case, prefix)),
            several => several.iter().for_each(|case| self.case(union, case, prefix)),
        }
    }

    /// Adds the case that a page selects. The member that contains it is required.
    fn only_case(&mut self, union: &'s Union, case: &'s Case, prefix: &str) {
        self.case(union, case, prefix);
        let holder = union.holder(case).map(|holder| join(prefix, holder));
        let is_it = |found: &&mut Found| Some(&found.member.path) == holder.as_ref();
        self.found.iter_mut().filter(is_it).for_each(|found| found.member.facts.required = Some(true));
    }

    fn case(&mut self, union: &'s Union, case: &'s Case, prefix: &str) {
        let place = self.all.place(case.span);
        let payload = case.payload.as_ref();
        let Some(holder) = union.holder(case).filter(|_| payload.is_some()) else {
            if let Some(id) = payload.and_then(Kind::type_id) {
                // Its members are beside the tag.
                match self.channel.ty(id) {
                    Type::Object(_) => self.object(id, prefix),
                    _ => self.union(id, prefix, &place),
                }
            }
            return;
        };
        let path = join(prefix, holder);
        let shape = payload.map(|kind| field::shape(self.channel, kind));
        self.outside(|it| {
            it.add(path.clone(), place.clone(), Facts { required: Some(false), shape, ..Facts::default() });
        });
        self.inside(payload.and_then(Kind::type_id), &path, &place);
    }

    fn rule(&mut self, rule: &Rule, base: &dyn Fn(&Path) -> String) {
        let path = |path: &Path| join(&base(path), &path.wire);
        let paths = |all: &[Path]| all.iter().map(path).collect::<BTreeSet<String>>();
        match &rule.kind {
            RuleKind::AnyOf(all) | RuleKind::OneOf(all) if paths(all).len() == 1 => {
                let first = all.first().map_or_else(String::new, base);
                for whole in paths(all) {
                    self.require(&whole, &first);
                }
            }
            RuleKind::AnyOf(all) | RuleKind::OneOf(all) => self.demands.push(Demand::AnyOf(paths(all))),
            RuleKind::Given(given, then) => {
                let given = path(given);
                self.demands.extend(paths(then).into_iter().map(|then| Demand::Given { given: given.clone(), then }));
            }
            RuleKind::NotBoth(all) => self.demands.push(Demand::NotBoth(paths(all))),
        }
    }

    /// Makes every member on a path required.
    fn require(&mut self, path: &str, base: &str) {
        let mut on_way = path;
        while on_way.len() > base.len() {
            let is_it = |found: &&mut Found| found.member.path == on_way;
            self.found.iter_mut().filter(is_it).for_each(|found| found.member.facts.required = Some(true));
            on_way = parent(on_way);
        }
    }

    /// Merges the members that several cases have.
    pub(super) fn described(self) -> Described {
        let Self { found, demands, tags, documentation, .. } = self;
        let mut described = Described { documentation, ..Described::default() };
        for Found { member, .. } in &found {
            if described.member(&member.path).is_some() {
                continue;
            }
            let same: Vec<&Found> = found.iter().filter(|other| other.member.path == member.path).collect();
            described.members.push(merged(member, &same, &tags));
            let is_conditional = !is_in_every_case(&same, &tags);
            let required = |found: &&&Found| is_conditional && found.member.facts.required == Some(true);
            for it in same.iter().filter(required) {
                if let Some((tag, value)) = it.when.last() {
                    let demand = Demand::When { tag: tag.clone(), value: value.clone(), member: member.path.clone() };
                    described.demands.push((demand, it.member.place.clone()));
                }
            }
        }
        for demand in demands {
            let place =
                demand.members().iter().find_map(|path| described.member(path)).map(|member| member.place.clone());
            let known = described.demands.iter().any(|(known, _)| *known == demand);
            described.demands.extend(place.filter(|_| !known).map(|place| (demand, place)));
        }
        described
    }
}

/// Whether a member is required whatever the tag beside it says.
fn is_in_every_case(same: &[&Found], tags: &BTreeMap<String, BTreeSet<String>>) -> bool {
    let required = same.iter().all(|it| it.member.facts.required == Some(true));
    let when = || same.iter().filter_map(|it| it.when.last());
    let has_all = |tag: &String| {
        let values: BTreeSet<&String> = when().filter(|(it, _)| it == tag).map(|(_, value)| value).collect();
        tags.get(tag).is_some_and(|all| values.len() == all.len())
    };
    required && when().all(|(tag, _)| has_all(tag))
}

/// Merges the facts that several cases state of a member.
fn merged(first: &Member, same: &[&Found], tags: &BTreeMap<String, BTreeSet<String>>) -> Member {
    let mut member = first.clone();
    for other in same {
        for limit in &other.member.facts.limits {
            if !member.facts.limits.contains(limit) {
                member.facts.limits.push(limit.clone());
            }
        }
        member.facts.translated |= other.member.facts.translated;
    }
    member.facts.required = member.facts.required.map(|_| is_in_every_case(same, tags));
    let with: BTreeSet<(&str, &str)> =
        same.iter().filter_map(|it| it.when.last()).map(|(tag, value)| (tag.as_str(), value.as_str())).collect();
    let unconditional = same.iter().any(|it| it.when.is_empty());
    if let (Some((tag, _)), false) = (with.first(), unconditional) {
        let values: BTreeSet<String> = with.iter().map(|(_, value)| (*value).to_owned()).collect();
        if tags.get(*tag).is_some_and(|all| values.len() < all.len()) {
            member.facts.only_with = Some(((*tag).to_owned(), values));
        }
    }
    member
}
