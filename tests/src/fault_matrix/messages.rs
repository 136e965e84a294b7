//! Faults that strike a message. The client has sent another one before: it has a token and an idle connection.

use wecom_sandbox::Sandbox;

use super::{ANSWERED, MAYBE, Outcome, Row, answers};
use crate::fault_proxy::Fault;

/// The table. A fault strikes once, so what is tried again succeeds.
pub fn messages() -> Vec<Row> {
    let table = [connections(), silences(), http(), json(), codes(), ends_of_tokens()];
    table.concat()
}

fn connections() -> Vec<Row> {
    vec![
        Row::message("Nobody listens at the address", &[], Outcome::NOT_SENT).before(|proxy| {
            proxy.stop_listening();
            proxy.close_idle_connections();
        }),
        Row::message("The idle connection was closed since the last message", &[], Outcome::DONE)
            .before(|proxy| proxy.close_idle_connections()),
        Row::message(
            "The connection is reset before the request is read",
            &[Fault::UNREAD.resets()],
            Outcome::broken_off(MAYBE),
        ),
        Row::message(
            "The connection is reset when part of the request is read",
            &[Fault::BEGUN.resets()],
            Outcome::broken_off(MAYBE),
        ),
        Row::message(
            "The connection is reset when the request is read",
            &[Fault::READ.resets()],
            Outcome::broken_off(MAYBE),
        ),
        Row::message(
            "WeCom takes the message, then the connection is reset",
            &[Fault::FORWARDED.resets()],
            Outcome::broken_off(MAYBE).though_delivered(),
        ),
        Row::message(
            "WeCom takes the message, then the connection is closed",
            &[Fault::FORWARDED.closes()],
            Outcome::broken_off(MAYBE).though_delivered(),
        ),
        Row::message(
            "The connection is reset in the head of the answer",
            &[Fault::FORWARDED.answers(answers::half_head).resets()],
            Outcome::broken_off(MAYBE).though_delivered(),
        ),
        Row::message(
            "The connection is reset in the body of the answer",
            &[Fault::FORWARDED.answers(answers::half_body).resets()],
            Outcome::broken_off(ANSWERED).though_delivered(),
        ),
        Row::message(
            "The connection is closed in the body of the answer",
            &[Fault::FORWARDED.answers(answers::half_body).closes()],
            Outcome::broken_off(ANSWERED).though_delivered(),
        ),
    ]
}

fn silences() -> Vec<Row> {
    vec![
        Row::message("The request is never read", &[Fault::UNREAD], Outcome::timeout(MAYBE)),
        Row::message("The request is read and never answered", &[Fault::READ], Outcome::timeout(MAYBE)),
        Row::message(
            "WeCom takes the message and never answers",
            &[Fault::FORWARDED],
            Outcome::timeout(MAYBE).though_delivered(),
        ),
        Row::message(
            "The answer comes after the time is up",
            &[Fault::FORWARDED.answers(|it| it.genuine().bytes()).comes_too_late()],
            Outcome::timeout(MAYBE).though_delivered(),
        ),
        Row::message(
            "The answer stops in its head",
            &[Fault::FORWARDED.answers(answers::half_head).falls_silent()],
            Outcome::timeout(MAYBE).though_delivered(),
        ),
        Row::message(
            "The answer stops in its body",
            &[Fault::FORWARDED.answers(answers::half_body).falls_silent()],
            Outcome::timeout(ANSWERED).though_delivered(),
        ),
        Row::message(
            "The answer comes byte by byte, until the time is up",
            &[Fault::FORWARDED.answers(|it| it.genuine().bytes()).drips()],
            Outcome::timeout(MAYBE).though_delivered(),
        ),
        Row::message(
            "The answer is shorter than it says",
            &[Fault::FORWARDED.answers(answers::length_too_large)],
            Outcome::timeout(ANSWERED).though_delivered(),
        ),
    ]
}

