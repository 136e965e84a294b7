//! What building a minimal application costs, beside one that has ureq and types of its own.

use std::fs;

use crate::application::Application;
use crate::race::ratio;

const ROUNDS: usize = 3;

pub fn run() {
    println!("\n## Cold build of the minimal application, {ROUNDS} alternating runs (everything downloaded before)\n");
    println!("| run | by hand: CPU s | wall s | SDK: CPU s | wall s | CPU × |\n|--:|--:|--:|--:|--:|--:|");
    let (hand, sdk) = (Application::by_hand(), Application::with_sdk());
    for round in 1..=ROUNDS {
        let [hand, sdk] = [&hand, &sdk].map(|application| {
            application.forget_build();
            application.build(&["--timings"]).0
        });
        println!(
            "| {round} | {:.1} | {:.1} | {:.1} | {:.1} | {:.2} |",
            hand.cpu.as_secs_f64(),
            hand.wall.as_secs_f64(),
            sdk.cpu.as_secs_f64(),
            sdk.wall.as_secs_f64(),
            ratio(sdk.cpu, hand.cpu)
        );
    }
    let (_, told) = sdk.build(&["--verbose"]);
    let fresh = told.lines().filter(|line| line.contains("Fresh ")).count();
    let not = told.lines().filter(|line| ["Compiling ", "Dirty ", "Running "].iter().any(|word| line.contains(word)));
    println!("\nBuilt again with nothing changed: {fresh} packages are fresh, {} steps are made again.", not.count());

    let [hand, sdk] = [hand, sdk].map(|application| {
        application.build(&["--release"]);
        fs::metadata(application.program("release")).expect("it was built").len()
    });
    #[allow(clippy::cast_precision_loss, reason = "shown with two digits")]
    let ratio = sdk as f64 / hand as f64;
    println!("\nRelease binary: {hand} bytes by hand, {sdk} with the SDK: {ratio:.2} ×.");
}
