//! A proxy of bytes between a client and the sandbox that injects faults.
//!
//! It knows what was asked, and the sandbox knows what was delivered: together they tell what a fault costs.

mod connection;
mod disguise;
mod fault;
mod http;

use std::io;
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use wecom_sandbox::Sandbox;

pub use self::disguise::{TOKEN_HEAD, TOKEN_TAIL, encoded};
pub use self::fault::{Exchange, Fault, MakeAnswer};
pub use self::http::HttpMessage;

/// Where tokens come from.
pub const GETTOKEN: &str = "cgi-bin/gettoken";

/// A request that arrived at the proxy.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The path.
    pub path: String,
    /// What follows it in the URL: the query, with its secrets.
    pub query: String,
    /// The body, where all of the request was read.
    pub body: Option<Vec<u8>>,
}

/// The proxy; it and all its threads end when it is dropped.
#[derive(Debug)]
pub struct FaultProxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    acceptor: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    upstream: SocketAddr,
    sandbox: Arc<Sandbox>,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// What happens to the next requests, by path.
    faults: Vec<(&'static str, Fault)>,
    seen: Vec<Seen>,
    connections: Vec<Weak<TcpStream>>,
    opened: usize,
    threads: Vec<JoinHandle<()>>,
    deaf: bool,
    ended: bool,
}

impl FaultProxy {
    /// A proxy without faults, on a free port.
    ///
    /// # Errors
    ///
    /// When no port can be opened.
    ///
    /// # Panics
    ///
    /// When the sandbox's address is none.
    pub fn start(sandbox: Arc<Sandbox>) -> io::Result<Self> {
        let upstream = sandbox.base_url().trim_start_matches("http://").parse().unwrap();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared { upstream, sandbox, state: Mutex::default(), changed: Condvar::new() });
        let acceptor = thread::spawn({
            let shared = Arc::clone(&shared);
            move || accept(&listener, &shared)
        });
        Ok(Self { address, shared, acceptor: Some(acceptor) })
    }

    /// The address to use in place of WeCom's.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The sandbox behind it.
    pub fn sandbox(&self) -> &Sandbox {
        &self.shared.sandbox
    }

    /// Does this to the next request for the path; several are used up in their order.
    pub fn break_next(&self, path: &'static str, fault: Fault) {
        self.shared.lock().faults.push((path, fault));
    }

    /// Faults that nothing has happened to yet.
    pub fn unused_faults(&self) -> usize {
        self.shared.lock().faults.len()
    }

    /// What arrived so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.shared.lock().seen.clone()
    }

    /// How many connections were opened so far.
    pub fn connections(&self) -> usize {
        self.shared.lock().opened
    }

    /// Closes every connection; to be called while none is in use.
    pub fn close_idle_connections(&self) {
        let connections = std::mem::take(&mut self.shared.lock().connections);
        for connection in connections.iter().filter_map(Weak::upgrade) {
            // One that the client has closed already is as good.
            let _ = connection.shutdown(Shutdown::Both);
        }
    }

    /// Whether the proxy no longer listens.
    pub fn is_deaf(&self) -> bool {
        self.shared.lock().deaf
    }

    /// Stops listening at the address.
    pub fn stop_listening(&mut self) {
        self.shared.lock().deaf = true;
        if let Some(acceptor) = self.acceptor.take() {
            // Wakes the thread; it may have ended on its own, which is as good.
            let _ = TcpStream::connect(self.address);
            let _ = acceptor.join();
        }
    }
}

impl Drop for FaultProxy {
    fn drop(&mut self) {
        self.shared.lock().ended = true;
        self.shared.changed.notify_all();
        self.stop_listening();
        self.close_idle_connections();
        let threads = std::mem::take(&mut self.shared.lock().threads);
        for thread in threads {
            // A panic has been printed, and is not to become two.
            let _ = thread.join();
        }
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    while let Ok((connection, _)) = listener.accept() {
        let mut state = shared.lock();
        if state.deaf {
            return;
        }
        let connection = Arc::new(connection);
        state.opened += 1;
        state.connections.push(Arc::downgrade(&connection));
        state.threads.push(thread::spawn({
            let shared = Arc::clone(shared);
            // An error means that the client has gone away, as it often must.
            move || drop(connection::serve(&connection, &shared))
        }));
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a request; what is to happen to it.
    fn arrived(&self, path: &str, query: &str) -> Fault {
        let mut state = self.lock();
        state.seen.push(Seen { path: path.to_owned(), query: query.to_owned(), body: None });
        let planned = state.faults.iter().position(|(wanted, _)| *wanted == path);
        planned.map_or(Fault::NONE, |index| state.faults.remove(index).1)
    }

    fn was_read(&self, path: &str, body: Vec<u8>) {
        let mut state = self.lock();
        if let Some(seen) = state.seen.iter_mut().rev().find(|seen| seen.path == path && seen.body.is_none()) {
            seen.body = Some(body);
        }
    }

    fn wait_for_the_end(&self) {
        let waiting = self.changed.wait_while(self.lock(), |state| !state.ended);
        drop(waiting.unwrap_or_else(PoisonError::into_inner));
    }

    fn has_ended_within(&self, time: Duration) -> bool {
        let waiting = self.changed.wait_timeout_while(self.lock(), time, |state| !state.ended);
        waiting.unwrap_or_else(PoisonError::into_inner).0.ended
    }
}
