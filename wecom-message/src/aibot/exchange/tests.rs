use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};

use super::*;
use crate::aibot::frame::tests::ack;

const PATIENCE: Duration = Duration::from_secs(20);

/// An exchange over connection 1.
fn connected() -> Exchange {
    let mut exchange = Exchange::new(PATIENCE);
    assert!(exchange.up(1).is_empty());
    exchange
}

fn closed() -> Error {
    Error::configuration("closed")
}

fn id(req_id: &str) -> Arc<str> {
    req_id.into()
}

struct Call {
    ticket: u64,
    departure: Option<Departure>,
    outcome: Receiver<Outcome>,
}

impl Call {
    fn outcome(&self) -> &'static str {
        match self.outcome.try_recv() {
            Ok(Outcome::Acked(ack)) if ack.code() == Some(0) => "delivered",
            Ok(Outcome::Acked(_)) => "refused",
            Ok(Outcome::Unknown) => "unknown",
            Ok(Outcome::Closed(_)) => "closed",
            Err(TryRecvError::Empty) => "waiting",
            Err(TryRecvError::Disconnected) => "nothing more",
        }
    }
}

fn submit(exchange: &mut Exchange, req_id: &str, frame: &'static str, stream: Option<StreamFrame>) -> Call {
    let (sender, outcome) = sync_channel(1);
    let frame = Bytes::from_static(frame.as_bytes());
    let (ticket, departure) = exchange.submit(&id(req_id), frame, stream, Waiter::Call(sender)).unwrap();
    Call { ticket, departure, outcome }
}

/// A frame of a stream that nobody waits for.
fn push(exchange: &mut Exchange, req_id: &str, frame: &'static str) -> (Failure, Option<Departure>) {
    let failure = Failure::default();
    let stream = Some(StreamFrame { id: id("S-1"), closes: false });
    let frame = Bytes::from_static(frame.as_bytes());
    let (_, departure) = exchange.submit(&id(req_id), frame, stream, Waiter::Stream(Arc::clone(&failure))).unwrap();
    (failure, departure)
}

fn closing() -> StreamFrame {
    StreamFrame { id: id("S-1"), closes: true }
}

fn frames<'d>(departures: impl IntoIterator<Item = &'d Departure>) -> Vec<&'d str> {
    departures.into_iter().map(|it| str::from_utf8(&it.frame).unwrap()).collect()
}

#[test]
fn an_ack_ends_the_call_of_its_req_id_in_any_order() {
    let mut exchange = connected();
    let [a, b] = ["a", "b"].map(|req_id| submit(&mut exchange, req_id, req_id, None));
    assert_eq!(frames(a.departure.iter().chain(&b.departure)), ["a", "b"]);
    for (req_id, code) in [("b", 846_607), ("a", 0), ("a", 1), ("never", 0)] {
        assert!(exchange.acknowledged(ack(req_id, code)).is_none());
    }
    assert_eq!([a, b].map(|call| call.outcome()), ["delivered", "refused"]);
    assert!(exchange.lanes.is_empty());
}

#[test]
fn the_frames_of_one_req_id_leave_one_after_the_other() {
    let mut exchange = connected();
    let [first, second] = ["1", "2"].map(|frame| submit(&mut exchange, "R", frame, None));
    assert_eq!(frames(&first.departure), ["1"]);
    assert!(second.departure.is_none());
    let next = exchange.acknowledged(ack("R", 0));
    assert_eq!(frames(&next), ["2"]);
    assert_eq!([first.outcome(), second.outcome()], ["delivered", "waiting"]);
    exchange.acknowledged(ack("R", 0));
    assert_eq!(second.outcome(), "delivered");
}

#[test]
fn a_late_ack_is_not_taken_for_that_of_the_next_frame() {
    let (mut exchange, now) = (connected(), Instant::now());
    let late = submit(&mut exchange, "R", "late", None);
    exchange.written(late.departure.as_ref().unwrap(), now);
    assert_eq!(exchange.abandon(&id("R"), late.ticket), Abandoned::Sent);
    let next = submit(&mut exchange, "R", "next", None);
    assert!(next.departure.is_none(), "the ack of the first can still come");
    let departure = exchange.acknowledged(ack("R", 846_604));
    assert_eq!(frames(&departure), ["next"]);
    assert_eq!(next.outcome(), "waiting");
    exchange.acknowledged(ack("R", 0));
    assert_eq!(next.outcome(), "delivered");
}

#[test]
fn an_ack_that_never_comes_holds_the_lane_for_a_time_only() {
    let (mut exchange, now) = (connected(), Instant::now());
    let lost = submit(&mut exchange, "R", "lost", None);
    exchange.written(lost.departure.as_ref().unwrap(), now);
    exchange.abandon(&id("R"), lost.ticket);
    let next = submit(&mut exchange, "R", "next", None);
    assert!(exchange.tick(now + PATIENCE / 2).is_empty());
    assert_eq!(frames(&exchange.tick(now + PATIENCE)), ["next"]);
    exchange.acknowledged(ack("R", 0));
    assert_eq!(next.outcome(), "delivered");
}

#[test]
fn what_left_is_unknown_after_a_loss_and_what_waited_goes_over_the_next_connection() {
    let (mut exchange, now) = (connected(), Instant::now());
    let sent = submit(&mut exchange, "R", "sent", None);
    let waiting = submit(&mut exchange, "R", "waiting", None);
    exchange.written(sent.departure.as_ref().unwrap(), now);
    exchange.lost(1);
    let later = submit(&mut exchange, "own", "later", None);
    assert_eq!([&sent, &waiting, &later].map(Call::outcome), ["unknown", "waiting", "waiting"]);
    let departures = exchange.up(2);
    let mut frames = frames(&departures);
    frames.sort_unstable();
    assert_eq!(frames, ["later", "waiting"]);
}

