//! Faults that strike a download. It can be repeated as long as nothing of the file has been written.

use super::{ANSWERED, MAYBE, Outcome, Row, answers};
use crate::fault_proxy::{Fault, MakeAnswer};

/// The table. The client has uploaded the file before: it has a token and an idle connection.
pub fn downloads() -> Vec<Row> {
    [connections(), answers_that_are_no_file(), parts()].concat()
}

fn connections() -> Vec<Row> {
    let again = |what, fault| Row::download(what, &[fault], Outcome::DONE.after(2));
    let cut = |what, fault| Row::download(what, &[fault], Outcome::broken_off(ANSWERED));
    let done = |what, answer: MakeAnswer| Row::download(what, &[Fault::FORWARDED.answers(answer)], Outcome::DONE);
    vec![
        Row::download("No server listens at the address", &[], Outcome::NOT_SENT.attempts(3)).before(|proxy| {
            proxy.stop_listening();
            proxy.close_idle_connections();
        }),
        Row::download("The idle connection was closed since the last message", &[], Outcome::DONE)
            .before(|proxy| proxy.close_idle_connections()),
        again("The connection is reset before the request is read", Fault::UNREAD.resets()),
        again("The connection is reset when the request is read", Fault::READ.resets()),
        Row::download(
            "The connection is reset each time",
            &[Fault::READ.resets(); 3],
            Outcome::broken_off(MAYBE).after(3),
        ),
        again(
            "The connection is reset in the head of the answer",
            Fault::FORWARDED.answers(answers::half_head).resets(),
        ),
        cut("The connection is reset in the file", Fault::FORWARDED.answers(answers::half_body).resets()),
        cut("The connection is closed in the file", Fault::FORWARDED.answers(answers::half_body).closes()),
        cut(
            "The file comes without a length, and the connection is reset in it",
            Fault::FORWARDED.answers(answers::half_without_length).resets(),
        ),
        Row::download(
            "The file comes without a length, and the connection is closed after it",
            &[Fault::FORWARDED.answers(answers::without_length).closes()],
            Outcome::DONE,
        ),
        done("The file comes in chunks", answers::file_in_chunks),
        cut(
            "The file comes in chunks, and the connection is closed before the last one",
            Fault::FORWARDED.answers(answers::half_in_chunks).closes(),
        ),
        again("The request is read and never answered", Fault::READ).times_out(),
        Row::download(
            "The answer stops in the file",
            &[Fault::FORWARDED.answers(answers::half_body).falls_silent()],
            Outcome::timeout(ANSWERED),
        )
        .times_out(),
        again("The file comes byte by byte, until the time is up", Fault::NONE.drips()).times_out(),
    ]
}

fn answers_that_are_no_file() -> Vec<Row> {
    let again = |what, answer| Row::download(what, &[Fault::READ.answers(answer)], Outcome::DONE.after(2));
    let unreadable = |what, answer| Row::download(what, &[Fault::FORWARDED.answers(answer)], Outcome::UNREADABLE);
    vec![
        unreadable("A gateway answers 404", answers::not_found),
        again("A gateway answers 502", answers::bad_gateway),
        Row::download(
            "A gateway answers 502 each time",
            &[Fault::READ.answers(answers::bad_gateway); 3],
            Outcome::UNREADABLE.after(3),
        ),
        unreadable("The answer is a redirect", answers::redirect),
        unreadable("The answer has no `Content-Disposition`", answers::file_without_name),
        Row::download(
            "The answer announces 300 MB",
            &[Fault::READ.answers(answers::file_of_300_megabytes).closes()],
            Outcome::broken_off(ANSWERED),
        ),
        again("WeCom answers -1, system busy", answers::errcode::<-1>),
        Row::download(
            "WeCom answers 40007, no such file",
            &[Fault::READ.answers(answers::errcode::<40007>)],
            Outcome::api(40007),
        ),
        Row::download("The token has expired (42001)", &[], Outcome::DONE.after(2).tokens(1))
            .before(|proxy| proxy.sandbox().expire_tokens()),
    ]
}

/// The second answer is a part that another one follows.
fn parts() -> Vec<Row> {
    const IN_PARTS: Fault = Fault::READ.answers(answers::errcode::<830_002>);
    let second = |what, fault, outcome: Outcome| {
        Row::download(what, &[IN_PARTS, Fault::NONE, fault], outcome.after(3).attempts(1)).in_two_parts()
    };
    vec![
        Row::download("WeCom answers 830002, too large for one answer", &[IN_PARTS], Outcome::DONE.after(3))
            .in_two_parts(),
        Row::download(
            "The first part is smaller than requested",
            &[IN_PARTS, Fault::FORWARDED.answers(answers::part_of_one_byte)],
            Outcome::UNREADABLE.after(2).attempts(1),
        )
        .in_two_parts(),
        second(
            "The second part is one of a larger file",
            Fault::FORWARDED.answers(answers::part_of_a_larger_file),
            Outcome::UNREADABLE,
        ),
        second(
            "The second part is one of a smaller file",
            Fault::FORWARDED.answers(answers::part_of_a_smaller_file),
            Outcome::UNREADABLE,
        ),
        second(
            "The connection is reset in the second part",
            Fault::FORWARDED.answers(answers::half_body).resets(),
            Outcome::broken_off(ANSWERED),
        ),
        Row::download(
            "A gateway answers 502 to the request for the second part",
            &[IN_PARTS, Fault::NONE, Fault::READ.answers(answers::bad_gateway)],
            Outcome::DONE.after(4),
        )
        .in_two_parts(),
    ]
}
