//! Setting up a robot.

use super::Robot;
use super::credential::{RATES, Webhook};
use crate::client::builder::Builder;
use crate::client::pasted::trim;
use crate::error::Error;
use crate::http::percent;
use crate::http::secret::Secret;

/// Sets up a [`Robot`].
pub type RobotBuilder = Builder<Webhook>;

impl Robot {
    /// A robot with the default settings, from the key of its webhook: the value of `key=` in the URL that the group's
    /// settings show.
    ///
    /// The key alone is enough to send into the group: keep it secret. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// Fails with [`is_configuration`](Error::is_configuration) if the key is empty, is a URL or has quotes or blanks inside, the
    /// environment names an invalid proxy, or no TLS feature is on.
    ///
    /// ```no_run
    /// let robot = wecom_message::Robot::new("693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa")?;
    /// # let _ = robot;
    /// # Ok::<(), wecom_message::Error>(())
    /// ```
    pub fn new(key: impl Into<Secret>) -> Result<Self, Error> {
        Self::builder(key).build()
    }

    /// A robot from its whole webhook URL, as the group's settings show it:
    /// `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…`.
    ///
    /// Host, port and the path before `/cgi-bin` are kept, for private deployments and tests. Other parameters are ignored.
    ///
    /// # Errors
    ///
    /// Fails with [`is_configuration`](Error::is_configuration) if it is not such a URL, has no key, or is plain http to another
    /// machine. The error does not repeat the URL.
    ///
    /// ```
    /// use wecom_message::Robot;
    ///
    /// # fn main() -> Result<(), wecom_message::Error> {
    /// let robot = Robot::from_url("http://127.0.0.1:8080/wx/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa")?;
    /// # let _ = robot;
    /// # Ok(())
    /// # }
    /// ```
    pub fn from_url(url: &str) -> Result<Self, Error> {
        Self::builder_from_url(url)?.build()
    }

    /// A robot with other settings, from the key of its webhook. Blanks and line breaks around it are ignored.
    pub fn builder(key: impl Into<Secret>) -> RobotBuilder {
        RobotBuilder::for_account(Webhook { key: key.into().map(trim) })
    }

    /// A robot with other settings, from its whole webhook URL; see [`from_url`](Self::from_url).
    ///
    /// # Errors
    ///
    /// Fails with [`is_configuration`](Error::is_configuration) if it is not such a URL or has no key.
    pub fn builder_from_url(url: &str) -> Result<RobotBuilder, Error> {
        const ENDPOINT: &str = "/cgi-bin/webhook/send";
        let unusable = |reason: &str| Error::configuration(format!("the webhook URL is not usable: {reason}"));
        let url = trim(url).split('#').next().unwrap_or_default();
        let (address, query) = url.split_once('?').ok_or_else(|| unusable("it has no ?key=…"))?;
        let base_url = address
            .trim_end_matches('/')
            .strip_suffix(ENDPOINT)
            .ok_or_else(|| unusable("its path does not end with /cgi-bin/webhook/send"))?;
        let key = query.split('&').find_map(|member| member.strip_prefix("key=")).filter(|key| !key.is_empty());
        let key = key.ok_or_else(|| unusable("it has no ?key=…"))?;
        let key = percent::decode(key).ok_or_else(|| unusable("its key is not properly percent-encoded"))?;
        Ok(Self::builder(key).base_url(base_url))
    }
}

impl RobotBuilder {
    /// The robot. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// Fails with [`is_configuration`](Error::is_configuration) if a setting is invalid: an invalid or insecure base URL,
    /// a key that is empty, a URL or has quotes or blanks inside, a zero timeout, https without a TLS feature, an invalid proxy, invalid PEM.
    pub fn build(self) -> Result<Robot, Error> {
        let (account, settings) = self.into_parts();
        let key = account.key.clone();
        settings.session(Box::new(account), &RATES, ["webhook", key.expose()]).map(Robot::over)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_trimmed_and_is_neither_a_url_nor_quoted() {
        let url = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=hush";
        for key in [url, " hush\r\n", "\u{feff}hush\t", "hush"] {
            let outcome = if key == url { Robot::from_url(key) } else { Robot::new(key) };
            assert!(outcome.is_ok(), "{key:?}");
        }
        assert_eq!(Robot::builder("\n hush ").into_parts().0.key.expose(), "hush");
        for (key, said) in [
            (url, "from_url"),
            ("http://127.0.0.1:1/cgi-bin/webhook/send?key=hush", "from_url"),
            ("qyapi.weixin.qq.com/cgi-bin/webhook/send?key=hush", "from_url"),
            ("?key=hush", "from_url"),
            ("key=hush", "from_url"),
            ("\"hush\"", "quote"),
            ("'hush'", "quote"),
            ("“hush”", "quote"),
            ("<hush>", "bracket"),
            ("hu sh", "blank"),
            ("hu\nsh", "line break"),
            ("hu\u{200b}sh", "invisible"),
            ("hush&debug=1", "from_url"),
            ("hush?", "from_url"),
            ("hush#top", "from_url"),
            ("hu\u{3000}sh", "blank"),
            ("hu\0sh", "control"),
            ("", "empty"),
            (" \n", "empty"),
        ] {
            let error = Robot::new(key).unwrap_err();
            assert!(error.is_configuration() && error.to_string().contains(said), "{key:?}: {error}");
            assert!(!error.to_string().contains("hush"), "{error}");
        }
        for key in ["%22hush%22", "hu%0Ash", "hu%20sh"] {
            let url = format!("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={key}");
            assert!(Robot::from_url(&url).unwrap_err().is_configuration(), "{key}");
        }
    }

    #[test]
    fn a_webhook_url_gives_key_and_address() {
        let table = [
            ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=K", "https://qyapi.weixin.qq.com"),
            (" http://127.0.0.1:80/wx/api/cgi-bin/webhook/send/?debug=1&key=K&x#top\n", "http://127.0.0.1:80/wx/api"),
            ("https://wecom.example.com:8443/cgi-bin/webhook/send?key=%4B", "https://wecom.example.com:8443"),
        ];
        for (url, base_url) in table {
            let (account, _) = Robot::builder_from_url(url).unwrap().into_parts();
            assert_eq!(account.key.expose(), "K");
            assert!(format!("{:?}", Robot::builder_from_url(url).unwrap()).contains(&format!("{base_url:?}")), "{url}");
        }
    }
}
