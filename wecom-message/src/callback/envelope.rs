//! The envelopes of callbacks and of their answers.

use std::fmt;

use serde::de::{Deserializer as _, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::answer::Answer;
use super::error::{Error, ErrorKind};
use super::xml::{Element, Elements};

/// The body of a callback. Only what is encrypted is signed; the names beside it are for finding the right key.
#[derive(Debug, Default)]
pub(super) struct Envelope {
    pub(super) form: Form,
    pub(super) to_user_name: String,
    pub(super) agent_id: String,
    /// Base64.
    pub(super) encrypted: String,
}

/// How an envelope is written. An answer goes out in the form that came in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Form {
    #[default]
    Xml,
    /// `{"ToUserName":…,"AgentID":…,"Encrypt":…}`
    Json,
    /// The same in lower case, as WeCom's libraries for JSON write it.
    LowerCaseJson,
    /// `{"encrypt":…}`, that of a smart bot.
    Bot,
}

/// What an answer consists of.
pub(super) struct Sealed<'a> {
    pub(super) encrypted: &'a str,
    pub(super) signature: &'a str,
    /// Unix seconds.
    pub(super) timestamp: u64,
    pub(super) nonce: &'a str,
}

impl Envelope {
    /// # Errors
    ///
    /// When it is no such body. Whoever sent it is not known yet, so nothing is built that is larger than it.
    pub(super) fn open(body: &[u8]) -> Result<Self, Error> {
        let malformed = |what| Error::about(ErrorKind::MalformedEnvelope, what);
        let body = str::from_utf8(body).map_err(|_| malformed("it is not UTF-8"))?;
        let body = body.trim_start_matches('\u{feff}').trim();
        let envelope = match body.as_bytes().first() {
            Some(b'<') => Self::from_xml(body),
            Some(b'{') => Self::from_json(body),
            Some(_) => Err("it is neither XML nor JSON"),
            None => Err("it is empty"),
        };
        let envelope = envelope.map_err(malformed)?;
        if envelope.encrypted.is_empty() { Err(malformed("it has nothing encrypted")) } else { Ok(envelope) }
    }

    fn from_xml(body: &str) -> Result<Self, &'static str> {
        let mut elements = Elements::new(body);
        let mut envelope = Self::default();
        let mut path: Vec<String> = Vec::new();
        loop {
            match elements.next()? {
                Element::Start(name) => path.push(name),
                Element::End(text) => {
                    let name = path.pop().unwrap_or_default();
                    if path.len() == 1 {
                        envelope.take(&name, text.trim())?;
                    }
                }
                Element::Eof => return Ok(envelope),
            }
        }
    }

    fn from_json(body: &str) -> Result<Self, &'static str> {
        let mut deserializer = serde_json::Deserializer::from_str(body);
        let envelope = deserializer.deserialize_map(EnvelopeVisitor).map_err(|_| "it is not such JSON")?;
        deserializer.end().map_err(|_| "something follows its JSON")?;
        Ok(envelope)
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), &'static str> {
        let member = match name {
            name if name.eq_ignore_ascii_case("ToUserName") => &mut self.to_user_name,
            name if name.eq_ignore_ascii_case("AgentID") => &mut self.agent_id,
            name if name.eq_ignore_ascii_case("Encrypt") && !self.encrypted.is_empty() => {
                return Err("it has something encrypted twice");
            }
            name if name.eq_ignore_ascii_case("Encrypt") => &mut self.encrypted,
            _ => return Ok(()),
        };
        value.clone_into(member);
        Ok(())
    }
}

impl Form {
    pub(super) fn seal(self, sealed: &Sealed<'_>) -> Answer {
        let Sealed { encrypted, signature, timestamp, nonce } = *sealed;
        let json = |body: Value| Answer::json(body.to_string());
        match self {
            // Base64, digits and a nonce without special characters: nothing to escape.
            Self::Xml => Answer::xml(format!(
                "<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt><MsgSignature><![CDATA[{signature}]]></MsgSignature>\
                 <TimeStamp>{timestamp}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
            )),
            Self::Json => json(json!({
                "Encrypt": encrypted, "MsgSignature": signature, "TimeStamp": timestamp.to_string(), "Nonce": nonce,
            })),
            Self::LowerCaseJson => json(json!({
                "encrypt": encrypted, "msgsignature": signature, "timestamp": timestamp.to_string(), "nonce": nonce,
            })),
            Self::Bot => json(json!({
                "encrypt": encrypted, "msgsignature": signature, "timestamp": timestamp, "nonce": nonce,
            })),
        }
    }
}

/// Takes three strings out of an object and keeps nothing else.
struct EnvelopeVisitor;

