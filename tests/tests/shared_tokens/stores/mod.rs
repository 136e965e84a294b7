//! A store never prevents a message: however it fails, the call ends within its deadline, and `gettoken` is asked a
//! bounded number of times.
//!
//! Each cell is a store and a fault of it. A client sends a message, its token expires, and it sends another one.

mod cell;
mod file;
mod own;
#[cfg(feature = "redis")]
mod redis;

use self::cell::assert_all_hold;

#[test]
fn no_store_of_the_applications_own_holds_a_message() {
    assert_all_hold(own::cells());
}

#[test]
fn no_state_of_its_folder_makes_the_file_store_hold_a_message() {
    assert_all_hold(file::cells());
}

#[cfg(feature = "redis")]
#[test]
fn no_answer_of_redis_holds_a_message() {
    assert_all_hold(redis::cells());
}
