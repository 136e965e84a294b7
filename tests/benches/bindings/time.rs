//! The CPU time of bodies.

use std::time::Duration;

use super::{LARGE, Work, comparisons};
use crate::race::{Contender, race, ratio};

const BODIES: usize = 20_000;

pub fn run() {
    println!("\n## Bodies: best of ten alternating rounds of {BODIES} each, CPU ns\n");
    println!("| message | bytes | build by hand | SDK | × | write by hand | SDK | × | check | of the write % |");
    println!("|:--|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for comparison in comparisons() {
        let bodies = if comparison.bytes < LARGE { BODIES } else { 20 };
        let costs = race(&mut comparison.works().map(contender), bodies);
        let [build_by_hand, build, write_by_hand, write, check] = [0, 1, 2, 3, 4].map(|index| costs[index].cpu);
        let nanos = Duration::as_nanos;
        println!(
            "| {} | {} | {} | {} | {:.2} | {} | {} | {:.2} | {} | {:.0} |",
            comparison.name,
            comparison.bytes,
            nanos(&build_by_hand),
            nanos(&build),
            ratio(build, build_by_hand),
            nanos(&write_by_hand),
            nanos(&write),
            ratio(write, write_by_hand),
            nanos(&check),
            100.0 * ratio(check, write),
        );
    }
}

fn contender(work: &Work) -> Contender<'_> {
    Contender::new(move |count| (0..count).for_each(|_| work()))
}
