//! The system calls of a send, as `strace` sees them.

#[cfg(all(feature = "syscalls", target_os = "linux"))]
mod counted;

#[cfg(not(all(feature = "syscalls", target_os = "linux")))]
#[test]
fn the_system_calls_are_counted_behind_the_feature_syscalls() {
    use std::io::Write;
    // Past the capturing of a test's output, which would keep it from being seen.
    let hint = "not run: the count of system calls; it needs Linux, strace and\n    \
                cargo test -p wecom-tests --test syscalls --features syscalls";
    writeln!(std::io::stderr(), "{hint}").unwrap();
}
