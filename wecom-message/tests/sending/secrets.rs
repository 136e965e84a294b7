use super::server::{Reply, Server, token};
use super::{Note, SECRET, builder, client, lisi};
use wecom_message::{Client, Secret};

const TOKEN: &str = "tok/en+1";

fn assert_hidden(text: &str) {
    for secret in [SECRET, TOKEN, "hush%2Bhush%2Fcorp%26secret", "tok%2Fen%2B1", "hush", "tok/"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[test]
fn debug_shows_who_and_where_only() {
    let server = Server::start(|_| Reply::Close);
    let builder = builder(&server).proxy("http://user:hush@127.0.0.1:1");
    assert_hidden(&format!("{builder:?}"));
    let client = builder.build().unwrap();
    let shown = format!("{client:?}");
    assert_hidden(&shown);
    assert!(shown.contains("corp") && shown.contains('7') && shown.contains(&server.url()), "{shown}");
    assert_hidden(&format!("{:?} {:#?}", Secret::from(SECRET), Secret::from(SECRET.to_owned())));
    assert_hidden(&format!("{:?}", Client::builder("corp", SECRET, 1).base_url("https://user:hush@host")));
}

/// Every way in which an answer can repeat the request.
#[test]
fn errors_repeat_no_secret() {
    type Echo = fn(&str) -> Reply;
    let echoes: [Echo; 5] = [
        |target| Reply::Http("HTTP/1.1 404 Not Found\r\nContent-Type: text/html", format!("<p>{target} not found</p>")),
        |target| Reply::Http("HTTP/1.1 200 OK", format!("{TOKEN} {SECRET} {target}")),
        |target| Reply::Json(format!(r#"{{"errcode":40035,"errmsg":"bad {target} and {TOKEN} and {SECRET}"}}"#)),
        |target| Reply::Json(format!(r#"{{"errcode":0,"msgid":{{}},"access_token" : "{TOKEN}","x":"{target}"}}"#)),
        |_| Reply::Raw(format!("HTTP/1.1 {TOKEN}\r\n\r\n").into_bytes()),
    ];
    for echo in echoes {
        let server =
            Server::start(move |seen| if seen.target.contains("gettoken") { token(TOKEN) } else { echo(&seen.target) });
        let error = client(&server).send(lisi(), &Note::new()).unwrap_err();
        assert_hidden(&format!("{error} {error:?} {error:#?}"));
        let source = std::error::Error::source(&error).map(|source| format!("{source} {source:?}"));
        assert_hidden(&source.unwrap_or_default());
    }
}

#[test]
fn a_broken_token_answer_does_not_show_the_token() {
    for body in [
        format!(r#"{{"access_token":"{TOKEN}","expires_in":7200}}"#),
        format!(r#"{{"errcode":0,"access_token":"{TOKEN}","#),
        format!("access_token={TOKEN}&expires_in=7200"),
    ] {
        let server = Server::start(move |_| Reply::Json(body.clone()));
        let error = client(&server).send(lisi(), &Note::new()).unwrap_err();
        assert!(error.is_unreadable_answer());
        assert_hidden(&format!("{error} {error:?}"));
    }
}
