//! What building an application costs from nothing, beside the same application by hand.

use crate::cost::{Cost, ratio};
use crate::package::{Package, workspace};

const ROUNDS: usize = 5;

/// As careful as the SDK's own manifest is with features.
const UREQ: &str = "ureq = { version = \"3.5.2\", default-features = false, features = [\"rustls\"] }\n";
const JSON: &str = "serde_json = \"1\"\n";
const DERIVE: &str = "serde = { version = \"1\", features = [\"derive\"] }\n";

pub fn run() {
    let (by_hand, with_sdk) = ([DERIVE, JSON, UREQ].concat(), [DERIVE, JSON, &sdk()].concat());
    let by_hand = Package::new("derive_by_hand", &by_hand);
    compare("whose own types derive serde", &by_hand, &Package::new("derive_with_sdk", &with_sdk));
    let by_hand = Package::new("plain_by_hand", &[JSON, UREQ].concat());
    compare("without any derive", &by_hand, &plain_with_sdk());
}

pub fn plain_with_sdk() -> Package {
    Package::new("plain_with_sdk", &sdk())
}

fn sdk() -> String {
    format!("wecom-message = {{ path = \"{}\" }}\n", workspace().join("wecom-message").display())
}

fn compare(what: &str, by_hand: &Package, with_sdk: &Package) {
    println!("\n## Build from nothing of an application {what}, {ROUNDS} alternating rounds\n");
    println!("| round | by hand: CPU s | wall s | SDK: CPU s | wall s | CPU × |\n|--:|--:|--:|--:|--:|--:|");
    let mut all = [Cost::default(); 2];
    for round in 1..=ROUNDS {
        let costs = [by_hand, with_sdk].map(Package::build_from_nothing);
        print(&round.to_string(), costs);
        all.iter_mut().zip(costs).for_each(|(all, cost)| *all += cost);
    }
    // Other work of the machine affects single builds; the sum counts.
    print("all", all);
}

fn print(round: &str, [by_hand, with_sdk]: [Cost; 2]) {
    let seconds = |cost: Cost| format!("{:.1} | {:.1}", cost.cpu.as_secs_f64(), cost.wall.as_secs_f64());
    let ratio = ratio(with_sdk.cpu, by_hand.cpu);
    println!("| {round} | {} | {} | {ratio:.2} |", seconds(by_hand), seconds(with_sdk));
}
