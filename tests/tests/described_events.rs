//! Every event that a callback URL receives, from its example to the type: in XML as WeCom sends it, and in JSON.

use std::env;

use allocation_counter::measure;
use serde_json::Value;
use wecom_codegen::example::xml;
use wecom_message::callback::{Answer, Callbacks, Error, ErrorKind, Event, Query, Received};
use wecom_schema::Schema;
use wecom_schema::model::{Credential, Example, Received as Described};
use wecom_tests::bodies::schema;
use wecom_tests::mutation::mutate;

const VECTORS: &str = include_str!("../../wecom-message/tests/callback/vectors.json");

/// The receiver of a test vector, and a value that encrypts answers.
struct Wire {
    callbacks: Callbacks,
    vector: Value,
}

impl Wire {
    fn new() -> Self {
        let vectors: Value = serde_json::from_str(VECTORS).unwrap();
        let vectors = vectors["vectors"].as_array().unwrap();
        let vector = vectors.iter().find(|vector| vector["id"] == "own-text-message").unwrap().clone();
        let text = |name: &str| vector[name].as_str().unwrap();
        let callbacks = Callbacks::new(text("token"), text("encoding_aes_key"), text("receive_id")).unwrap();
        Self { callbacks, vector }
    }

    fn receive(&self, message: &str) -> Received {
        self.try_receive(message).unwrap()
    }

    fn try_receive(&self, message: &str) -> Result<Received, Error> {
        let text = |name: &str| self.vector[name].as_str().unwrap();
        let opened = self.callbacks.open(text("query"), text("post_body")).unwrap();
        let sealed = opened.responder.seal(message).unwrap();
        let element = |name| element(&sealed, name);
        let query = [
            ("msg_signature", element("MsgSignature")),
            ("timestamp", element("TimeStamp")),
            ("nonce", element("Nonce")),
        ];
        self.callbacks.receive(Query::decoded(query), &sealed.body)
    }
}

fn element(answer: &Answer, name: &str) -> String {
    let (_, after) = answer.body.split_once(&format!("<{name}>")).unwrap();
    let (value, _) = after.split_once(&format!("</{name}>")).unwrap();
    value.trim_start_matches("<![CDATA[").trim_end_matches("]]>").to_owned()
}

fn examples(schema: &Schema) -> Vec<(&Described, &Example)> {
    let channels = schema.channels.iter().filter(|channel| channel.credential != Credential::Bot);
    let received = channels.flat_map(|channel| &channel.received);
    let examples: Vec<_> = received.flat_map(|it| it.examples.iter().map(move |example| (it, example))).collect();
    assert!(!examples.is_empty());
    examples
}

#[test]
fn every_example_is_read_whole_and_alike_in_xml_and_in_json() {
    let schema = schema();
    let wire = Wire::new();
    for (described, example) in examples(&schema) {
        let document = xml(&example.text).unwrap();
        let (in_xml, in_json) = (wire.receive(&document), wire.receive(&example.text));
        assert!(!matches!(in_xml.event, Event::Other(_)), "{}: {document}", described.name);
        assert!(in_xml.unknown.is_empty(), "{}: {:?}", described.name, in_xml.unknown);
        assert_eq!((in_xml.head, in_xml.event), (in_json.head, in_json.event), "{}", described.name);
    }
}

/// The way back of a round trip. Received types cannot be written, so each element is changed in turn: the value must change, too.
#[test]
fn no_element_of_an_example_is_lost_in_the_type() {
    let schema = schema();
    let wire = Wire::new();
    for (described, example) in examples(&schema) {
        let original = wire.receive(&xml(&example.text).unwrap());
        let is_match = |pointer: &str| described.matches.iter().any(|(name, _)| pointer == format!("/{name}"));
        for pointer in leaves(&example.body, "").into_iter().filter(|pointer| !is_match(pointer)) {
            let mut body = example.body.clone();
            let leaf = body.pointer_mut(&pointer).unwrap();
            *leaf = if leaf.is_number() { 7.into() } else { "another".into() };
            let changed = wire.receive(&xml(&body.to_string()).unwrap());
            let is_same = changed.head == original.head && changed.event == original.event;
            assert!(!is_same, "{}: {pointer} is in no field", described.name);
        }
    }
}

/// The pointers of all texts and numbers.
fn leaves(value: &Value, pointer: &str) -> Vec<String> {
    match value {
        Value::Object(members) => {
            members.iter().flat_map(|(name, member)| leaves(member, &format!("{pointer}/{name}"))).collect()
        }
        Value::Array(items) => {
            items.iter().enumerate().flat_map(|(index, item)| leaves(item, &format!("{pointer}/{index}"))).collect()
        }
        _ => vec![pointer.to_owned()],
    }
}

/// Nobody can make a program take much more memory than the callback that they send.
#[test]
fn memory_stays_in_proportion_to_the_size_of_a_callback() {
    const SIZE: usize = 700_000; // encrypted, about the largest that is read
    const FACTOR: u64 = 16;
    let wire = Wire::new();
    let filled = |unit: &dyn Fn(usize) -> String| {
        let mut content = String::new();
        for unit in (0..).map(unit) {
            if content.len() + unit.len() > SIZE {
                break;
            }
            content.push_str(&unit);
        }
        format!("<xml><ToUserName>c</ToUserName><MsgType>event</MsgType><Event>e</Event>{content}</xml>")
    };
    let messages = [
        ("one long text", format!("<xml><MsgType>text</MsgType><Content>{}</Content></xml>", "x".repeat(SIZE))),
        ("elements of one name", filled(&|_| "<a>x</a>".to_owned())),
        ("elements of many names", filled(&|index| format!("<a{index}>x</a{index}>"))),
        ("elements inside elements", filled(&|_| "<a><b><c>x</c></b></a>".to_owned())),
        ("empty elements", filled(&|_| "<a/>".to_owned())),
        ("CDATA", filled(&|_| "<a><![CDATA[]]></a>".to_owned())),
    ];
    for (what, message) in &messages {
        let taken = measure(|| drop(wire.try_receive(message))).bytes_max;
        assert!(taken < FACTOR * message.len() as u64, "{what}: {taken} bytes for {}", message.len());
    }
}

/// `CALLBACK_CASES=1000000` tries a million.
#[test]
fn events_that_were_changed_are_read_or_refused_as_malformed() {
    let cases = env::var("CALLBACK_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2_000);
    let schema = schema();
    let examples = examples(&schema);
    let wire = Wire::new();
    let mut random = fastrand::Rng::with_seed(20_261_128);
    let mut typed = 0;
    for case in 0..cases {
        let Some((_, example)) = random.choice(&examples) else { panic!("no examples") };
        let mut body = example.body.clone();
        for _ in 0..random.usize(1..4) {
            mutate(&mut body, &mut random);
        }
        let json = body.to_string();
        for message in [Some(json.clone()), xml(&json).ok()].into_iter().flatten() {
            match wire.try_receive(&message) {
                Ok(received) => typed += usize::from(!matches!(received.event, Event::Other(_))),
                Err(error) => assert_eq!(error.kind(), ErrorKind::MalformedMessage, "case {case}: {message}"),
            }
        }
    }
    assert!(typed > cases / 2, "most changes leave the event what it is: {typed}");
}