#[test]
fn what_was_cut_while_it_was_written_is_decided_by_the_writer() {
    let (mut exchange, now) = (connected(), Instant::now());
    let [whole, part] = ["whole", "part"].map(|frame| submit(&mut exchange, frame, frame, None));
    exchange.lost(1);
    exchange.up(2);
    assert_eq!([&whole, &part].map(Call::outcome), ["waiting", "waiting"]);
    assert!(exchange.written(whole.departure.as_ref().unwrap(), now).is_none());
    let again = exchange.unwritten(part.departure.as_ref().unwrap());
    assert_eq!(frames(&again), ["part"]);
    assert_eq!([&whole, &part].map(Call::outcome), ["unknown", "waiting"]);
    assert_eq!(again.map(|it| it.link), Some(2));
}

#[test]
fn an_ack_before_the_writer_has_said_so_counts() {
    let (mut exchange, now) = (connected(), Instant::now());
    let call = submit(&mut exchange, "a", "a", None);
    exchange.acknowledged(ack("a", 0));
    assert!(exchange.written(call.departure.as_ref().unwrap(), now).is_none());
    assert_eq!(call.outcome(), "delivered");
}

#[test]
fn news_of_an_old_connection_changes_nothing() {
    let mut exchange = connected();
    exchange.lost(1);
    exchange.up(2);
    let call = submit(&mut exchange, "a", "a", None);
    exchange.lost(1);
    assert!(call.departure.is_some() && exchange.is_up());
    assert_eq!(call.outcome(), "waiting");
}

#[test]
fn a_stream_leaves_out_what_a_later_frame_says_as_well() {
    let mut exchange = connected();
    let (failure, first) = push(&mut exchange, "R", "a");
    assert_eq!(frames(&first), ["a"]);
    for frame in ["ab", "abc"] {
        assert!(push(&mut exchange, "R", frame).1.is_none());
    }
    assert_eq!(frames(&exchange.acknowledged(ack("R", 0))), ["abc"]);
    push(&mut exchange, "R", "abcd");
    let last = submit(&mut exchange, "R", "abcde.", Some(closing()));
    assert_eq!(frames(&exchange.acknowledged(ack("R", 0))), ["abcde."]);
    exchange.acknowledged(ack("R", 0));
    assert_eq!(last.outcome(), "delivered");
    assert!(failure.lock().unwrap().is_none());
}

#[test]
fn a_stream_goes_on_over_the_next_connection() {
    let (mut exchange, now) = (connected(), Instant::now());
    let (_, first) = push(&mut exchange, "R", "a");
    exchange.written(&first.unwrap(), now);
    exchange.lost(1);
    assert_eq!(frames(&exchange.up(2)), ["a"]);

    let last = submit(&mut exchange, "R", "ab.", Some(closing()));
    exchange.acknowledged(ack("R", 0));
    exchange.lost(2);
    push(&mut exchange, "R2", "another");
    assert_eq!(last.outcome(), "waiting");
}

#[test]
fn the_last_frame_of_a_stream_is_sent_again_after_a_loss() {
    let (mut exchange, now) = (connected(), Instant::now());
    let last = submit(&mut exchange, "R", "ab.", Some(closing()));
    exchange.written(last.departure.as_ref().unwrap(), now);
    exchange.lost(1);
    assert_eq!(last.outcome(), "waiting");
    assert_eq!(frames(&exchange.up(2)), ["ab."]);
    exchange.acknowledged(ack("R", 0));
    assert_eq!(last.outcome(), "delivered");
}

#[test]
fn a_stream_that_wecom_refuses_learns_so() {
    let mut exchange = connected();
    let (failure, _) = push(&mut exchange, "R", "a");
    exchange.acknowledged(ack("R", 846_608));
    assert!(matches!(&*failure.lock().unwrap(), Some(Outcome::Acked(ack)) if ack.code() == Some(846_608)));
}

#[test]
fn closing_ends_every_call() {
    let (mut exchange, now) = (connected(), Instant::now());
    let calls = ["sent", "leaving"].map(|frame| submit(&mut exchange, frame, frame, None));
    let [sent, leaving] = &calls;
    let waiting = submit(&mut exchange, "sent", "waiting", None);
    let stream = submit(&mut exchange, "stream", "stream", Some(closing()));
    for call in [sent, &stream] {
        exchange.written(call.departure.as_ref().unwrap(), now);
    }
    exchange.close(&closed());
    assert_eq!([sent, &waiting, &stream, leaving].map(Call::outcome), ["unknown", "closed", "unknown", "waiting"]);
    exchange.unwritten(leaving.departure.as_ref().unwrap());
    assert_eq!(leaving.outcome(), "closed");
    assert!(exchange.lanes.is_empty());
    let refused = exchange.submit(&id("a"), Bytes::new(), None, Waiter::None);
    assert!(refused.is_err_and(|error| error.is_configuration()));
    assert!(exchange.up(3).is_empty() && !exchange.is_up());
}

#[test]
fn a_frame_that_was_given_up_before_it_left_never_leaves() {
    let mut exchange = Exchange::new(PATIENCE);
    let call = submit(&mut exchange, "a", "a", None);
    assert_eq!(exchange.abandon(&id("a"), call.ticket), Abandoned::NotSent);
    assert_eq!(exchange.abandon(&id("a"), call.ticket), Abandoned::Settled);
    assert!(exchange.up(1).is_empty());
}
