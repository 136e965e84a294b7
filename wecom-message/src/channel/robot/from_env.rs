//! A robot from environment variables.

use super::Robot;
use super::builder::RobotBuilder;
use crate::client::from_env::{at_base_url, value, variable};
use crate::error::Error;

impl Robot {
    /// A robot from the environment: `WECOM_WEBHOOK_KEY` is the key or the whole webhook URL, and `WECOM_BASE_URL`, for private
    /// deployments and tests, overrides the address in that URL. Blanks and line breaks around the values are ignored.
    ///
    /// ```no_run
    /// let robot = wecom_message::Robot::from_env()?;
    /// # Ok::<(), wecom_message::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Fails with [`is_configuration`](Error::is_configuration) if the key is missing or empty, or a setting is invalid.
    pub fn from_env() -> Result<Self, Error> {
        from_variables(variable)?.build()
    }
}

fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<RobotBuilder, Error> {
    let Some(key) = value("WECOM_WEBHOOK_KEY", &variable)? else {
        return Err(Error::configuration("not set in the environment: WECOM_WEBHOOK_KEY"));
    };
    let is_url = key.contains("://");
    at_base_url(if is_url { Robot::builder_from_url(&key)? } else { Robot::builder(key) }, variable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables<'a>(set: &'a [(&'a str, &'a str)]) -> impl Fn(&str) -> Option<String> + 'a {
        move |wanted| set.iter().find(|(name, _)| *name == wanted).map(|(_, value)| (*value).to_owned())
    }

    #[test]
    fn a_robot_takes_its_key_or_its_whole_url() {
        let shown = |set: &[(&str, &str)]| {
            from_variables(variables(set)).and_then(RobotBuilder::build).map(|it| format!("{it:?}"))
        };
        let url = ("WECOM_WEBHOOK_KEY", "http://localhost:1/wx/cgi-bin/webhook/send?key=hush");
        let base = ("WECOM_BASE_URL", "http://127.0.0.1:8080/wecom");
        assert!(shown(&[("WECOM_WEBHOOK_KEY", " hush "), base]).unwrap().contains("127.0.0.1:8080/wecom"));
        assert!(shown(&[url]).unwrap().contains("localhost:1/wx\""));
        assert!(shown(&[url, base]).unwrap().contains("127.0.0.1:8080/wecom"));
        let error = shown(&[("WECOM_WEBHOOK_KEY", "hu\rsh"), base]).unwrap_err();
        assert!(error.is_configuration() && error.to_string().contains("WECOM_WEBHOOK_KEY"), "{error}");
        assert!(shown(&[base]).unwrap_err().to_string().contains("WECOM_WEBHOOK_KEY"));
    }
}
