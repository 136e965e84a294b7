//! What holds for all answers and all texts, tried on many of them.

mod answers;
mod settings;
mod strings;

use proptest::test_runner::{Config, RngSeed, TestRunner};

/// The same cases on every run, and no file of failures: a failing case is shown in its least form.
fn runner(cases: u32) -> TestRunner {
    TestRunner::new(Config {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_261_123),
        ..Config::default()
    })
}
