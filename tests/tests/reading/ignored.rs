//! Members that WeCom ignores where a tag has another value or is absent: all of them that the descriptions know.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use wecom_message::check::{Consequence, Problem, Violation};
use wecom_sandbox::{Request, Settings, Wecom};
use wecom_schema::model::{Case, Channel, Kind, Tag, Type, Union};
use wecom_tests::bodies::{Body, bodies, schema};
use wecom_tests::spots::{Spot, path, spots};

use super::reading;

#[test]
fn a_member_that_a_case_ignores_is_named_by_the_check_the_judge_and_the_sandbox() {
    let schema = schema();
    let mut stand_in = StandIn::new();
    let mut tried = BTreeSet::new();
    for body in bodies(&schema) {
        for spot in spots(&body) {
            let Spot::Union { union, pointer } = spot else { continue };
            for (case, member, is_tagged) in ignored(union) {
                let request = with_ignored(&body, union, &pointer, case, (member, is_tagged));
                assert_named(&body, &request, &path(&format!("{pointer}/{member}")), &mut stand_in);
                tried.insert((body.channel.name.clone(), union.rust.clone(), case.name.clone(), member.to_owned()));
            }
        }
    }
    for channel in &schema.channels {
        for place in described(channel) {
            assert!(tried.contains(&place), "no example reaches {place:?}");
        }
    }
}

/// Every case with each member that it ignores, with its tag; the case of an absent tag also without.
fn ignored(union: &Union) -> impl Iterator<Item = (&Case, &str, bool)> {
    union.cases.iter().enumerate().flat_map(move |(index, case)| {
        let tagged: &[bool] = if union.absent == Some(index) { &[true, false] } else { &[true] };
        case.ignores.iter().flat_map(move |member| tagged.iter().map(move |it| (case, member.as_str(), *it)))
    })
}

fn described(channel: &Channel) -> impl Iterator<Item = (String, String, String, String)> {
    let unions = channel.types.iter().filter_map(|ty| match ty {
        Type::Union(union) => Some(union),
        _ => None,
    });
    unions.flat_map(|union| {
        let place = |case: &Case, member| (channel.name.clone(), union.rust.clone(), case.name.clone(), member);
        ignored(union).map(move |(case, member, _)| place(case, member.to_owned()))
    })
}

/// The body with this case in the place of the present one, and a member that the case ignores.
fn with_ignored(body: &Body<'_>, union: &Union, pointer: &str, case: &Case, (member, tagged): (&str, bool)) -> Value {
    let mut request = body.json.clone();
    let object = request.pointer_mut(pointer).and_then(Value::as_object_mut).unwrap();
    let tag = union.tag.member().unwrap();
    object.remove(tag);
    for payload in union.cases.iter().filter_map(|case| case.payload.as_ref()) {
        let fields = payload.type_id().and_then(|id| body.channel.object(id)).unwrap().fields.iter();
        fields
            .filter(|field| !matches!(field.kind, Kind::Inline(_)))
            .for_each(|field| drop(object.remove(&field.wire)));
    }
    if tagged {
        let value =
            if let Tag::Integer(_) = union.tag { case.wire.parse::<i64>().unwrap().into() } else { json!(case.wire) };
        object.insert(tag.to_owned(), value);
    }
    object.insert(member.to_owned(), json!(["x"]));
    request
}

fn assert_named(body: &Body<'_>, request: &Value, path: &str, stand_in: &mut StandIn) {
    let context = format!("{}: {path} in {request}", body.operation);
    let judged = body.judge(request);
    assert!(judged.ignored.iter().any(|ignored| ignored.path == path), "{context}: {judged:?}");
    let read = reading(&body.operation, request).unwrap_or_else(|error| panic!("{context}: {error}"));
    let is_ignored =
        |it: &Violation| matches!(it.problem, Problem::Ignored(_)) && it.consequence == Consequence::NotSent;
    assert!(read.report.iter().any(|it| it.path == path && is_ignored(it)), "{context}: {:?}", read.report);
    if !body.path.starts_with("cgi-bin/") {
        return; // A smart bot pushes over a connection, not by requests.
    }
    let findings = stand_in.findings(body, request);
    assert!(findings.iter().any(|finding| finding.starts_with(&format!("{path}: ignored"))), "{context}: {findings:?}");
}

/// The sandbox as a value.
struct StandIn {
    wecom: Wecom,
    token: String,
    key: String,
}

impl StandIn {
    fn new() -> Self {
        let settings = Settings::default();
        let (application, key) = (settings.applications[0].clone(), settings.robots[0].key.clone());
        let mut wecom = Wecom::new(settings).unwrap();
        let (corp_id, secret) = (application.corp_id, application.secret);
        let target = format!("/cgi-bin/gettoken?corpid={corp_id}&corpsecret={secret}");
        let answer: Value = serde_json::from_slice(&wecom.answer(&Request::get(&target)).body).unwrap();
        Self { wecom, token: answer["access_token"].as_str().unwrap().to_owned(), key }
    }

    fn findings(&mut self, body: &Body<'_>, request: &Value) -> Vec<String> {
        let target = format!("/{}?access_token={}&key={}", body.path, self.token, self.key);
        self.wecom.answer(&Request::post(&target, request.to_string()));
        self.wecom.received().next_back().unwrap().findings.clone()
    }
}
