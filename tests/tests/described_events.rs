//! Every described event, from its example to the type: in XML as WeCom sends it, and in JSON.

use serde_json::Value;
use wecom_codegen::example::xml;
use wecom_message::callback::{Answer, Callbacks, Event, Query, Received};
use wecom_schema::model::{Example, Received as Described};
use wecom_schema::{Schema, Sources};

const VECTORS: &str = include_str!("../../wecom-message/tests/callback/vectors.json");

/// The receiver of a test vector, and an answer's means to encrypt whatever it is given.
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
        let text = |name: &str| self.vector[name].as_str().unwrap();
        let opened = self.callbacks.open(text("query"), text("post_body")).unwrap();
        let sealed = opened.responder.seal(message).unwrap();
        let element = |name| element(&sealed, name);
        let query = [
            ("msg_signature", element("MsgSignature")),
            ("timestamp", element("TimeStamp")),
            ("nonce", element("Nonce")),
        ];
        self.callbacks.receive(Query::decoded(query), &sealed.body).unwrap()
    }
}

fn element(answer: &Answer, name: &str) -> String {
    let (_, after) = answer.body.split_once(&format!("<{name}>")).unwrap();
    let (value, _) = after.split_once(&format!("</{name}>")).unwrap();
    value.trim_start_matches("<![CDATA[").trim_end_matches("]]>").to_owned()
}

fn examples(schema: &Schema) -> Vec<(&Described, &Example)> {
    let received = schema.channels.iter().flat_map(|channel| &channel.received);
    let examples: Vec<_> = received.flat_map(|it| it.examples.iter().map(move |example| (it, example))).collect();
    assert!(!examples.is_empty());
    examples
}

#[test]
fn every_example_is_read_whole_and_alike_in_xml_and_in_json() {
    let schema = Schema::load(&Sources::from_dir(wecom_schema::DIR.as_ref()).unwrap()).unwrap();
    let wire = Wire::new();
    for (described, example) in examples(&schema) {
        let document = xml(&example.text).unwrap();
        let (in_xml, in_json) = (wire.receive(&document), wire.receive(&example.text));
        assert!(!matches!(in_xml.event, Event::Other(_)), "{}: {document}", described.name);
        assert!(in_xml.unknown.is_empty(), "{}: {:?}", described.name, in_xml.unknown);
        assert_eq!((in_xml.head, in_xml.event), (in_json.head, in_json.event), "{}", described.name);
    }
}
