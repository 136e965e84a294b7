//! Faults that strike a message. The client has sent another one before: it has a token and an idle connection.

use wecom_sandbox::Sandbox;

use super::{ANSWERED, MAYBE, Outcome, Row, answers, oversized};
use crate::fault_proxy::Fault;

/// The table. A fault strikes once unless the row has several, so what is tried again succeeds.
pub fn messages() -> Vec<Row> {
    let table = [connections(), silences(), http(), json(), codes(), ends_of_tokens(), series()];
    table.concat()
}

fn connections() -> Vec<Row> {
    let breaks =
        |what, fault: Fault, phase| Row::message(what, &[fault], Outcome::broken_off(phase)).repeated_where_checked();
    let breaks_after_delivery = |what, fault: Fault, phase| {
        Row::message(what, &[fault], Outcome::broken_off(phase).though_delivered()).repeated_where_checked()
    };
    vec![
        Row::message("No server listens at the address", &[], Outcome::NOT_SENT.attempts(3)).before(|proxy| {
            proxy.stop_listening();
            proxy.close_idle_connections();
        }),
        Row::message("The idle connection was closed since the last message", &[], Outcome::DONE)
            .before(|proxy| proxy.close_idle_connections()),
        breaks("The connection is reset before the request is read", Fault::UNREAD.resets(), MAYBE),
        breaks("The connection is reset when part of the request is read", Fault::BEGUN.resets(), MAYBE),
        breaks("The connection is reset when the request is read", Fault::READ.resets(), MAYBE),
        breaks_after_delivery(
            "WeCom takes the message, then the connection is reset",
            Fault::FORWARDED.resets(),
            MAYBE,
        ),
        breaks_after_delivery(
            "WeCom takes the message, then the connection is closed",
            Fault::FORWARDED.closes(),
            MAYBE,
        ),
        breaks_after_delivery(
            "The connection is reset in the head of the answer",
            Fault::FORWARDED.answers(answers::half_head).resets(),
            MAYBE,
        ),
        breaks_after_delivery(
            "The connection is reset in the body of the answer",
            Fault::FORWARDED.answers(answers::half_body).resets(),
            ANSWERED,
        ),
        breaks_after_delivery(
            "The connection is closed in the body of the answer",
            Fault::FORWARDED.answers(answers::half_body).closes(),
            ANSWERED,
        ),
        breaks_after_delivery(
            "The answer is shorter than it says, and the connection is closed",
            Fault::FORWARDED.answers(answers::length_too_large).closes(),
            ANSWERED,
        ),
        breaks("Something other than HTTP answers", Fault::READ.answers(answers::not_http).closes(), MAYBE),
    ]
}

fn silences() -> Vec<Row> {
    let silent = |what, fault, outcome| Row::message(what, &[fault], outcome).repeated_where_checked().times_out();
    let silent_after_delivery = |what, fault, phase| silent(what, fault, Outcome::timeout(phase).though_delivered());
    vec![
        silent("The request is never read", Fault::UNREAD, Outcome::timeout(MAYBE)),
        silent("The request is read and never answered", Fault::READ, Outcome::timeout(MAYBE)),
        silent_after_delivery("WeCom takes the message and never answers", Fault::FORWARDED, MAYBE),
        silent_after_delivery("The answer comes after the time is up", Fault::NONE.comes_too_late(), MAYBE),
        silent_after_delivery(
            "The answer stops in its head",
            Fault::FORWARDED.answers(answers::half_head).falls_silent(),
            MAYBE,
        ),
        silent_after_delivery(
            "The answer stops in its body",
            Fault::FORWARDED.answers(answers::half_body).falls_silent(),
            ANSWERED,
        ),
        silent_after_delivery("The answer comes byte by byte, until the time is up", Fault::NONE.drips(), MAYBE),
        silent_after_delivery(
            "The answer is shorter than it says",
            Fault::FORWARDED.answers(answers::length_too_large),
            ANSWERED,
        ),
    ]
}

