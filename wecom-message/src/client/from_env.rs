//! A client from environment variables.

use std::env;

use super::Client;
use super::builder::{Builder, ClientBuilder};
use super::pasted::{check, trim};
use crate::error::Error;

impl Client {
    /// A client from the environment: `WECOM_CORP_ID`, `WECOM_CORP_SECRET`, `WECOM_AGENT_ID` and, for private
    /// deployments and tests, `WECOM_BASE_URL`. Blanks and line breaks around the values are ignored.
    ///
    /// ```no_run
    /// let client = wecom_message::Client::from_env()?;
    /// # Ok::<(), wecom_message::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Fails with [`is_configuration`](Error::is_configuration) if variables are missing or empty (it names all of them), have a
    /// control character inside, or if a setting is invalid.
    pub fn from_env() -> Result<Self, Error> {
        from_variables(variable)?.build()
    }
}

/// `variable` returns the value of an environment variable.
fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<ClientBuilder, Error> {
    let names = ["WECOM_CORP_ID", "WECOM_CORP_SECRET", "WECOM_AGENT_ID"];
    let [corp_id, secret, agent_id] = required(names, &variable)?;
    let Ok(agent_id) = agent_id.parse() else {
        return Err(Error::configuration("WECOM_AGENT_ID is not a number"));
    };
    at_base_url(Client::builder(corp_id, secret, agent_id), variable)
}

/// A variable of the environment; what is not Unicode in it becomes `�`.
pub(crate) fn variable(name: &str) -> Option<String> {
    env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

/// The value of a variable, trimmed; `None` if it is not set, or empty.
pub(crate) fn value(name: &str, variable: impl Fn(&str) -> Option<String>) -> Result<Option<String>, Error> {
    let value = variable(name).map(|value| trim(&value).to_owned()).filter(|value| !value.is_empty());
    if let Some(value) = &value {
        check(&format!("the environment variable {name}"), value)?;
    }
    Ok(value)
}

/// The values of these variables; the names of all that are missing or empty in one error.
pub(crate) fn required<const N: usize>(
    names: [&str; N],
    variable: impl Fn(&str) -> Option<String>,
) -> Result<[String; N], Error> {
    let values = names.map(|name| variable(name).map(|value| trim(&value).to_owned()).unwrap_or_default());
    let missing: Vec<&str> =
        names.into_iter().zip(&values).filter(|(_, value)| value.is_empty()).map(|(name, _)| name).collect();
    if !missing.is_empty() {
        return Err(Error::configuration(format!("not set in the environment: {}", missing.join(", "))));
    }
    for name in names {
        value(name, &variable)?;
    }
    Ok(values)
}

/// Sets the base URL if there is one.
pub(crate) fn at_base_url<Account>(
    builder: Builder<Account>,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Builder<Account>, Error> {
    let url = value("WECOM_BASE_URL", variable)?;
    Ok(match url {
        Some(url) => builder.base_url(url),
        None => builder,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn all_variables_are_trimmed_alike_and_have_no_control_characters() {
        let plain = [
            ("WECOM_CORP_ID", "corp"),
            ("WECOM_CORP_SECRET", "hush"),
            ("WECOM_AGENT_ID", "1000002"),
            ("WECOM_BASE_URL", "http://127.0.0.1:8080"),
        ];
        let build = |set: &[(&str, &str)]| from_variables(variables(set)).and_then(ClientBuilder::build);
        let shown = format!("{:?}", build(&plain).unwrap());
        for (index, (name, value)) in plain.into_iter().enumerate() {
            let with = |value: String| {
                let mut set = plain.map(|(name, value)| (name, value.to_owned()));
                set[index].1 = value;
                build(&set.each_ref().map(|(name, value)| (*name, value.as_str())))
            };
            for around in ["\r\n", " ", "\t", "\u{feff}", "\u{3000}", "\u{a0}", "\u{200b}", "\u{2060}"] {
                assert_eq!(format!("{:?}", with(format!("{around}{value}{around}")).unwrap()), shown, "{name}");
            }
            for inside in ["\r", "\n", "\0", "\t", "\u{7f}", "\u{fffd}", "\u{200b}", "\"", "'", "“"] {
                let (head, tail) = value.split_at(1);
                let error = with(format!("{head}{inside}{tail}")).unwrap_err();
                assert!(error.is_configuration(), "{error}");
                assert!(error.to_string().contains(name) && !error.to_string().contains("hush"), "{error}");
            }
            let quoted = with(format!("\"{value}\"")).unwrap_err();
            assert!(quoted.is_configuration() && !quoted.to_string().contains("hush"), "{quoted}");
        }
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
