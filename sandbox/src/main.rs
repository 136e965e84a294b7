//! The program: prints the environment that a client needs, then one line per request.

use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr};
use std::process::ExitCode;

use clap::Parser;
use wecom_sandbox::{Builder, CallbackAddress, Sandbox};

/// A local stand-in for WeCom's servers
///
/// It answers for one application, one group robot and one smart bot, and prints what a client needs to reach them. What it got is shown
/// as JSON at /sandbox/received. Nothing is pushed to anybody.
#[derive(Debug, Parser)]
#[command(name = "wecom-sandbox", version)]
struct Arguments {
    /// The address to listen on; with any but a loopback address, others can send, read and click as well
    #[arg(long, value_name = "ADDRESS", default_value_t = Ipv4Addr::LOCALHOST.into())]
    listen: IpAddr,
    /// The port to listen on; 0 is any free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The application has no callback URL: cards that call back are refused (43012)
    #[arg(long, conflicts_with = "callback_url")]
    no_callback_url: bool,
    /// The application's callback URL, plain http: clicks and what members write reach the program there
    #[arg(long, value_name = "URL", requires_all = ["callback_token", "callback_aes_key"])]
    callback_url: Option<String>,
    /// The token of the callback URL
    #[arg(long, value_name = "TOKEN")]
    callback_token: Option<String>,
    /// The `EncodingAESKey` of the callback URL, 43 letters and digits
    #[arg(long, value_name = "KEY")]
    callback_aes_key: Option<String>,
    /// A member, parent, student or customer who does not exist; may be repeated
    #[arg(long, value_name = "USERID")]
    invalid_user: Vec<String>,
    /// A member without a licence; may be repeated
    #[arg(long, value_name = "USERID")]
    unlicensed_user: Vec<String>,
    /// A department or class that does not exist; may be repeated
    #[arg(long, value_name = "ID")]
    invalid_party: Vec<String>,
    /// A tag that does not exist; may be repeated
    #[arg(long, value_name = "ID")]
    invalid_tag: Vec<String>,
    /// An account of customer service that does not exist; may be repeated
    #[arg(long, value_name = "OPEN_KFID")]
    invalid_kf_account: Vec<String>,
    /// Refuse values of another JSON type than the documented one ("safe": "0"), which WeCom takes
    #[arg(long)]
    exact_types: bool,
    /// Accept files that were not uploaded to this sandbox, which WeCom refuses (40007)
    #[arg(long)]
    any_media_id: bool,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // If standard error is closed, the exit code has to do.
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> io::Result<()> {
    let mut builder = Sandbox::builder().listen(arguments.listen).port(arguments.port);
    if arguments.no_callback_url {
        builder = builder.without_callback_url();
    }
    if let Some(address) = arguments.callback_address()? {
        builder = builder.callback_address(address);
    }
    builder = arguments.invalid_user.iter().fold(builder, |builder, user| builder.invalid_user(user));
    builder = arguments.unlicensed_user.iter().fold(builder, |builder, user| builder.unlicensed_user(user));
    builder = arguments.invalid_party.iter().fold(builder, Builder::invalid_party);
    builder = arguments.invalid_tag.iter().fold(builder, Builder::invalid_tag);
    builder = arguments.invalid_kf_account.iter().fold(builder, |builder, account| builder.invalid_kf_account(account));
    if arguments.exact_types {
        builder = builder.exact_types();
    }
    if arguments.any_media_id {
        builder = builder.any_media_id();
    }
    // Keep answering even if standard error is closed.
    let builder = builder.on_request(|received| drop(writeln!(io::stderr(), "{received}")));
    let sandbox = builder.on_callback(|called| drop(writeln!(io::stderr(), "{called}"))).start()?;
    if !arguments.listen.is_loopback() {
        let _ = writeln!(
            io::stderr(),
            "warning: the sandbox listens on {}; everyone who reaches that address can send to it, read what it received and click",
            sandbox.address()
        );
    }
    print(&sandbox)?;
    if arguments.callback_url.is_some() {
        // The program may start later; the first callback verifies the URL again.
        if let Err(error) = sandbox.verify_callback_url() {
            let _ = writeln!(io::stderr(), "warning: {error}");
        }
    }
    sandbox.wait();
    Ok(())
}

impl Arguments {
    fn callback_address(&self) -> io::Result<Option<CallbackAddress>> {
        let (Some(url), Some(token), Some(key)) = (&self.callback_url, &self.callback_token, &self.callback_aes_key)
        else {
            return Ok(None);
        };
        CallbackAddress::new(url, token, key).map(Some).map_err(io::Error::other)
    }
}

fn print(sandbox: &Sandbox) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "export WECOM_BASE_URL={}", sandbox.base_url())?;
    writeln!(out, "export WECOM_CORP_ID={}", sandbox.corp_id())?;
    writeln!(out, "export WECOM_CORP_SECRET={}", sandbox.secret())?;
    writeln!(out, "export WECOM_AGENT_ID={}", sandbox.agent_id())?;
    writeln!(out, "export WECOM_WEBHOOK_KEY={}", sandbox.webhook_url())?;
    let bot = sandbox.aibot();
    writeln!(out, "export WECOM_BOT_URL={}", bot.url())?;
    writeln!(out, "export WECOM_BOT_ID={}", bot.id())?;
    writeln!(out, "export WECOM_BOT_SECRET={}", bot.secret())?;
    writeln!(out, "# What everybody would see: {}", sandbox.page_url())?;
    out.flush()
}
