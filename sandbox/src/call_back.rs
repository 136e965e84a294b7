//! Sends a member's action to the callback URL and applies the answer.

use std::sync::Mutex;

use crate::callback::{Action, Called, NotCalled, deliver};
use crate::shared::{Shared, lock};

/// Calls back about an action; the URL is verified before the first one.
pub(crate) async fn call_back(shared: &Mutex<Shared>, action: &Action) -> Result<Called, NotCalled> {
    let is_verified = lock(shared).wecom().has_verified_callback_url();
    if !is_verified {
        verify(shared).await?;
    }
    let (address, timeout) = lock(shared).wecom().callback_address()?;
    let prepared = lock(shared).wecom().prepare(&address, action)?;
    let (attempts, answer) = deliver(&address, &prepared.call, timeout).await;
    Ok(lock(shared).called(|wecom| wecom.called(&address, prepared, attempts, &answer)))
}

/// Verifies the callback URL.
pub(crate) async fn verify(shared: &Mutex<Shared>) -> Result<(), NotCalled> {
    let (address, timeout) = lock(shared).wecom().callback_address()?;
    let prepared = lock(shared).wecom().prepare_verification(&address);
    let (attempts, answer) = deliver(&address, &prepared.call, timeout).await;
    let called = lock(shared).called(|wecom| wecom.called(&address, prepared, attempts, &answer));
    called.problem.map_or(Ok(()), |problem| Err(NotCalled::NotVerified(problem)))
}
