//! The table.

use std::time::Duration;

use wecom_sandbox::Fault;

use super::Act::{Push, Reply, StreamBegins, StreamEnds, Upload, UploadEnds};
use super::run::TIMEOUT;
use super::{Act, Outcome, Row, Strike};

const DONE: Outcome = Outcome::DONE;
const BROKEN_OFF: Outcome = Outcome::BROKEN_OFF;
const UNACKNOWLEDGED: Outcome = Outcome::UNACKNOWLEDGED;

/// Every row.
pub fn rows() -> Vec<Row> {
    [acks(), refusals(), cuts(), silences(), servers()].concat()
}

/// A frame that takes part in nothing but one message has one outcome; those of streams and files are sent again.
fn messages(outcome: Outcome) -> [(Act, Outcome); 2] {
    [(Push, outcome), (Reply, outcome)]
}

/// Frames that can be sent again reach the chat in the end.
fn all(message: Outcome) -> Vec<(Act, Outcome)> {
    let mut outcomes = messages(message).to_vec();
    outcomes.extend([StreamBegins, StreamEnds, Upload, UploadEnds].map(|act| (act, DONE)));
    outcomes
}

fn acks() -> Vec<Row> {
    let done = all(DONE);
    vec![
        Row::frame("The ack is late, and in time", Fault::LateAck(TIMEOUT / 4), &done),
        Row::frame("The ack comes after that of a later frame", Fault::AckAfterNext, &done),
        Row::frame("Before the ack comes a frame that is no JSON", Fault::Garbage, &done),
        Row::frame(
            "The ack comes when the time is up",
            Fault::LateAck(TIMEOUT + TIMEOUT / 4),
            &messages(UNACKNOWLEDGED.though_delivered()),
        ),
        Row::frame("No ack comes", Fault::NoAck, &messages(UNACKNOWLEDGED.though_delivered())),
        Row::frame(
            "No ack comes, and there is time for another frame",
            Fault::NoAck,
            &[(StreamBegins, DONE), (StreamEnds, DONE), (Upload, DONE), (UploadEnds, DONE)],
        )
        .patiently(),
    ]
}

fn refusals() -> Vec<Row> {
    [
        ("The chat has had too many messages", 45009),
        ("Too many frames at once", 45033),
        ("Nobody wrote to the bot in the chat", 846_607),
        ("WeCom is busy", -1),
    ]
    .map(|(what, code)| Row::frame(what, Fault::Refused(code), &messages(Outcome::api(code))))
    .into()
}

fn cuts() -> Vec<Row> {
    let lost = all(BROKEN_OFF);
    let arrived = all(BROKEN_OFF.though_delivered());
    vec![
        Row::frame("The connection is cut before the frame takes effect", Fault::CutBefore, &lost).patiently(),
        Row::frame("The connection is cut after the frame took effect", Fault::CutAfter, &arrived).patiently(),
        Row::frame("The server closes before the frame takes effect", Fault::CloseBefore, &lost).patiently(),
        Row::frame("The server closes after the frame took effect", Fault::CloseAfter, &arrived).patiently(),
        Row::frame("A frame that breaks the protocol comes in place of the ack", Fault::BrokenFrame, &arrived)
            .patiently(),
        Row::frame(
            "Another connection of the bot takes its place",
            Fault::Replaced,
            &messages(BROKEN_OFF.though_delivered()),
        )
        .closing(),
    ]
}

fn silences() -> Vec<Row> {
    let lost = all(BROKEN_OFF);
    let arrived = all(BROKEN_OFF.though_delivered());
    vec![
        Row::frame("The connection is half open: nothing of the frame is read", Fault::HalfOpen, &lost).patiently(),
        Row::frame("The connection is half open once the frame took effect", Fault::HalfOpenAfter, &arrived)
            .patiently(),
    ]
}

fn servers() -> Vec<Row> {
    let subscriptions =
        |what, faults: &[Fault], outcome| Row::new(what, Strike::Subscriptions(faults.to_vec()), &[(Push, outcome)]);
    vec![
        Row::server("The connection was cut while nothing was sent", |bot| bot.cut(), DONE).patiently(),
        Row::server("The server was closed while nothing was sent", |bot| bot.close(), DONE).patiently(),
        Row::server("The connection was half open while nothing was sent", |bot| bot.fall_silent(), DONE).patiently(),
        Row::server("The server is away for longer than a call waits", |bot| bot.stop_server(), Outcome::NOT_SENT),
        Row::server(
            "The long connection is switched off in the console",
            |bot| bot.switch_long_connection(false),
            Outcome::api(846_601),
        )
        .patiently()
        .closing(),
        subscriptions("The next subscription is refused for a while", &[Fault::Refused(45009)], DONE).patiently(),
        subscriptions("The next subscription has no ack", &[Fault::NoAck], DONE).patiently(),
        subscriptions("The next subscription is cut off", &[Fault::CutAfter], DONE).patiently(),
        subscriptions("The secret was changed", &[Fault::Refused(853_000)], Outcome::api(853_000))
            .patiently()
            .closing(),
    ]
}

/// Long enough that nothing in the table waits for it.
pub(super) const PATIENCE: Duration = Duration::from_secs(8);
