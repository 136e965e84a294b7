//! A server before the stand-in that leaves the first connection without an answer.

use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;

/// Returns its base URL, and a signal once a client waits for an answer that will not come.
pub(crate) fn leaving_the_first_without_an_answer(behind: SocketAddr) -> (String, mpsc::Receiver<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (waits, waiting) = mpsc::channel();
    thread::spawn(move || {
        let first = listener.accept().unwrap();
        waits.send(()).unwrap();
        for client in listener.incoming() {
            pass_on(&client.unwrap(), &TcpStream::connect(behind).unwrap());
        }
        drop(first);
    });
    (url, waiting)
}

fn pass_on(client: &TcpStream, server: &TcpStream) {
    for (from, to) in [(client, server), (server, client)] {
        let (mut from, mut to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
        thread::spawn(move || {
            let _ = io::copy(&mut from, &mut to);
            let _ = to.shutdown(Shutdown::Write);
        });
    }
}
