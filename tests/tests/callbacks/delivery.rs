//! Verification, retries, deduplication.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use wecom_message::callback::Deduplicator;
use wecom_sandbox::{CallbackAddress, Called, Click, NotCalled, Outcome, Sandbox};

use crate::program::{KEY, TOKEN};
use crate::{Program, buttons, callbacks, last, read, send, silent, taken};

#[test]
fn the_url_is_verified_before_the_first_callback() {
    let program = silent();
    let sandbox = program.sandbox().start().unwrap();
    sandbox.enter_agent("lisi").unwrap();
    sandbox.enter_agent("lisi").unwrap();
    let events: Vec<String> = sandbox.callbacks().into_iter().map(|called| called.event).collect();
    assert_eq!(events, ["url_verification", "enter_agent", "enter_agent"]);
}

#[test]
fn a_url_that_does_not_verify_is_not_called() {
    let program = silent();
    let other_key = KEY.replace('j', "k");
    for (url, token, key) in [
        (program.url(), "another", KEY),
        (program.url(), TOKEN, &*other_key),
        ("http://127.0.0.1:1/".to_owned(), TOKEN, KEY),
    ] {
        let address = CallbackAddress::new(&url, token, key).unwrap();
        let sandbox = Sandbox::builder().callback_address(address).start().unwrap();
        assert!(matches!(sandbox.verify_callback_url(), Err(NotCalled::NotVerified(_))), "{url} {token} {key}");
        assert!(matches!(sandbox.say("lisi", "hi"), Err(NotCalled::NotVerified(_))), "{url} {token} {key}");
    }
    assert!(program.posts().is_empty());
    assert_eq!(Sandbox::start().unwrap().say("lisi", "hi"), Err(NotCalled::NoCallbackUrl));
}

/// What a member does.
type Act = fn(&Sandbox) -> Result<Called, NotCalled>;

#[test]
fn messages_and_events_of_members_are_what_the_client_reads() {
    let program = silent();
    let sandbox = program.sandbox().start().unwrap();
    let table: [(Act, &str, &str); 4] = [
        (|sandbox| sandbox.say("lisi", "hi"), "text", ""),
        (|sandbox| sandbox.enter_agent("lisi"), "event", "enter_agent"),
        (|sandbox| sandbox.subscribe("lisi"), "event", "subscribe"),
        (|sandbox| sandbox.unsubscribe("lisi"), "event", "unsubscribe"),
    ];
    for (act, msg_type, event) in table {
        assert!(act(&sandbox).unwrap().was_taken());
        let head = last(&program).head;
        assert_eq!((&*head.msg_type, &*head.event, &*head.from_user_name), (msg_type, event, "lisi"));
        assert_eq!(head.msg_id.is_empty(), msg_type == "event", "messages alone have an id");
        assert_eq!(head.agent_id, Some(sandbox.agent_id()));
    }
}

#[test]
fn what_is_not_answered_with_200_is_sent_three_times_without_a_change() {
    let program = Program::start(|_| {
        let mut answer = taken();
        answer.status = 500;
        answer
    });
    let sandbox = program.sandbox().start().unwrap();
    let called = sandbox.say("lisi", "hi").unwrap();
    let outcomes: Vec<&Outcome> = called.attempts.iter().map(|attempt| &attempt.outcome).collect();
    assert_eq!(outcomes, [&Outcome::Answered(500); 3]);
    let posts = program.posts();
    assert!(posts.len() == 3 && posts.iter().all(|post| post == &posts[0]));
    assert!(!called.was_taken());
}

#[test]
fn a_slow_program_is_told_again_and_handles_it_once() {
    let (second_came, wait) = mpsc::channel();
    let (attempts, wait) = (AtomicUsize::new(0), Mutex::new(wait));
    let handled = Arc::new(AtomicUsize::new(0));
    let deduplicator = Deduplicator::new();
    let counted = handled.clone();
    let program = Program::start(move |post| {
        let received = read(post);
        if deduplicator.is_first(&received.dedupe_key()) {
            counted.fetch_add(1, Ordering::SeqCst);
        }
        match attempts.fetch_add(1, Ordering::SeqCst) {
            0 => wait.lock().unwrap().recv().unwrap(), // as slow as it takes
            _ => second_came.send(()).unwrap(),
        }
        received.responder.acknowledge()
    });
    let sandbox = program.sandbox().callback_timeout(Duration::from_millis(200)).start().unwrap();
    let _ = send(&sandbox, buttons());
    let called = sandbox.click(&Click::button("lisi", "deploy-42", "yes")).unwrap();
    let outcomes: Vec<&Outcome> = called.attempts.iter().map(|attempt| &attempt.outcome).collect();
    assert_eq!(outcomes, [&Outcome::TimedOut, &Outcome::Answered(200)]);
    assert_eq!(handled.load(Ordering::SeqCst), 1);
}

#[test]
fn a_click_that_eight_threads_deliver_is_handled_once() {
    let program = silent();
    let sandbox = program.sandbox().start().unwrap();
    let _ = send(&sandbox, buttons());
    sandbox.click(&Click::button("lisi", "deploy-42", "yes")).unwrap();
    let post = program.posts().pop().unwrap();
    let deduplicator = Deduplicator::new();
    let firsts = thread::scope(|scope| {
        let deliver = || {
            let received = callbacks().receive(&post.query, &post.body).unwrap();
            deduplicator.is_first(&received.dedupe_key())
        };
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(deliver)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).filter(|first| *first).count()
    });
    assert_eq!(firsts, 1);
}
