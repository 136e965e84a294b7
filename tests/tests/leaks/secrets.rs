//! What must not be seen.

use std::sync::{Mutex, PoisonError};

use wecom_tests::fault_matrix::CORP_SECRET;
use wecom_tests::fault_proxy::{TOKEN_HEAD, TOKEN_TAIL, encoded};

/// The key of a webhook, with characters that change under percent-encoding.
pub(crate) const WEBHOOK_KEY: &str = "hush-key+/=&%号-key-hush";

/// How each secret begins and ends. These parts have no character that any encoding changes, so that they are found in
/// whatever form the secret is shown, and in part of one.
const SECRETS: [(&str, &str, &str); 4] = [
    ("the corp secret", "hush-secret", "secret-hush"),
    ("the access token", "hush-token", "token-hush"),
    ("the webhook's key", "hush-key", "key-hush"),
    ("the response code", "hush-code", "code-hush"),
];

/// Those of callbacks, which come from test vectors.
static OTHERS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Looks for this secret as well.
pub(crate) fn look_for(secret: &str) {
    OTHERS.lock().unwrap_or_else(PoisonError::into_inner).push(secret.to_owned());
}

/// Which secrets a text shows.
pub(crate) fn shown(text: &str) -> Vec<&'static str> {
    let shows = |(_, begins, ends): &&(&str, &str, &str)| text.contains(begins) || text.contains(ends);
    let others = OTHERS.lock().unwrap_or_else(PoisonError::into_inner);
    let other = others.iter().any(|secret| text.contains(secret)).then_some("a secret of callbacks");
    SECRETS.iter().filter(shows).map(|(name, ..)| *name).chain(other).collect()
}

#[test]
fn every_form_of_a_secret_is_found() {
    for (secret, name) in [
        (CORP_SECRET, "the corp secret"),
        (TOKEN_HEAD, "the access token"),
        (TOKEN_TAIL, "the access token"),
        (WEBHOOK_KEY, "the webhook's key"),
    ] {
        assert_ne!(encoded(secret), secret, "it must change in a URL");
        for form in [secret.to_owned(), encoded(secret), encoded(secret).to_lowercase(), format!("{secret:?}")] {
            assert_eq!(shown(&form), [name], "{form}");
        }
    }
}
