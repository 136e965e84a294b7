//! CPU and wall time, and several ways to the same end measured in turns: what disturbs the machine disturbs all of them.

use std::fs;
use std::ops::AddAssign;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::thread::{CpuSet, sched_getaffinity, sched_getcpu, sched_setaffinity};
use rustix::time::{ClockId, clock_gettime};

const ROUNDS: usize = 10;

/// Clock ticks of `/proc/self/stat`, on every Linux.
const TICKS_PER_SECOND: f64 = 100.0;

#[derive(Clone, Copy, Default)]
pub struct Cost {
    pub cpu: Duration,
    pub wall: Duration,
}

impl AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        self.cpu += other.cpu;
        self.wall += other.wall;
    }
}

/// The least cost of each in ten rounds, after one that does not count.
pub fn race<const N: usize>(ways: [&dyn Fn(); N]) -> [Cost; N] {
    let mut best = [Cost { cpu: Duration::MAX, wall: Duration::MAX }; N];
    for way in ways {
        way();
    }
    for round in 0..ROUNDS {
        for turn in 0..N {
            let index = (round + turn) % N;
            let (cpu, wall) = (cpu_of_process(), Instant::now());
            ways[index]();
            best[index].wall = best[index].wall.min(wall.elapsed());
            best[index].cpu = best[index].cpu.min(cpu_of_process().saturating_sub(cpu));
        }
    }
    best
}

/// What a command costs that runs to its end; panics where it fails.
pub fn of_command(command: &mut Command) -> Cost {
    let (cpu, wall) = (cpu_of_children(), Instant::now());
    let output = command.stdout(Stdio::null()).stderr(Stdio::piped()).output().expect("it can be run");
    let cost = Cost { cpu: cpu_of_children().saturating_sub(cpu), wall: wall.elapsed() };
    assert!(output.status.success(), "{command:?}\n{}", String::from_utf8_lossy(&output.stderr));
    cost
}

/// Runs this, and the threads and processes that it starts, on one processor.
pub fn on_one_processor(run: impl FnOnce()) {
    let before = sched_getaffinity(None).expect("this is Linux");
    let mut one = CpuSet::new();
    one.set(sched_getcpu());
    sched_setaffinity(None, &one).expect("the thread runs there already");
    run();
    sched_setaffinity(None, &before).expect("the thread ran there before");
}

/// How many times as much the one is as the other.
pub fn ratio(this: Duration, other: Duration) -> f64 {
    this.as_secs_f64() / other.as_secs_f64()
}

/// User and system time of all threads of this process.
fn cpu_of_process() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// User and system time of all processes that this one has waited for, and of theirs.
fn cpu_of_children() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").expect("this is Linux");
    // Behind the program's name, which can hold anything: state is field 3, cutime 16, cstime 17.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: f64 = fields.skip(13).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    Duration::from_secs_f64(ticks / TICKS_PER_SECOND)
}
