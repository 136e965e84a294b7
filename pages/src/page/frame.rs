//! Frames, in which a long connection carries requests, callbacks and answers: a command, headers, and the body.

use super::{Body, Reference, Sample, Unread};
use crate::fact::parent;

/// The members of a frame that concern the connection. No description has them.
const OUTSIDE: [&str; 3] = ["cmd", "headers", "body"];

/// The command of a frame, which is to it what an address is to a request.
pub(super) fn command(sample: &Sample) -> Option<&str> {
    sample.member("headers.req_id").and(sample.member("cmd"))?.value.as_deref()
}

/// Takes the body out of its frame, if it is in one. A row for the body as a whole says that another page has its members.
pub(super) fn open(body: &mut Body) {
    if !body.has("headers.req_id") {
        return;
    }
    if body.member("body").is_some() && !body.members.iter().any(|row| row.path.starts_with("body.")) {
        body.tables.clear();
        body.references.push(Reference { member: String::new(), structure: String::new() });
    }
    let is_outside = |path: &str| OUTSIDE.contains(&path) || parent(path) == "headers";
    body.unread.retain(|unread| !is_outside(&unread.member) || unread.member == "body");
    body.unread.extend(other_command(body));
    *body = body.without(&is_outside).renamed(&|path| path.strip_prefix("body.").unwrap_or(path).to_owned());
}

/// The row of a command that is not the one in the sample.
fn other_command(body: &Body) -> Option<Unread> {
    let row = body.member("cmd")?;
    let (said, shown) = (row.facts.fixed.as_ref()?, command(body.sample.as_ref()?)?);
    let text = format!("{said}, but {shown} in the sample");
    (said != shown).then(|| Unread { member: "cmd".to_owned(), text, place: row.place.clone() })
}

#[cfg(test)]
mod tests {
    use super::{command, open};
    use crate::page::{Body, Sample};
    use crate::text::Tracked;

    #[test]
    fn a_body_is_taken_out_of_its_frame() {
        let table = [
            (r#"{"cmd": "ring", "headers": {"req_id": "R"}, "body": {"to": {"id": 1}}}"#, Some("ring"), "to to.id"),
            (r#"{"headers": {"req_id": "R"}, "body": {"id": 1}, "errcode": 0}"#, None, "id errcode"),
            (r#"{"cmd": "ring", "body": {"id": 1}}"#, None, "cmd body body.id"),
        ];
        for (text, cmd, paths) in table {
            let sample = Sample::read(&Tracked::whole(text)).unwrap().unwrap();
            assert_eq!(command(&sample), cmd, "{text}");
            let mut body = Body { sample: Some(sample), ..Body::default() };
            open(&mut body);
            let known: Vec<String> = body.sample.unwrap().members.into_iter().map(|member| member.path).collect();
            assert_eq!(known.join(" "), paths, "{text}");
        }
    }
}
