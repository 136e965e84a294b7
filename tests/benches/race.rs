//! Several ways to the same end, measured in turns: what disturbs the machine disturbs all of them.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

pub const ROUNDS: usize = 10;

pub struct Contender<'a> {
    /// Does it so many times.
    run: Box<dyn FnMut(usize) + 'a>,
}

/// Of one operation.
#[derive(Clone, Copy)]
pub struct Cost {
    pub cpu: Duration,
    pub wall: Duration,
}

impl<'a> Contender<'a> {
    pub fn new(run: impl FnMut(usize) + 'a) -> Self {
        Self { run: Box::new(run) }
    }

    fn measure(&mut self, operations: usize) -> Cost {
        let (cpu, wall) = (process_cpu(), Instant::now());
        (self.run)(operations);
        let each = |time: Duration| time.div_f64(f64::from(u32::try_from(operations).unwrap_or(u32::MAX)));
        Cost { cpu: each(process_cpu().saturating_sub(cpu)), wall: each(wall.elapsed()) }
    }
}

/// The CPU time of all threads of this process.
pub fn process_cpu() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// The least cost of each in ten rounds, after one that does not count.
pub fn race(contenders: &mut [Contender<'_>], operations: usize) -> Vec<Cost> {
    let mut best = vec![Cost { cpu: Duration::MAX, wall: Duration::MAX }; contenders.len()];
    for contender in contenders.iter_mut() {
        contender.measure(operations.div_ceil(4));
    }
    for round in 0..ROUNDS {
        for turn in 0..contenders.len() {
            let index = (round + turn) % contenders.len();
            let cost = contenders[index].measure(operations);
            best[index] = Cost { cpu: best[index].cpu.min(cost.cpu), wall: best[index].wall.min(cost.wall) };
        }
    }
    best
}

/// How many times as much the one is as the other.
pub fn ratio(this: Duration, other: Duration) -> f64 {
    this.as_secs_f64() / other.as_secs_f64()
}
