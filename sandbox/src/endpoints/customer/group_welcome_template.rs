//! `externalcontact/group_welcome_template/add`, `edit`, `get` and `del`: the corporation's greetings of customer groups.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::CustomerContact;
use crate::body::text;
use crate::reply::Reply;
use crate::world::World;

/// The most templates that a corporation can have.
const MOST: usize = 100;

const LIBRARY_FULL: i32 = 41055;
const OTHER_APPLICATION: i32 = 41058;
/// The nearest of the code list; the page names none for this.
const TEMPLATE_UNKNOWN: i32 = 40037;

/// What can be sent beside the text. Of several WeCom takes the first in this order.
const CONTENTS: [&str; 5] = ["image", "link", "miniprogram", "file", "video"];

/// The templates, by their ids.
#[derive(Debug, Default)]
pub(super) struct GroupWelcomeTemplates(HashMap<String, Template>);

#[derive(Debug)]
struct Template {
    application: usize,
    /// As `get` answers it.
    content: Map<String, Value>,
}

impl CustomerContact {
    pub(crate) fn add_group_welcome_template(
        &mut self,
        world: &mut World,
        application: usize,
        body: &Value,
    ) -> Result<Reply, Reply> {
        let corp_id = world.corp_id(application);
        let templates = &mut self.group_welcome_templates.0;
        if templates.values().filter(|template| world.corp_id(template.application) == corp_id).count() == MOST {
            return Err(Reply::error(LIBRARY_FULL));
        }
        let id = format!("msg{}", world.ids.next(16));
        templates.insert(id.clone(), Template { application, content: content(world, body) });
        Ok(Reply::ok().with("template_id", id))
    }

    pub(crate) fn edit_group_welcome_template(
        &mut self,
        world: &mut World,
        application: usize,
        body: &Value,
    ) -> Result<Reply, Reply> {
        let template = self.group_welcome_templates.own(text(body, "template_id"), world, application)?;
        template.content = content(world, body);
        Ok(Reply::ok())
    }

    /// Every application of the corporation may look.
    pub(crate) fn get_group_welcome_template(
        &self,
        world: &World,
        application: usize,
        body: &Value,
    ) -> Result<Reply, Reply> {
        let template = self.group_welcome_templates.0.get(text(body, "template_id"));
        let template = template.filter(|it| world.corp_id(it.application) == world.corp_id(application));
        let template = template.ok_or_else(|| Reply::error(TEMPLATE_UNKNOWN))?;
        Ok(template.content.iter().fold(Reply::ok(), |reply, (name, value)| reply.with(name, value.clone())))
    }

    pub(crate) fn del_group_welcome_template(
        &mut self,
        world: &World,
        application: usize,
        body: &Value,
    ) -> Result<Reply, Reply> {
        let id = text(body, "template_id");
        self.group_welcome_templates.own(id, world, application)?;
        self.group_welcome_templates.0.remove(id);
        Ok(Reply::ok())
    }
}

impl GroupWelcomeTemplates {
    /// The template, if this application added it.
    fn own(&mut self, id: &str, world: &World, application: usize) -> Result<&mut Template, Reply> {
        let template = self.0.get_mut(id);
        let template = template.filter(|it| world.corp_id(it.application) == world.corp_id(application));
        let template = template.ok_or_else(|| Reply::error(TEMPLATE_UNKNOWN))?;
        if template.application == application { Ok(template) } else { Err(Reply::error(OTHER_APPLICATION)) }
    }
}

/// The text and the first of the other contents. A picture is kept by its address.
fn content(world: &mut World, body: &Value) -> Map<String, Value> {
    let given = |name: &'static str| {
        let content = body.get(name).filter(|content| content.as_object().is_some_and(|members| !members.is_empty()));
        content.map(|content| (name.to_owned(), content.clone()))
    };
    let others = CONTENTS.into_iter().filter_map(given).take(1);
    let mut content: Map<String, Value> = given("text").into_iter().chain(others).collect();
    if let Some(Value::Object(image)) = content.get_mut("image")
        && image.remove("media_id").is_some()
    {
        let address = format!("http://p.qpic.cn/pic_wework/{}/0", world.ids.next(32));
        image.insert("pic_url".to_owned(), address.into());
    }
    content
}