fn http() -> Vec<Row> {
    let unreadable =
        |what, answer| Row::message(what, &[Fault::FORWARDED.answers(answer)], Outcome::UNREADABLE.though_delivered());
    let done = |what, answer| Row::message(what, &[Fault::FORWARDED.answers(answer)], Outcome::DONE);
    vec![
        Row::message(
            "The answer is shorter than it says, and the connection is closed",
            &[Fault::FORWARDED.answers(answers::length_too_large).closes()],
            Outcome::broken_off(ANSWERED).though_delivered(),
        ),
        unreadable("The answer is longer than it says", answers::length_too_small),
        done("The answer comes twice", answers::twice),
        done("Interim answers (100) come first", answers::after_interim_answers),
        done("The answer comes in chunks", answers::chunked),
        Row::message(
            "Something other than HTTP answers",
            &[Fault::READ.answers(answers::not_http).closes()],
            Outcome::broken_off(MAYBE),
        ),
        Row::message("A gateway answers 404", &[Fault::READ.answers(answers::not_found)], Outcome::UNREADABLE),
        Row::message("A gateway answers 429", &[Fault::READ.answers(answers::too_many_requests)], Outcome::UNREADABLE),
        unreadable("WeCom takes the message, and a gateway answers 502", answers::bad_gateway),
        Row::message("A gateway answers 503", &[Fault::READ.answers(answers::unavailable)], Outcome::UNREADABLE),
        unreadable("WeCom takes the message, and a gateway answers 504", answers::gateway_timeout),
        Row::message("The answer is a redirect", &[Fault::READ.answers(answers::redirect)], Outcome::UNREADABLE),
        Row::message(
            "The answer has 50 MB",
            &[Fault::READ.answers(answers::fifty_megabytes)],
            Outcome::broken_off(ANSWERED),
        ),
        Row::message("The answer is compressed", &[Fault::READ.answers(answers::gzip_bomb)], Outcome::UNREADABLE),
    ]
}

fn json() -> Vec<Row> {
    let unreadable =
        |what, answer| Row::message(what, &[Fault::FORWARDED.answers(answer)], Outcome::UNREADABLE.though_delivered());
    let done = |what, answer| Row::message(what, &[Fault::FORWARDED.answers(answer)], Outcome::DONE);
    vec![
        unreadable("The answer is empty", answers::empty),
        unreadable("The answer is no JSON", answers::text),
        unreadable("The answer's JSON breaks off", answers::truncated_json),
        unreadable("The answer is a JSON array", answers::json_array),
        unreadable("`errcode` is missing", answers::no_errcode),
        unreadable("`errcode` is a string", answers::errcode_as_string),
        unreadable("`errcode` is `0.0`", answers::errcode_as_fraction),
        unreadable("`errcode` is 0, and `msgid` is an object", answers::msgid_as_object),
        done("`errcode` is 0, and nothing else is there", answers::errcode_alone),
        done("`errcode` is 0, with members that nobody knows", answers::unknown_members),
    ]
}

fn codes() -> Vec<Row> {
    let code = |what, answer, code| Row::message(what, &[Fault::READ.answers(answer)], Outcome::api(code));
    vec![
        code("WeCom answers -1, system busy", answers::errcode::<-1>, -1),
        code("WeCom answers 6000, a conflict of versions", answers::errcode::<6000>, 6000),
        code("WeCom answers 45033, too many calls at once", answers::errcode::<45033>, 45033),
        code("WeCom answers 45009, too many calls", answers::errcode::<45009>, 45009),
        code("WeCom answers 40001, a wrong secret", answers::errcode::<40001>, 40001),
        code("WeCom answers 81013, nobody is there", answers::errcode::<81013>, 81013),
    ]
}

/// The tokens come from the sandbox and are judged by it.
fn ends_of_tokens() -> Vec<Row> {
    let renewed = Outcome::DONE.after(2).tokens(1);
    vec![
        Row::message("The token has expired (42001)", &[], renewed).before(|proxy| proxy.sandbox().expire_tokens()),
        Row::message("The token was taken back (40014)", &[], renewed).before(|proxy| proxy.sandbox().revoke_tokens()),
        Row::message("The token has expired, and so has the new one", &[], Outcome::api(42001).after(2).tokens(1))
            .before(|proxy| proxy.sandbox().expire_tokens())
            .and_to_tokens(&[Fault::NONE.afterwards(Sandbox::expire_tokens)]),
        Row::message(
            "The token has expired, and no new one can be had",
            &[],
            Outcome::UNREADABLE.for_want_of_a_token().after(1),
        )
        .before(|proxy| proxy.sandbox().expire_tokens())
        .and_to_tokens(&[Fault::READ.answers(answers::bad_gateway)]),
        Row::message(
            "The token has expired, and the answer to the second try is lost",
            &[Fault::NONE, Fault::FORWARDED.resets()],
            Outcome::broken_off(MAYBE).though_delivered().after(2).tokens(1),
        )
        .before(|proxy| proxy.sandbox().expire_tokens()),
        Row::message(
            "WeCom answers 42001, though the token is good",
            &[Fault::READ.answers(answers::errcode::<42001>)],
            renewed,
        ),
    ]
}