/// Trouble that comes more than once.
fn series() -> Vec<Row> {
    let lost = Fault::FORWARDED.resets();
    vec![
        Row::message(
            "WeCom answers -1, then the connection is reset",
            &[Fault::READ.answers(answers::errcode::<-1>), Fault::READ.resets()],
            Outcome::broken_off(MAYBE).after(2),
        )
        .repeated_where_checked(),
        Row::checked(
            "The answer is lost each time, with the duplicate check",
            &[lost; 3],
            Outcome::broken_off(MAYBE).though_delivered().after(3),
        ),
        Row::checked(
            "The request is never answered, with the duplicate check",
            &[Fault::READ; 2],
            Outcome::timeout(MAYBE).after(2),
        )
        .times_out(),
        Row::checked(
            "A gateway answers 502 each time, with the duplicate check",
            &[Fault::READ.answers(answers::bad_gateway); 3],
            Outcome::UNREADABLE.after(3),
        ),
        Row::checked(
            "The answer is lost, then WeCom answers 45009, with the duplicate check",
            &[lost, Fault::READ.answers(answers::errcode::<45009>)],
            Outcome::api(45009).though_delivered().though_an_answer_was_lost().after(2),
        ),
        Row::checked(
            "The answer is lost, and the token has expired since, with the duplicate check",
            &[lost.afterwards(Sandbox::expire_tokens)],
            Outcome::DONE.after(3).tokens(1),
        ),
    ]
}

fn http() -> Vec<Row> {
    let unreadable = |what, fault, outcome| Row::message(what, &[fault], outcome);
    let done = |what, answer| Row::message(what, &[Fault::FORWARDED.answers(answer)], Outcome::DONE);
    let delivered = Outcome::UNREADABLE.though_delivered();
    vec![
        unreadable("The answer is longer than it says", Fault::FORWARDED.answers(answers::length_too_small), delivered),
        done("The answer comes twice", answers::twice),
        done("Interim answers (100) come first", answers::after_interim_answers),
        done("The answer comes in chunks", answers::chunked),
        unreadable("A gateway answers 404", Fault::READ.answers(answers::not_found), Outcome::UNREADABLE),
        unreadable("A gateway answers 429", Fault::READ.answers(answers::too_many_requests), Outcome::UNREADABLE),
        unreadable(
            "WeCom takes the message, and a gateway answers 502",
            Fault::FORWARDED.answers(answers::bad_gateway),
            delivered,
        )
        .repeated_where_checked(),
        unreadable("A gateway answers 503", Fault::READ.answers(answers::unavailable), Outcome::UNREADABLE)
            .repeated_where_checked(),
        unreadable(
            "WeCom takes the message, and a gateway answers 504",
            Fault::FORWARDED.answers(answers::gateway_timeout),
            delivered,
        )
        .repeated_where_checked(),
        unreadable("The answer is a redirect", Fault::READ.answers(answers::redirect), Outcome::UNREADABLE),
        Row::message(
            "The answer has 50 MB",
            &[Fault::READ.answers(oversized::fifty_megabytes)],
            Outcome::broken_off(ANSWERED),
        ),
        unreadable("The answer is compressed", Fault::READ.answers(oversized::gzip_bomb), Outcome::UNREADABLE),
        unreadable("A gateway's page is in UTF-16", Fault::READ.answers(answers::page_in_utf_16), Outcome::UNREADABLE),
        unreadable(
            "A gateway answers 413 before the request is read, and closes the connection",
            Fault::BEGUN.answers(answers::too_large).closes(),
            Outcome::UNREADABLE,
        ),
        unreadable(
            "Interim answers (102) come without end",
            Fault::READ.answers(oversized::endless_interim_answers),
            Outcome::broken_off(MAYBE),
        ),
        unreadable(
            "The head comes without end",
            Fault::READ.answers(oversized::endless_head),
            Outcome::broken_off(MAYBE),
        ),
        unreadable(
            "The size of a chunk comes without end",
            Fault::READ.answers(oversized::endless_chunk_size),
            Outcome::broken_off(ANSWERED),
        )
        .repeated_where_checked(),
        unreadable(
            "The extension of a chunk comes without end",
            Fault::READ.answers(oversized::endless_chunk_extension),
            Outcome::broken_off(ANSWERED),
        )
        .repeated_where_checked(),
        unreadable(
            "Trailers come without end",
            Fault::READ.answers(oversized::endless_trailers),
            Outcome::broken_off(ANSWERED),
        ),
        unreadable(
            "The answer comes without a length and without end",
            Fault::READ.answers(oversized::endless_body),
            Outcome::broken_off(ANSWERED),
        ),
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
        done("`errcode` is a string", answers::errcode_as_string),
        done("`errcode` is `0.0`", answers::errcode_as_fraction),
        unreadable("`errcode` is `0.5`", answers::errcode_as_half),
        unreadable("`errcode` is `null`", answers::errcode_null),
        done("`msgid` is a number", answers::msgid_as_number),
        done("`msgid` and each list of ids is `null`", answers::nulls),
        done("A byte order mark comes before the JSON", answers::after_a_bom),
        done("The answer's JSON is in UTF-8, and a page's media type beside it", answers::json_as_a_page),
        unreadable("`errcode` is 0, and `msgid` is an object", answers::msgid_as_object),
        done("`errcode` is 0, and nothing else is there", answers::errcode_alone),
        done("`errcode` is 0, with unknown members", answers::unknown_members),
    ]
}

