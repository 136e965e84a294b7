//! What an error prints.

use super::Error;
use crate::http::failure::{Failure, TransportError};

#[test]
fn debug_is_the_text_and_the_advice() {
    let error = Error::transport("cgi-bin/message/send", TransportError::not_sent(Failure::Connect));
    assert_eq!(
        format!("{error:?}"),
        "cgi-bin/message/send: the connection could not be opened; nothing was sent\n\
         Check that this machine can reach the address, then send again. Nothing was sent."
    );
    assert!(format!("{error:#?}").starts_with("Error {"));
}

#[test]
fn debug_without_advice_is_the_text() {
    assert_eq!(format!("{:?}", Error::configuration("a timeout must not be zero")), "a timeout must not be zero");
}