impl<'de> Visitor<'de> for EnvelopeVisitor {
    type Value = Envelope;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with something encrypted")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Envelope, A::Error> {
        let (mut envelope, mut form) = (Envelope::default(), Form::Bot);
        while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
            // A string may have escapes; an agent id may be a number.
            let text = serde_json::from_str(value.get()).unwrap_or_else(|_| value.get().to_owned());
            envelope.take(&name, &text).map_err(A::Error::custom)?;
            form = match &*name {
                "Encrypt" => Form::Json,
                "tousername" if form == Form::Bot => Form::LowerCaseJson,
                _ => form,
            };
        }
        Ok(Envelope { form, ..envelope })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_elements_come_in_any_order_and_with_or_without_cdata() {
        for body in [
            "<xml><ToUserName><![CDATA[ww0f]]></ToUserName><Encrypt><![CDATA[AA==]]></Encrypt><AgentID><![CDATA[17]]></AgentID></xml>",
            "\u{feff}\n<xml>\n<Encrypt>\nAA==\n</Encrypt>\n<AgentID>17</AgentID><New><Encrypt>x</Encrypt></New>\n<ToUserName>ww0f</ToUserName></xml>\n",
            r#"{"ToUserName":"ww0f","AgentID":"17","Encrypt":"AA=="}"#,
            r#"{"encrypt":"AA==","new":{"encrypt":[1]},"tousername":"ww0f","agentid":17}"#,
        ] {
            let envelope = Envelope::open(body.as_bytes()).expect(body);
            let Envelope { to_user_name, agent_id, encrypted, .. } = &envelope;
            assert_eq!([to_user_name, agent_id, encrypted], ["ww0f", "17", "AA=="], "{body}");
        }
    }

    #[test]
    fn escapes_in_json_are_those_of_json() {
        assert_eq!(Envelope::open(br#"{"encrypt":"a\/b\u002b"}"#).unwrap().encrypted, "a/b+");
    }

    #[test]
    fn an_answer_has_the_form_that_came_in() {
        let sealed = Sealed { encrypted: "QQ==", signature: "ab", timestamp: 1_795_305_601, nonce: "n1" };
        for (body, answer) in [
            (
                "<xml><Encrypt>AA==</Encrypt></xml>",
                "<xml><Encrypt><![CDATA[QQ==]]></Encrypt><MsgSignature><![CDATA[ab]]></MsgSignature>\
                 <TimeStamp>1795305601</TimeStamp><Nonce><![CDATA[n1]]></Nonce></xml>",
            ),
            (
                r#"{"ToUserName":"","Encrypt":"AA=="}"#,
                r#"{"Encrypt":"QQ==","MsgSignature":"ab","TimeStamp":"1795305601","Nonce":"n1"}"#,
            ),
            (
                r#"{"tousername":"","encrypt":"AA==","agentid":""}"#,
                r#"{"encrypt":"QQ==","msgsignature":"ab","timestamp":"1795305601","nonce":"n1"}"#,
            ),
            (r#"{"encrypt":"AA=="}"#, r#"{"encrypt":"QQ==","msgsignature":"ab","timestamp":1795305601,"nonce":"n1"}"#),
        ] {
            let sealed = Envelope::open(body.as_bytes()).unwrap().form.seal(&sealed).body;
            if body.starts_with('<') {
                assert_eq!(sealed, answer);
            } else {
                let [sealed, answer] = [&sealed, answer].map(|text| serde_json::from_str::<Value>(text).unwrap());
                assert_eq!(sealed, answer);
            }
        }
    }

    #[test]
    fn what_is_no_envelope_is_refused() {
        let deep = format!("{{\"a\":{}1{},\"encrypt\":\"AA==\"}}", "[".repeat(100_000), "]".repeat(100_000));
        for (body, reason) in [
            ("", "empty"),
            (" \n", "empty"),
            ("hello", "neither XML nor JSON"),
            ("<xml><ToUserName>ww0f</ToUserName></xml>", "nothing encrypted"),
            ("<xml><Encrypt/></xml>", "nothing encrypted"),
            ("<xml><a><Encrypt>AA==</Encrypt></a></xml>", "nothing encrypted"),
            ("<xml><Encrypt>AA==</Encrypt><Encrypt>AA==</Encrypt></xml>", "twice"),
            ("<xml><Encrypt>AA==</Encrypt>", "too early"),
            (r#"{"encrypt":"AA==","Encrypt":"AA=="}"#, "not such JSON"),
            (r#"{"encrypt":"AA=="} {}"#, "something follows"),
            (r#"{"encrypt":"AA==""#, "not such JSON"),
            (r#"{"encrypt":""}"#, "nothing encrypted"),
            ("{}", "nothing encrypted"),
        ] {
            let error = Envelope::open(body.as_bytes()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::MalformedEnvelope);
            assert!(error.to_string().contains(reason), "{body}: {error}");
        }
        assert_eq!(Envelope::open(b"<xml>\xff</xml>").unwrap_err().kind(), ErrorKind::MalformedEnvelope);
        assert!(Envelope::open(deep.as_bytes()).is_ok(), "what is deep and not needed is passed over");
    }
}
