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

    /// As on a telephone: a narrow screen.
    pub(crate) fn be_a_phone(&self) {
        let screen = json!({"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": true});
        let _ = self.devtools("Emulation.setDeviceMetricsOverride", &screen);
    }

    /// As where the system is set to dark colours.
    pub(crate) fn be_dark(&self) {
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": "dark"}]});
        let _ = self.devtools("Emulation.setEmulatedMedia", &features);
    }

    /// What a screen reader is told: roles and names.
    pub(crate) fn accessibility(&self) -> Vec<(String, String)> {
        let tree = self.devtools("Accessibility.getFullAXTree", &json!({}));
        let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
        let text = |node: &Value, name: &str| node[name]["value"].as_str().unwrap_or_default().to_owned();
        let told = nodes.iter().filter(|node| node["ignored"] != true);
        told.map(|node| (text(node, "role"), text(node, "name"))).collect()
    }

    fn devtools(&self, cmd: &str, params: &Value) -> Value {
        let command = Devtools(json!({"cmd": cmd, "params": params}));
        self.runtime.block_on(self.client.issue_cmd(command)).unwrap()
    }

    /// Types on the keyboard, wherever the focus is.
    pub(crate) fn press(&self, keys: &str) {
        let focused = self.runtime.block_on(self.client.active_element()).unwrap();
        self.runtime.block_on(focused.send_keys(keys)).unwrap();
    }

    pub(crate) fn reload(&self) {
        self.runtime.block_on(self.client.refresh()).unwrap();
    }

    /// Opens an address; one that differs in its fragment alone is loaded anew as well.
    pub(crate) fn open(&self, address: &str) {
        self.runtime.block_on(self.client.goto("about:blank")).unwrap();
        self.runtime.block_on(self.client.goto(address)).unwrap();
    }

    /// Opens an address that may not answer.
    pub(crate) fn leave_for(&self, address: &str) {
        let _ = self.runtime.block_on(self.client.goto(address));
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

    /// The width and height of a PNG, then the mean red, green and blue of each of its square fields with this side.
    pub(crate) fn mean_colours(&self, png: &[u8], side: u32) -> Vec<f64> {
        let script = "const [bytes, side, done] = arguments;
            createImageBitmap(new Blob([new Uint8Array(bytes)])).then((image) => {
              const { width, height } = image;
              const context = new OffscreenCanvas(width, height).getContext('2d');
              context.drawImage(image, 0, 0);
              const found = [width, height];
              for (let y = 0; y < height; y += side) for (let x = 0; x < width; x += side) {
                const { data } = context.getImageData(x, y, Math.min(side, width - x), Math.min(side, height - y));
                for (const colour of [0, 1, 2]) {
                  let sum = 0;
                  for (let at = colour; at < data.length; at += 4) sum += data[at];
                  found.push(sum / (data.length / 4));
                }
              }
              done(found);
            });";
        let found = self.runtime.block_on(self.client.execute_async(script, vec![json!(png), json!(side)])).unwrap();
        found.as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect()
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

/// Chromium's own command for what its developer tools can do.
#[derive(Debug)]
struct Devtools(Value);

impl WebDriverCompatibleCommand for Devtools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.0.to_string()))
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
