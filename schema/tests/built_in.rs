//! The built-in descriptions.

use std::path::Path;

use wecom_schema::model::{Channel, Consequence, Kind, Needed, Object, Step, Tag, Type, Unit};
use wecom_schema::{Schema, Sources};

#[allow(clippy::panic, reason = "what only tests call may fail them")]
fn schema() -> Schema {
    let sources = Sources::from_dir(Path::new(wecom_schema::DIR)).unwrap_or_default();
    match Schema::load(&sources) {
        Ok(schema) => schema,
        Err(mistakes) => panic!("{mistakes}"),
    }
}

#[allow(clippy::panic, reason = "what only tests call may fail them")]
fn app(schema: &Schema) -> &Channel {
    let app = schema.channels.iter().find(|channel| channel.name == "app");
    app.unwrap_or_else(|| panic!("there is no channel app"))
}

fn objects<'c>(channel: &'c Channel, rust: &'c str) -> impl Iterator<Item = &'c Object> {
    channel.types.iter().filter_map(move |ty| match ty {
        Type::Object(object) if object.rust == rust => Some(object),
        _ => None,
    })
}

#[allow(clippy::panic, reason = "what only tests call may fail them")]
fn object<'c>(channel: &'c Channel, rust: &'c str, module: Option<&str>) -> &'c Object {
    let object = objects(channel, rust).find(|object| object.module.as_deref() == module);
    object.unwrap_or_else(|| panic!("there is no object {rust} in {module:?}"))
}

fn fields(object: &Object) -> Vec<&str> {
    object.fields.iter().map(|field| field.wire.as_str()).collect()
}

#[test]
fn they_load_and_every_channel_does_something() {
    let schema = schema();
    let does_something = |it: &Channel| !it.messages.is_empty() || !it.operations.is_empty() || !it.received.is_empty();
    assert!(schema.channels.iter().all(does_something));
    assert_eq!(schema.files.iter().find(|file| !file.exists()), None);
    let busy = schema.error_codes.iter().find(|code| code.code == -1).unwrap();
    assert_eq!((busy.class.as_str(), busy.advice.is_some()), ("retry", true));
}

#[test]
fn a_type_is_there_once_per_profile_where_it_differs_and_once_where_it_does_not() {
    let schema = schema();
    let app = app(&schema);
    let replace = Some("replace".to_owned());
    let table: [(&str, &[Option<String>]); 12] = [
        ("TextNotice", &[None, replace.clone()]),
        ("NewsNotice", &[None, replace.clone()]),
        ("ButtonInteraction", &[None, replace.clone()]),
        ("VoteInteraction", &[None, replace.clone()]),
        ("MultipleInteraction", &[None, replace.clone()]),
        ("Checkbox", &[None, replace.clone()]),
        ("Select", &[None, replace]),
        ("Source", &[None]),
        ("PlainSource", &[None]),
        ("MainTitle", &[None]),
        ("VoteTitle", &[None]),
        ("SubmitButton", &[None]),
    ];
    for (rust, modules) in table {
        let found: Vec<Option<String>> = objects(app, rust).map(|object| object.module.clone()).collect();
        assert_eq!(found, modules, "{rust}");
    }
}

#[test]
fn a_replacement_knows_what_converts_into_it() {
    let schema = schema();
    let app = app(&schema);
    for rust in [
        "TextNotice",
        "NewsNotice",
        "ButtonInteraction",
        "VoteInteraction",
        "MultipleInteraction",
        "Checkbox",
        "Select",
    ] {
        assert_eq!(object(app, rust, None).converts_from, None, "{rust}");
        let from = object(app, rust, Some("replace")).converts_from.map(|id| app.ty(id));
        assert_eq!(from.map(|ty| (ty.rust(), ty.module())), Some((rust, None)), "{rust}");
    }
    let card = app.types.iter().find(|ty| ty.rust() == "Card" && ty.module() == Some("replace"));
    assert!(matches!(card, Some(Type::Union(card)) if card.converts_from.is_some()));
}

#[test]
fn a_narrowed_use_leaves_out_what_it_says() {
    let schema = schema();
    let app = app(&schema);
    assert_eq!(fields(object(app, "Source", None)), ["icon_url", "desc", "desc_color"]);
    assert_eq!(fields(object(app, "PlainSource", None)), ["icon_url", "desc"]);
    let most = |rust| {
        let title = object(app, rust, None);
        title.fields.iter().map(|field| field.limits.first().and_then(|limit| limit.max)).collect::<Vec<_>>()
    };
    assert_eq!(most("MainTitle"), [Some(36.0), Some(44.0)]);
    assert_eq!(most("VoteTitle"), [Some(16.0), Some(160.0)]);
    assert_eq!(most("MultipleTitle"), [Some(36.0), Some(160.0)]);
    let cases = |rust: &str| {
        app.types.iter().find_map(|ty| match ty {
            Type::Union(union) if union.rust == rust => {
                Some(union.cases.iter().map(|case| case.name.clone()).collect())
            }
            _ => None,
        })
    };
    let wanted = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
    assert_eq!(cases("Click"), wanted(&["nothing", "link", "miniprogram"]));
    assert_eq!(cases("CardAction"), wanted(&["link", "miniprogram"]));
}

