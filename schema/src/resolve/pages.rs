//! How the pages of a list follow each other.

use super::types::Resolver;
use crate::description::{PagesDescription, Spanned};
use crate::diagnostic::Diagnostic;
use crate::model::{Kind, Object, Pages, Type, TypeId};

impl Resolver<'_, '_> {
    /// The three members must be there and of their types.
    pub(super) fn pages(&mut self, description: &PagesDescription, request: TypeId, reply: TypeId) -> Option<Pages> {
        let object = |id| match self.types.get(id) {
            Some(Type::Object(object)) => Some(object.clone()),
            _ => None,
        };
        let (request, reply) = (object(request)?, object(reply)?);
        let is_string = |kind: &Kind| *kind == Kind::String;
        let is_list = |kind: &Kind| matches!(kind, Kind::List(_));
        let cursor = self.member("the request", &request, &description.cursor, "a string", is_string);
        let next = self.member("the reply", &reply, &description.next, "a string", is_string);
        let items = self.member("the reply", &reply, &description.items, "a list", is_list);
        Some(Pages { cursor: cursor?, next: next?, items: items? })
    }

    fn member(
        &mut self,
        whose: &str,
        object: &Object,
        name: &Spanned<String>,
        wanted: &str,
        fits: impl Fn(&Kind) -> bool,
    ) -> Option<usize> {
        let fields = &object.fields;
        let Some(index) = fields.iter().position(|field| field.wire == name.value) else {
            if self.types.is_unresolved(&object.rust, &name.value) {
                return None;
            }
            let message = format!("{whose} has no field `{}` that pages could go by", name.value);
            let names = fields.iter().filter(|field| fits(&field.kind)).map(|field| field.wire.as_str());
            self.diagnostics.add(Diagnostic::new(name.span, message).allowed(&name.value, names));
            return None;
        };
        if !fields.get(index).is_some_and(|field| fits(&field.kind)) {
            self.diagnostics.error(name.span, format!("`{}` must be {wanted} for pages to go by it", name.value));
        }
        Some(index)
    }
}
