//! Passes bytes on, and counts connections and round trips.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

pub(crate) struct Relay {
    pub(crate) address: SocketAddr,
    counts: Arc<Counts>,
}

#[derive(Default)]
struct Counts {
    connections: AtomicUsize,
    round_trips: AtomicUsize,
}

impl Relay {
    pub(crate) fn before(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let counts = Arc::new(Counts::default());
        let relay = Self { address, counts: Arc::clone(&counts) };
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                counts.connections.fetch_add(1, Ordering::SeqCst);
                let counts = Arc::clone(&counts);
                thread::spawn(move || serve(&client, &TcpStream::connect(server).unwrap(), &counts));
            }
        });
        relay
    }

    /// Connections and round trips since the last call. A round trip begins with what the client says after the server spoke.
    pub(crate) fn counted(&self) -> (usize, usize) {
        let Counts { connections, round_trips } = &*self.counts;
        (connections.swap(0, Ordering::SeqCst), round_trips.swap(0, Ordering::SeqCst))
    }
}

fn serve(client: &TcpStream, server: &TcpStream, counts: &Counts) {
    client.set_nodelay(true).unwrap();
    server.set_nodelay(true).unwrap();
    let is_clients_turn = AtomicBool::new(true);
    thread::scope(|scope| {
        scope.spawn(|| {
            pass(client, server, || {
                if is_clients_turn.swap(false, Ordering::SeqCst) {
                    counts.round_trips.fetch_add(1, Ordering::SeqCst);
                }
            })
        });
        pass(server, client, || is_clients_turn.store(true, Ordering::SeqCst)).unwrap_or_default();
    });
}

fn pass(mut from: &TcpStream, mut to: &TcpStream, before_each: impl Fn()) -> io::Result<()> {
    let mut buffer = [0; 16 * 1024];
    loop {
        match from.read(&mut buffer)? {
            0 => return to.shutdown(Shutdown::Write),
            read => {
                before_each();
                to.write_all(&buffer[..read])?;
            }
        }
    }
}
