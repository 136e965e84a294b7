//! Faults in the request for the first token, before the message is sent.

use wecom_sandbox::Sandbox;

use super::{Outcome, Row, answers, oversized};
use crate::fault_proxy::{Fault, FaultProxy, MakeAnswer};

/// The table.
pub fn tokens() -> Vec<Row> {
    let failed = |what, fault: Fault, outcome: Outcome| Row::token(what, &[fault], outcome.for_want_of_a_token());
    let unreadable = |what, answer: MakeAnswer| failed(what, Fault::FORWARDED.answers(answer), Outcome::UNREADABLE);
    let code = |what, answer, code| failed(what, Fault::READ.answers(answer), Outcome::api(code));
    let always = |what, fault: Fault, outcome: Outcome| {
        Row::token(what, &[fault; 3], outcome.for_want_of_a_token().tokens(3).attempts(3))
    };
    let repeated = |what, fault| Row::token(what, &[fault], Outcome::DONE.tokens(2));
    let fetched = Outcome::DONE.tokens(1);
    let done = |what, answer: MakeAnswer| Row::token(what, &[Fault::FORWARDED.answers(answer)], fetched);
    let expires = Fault::NONE.afterwards(Sandbox::expire_tokens);
    vec![
        Row::token("No server listens at the address", &[], Outcome::NOT_SENT.attempts(3))
            .before(FaultProxy::stop_listening),
        repeated("The connection is reset before the request is read", Fault::UNREAD.resets()),
        repeated("The connection is reset when the request is read", Fault::READ.resets()),
        always("The connection is reset each time", Fault::READ.resets(), Outcome::NOT_SENT),
        repeated("WeCom makes a token, then the connection is closed", Fault::FORWARDED.closes()),
        repeated(
            "The connection is reset in the head of the answer",
            Fault::FORWARDED.answers(answers::half_head).resets(),
        ),
        repeated(
            "The connection is reset in the body of the answer",
            Fault::FORWARDED.answers(answers::half_body).resets(),
        ),
        repeated("The request is never read", Fault::UNREAD).times_out(),
        repeated("The request is read and never answered", Fault::READ).times_out(),
        Row::token(
            "No request is ever answered",
            &[Fault::READ; 2],
            Outcome::timeout(super::MAYBE).for_want_of_a_token().tokens(2).attempts(2),
        )
        .times_out(),
        repeated("The answer stops in its body", Fault::FORWARDED.answers(answers::half_body).falls_silent())
            .times_out(),
        repeated("The answer comes byte by byte, until the time is up", Fault::NONE.drips()).times_out(),
        repeated("The answer comes after the time is up", Fault::NONE.comes_too_late()).times_out(),
        unreadable("The answer is longer than it says", answers::length_too_small),
        unreadable("A gateway answers 404", answers::not_found),
        repeated("A gateway answers 502", Fault::READ.answers(answers::bad_gateway)),
        always("A gateway answers 502 each time", Fault::READ.answers(answers::bad_gateway), Outcome::UNREADABLE),
        unreadable("The answer is a redirect", answers::redirect),
        unreadable("The answer is compressed", oversized::gzip_bomb),
        unreadable("The answer is empty", answers::empty),
        unreadable("The answer's JSON breaks off", answers::truncated_json),
        unreadable("`errcode` is missing", answers::no_errcode),
        done("`errcode` is a string", answers::errcode_as_string),
        done("`expires_in` is a string", answers::lifetime_as_string),
        done("A byte order mark comes before the JSON", answers::after_a_bom),
        failed(
            "A gateway answers 403 with a page in UTF-16",
            Fault::READ.answers(answers::page_in_utf_16),
            Outcome::UNREADABLE,
        ),
        failed("Trailers come without end", Fault::READ.answers(oversized::endless_trailers), Outcome::NOT_SENT),
        unreadable("`errcode` is 0, and there is no token", answers::no_token),
        unreadable("`errcode` is 0, and the token is empty", answers::empty_token),
        failed("The answer has 50 MB", Fault::READ.answers(oversized::fifty_megabytes), Outcome::NOT_SENT),
        repeated("WeCom answers -1, system busy", Fault::READ.answers(answers::errcode::<-1>)),
        always("WeCom answers -1 each time", Fault::READ.answers(answers::errcode::<-1>), Outcome::api(-1)),
        code("WeCom answers 40001, a wrong secret", answers::errcode::<40001>, 40001),
        code("WeCom answers 42001, which makes no sense here", answers::errcode::<42001>, 42001),
        code("WeCom answers 45009, too many calls", answers::errcode::<45009>, 45009),
        done("`expires_in` is missing", answers::no_lifetime),
        done("`expires_in` is 0", answers::no_time_to_live),
        done("`expires_in` is beyond all clocks", answers::endless_life),
        Row::token("The token has expired when the message arrives", &[expires], Outcome::DONE.after(2).tokens(2)),
        Row::token(
            "The token has expired when the message arrives, and the next one, too",
            &[expires, expires],
            Outcome::api(42001).after(2).tokens(2),
        ),
    ]
}