#[test]
fn what_holds_for_one_profile_only_is_absent_from_the_other() {
    let schema = schema();
    let app = app(&schema);
    let vote = |module| object(app, "VoteInteraction", module);
    assert!(fields(vote(None)).contains(&"task_id") && !fields(vote(None)).contains(&"replace_text"));
    assert!(
        !fields(vote(Some("replace"))).contains(&"task_id") && fields(vote(Some("replace"))).contains(&"replace_text")
    );
    let parameters = |module| vote(module).constructors.first().map(|constructor| constructor.parameters.len());
    assert_eq!((parameters(None), parameters(Some("replace"))), (Some(4), Some(2)));
    let needs_button =
        |module| vote(module).fields.iter().any(|field| field.wire == "submit_button" && field.required.is_some());
    assert!(needs_button(None) && !needs_button(Some("replace")));
}

#[test]
fn types_come_after_those_they_refer_to() {
    let schema = schema();
    for channel in &schema.channels {
        for (index, ty) in channel.types.iter().enumerate() {
            if let Type::Object(object) = ty {
                let earlier = |field: &wecom_schema::model::Field| {
                    field
                        .kind
                        .type_id()
                        .is_none_or(|id| channel.types.iter().take(index).any(|ty| std::ptr::eq(ty, channel.ty(id))))
                };
                assert!(object.fields.iter().all(earlier), "{}", object.rust);
            }
        }
    }
}

#[test]
fn the_text_message_says_what_happens_beyond_its_limit() {
    let schema = schema();
    let app = app(&schema);
    let text = app.messages.iter().find(|message| message.msgtype == "text").unwrap();
    let content = app.object(text.object).unwrap().fields.first().unwrap();
    let limit = content.limits.first().unwrap();
    assert_eq!((limit.max, limit.unit, limit.beyond), (Some(2048.0), Unit::Bytes, Consequence::Truncated));
    assert_eq!(content.required.unwrap().errcode, Some(44004));
    assert_eq!(text.split.as_ref().map(|split| (split.field, split.markup.as_str())), Some((0, "text")));
    assert_eq!(text.function, "send_text");
}

#[test]
fn cards_that_call_back_need_a_callback_url() {
    let schema = schema();
    let app = app(&schema);
    let card = app.messages.iter().find(|message| message.msgtype == "template_card").unwrap();
    let need = card.needs.first().unwrap();
    assert_eq!((need.what, need.errcode), (Needed::CallbackUrl, 43012));
    assert_eq!(card.responses.first().map(|response| response.member.as_str()), Some("response_code"));
    let field = app.object(card.object).unwrap().fields.first().unwrap();
    let (Kind::Inline(id) | Kind::Union(id)) = field.kind else { panic!("{:?}", field.kind) };
    let cards = need.any_of.iter().map(|path| match path.steps.as_slice() {
        [Step::Field(0), Step::Case(case), ..] => {
            (app.union(id).unwrap().cases[*case].wire.as_str(), path.wire.as_str())
        }
        steps => panic!("{steps:?}"),
    });
    assert_eq!(
        cards.collect::<Vec<_>>(),
        [
            ("button_interaction", ""),
            ("vote_interaction", ""),
            ("multiple_interaction", ""),
            ("text_notice", "action_menu"),
            ("news_notice", "action_menu"),
        ]
    );
}

#[test]
fn an_update_is_a_keyed_union_of_a_button_and_a_card() {
    let schema = schema();
    let app = app(&schema);
    let update = app.operations.iter().find(|operation| operation.name == "update_template_card").unwrap();
    let field = app.object(update.object).unwrap().fields.iter().find(|field| field.wire == "update").unwrap();
    let Kind::Inline(id) = field.kind else { panic!("{:?}", field.kind) };
    let union = app.union(id).unwrap();
    assert_eq!(union.tag, Tag::Keyed);
    assert_eq!(union.cases.iter().map(|case| case.wire.as_str()).collect::<Vec<_>>(), ["button", "template_card"]);
    let card = union.cases.last().and_then(|case| case.payload.as_ref()?.type_id()).map(|id| app.ty(id).module());
    assert_eq!(card, Some(Some("replace")));
}

#[test]
fn files_laid_over_others_replace_and_add() {
    let mut sources = Sources::from_dir(Path::new(wecom_schema::DIR)).unwrap();
    let mut over = Sources::default();
    over.insert("app/text.json", None, "{");
    over.insert("app/memo.json", None, "{");
    sources.overlay(over).unwrap();
    let mistakes = Schema::load(&sources).unwrap_err().to_string();
    assert!(mistakes.contains("app/memo.json:1:") && mistakes.contains("app/text.json:1:"), "{mistakes}");
    assert!(!mistakes.contains("app/image.json"), "{mistakes}");
}
