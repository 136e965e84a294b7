//! How a token's lifetime is divided.

use std::time::Duration;

/// How long before its end the next token is fetched.
pub(super) const MARGIN: Duration = Duration::from_secs(120);

/// Far beyond the usual two hours, far within the clock.
pub(super) const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// The longest time until refused credentials are tried again.
pub(super) const LONGEST_PAUSE: Duration = Duration::from_secs(600);

/// How long a token of this lifetime is used before the next one is fetched, and the margin after that. In whole
/// milliseconds, as stores keep them.
pub(super) fn divided(lifetime: Duration) -> (Duration, Duration) {
    let lifetime = lifetime.min(LONGEST);
    let margin = MARGIN.min(lifetime / 10);
    let margin = margin.saturating_sub(Duration::from_nanos((margin.subsec_nanos() % 1_000_000).into()));
    (lifetime.saturating_sub(margin), margin)
}
