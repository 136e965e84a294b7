//! Every row of the table in `wecom_tests::aibot_matrix`.

use wecom_message::{Aibot, ErrorCode};
use wecom_sandbox::Sandbox;
use wecom_tests::aibot_matrix::{rows, run_all};

#[test]
fn each_fault_has_the_outcome_of_its_row() {
    let rows = rows();
    let wrong: Vec<_> = run_all(&rows).into_iter().filter_map(wecom_tests::aibot_matrix::Tried::complaints).collect();
    assert!(wrong.is_empty(), "{} cells are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_wrong_secret_is_told_at_once_and_not_tried_again() {
    let sandbox = Sandbox::start().unwrap();
    let other = sandbox.aibot();
    let error = Aibot::builder(other.id(), "wrong").url(other.url()).connect().unwrap_err();
    assert_eq!(error.errcode().map(ErrorCode::value), Some(853_000));
    assert!(!error.may_have_been_delivered(), "{error}");
    assert_eq!(sandbox.received().len(), 1);
}
