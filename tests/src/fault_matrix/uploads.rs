//! Faults that strike an upload. A file delivers nothing to anybody, so nothing that goes wrong is a danger.

use super::{ANSWERED, MAYBE, Outcome, Row, answers, oversized};
use crate::fault_proxy::Fault;

/// The table. The client has sent a message before: it has a token and an idle connection.
pub fn uploads() -> Vec<Row> {
    let again = Outcome::DONE.after(2);
    let code = |what, answer, code| Row::upload(what, &[Fault::READ.answers(answer)], Outcome::api(code));
    let repeated = |what, fault: Fault| Row::upload(what, &[fault], again);
    let stored_twice = |what, fault: Fault| Row::upload(what, &[fault], again.stored_twice());
    let unreadable =
        |what, answer| Row::upload(what, &[Fault::FORWARDED.answers(answer)], Outcome::UNREADABLE.though_delivered());
    let refused = |what, fault: Fault| Row::upload(what, &[fault], Outcome::UNREADABLE).large();
    let renewed = again.tokens(1);
    vec![
        Row::upload("No server listens at the address", &[], Outcome::NOT_SENT.attempts(3)).before(|proxy| {
            proxy.stop_listening();
            proxy.close_idle_connections();
        }),
        Row::upload("The idle connection was closed since the last message", &[], Outcome::DONE)
            .before(|proxy| proxy.close_idle_connections()),
        repeated("The connection is reset before the file is read", Fault::UNREAD.resets()),
        Row::upload(
            "The connection is reset each time, before the file is read",
            &[Fault::UNREAD.resets(); 3],
            Outcome::broken_off(MAYBE).after(3),
        ),
        repeated("The connection is reset while a large file is sent", Fault::BEGUN.resets()).large(),
        refused(
            "A gateway answers 413 before the file is read, and closes the connection",
            Fault::BEGUN.answers(answers::too_large).closes(),
        ),
        refused(
            "A gateway answers 413 before the file is read, and resets the connection",
            Fault::BEGUN.answers(answers::too_large).resets(),
        ),
        refused(
            "A gateway answers 413 before the file is read, and reads no more",
            Fault::BEGUN.answers(answers::too_large).falls_silent(),
        ),
        stored_twice("WeCom takes the file, then the connection is reset", Fault::FORWARDED.resets()),
        stored_twice(
            "The connection is reset in the body of the answer",
            Fault::FORWARDED.answers(answers::half_body).resets(),
        ),
        Row::upload(
            "A large file is never read, whenever it is sent",
            &[Fault::UNREAD; 2],
            Outcome::timeout(MAYBE).after(2),
        )
        .large()
        .times_out(),
        repeated("The file is read and never answered", Fault::READ).times_out(),
        stored_twice("The answer stops in its body", Fault::FORWARDED.answers(answers::half_body).falls_silent())
            .times_out(),
        unreadable("The answer is longer than it says", answers::length_too_small),
        repeated("A gateway answers 503", Fault::READ.answers(answers::unavailable)),
        unreadable("The answer is empty", answers::empty),
        Row::upload("`errcode` is a string", &[Fault::FORWARDED.answers(answers::errcode_as_string)], Outcome::DONE),
        Row::upload("`media_id` is a number", &[Fault::FORWARDED.answers(answers::media_id_as_number)], Outcome::DONE),
        unreadable("`errcode` is 0, and there is no `media_id`", answers::no_media_id),
        Row::upload(
            "The answer has 50 MB",
            &[Fault::READ.answers(oversized::fifty_megabytes)],
            Outcome::broken_off(ANSWERED),
        ),
        repeated("WeCom answers -1, system busy", Fault::READ.answers(answers::errcode::<-1>)),
        Row::upload(
            "WeCom answers -1 each time",
            &[Fault::READ.answers(answers::errcode::<-1>); 3],
            Outcome::api(-1).after(3),
        ),
        code("WeCom answers 45009, too many calls", answers::errcode::<45009>, 45009),
        Row::upload("WeCom answers 40001, a wrong token", &[Fault::READ.answers(answers::errcode::<40001>)], renewed),
        Row::upload(
            "WeCom answers 40001 to the new token as well",
            &[Fault::READ.answers(answers::errcode::<40001>); 2],
            Outcome::api(40001).after(2).tokens(1),
        ),
        Row::upload("The token has expired (42001)", &[], renewed).before(|proxy| proxy.sandbox().expire_tokens()),
        Row::upload("The token was taken back (40014)", &[], renewed).before(|proxy| proxy.sandbox().revoke_tokens()),
    ]
}
