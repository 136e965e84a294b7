//! A browser without a window, one command after the other.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};
use touche::http::Method;
use url::{ParseError, Url};

pub(crate) struct Browser {
    runtime: Runtime,
    client: Client,
    driver: Child,
}

impl Browser {
    pub(crate) fn start(width: u32, height: u32) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let mut driver = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines().map(Result::unwrap);
        let started = lines.find(|line| line.contains("started successfully on port")).unwrap();
        let port: String = started.chars().filter(char::is_ascii_digit).collect();
        let size = format!("--window-size={width},{height}");
        let options = ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--lang=en", &size];
        let Value::Object(capabilities) = json!({
            "browserName": "chrome",
            "goog:chromeOptions": {"args": options},
            "goog:loggingPrefs": {"browser": "ALL"},
        }) else {
            unreachable!("it is an object")
        };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let address = format!("http://localhost:{port}");
        let connecting = builder.capabilities(capabilities).connect(&address);
        let client = runtime.block_on(connecting).unwrap();
        Self { runtime, client, driver }
    }

    /// Opens an address; one that differs in its fragment alone is loaded anew as well.
    pub(crate) fn open(&self, address: &str) {
        self.runtime.block_on(self.client.goto("about:blank")).unwrap();
        self.runtime.block_on(self.client.goto(address)).unwrap();
    }

    /// The value of an expression.
    pub(crate) fn evaluate(&self, expression: &str) -> Value {
        self.runtime.block_on(self.client.execute(&format!("return {expression}"), Vec::new())).unwrap()
    }

    /// Waits until an expression is neither false nor empty, and returns its value.
    pub(crate) fn until(&self, expression: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             const look = () => {{
               let found = null;
               try {{ found = {expression} }} catch {{}}
               if (found) done(found); else requestAnimationFrame(look);
             }};
             look();"
        );
        let found = self.runtime.block_on(self.client.execute_async(&script, Vec::new()));
        found.unwrap_or_else(|error| {
            let shown = self.evaluate("document.body.innerText");
            panic!("`{expression}` did not come true: {error}\nThe page shows: {shown}\nLog: {:?}", self.errors())
        })
    }

    /// Errors on the console so far, as far as they were not returned before.
    pub(crate) fn errors(&self) -> Vec<String> {
        let entries = self.runtime.block_on(self.client.issue_cmd(ConsoleLog)).unwrap();
        let entries = entries.as_array().cloned().unwrap_or_default();
        let errors = entries.into_iter().filter(|entry| entry["level"] == "SEVERE");
        errors.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// The addresses of everything that was loaded from elsewhere than the page's own host.
    pub(crate) fn foreign_requests(&self) -> Value {
        self.evaluate(
            "performance.getEntriesByType('resource').map((entry) => entry.name)\
             .filter((name) => !name.startsWith(location.origin) && !name.startsWith('data:'))",
        )
    }

    /// The whole window as PNG.
    pub(crate) fn screenshot(&self) -> Vec<u8> {
        self.runtime.block_on(self.client.screenshot()).unwrap()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // What cannot be closed ends with the driver.
        let _ = self.runtime.block_on(self.client.clone().close());
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Chromium's own command for what was written to the console.
#[derive(Debug)]
struct ConsoleLog;

impl WebDriverCompatibleCommand for ConsoleLog {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({"type": "browser"}).to_string()))
    }
}
