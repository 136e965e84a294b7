//! A program with a callback URL: a small server on a port of this machine.

use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::thread;
use std::{io, iter};

use touche::{Body, HttpBody, Request, Response, Server};
use wecom_message::callback::{Answer, Callbacks};
use wecom_sandbox::{Builder, CallbackAddress, Sandbox};

pub(crate) const TOKEN: &str = "sdkTok3nQ9";
pub(crate) const KEY: &str = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";

/// A `POST` as it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Post {
    pub(crate) query: String,
    pub(crate) body: Vec<u8>,
}

pub(crate) struct Program {
    address: SocketAddr,
    posts: Arc<Mutex<Vec<Post>>>,
}

impl Program {
    /// A program that answers each `POST` with what this returns; the URL verifies.
    pub(crate) fn start(handle: impl Fn(&Post) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let program = Self { address: listener.local_addr().unwrap(), posts: Arc::default() };
        let (posts, handle) = (program.posts.clone(), Arc::new(handle));
        thread::spawn(move || {
            let connections = iter::from_fn(move || listener.accept().ok()).map(|(stream, _)| stream);
            Server::builder().from_connections(connections).serve(move |request: Request<Body>| {
                let query = request.uri().query().unwrap_or_default().to_owned();
                if request.method() == "GET" {
                    return response(callbacks().verify(&query).unwrap_or_else(|error| error.answer()));
                }
                let post = Post { query, body: request.into_body().into_bytes()? };
                posts.lock().unwrap().push(post.clone());
                response(handle(&post))
            })
        });
        program
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/wecom?tenant=7", self.address)
    }

    /// What came in so far.
    pub(crate) fn posts(&self) -> Vec<Post> {
        self.posts.lock().unwrap().clone()
    }

    pub(crate) fn sandbox(&self) -> Builder {
        Sandbox::builder().callback_address(CallbackAddress::new(&self.url(), TOKEN, KEY).unwrap())
    }
}

/// The program's side of the settings.
pub(crate) fn callbacks() -> Callbacks {
    Callbacks::new(TOKEN, KEY, "wwsandbox00000001").unwrap()
}

fn response(answer: Answer) -> Result<Response<String>, io::Error> {
    let response = Response::builder().status(answer.status).header("content-type", answer.content_type);
    response.body(answer.body).map_err(io::Error::other)
}