fn codes() -> Vec<Row> {
    let code = |what, answer, code| Row::message(what, &[Fault::READ.answers(answer)], Outcome::api(code));
    let once = |what, answer| Row::message(what, &[Fault::READ.answers(answer)], Outcome::DONE.after(2));
    let always =
        |what, answer, code| Row::message(what, &[Fault::READ.answers(answer); 3], Outcome::api(code).after(3));
    vec![
        once("WeCom answers -1, system busy", answers::errcode::<-1>),
        always("WeCom answers -1 each time", answers::errcode::<-1>, -1),
        once("WeCom answers 6000, a conflict of versions", answers::errcode::<6000>),
        always("WeCom answers 6000 each time", answers::errcode::<6000>, 6000),
        once("WeCom answers 45033, too many calls at once", answers::errcode::<45033>),
        always("WeCom answers 45033 each time", answers::errcode::<45033>, 45033),
        code("WeCom answers 45009, too many calls", answers::errcode::<45009>, 45009),
        code("WeCom answers 81013, no recipient is valid", answers::errcode::<81013>, 81013),
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
            "The token has expired, and a gateway answers 502 to the request for a new one",
            &[],
            Outcome::DONE.after(2).tokens(2),
        )
        .before(|proxy| proxy.sandbox().expire_tokens())
        .and_to_tokens(&[Fault::READ.answers(answers::bad_gateway)]),
        Row::message(
            "The token has expired, and a gateway answers 502 to each request for a new one",
            &[],
            Outcome::UNREADABLE.for_want_of_a_token().tokens(3).after(1).attempts(4),
        )
        .before(|proxy| proxy.sandbox().expire_tokens())
        .and_to_tokens(&[Fault::READ.answers(answers::bad_gateway); 3]),
        Row::message(
            "The token has expired, and the answer to the second try is lost",
            &[Fault::NONE, Fault::FORWARDED.resets()],
            Outcome::broken_off(MAYBE).though_delivered().after(2).tokens(1),
        )
        .repeated_where_checked()
        .before(|proxy| proxy.sandbox().expire_tokens()),
        Row::message(
            "WeCom answers 42001, though the token is good",
            &[Fault::READ.answers(answers::errcode::<42001>)],
            renewed,
        ),
        Row::message("WeCom answers 40001, a wrong token", &[Fault::READ.answers(answers::errcode::<40001>)], renewed),
        Row::message(
            "WeCom answers 40001 to the new token as well",
            &[Fault::READ.answers(answers::errcode::<40001>); 2],
            Outcome::api(40001).after(2).tokens(1),
        ),
    ]
}
