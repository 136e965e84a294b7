//! Bodies that are a little wrong: random changes of right ones.

use serde_json::{Map, Value, json};

/// One change somewhere in the body.
pub fn mutate(body: &mut Value, random: &mut fastrand::Rng) {
    let count = count(body);
    let mut at = random.usize(0..count);
    if random.u8(0..20) == 0 {
        return to_everyone(body);
    }
    let Some(value) = nth(body, &mut at) else { return };
    match random.u8(0..12) {
        0 => remove_member(value, random),
        1 => *value = json!(""),
        2 => *value = json!([]),
        3 => *value = json!({}),
        4 => *value = other_type(random),
        5 | 6 => resize(value, random),
        7 => repeat_item(value, random),
        8 => rename_member(value, random),
        9 => add_member(value, random),
        10 => nudge(value, random),
        _ => copy_member(value, random),
    }
}

fn to_everyone(body: &mut Value) {
    if let Value::Object(members) = body {
        members.insert("touser".to_owned(), json!("@all"));
        members.insert("toall".to_owned(), json!(1));
    }
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Object(members) => members.values().map(count).sum(),
        Value::Array(items) => items.iter().map(count).sum::<usize>(),
        _ => 0,
    }
}

/// The value of this number, counted in the order of the text.
fn nth<'v>(value: &'v mut Value, at: &mut usize) -> Option<&'v mut Value> {
    if *at == 0 {
        return Some(value);
    }
    *at -= 1;
    match value {
        Value::Object(members) => members.values_mut().find_map(|member| nth(member, at)),
        Value::Array(items) => items.iter_mut().find_map(|item| nth(item, at)),
        _ => None,
    }
}

fn member_name(members: &Map<String, Value>, random: &mut fastrand::Rng) -> Option<String> {
    random.choice(members.keys().collect::<Vec<_>>()).cloned()
}

fn remove_member(value: &mut Value, random: &mut fastrand::Rng) {
    if let Value::Object(members) = value
        && let Some(name) = member_name(members, random)
    {
        members.remove(&name);
    }
}

fn rename_member(value: &mut Value, random: &mut fastrand::Rng) {
    if let Value::Object(members) = value
        && let Some(removed) = member_name(members, random).and_then(|name| members.remove(&name))
    {
        members.insert("undescribed".to_owned(), removed);
    }
}

/// Members that belong to some object or case, here or elsewhere.
fn add_member(value: &mut Value, random: &mut fastrand::Rng) {
    let members = [
        "type",
        "url",
        "appid",
        "pagepath",
        "key",
        "media_id",
        "userid",
        "task_id",
        "safe",
        "button",
        "card_type",
        "msgid",
        "click",
        "view",
        "text",
        "content",
        "toall",
        "touser",
        "recv_scope",
        "to_party",
        "chat_type",
        "pic_url",
    ];
    if let (Value::Object(object), Some(name)) = (value, random.choice(members)) {
        let value = random.choice([json!("a"), json!(0), json!(1), json!(2), json!({})]);
        object.insert(name.to_owned(), value.unwrap_or_default());
    }
}

fn copy_member(value: &mut Value, random: &mut fastrand::Rng) {
    if let Value::Object(members) = value
        && let (Some(from), Some(to)) = (member_name(members, random), member_name(members, random))
    {
        let copy = members.get(&from).cloned().unwrap_or_default();
        members.insert(to, copy);
    }
}

fn other_type(random: &mut fastrand::Rng) -> Value {
    let values = [
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(2),
        json!(7),
        json!(-1),
        json!(2.5),
        json!(1.0),
        json!("1"),
        json!("x"),
        json!(["x"]),
        json!([{}]),
        json!({ "x": 1 }),
        json!(u64::MAX),
        json!(i64::MIN),
        json!("text_notice"),
    ];
    random.choice(values).unwrap_or_default()
}

/// To the sizes that limits speak of, and one off.
fn resize(value: &mut Value, random: &mut fastrand::Rng) {
    match value {
        Value::String(text) => {
            let edge = *random
                .choice(&[1usize, 5, 10, 14, 16, 20, 32, 36, 44, 64, 128, 160, 512, 1024, 2048, 4096])
                .unwrap_or(&1);
            let size = (edge + random.usize(0..3)).saturating_sub(1);
            *text = match random.u8(0..3) {
                0 => "a".repeat(size),
                1 => "企".repeat(size),
                _ => "企".repeat(size / 3) + &"a".repeat(size % 3),
            };
        }
        Value::Array(items) => {
            if let Some(item) = items.first().cloned() {
                items.resize(random.usize(0..24), item);
            }
        }
        _ => {}
    }
}

fn repeat_item(value: &mut Value, random: &mut fastrand::Rng) {
    if let Value::Array(items) = value
        && let Some(item) = random.choice(items.iter()).cloned()
    {
        items.push(item);
    }
}

/// A little to the side: numbers past their range, characters outside of a charset, ids that are empty.
fn nudge(value: &mut Value, random: &mut fastrand::Rng) {
    match value {
        Value::Number(_) => {
            let numbers = [
                json!(1.2999),
                json!(1.3),
                json!(2.25),
                json!(2.2501),
                json!(14400),
                json!(14401),
                json!(-1),
                json!(3),
            ];
            *value = random.choice(numbers).unwrap_or_default();
        }
        Value::String(text) => text.push_str(random.choice([" ", "|", "||x", "é", "_"]).unwrap_or_default()),
        _ => {}
    }
}
