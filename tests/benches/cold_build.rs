//! What building a minimal application costs, beside one that has ureq and types of its own.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use crate::application::{Application, workspace};
use crate::race::{Cost, ratio};
use crate::timings;

const ROUNDS: usize = 5;

pub fn run() {
    println!("\n## Cold build of the minimal application, {ROUNDS} alternating runs (everything downloaded before)\n");
    println!("| run | by hand: CPU s | wall s | SDK: CPU s | wall s | CPU × |\n|--:|--:|--:|--:|--:|--:|");
    let (hand, sdk) = (Application::by_hand(), Application::with_sdk());
    let mut rounds = Vec::new();
    for round in 1..=ROUNDS {
        let costs = [&hand, &sdk].map(|application| {
            application.forget_build();
            application.build(&["--timings"]).0
        });
        print(&round.to_string(), costs);
        rounds.push(costs);
    }
    // All of them together: what the machine does besides falls on one run of one of the two.
    let all = |which: usize, of: fn(&Cost) -> Duration| rounds.iter().map(|costs| of(&costs[which])).sum();
    print("all", [0, 1].map(|which| Cost { cpu: all(which, |cost| cost.cpu), wall: all(which, |cost| cost.wall) }));

    println!("\nWhere the last of these builds spent its time: seconds of a unit, while another ran beside it\n");
    println!("| unit | by hand | SDK |\n|:--|--:|--:|");
    let [by_hand, with_sdk] = [&hand, &sdk].map(timings::units);
    for (unit, by_hand, with_sdk) in timings::side_by_side(&by_hand, &with_sdk) {
        println!("| {unit} | {by_hand:.1} | {with_sdk:.1} |");
    }

    println!("\n## Building again\n\n| after | steps |\n|:--|:--|");
    println!("| nothing | {} |", steps(&sdk));
    let description = File::options().append(true).open(workspace().join("schema/app/text.json"));
    description.and_then(|file| file.set_modified(SystemTime::now())).expect("a description");
    println!("| a description was touched | {} |", steps(&sdk));

    let [hand, sdk] = [hand, sdk].map(|application| {
        application.build(&["--release"]);
        fs::metadata(application.program("release")).expect("it was built").len()
    });
    #[allow(clippy::cast_precision_loss, reason = "shown with two digits")]
    let ratio = sdk as f64 / hand as f64;
    println!("\nRelease binary: {hand} bytes by hand, {sdk} with the SDK: {ratio:.2} ×.");
}

fn print(run: &str, [hand, sdk]: [Cost; 2]) {
    println!(
        "| {run} | {:.1} | {:.1} | {:.1} | {:.1} | {:.2} |",
        hand.cpu.as_secs_f64(),
        hand.wall.as_secs_f64(),
        sdk.cpu.as_secs_f64(),
        sdk.wall.as_secs_f64(),
        ratio(sdk.cpu, hand.cpu)
    );
}

/// What cargo does when it is asked to build again.
fn steps(application: &Application) -> String {
    let (_, told) = application.build(&["--verbose"]);
    let words = |line: &str| line.split_whitespace().take(2).map(str::to_owned).collect::<Vec<_>>();
    let made: Vec<String> = told
        .lines()
        .map(words)
        .filter(|words| matches!(words.first().map(String::as_str), Some("Compiling" | "Running")))
        .map(|words| match words.as_slice() {
            [what, subject] if what == "Compiling" => format!("compiles `{subject}`"),
            [_, program] if program.contains("build-script-build") => "runs a build script".to_owned(),
            _ => String::new(),
        })
        .filter(|step| !step.is_empty())
        .collect();
    if made.is_empty() { "none: the generator is not run".to_owned() } else { made.join(", ") }
}
