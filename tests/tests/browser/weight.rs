//! What the page weighs. How long it takes is printed with `--nocapture`; no test fails for a time.

use wecom_message::To;
use wecom_sandbox::Sandbox;

use crate::browser::Browser;
use crate::client;

#[test]
fn the_page_is_small_and_all_of_it_comes_from_the_sandbox() {
    let sandbox = Sandbox::start().unwrap();
    let _ = client(&sandbox).send_text(To::user("lisi"), "first").unwrap();
    let browser = Browser::start(1100, 900);
    browser.open(&format!("{}?lang=en#users/lisi", sandbox.page_url()));
    let shown = browser.until("document.querySelector('article .bubble') !== null && performance.now()");
    let weight = browser.evaluate(
        "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))\
         .filter((entry) => !entry.name.endsWith('/happenings'))\
         .reduce(([requests, bytes], entry) => [requests + 1, bytes + entry.decodedBodySize], [0, 0])",
    );
    let (requests, bytes) = (weight[0].as_u64().unwrap(), weight[1].as_u64().unwrap());
    println!("{requests} requests, {bytes} bytes, the first message after {} ms", shown.as_f64().unwrap().round());
    assert!(requests <= 60, "{requests} requests");
    assert!(bytes <= 200_000, "{bytes} bytes");
}
