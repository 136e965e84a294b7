//! What the descriptions say of each message and operation, for the page: titles, and limits that cut or advise.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use wecom_schema::model::{About, Channel, Consequence, Field, Kind, Limit, Object, Type, TypeId, Unit};

use crate::answer::Answer;
use crate::wecom::Wecom;

/// Cards are nested less deep; a description that repeats itself ends here.
const DEPTH: usize = 8;

impl Wecom {
    /// Titles by path and `msgtype`, limits by the path of the value: `news.articles[].title`.
    pub(crate) fn page_descriptions(&self) -> Answer {
        let channels: Vec<Value> = self.channels().iter().map(channel).collect();
        let codes = self.error_codes().iter().map(|code| (code.code.to_string(), Value::from(code.meaning.as_str())));
        Answer::json(200, &json!({"channels": channels, "error_codes": codes.collect::<Map<_, _>>()}))
    }

    /// What the page needs to know before anything else.
    pub(crate) fn page_hello(&self) -> Value {
        let settings = self.settings();
        let agents: Vec<i64> = settings.applications.iter().map(|application| application.agent_id).collect();
        #[cfg(feature = "callback")]
        let calls_back = settings.callback_address.is_some();
        #[cfg(not(feature = "callback"))]
        let calls_back = false;
        json!({"hello": {
            "seed": settings.seed.to_string(),
            "started_ms": u64::try_from(settings.started.as_millis()).unwrap_or_default(),
            "agents": agents,
            "calls_back": calls_back,
        }})
    }
}

fn channel(channel: &Channel) -> Value {
    let messages = channel.messages.iter().map(|message| {
        let object = channel.object(message.object);
        json!({
            "msgtype": message.msgtype,
            "title": object.map(|object| title(&object.about)),
            "limits": object.map(|object| limits(channel, object, &message.msgtype)),
        })
    });
    let operations = channel.operations.iter().map(|operation| {
        let object = channel.object(operation.object);
        json!({
            "name": operation.name,
            "path": operation.path,
            "title": object.map(|object| title(&object.about)),
            "limits": object.map(|object| limits(channel, object, "")),
        })
    });
    json!({
        "name": channel.name,
        "path": channel.path,
        "title": title(&channel.about),
        "messages": messages.collect::<Vec<_>>(),
        "operations": operations.collect::<Vec<_>>(),
    })
}

fn title(about: &About) -> Value {
    about.title.as_ref().map_or(Value::Null, |title| json!({"en": title.en, "zh": title.zh}))
}

fn limits(channel: &Channel, object: &Object, path: &str) -> BTreeMap<String, Value> {
    let mut limits = BTreeMap::new();
    of_fields(channel, object.body(), path, DEPTH, &mut limits);
    limits
}

fn of_fields(channel: &Channel, fields: &[Field], path: &str, depth: usize, limits: &mut BTreeMap<String, Value>) {
    for field in fields {
        let path = match &field.kind {
            Kind::Inline(_) => path.to_owned(),
            _ if path.is_empty() => field.wire.clone(),
            _ => format!("{path}.{}", field.wire),
        };
        if let Some(limit) = field.limits.iter().find_map(shown) {
            limits.entry(path.clone()).or_insert(limit);
        }
        of_kind(channel, &field.kind, &path, depth, limits);
    }
}

fn of_type(channel: &Channel, id: TypeId, path: &str, depth: usize, limits: &mut BTreeMap<String, Value>) {
    if depth == 0 {
        return;
    }
    match channel.ty(id) {
        Type::Object(object) => of_fields(channel, &object.fields, path, depth, limits),
        Type::Union(union) => {
            for case in &union.cases {
                let path = match union.holder(case) {
                    Some(holder) => format!("{path}.{holder}"),
                    None => path.to_owned(),
                };
                case.payload.iter().for_each(|kind| of_kind(channel, kind, &path, depth, limits));
            }
        }
        Type::Newtype(_) | Type::Values(_) => {}
    }
}

fn of_kind(channel: &Channel, kind: &Kind, path: &str, depth: usize, limits: &mut BTreeMap<String, Value>) {
    match kind {
        Kind::Object(id) | Kind::Union(id) | Kind::Inline(id) => of_type(channel, *id, path, depth - 1, limits),
        Kind::List(item) => of_kind(channel, item, &format!("{path}[]"), depth, limits),
        _ => {}
    }
}

/// A limit beyond which the reader sees something else than was sent.
fn shown(limit: &Limit) -> Option<Value> {
    let beyond = match limit.beyond {
        Consequence::Truncated => "truncated",
        Consequence::Advised => "advised",
        _ => return None,
    };
    let unit = match limit.unit {
        Unit::Bytes => "bytes",
        Unit::Chars => "chars",
        Unit::Items => "items",
        Unit::Range => return None,
    };
    Some(json!({"max": limit.max?, "unit": unit, "beyond": beyond}))
}
