//! One connection of the proxy: request after request, until a fault ends it.

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use socket2::SockRef;

use super::disguise;
use super::fault::{Answer, Ending, Exchange, Fault, Pace, Taken};
use super::http::HttpMessage;
use super::{GETTOKEN, Shared};

/// Between two bytes of an answer that drips.
const DRIP: Duration = Duration::from_millis(50);

pub(super) fn serve(mut client: &TcpStream, shared: &Shared) -> io::Result<()> {
    client.set_nodelay(true)?;
    while let Some(target) = peek_target(client)? {
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let path = path.trim_start_matches('/');
        let fault = shared.arrived(path, query);
        let (request, genuine) = take(client, fault, path, shared)?;
        if let Some(request) = request {
            shared.was_read(path, request.body);
        }
        if let Some(act) = fault.afterwards {
            act(&shared.sandbox);
        }
        match fault.answer {
            Answer::Nothing => {}
            Answer::Made(make) => answer(client, &make(&Exchange { target, genuine }), fault.pace, shared)?,
            Answer::Fixed(bytes) => answer(client, bytes, fault.pace, shared)?,
        }
        match fault.ending {
            Ending::Kept => {}
            Ending::Closed => return Ok(()),
            Ending::Reset => return SockRef::from(client).set_linger(Some(Duration::ZERO)),
            Ending::Held => {
                shared.wait_for_the_end();
                return Ok(());
            }
        }
    }
    client.flush()
}

/// Path and query of the next request, which stays unread; `None` where the client has closed the connection.
fn peek_target(client: &TcpStream) -> io::Result<Option<String>> {
    let mut buffer = [0; 4096];
    loop {
        let seen = client.peek(&mut buffer)?;
        if seen == 0 {
            return Ok(None);
        }
        // The client writes a request at once, so this goes round at most once or twice.
        let text = String::from_utf8_lossy(&buffer[..seen]);
        let mut words = text.split(' ');
        if let (Some(_), Some(target), Some(_)) = (words.next(), words.next(), words.next()) {
            return Ok(Some(target.to_owned()));
        }
        std::thread::yield_now();
    }
}

type Taking = (Option<HttpMessage>, Option<HttpMessage>);

fn take(mut client: &TcpStream, fault: Fault, path: &str, shared: &Shared) -> io::Result<Taking> {
    match fault.taken {
        Taken::Unread => Ok((None, None)),
        Taken::Begun => {
            client.read_exact(&mut [0; 16])?;
            Ok((None, None))
        }
        Taken::Read => Ok((Some(HttpMessage::read(&mut client)?), None)),
        Taken::Forwarded => {
            let request = HttpMessage::read(&mut client)?;
            let mut sandbox = TcpStream::connect(shared.upstream)?;
            sandbox.write_all(&disguise::take_off(&request).bytes())?;
            let answer = HttpMessage::read(&mut sandbox)?;
            let answer = if path == GETTOKEN { disguise::put_on(answer) } else { answer };
            Ok((Some(request), Some(answer)))
        }
    }
}

fn answer(mut client: &TcpStream, bytes: &[u8], pace: Pace, shared: &Shared) -> io::Result<()> {
    match pace {
        Pace::AtOnce => client.write_all(bytes),
        Pace::Drip => {
            for byte in bytes {
                client.write_all(&[*byte])?;
                if shared.has_ended_within(DRIP) {
                    break;
                }
            }
            Ok(())
        }
        Pace::TooLate => {
            match client.read(&mut [0]) {
                Ok(0) => {}
                Ok(_) => return Err(ErrorKind::InvalidData.into()),
                Err(error) if error.kind() == ErrorKind::ConnectionReset => {}
                Err(error) => return Err(error),
            }
            client.write_all(bytes)
        }
    }
}
