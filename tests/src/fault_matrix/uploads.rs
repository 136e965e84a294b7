//! Faults that strike an upload. A file delivers nothing to anybody, so nothing that goes wrong is a danger.

use super::{ANSWERED, MAYBE, Outcome, Row, answers};
use crate::fault_proxy::Fault;

/// The table. The client has sent a message before: it has a token and an idle connection.
pub fn uploads() -> Vec<Row> {
    let code = |what, answer, code| Row::upload(what, &[Fault::READ.answers(answer)], Outcome::api(code));
    let stored = |what, fault: Fault, outcome: Outcome| Row::upload(what, &[fault], outcome.though_delivered());
    let renewed = Outcome::DONE.after(2).tokens(1);
    vec![
        Row::upload("Nobody listens at the address", &[], Outcome::NOT_SENT).before(|proxy| {
            proxy.stop_listening();
            proxy.close_idle_connections();
        }),
        Row::upload("The idle connection was closed since the last message", &[], Outcome::DONE)
            .before(|proxy| proxy.close_idle_connections()),
        Row::upload(
            "The connection is reset before the file is read",
            &[Fault::UNREAD.resets()],
            Outcome::broken_off(MAYBE),
        ),
        Row::upload(
            "The connection is reset while a large file is sent",
            &[Fault::BEGUN.resets()],
            Outcome::broken_off(MAYBE),
        )
        .large(),
        stored(
            "WeCom takes the file, then the connection is reset",
            Fault::FORWARDED.resets(),
            Outcome::broken_off(MAYBE),
        ),
        stored(
            "The connection is reset in the body of the answer",
            Fault::FORWARDED.answers(answers::half_body).resets(),
            Outcome::broken_off(ANSWERED),
        ),
        Row::upload("A large file is never read", &[Fault::UNREAD], Outcome::timeout(MAYBE)).large(),
        Row::upload("The file is read and never answered", &[Fault::READ], Outcome::timeout(MAYBE)),
        stored(
            "The answer stops in its body",
            Fault::FORWARDED.answers(answers::half_body).falls_silent(),
            Outcome::timeout(ANSWERED),
        ),
        stored(
            "The answer is longer than it says",
            Fault::FORWARDED.answers(answers::length_too_small),
            Outcome::UNREADABLE,
        ),
        Row::upload("A gateway answers 503", &[Fault::READ.answers(answers::unavailable)], Outcome::UNREADABLE),
        stored("The answer is empty", Fault::FORWARDED.answers(answers::empty), Outcome::UNREADABLE),
        stored("`errcode` is a string", Fault::FORWARDED.answers(answers::errcode_as_string), Outcome::UNREADABLE),
        stored(
            "`errcode` is 0, and there is no `media_id`",
            Fault::FORWARDED.answers(answers::no_media_id),
            Outcome::UNREADABLE,
        ),
        Row::upload(
            "The answer has 50 MB",
            &[Fault::READ.answers(answers::fifty_megabytes)],
            Outcome::broken_off(ANSWERED),
        ),
        code("WeCom answers -1, system busy", answers::errcode::<-1>, -1),
        code("WeCom answers 45009, too many calls", answers::errcode::<45009>, 45009),
        code("WeCom answers 40001, a wrong secret", answers::errcode::<40001>, 40001),
        Row::upload("The token has expired (42001)", &[], renewed).before(|proxy| proxy.sandbox().expire_tokens()),
        Row::upload("The token was taken back (40014)", &[], renewed).before(|proxy| proxy.sandbox().revoke_tokens()),
    ]
}
