//! Samples in XML: the messages that an application receives, and its replies to them.

use std::sync::LazyLock;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use regex_lite::Regex;

use super::{Sample, SampleMember};
use crate::fact::join;
use crate::text::Tracked;

/// Some copies of pages have a line break and a list mark inside of `<![CDATA[`.
#[allow(clippy::expect_used, reason = "a constant, which the tests compile")]
static CUT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"<(\s+(?:-\s+)?)!\[CDATA\[").expect("a valid expression"));

pub(super) fn read(code: &Tracked) -> Result<Sample, String> {
    let cuts = CUT.captures_iter(code.as_str()).filter_map(|cut| cut.get(1)).map(|cut| (cut.start(), cut.end()));
    let code = &code.without(cuts);
    let mut reader = Reader::from_str(code.as_str());
    let mut sample = Sample { is_xml: true, ..Sample::default() };
    // The names of the open elements, below the outermost one.
    let mut open: Vec<String> = Vec::new();
    let mut value = String::new();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(element) => {
                value.clear();
                let at = name_at(&element, reader.buffer_position());
                open.push(element.name().into_inner().to_owned());
                let path = path(&open);
                if !path.is_empty() {
                    let at = (code.origin(at.0), code.origin(at.1));
                    sample.add(SampleMember { path, shape: None, value: None, at });
                }
            }
            Event::Text(text) => value.push_str(&text),
            Event::CData(text) => value.push_str(&text),
            Event::End(_) => {
                let path = path(&open);
                if let Some(member) = sample.members.iter_mut().find(|member| member.path == path) {
                    let text = value.trim();
                    member.value = member.value.take().or_else(|| (!text.is_empty()).then(|| text.to_owned()));
                }
                value.clear();
                open.pop();
            }
            Event::Eof => break,
            _ => {}
        }
    }
    match open.last() {
        Some(name) => Err(format!("`{name}` is not closed")),
        None => Ok(sample),
    }
}

/// Where the name of an element is, if its tag ends before this byte.
fn name_at(element: &BytesStart<'_>, after: u64) -> (usize, usize) {
    let end = usize::try_from(after).unwrap_or_default();
    let from = end.saturating_sub(element.len() + 1);
    (from, from + element.name().into_inner().len())
}

fn path(open: &[String]) -> String {
    open.iter().skip(1).fold(String::new(), |path, name| join(&path, name))
}

#[cfg(test)]
mod tests {
    use crate::page::Sample;
    use crate::page::sample::SampleMember;
    use crate::text::Tracked;

    fn members(text: &str) -> Vec<String> {
        let sample = Sample::read(&Tracked::whole(text)).unwrap().unwrap();
        assert!(sample.is_xml);
        let shown = |it: &SampleMember| {
            format!("{} {} @{}", it.path, it.value.as_deref().unwrap_or("-"), &text[it.at.0..it.at.1])
        };
        sample.members.iter().map(shown).collect()
    }

    #[test]
    fn elements_are_members_and_repeated_ones_are_read_as_one() {
        let text = "<xml>\n<Event><![CDATA[ring]]></Event><Time>7</Time >\n<Calls><Call><Id>1</Id></Call><Call><Id>2</Id><To><![CDATA[]]></To></Call></Calls>\n</xml>";
        assert_eq!(
            members(text),
            [
                "Event ring @Event",
                "Time 7 @Time",
                "Calls - @Calls",
                "Calls.Call - @Call",
                "Calls.Call.Id 1 @Id",
                "Calls.Call.To - @To"
            ]
        );
    }

    #[test]
    fn a_cut_mark_of_cdata_is_mended() {
        assert_eq!(
            members("<xml><Event><\n- ![CDATA[ring]]></Event> \n<A>1</A></xml>"),
            ["Event ring @Event", "A 1 @A"]
        );
    }

    #[test]
    fn what_is_not_closed_is_said() {
        for text in ["<xml><Event>ring", "<xml><Event>ring</Evnt></xml>", "<xml><![CDATA[ring</xml>"] {
            assert!(Sample::read(&Tracked::whole(text)).unwrap().is_err(), "{text}");
        }
        assert!(Sample::read(&Tracked::whole("<html></html>")).is_none());
    }
}
