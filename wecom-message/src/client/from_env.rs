//! A client from environment variables.

use std::env;

use super::Client;
use super::builder::{Builder, ClientBuilder};
use crate::error::Error;

impl Client {
    /// A client from the environment: `WECOM_CORP_ID`, `WECOM_CORP_SECRET`, `WECOM_AGENT_ID` and, for private
    /// deployments and tests, `WECOM_BASE_URL`.
    ///
    /// ```no_run
    /// let client = wecom_message::Client::from_env()?;
    /// # Ok::<(), wecom_message::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`is_configuration`](Error::is_configuration) if variables are missing or empty (it names all of them), or if a
    /// setting is invalid.
    pub fn from_env() -> Result<Self, Error> {
        from_variables(|name| env::var(name).ok())?.build()
    }
}

/// `variable` returns the value of an environment variable.
fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<ClientBuilder, Error> {
    let names = ["WECOM_CORP_ID", "WECOM_CORP_SECRET", "WECOM_AGENT_ID"];
    let [corp_id, secret, agent_id] = required(names, &variable)?;
    let Ok(agent_id) = agent_id.trim().parse() else {
        return Err(Error::configuration("WECOM_AGENT_ID is not a number"));
    };
    let base_url = variable("WECOM_BASE_URL").filter(|url| !url.is_empty());
    Ok(at_base_url(Client::builder(corp_id, secret, agent_id), base_url))
}

/// The values of these variables; the names of all that are missing or empty in one error.
pub(crate) fn required<const N: usize>(
    names: [&str; N],
    variable: impl Fn(&str) -> Option<String>,
) -> Result<[String; N], Error> {
    let values = names.map(|name| variable(name).unwrap_or_default());
    let missing: Vec<&str> =
        names.into_iter().zip(&values).filter(|(_, value)| value.is_empty()).map(|(name, _)| name).collect();
    if missing.is_empty() {
        Ok(values)
    } else {
        Err(Error::configuration(format!("not set in the environment: {}", missing.join(", "))))
    }
}

/// Sets the base URL if there is one.
pub(crate) fn at_base_url<Account>(builder: Builder<Account>, url: Option<String>) -> Builder<Account> {
    match url {
        Some(url) => builder.base_url(url),
        None => builder,
    }
}

#[cfg(test)]
mod tests {
    use super::from_variables;

    fn variables<'a>(set: &'a [(&'a str, &'a str)]) -> impl Fn(&str) -> Option<String> + 'a {
        move |wanted| set.iter().find(|(name, _)| *name == wanted).map(|(_, value)| (*value).to_owned())
    }

    #[test]
    fn every_missing_variable_is_named() {
        let error = from_variables(variables(&[("WECOM_CORP_ID", "corp"), ("WECOM_AGENT_ID", "")])).unwrap_err();
        assert!(error.is_configuration());
        assert!(error.to_string().ends_with("WECOM_CORP_SECRET, WECOM_AGENT_ID"), "{error}");
    }

    #[test]
    fn an_agent_id_that_is_no_number_is_not_shown() {
        let set = [("WECOM_CORP_ID", "corp"), ("WECOM_CORP_SECRET", "hush"), ("WECOM_AGENT_ID", "oops-a-secret")];
        let error = from_variables(variables(&set)).unwrap_err();
        assert!(error.is_configuration() && !error.to_string().contains("oops"), "{error}");
    }

    #[test]
    fn the_base_url_is_optional() {
        let set = [("WECOM_CORP_ID", "corp"), ("WECOM_CORP_SECRET", "hush"), ("WECOM_AGENT_ID", " 7 ")];
        let builder = format!("{:?}", from_variables(variables(&set)).unwrap());
        assert!(builder.contains("agent_id: 7") && builder.contains("https://qyapi.weixin.qq.com"), "{builder}");
        let set = [set[0], set[1], set[2], ("WECOM_BASE_URL", "http://127.0.0.1:8080/wecom")];
        let client = from_variables(variables(&set)).unwrap().build().unwrap();
        assert!(format!("{client:?}").contains("127.0.0.1:8080/wecom"));
    }
}
