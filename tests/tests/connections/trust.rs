//! A round trip over TLS, with a certificate from an authority that only this test knows.

use wecom_message::{Client, Phase, To};
use wecom_sandbox::Sandbox;

use crate::authority::Authority;

#[test]
fn a_private_root_is_trusted_and_nothing_else() {
    let sandbox = Sandbox::start().unwrap();
    let authority = Authority::new();
    let address = authority.terminate_tls_before(sandbox.base_url().trim_start_matches("http://").parse().unwrap());
    let builder = || {
        Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id())
            .base_url(format!("https://localhost:{}", address.port()))
    };

    let trusting = builder().root_certificates_pem(authority.pem.clone()).build().unwrap();
    let receipt = trusting.send_text(To::user("lisi"), "over TLS").unwrap();
    assert!(receipt.reached_everyone());
    assert_eq!(asked(&sandbox), ["/cgi-bin/gettoken", "/cgi-bin/message/send"]);

    let error = builder().build().unwrap().send_text(To::user("lisi"), "to a stranger").unwrap_err();
    assert!(error.is_transport() && error.phase() == Some(Phase::NotSent), "{error}");
    assert!(error.advice().is_some_and(|advice| advice.contains("certificate")), "{error}");
    assert_eq!(asked(&sandbox), ["/cgi-bin/gettoken", "/cgi-bin/message/send"], "the stranger got no request");
}

fn asked(sandbox: &Sandbox) -> Vec<String> {
    sandbox.received().into_iter().map(|request| request.path).collect()
}
