//! The HTTP server on a loopback port.
//!
//! It is hyper 1 on one background thread with a current-thread tokio. Each connection is a task, so a slow one delays no
//! other. `tiny_http`, the usual small choice, has had no release since 2022.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
#[cfg(feature = "callback")]
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CACHE_CONTROL, CONNECTION, CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
#[cfg(feature = "callback")]
use tokio::runtime::Handle;
use tokio::sync::oneshot;

#[cfg(feature = "callback")]
use crate::aibot;
use crate::answer::Answer;
#[cfg(feature = "callback")]
use crate::page::guard;
use crate::page::{self, Body, Shown};
use crate::request::Request;
use crate::shared::{Shared, lock};

/// Larger bodies are not read to their end.
const MAX_BODY: usize = 16 * 1024 * 1024;

/// Forms may be larger: the largest file that can be uploaded has 20 MB.
const MAX_FORM: usize = 24 * 1024 * 1024;

/// The thread that answers.
#[derive(Debug)]
pub(crate) struct Server {
    #[cfg(feature = "callback")]
    runtime: Handle,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(crate) fn start(listener: TcpListener, shared: Arc<Mutex<Shared>>) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let listener = runtime.block_on(async { tokio::net::TcpListener::from_std(listener) })?;
        #[cfg(feature = "callback")]
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new().name("wecom-sandbox".to_owned()).spawn(move || {
            runtime.spawn(accept(listener, shared));
            // An error means that the sender was dropped, which is a reason to stop as well.
            let _ = runtime.block_on(stopped);
        })?;
        Ok(Self {
            #[cfg(feature = "callback")]
            runtime: handle,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Runs a task on the server's thread and waits for its result; `None` if that thread has ended.
    #[cfg(feature = "callback")]
    pub(crate) fn run<T: Send + 'static>(&self, task: impl Future<Output = T> + Send + 'static) -> Option<T> {
        let (tell, told) = mpsc::channel();
        self.runtime.spawn(async move {
            // Nobody takes the result if the thread that waits for it has ended.
            let _ = tell.send(task.await);
        });
        told.recv().ok()
    }

    pub(crate) fn join(&mut self) {
        if let Some(thread) = self.thread.take() {
            // A panic of the thread has already been printed.
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.take();
        self.join();
    }
}

async fn accept(listener: tokio::net::TcpListener, shared: Arc<Mutex<Shared>>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(serve(stream, shared.clone()));
            }
            // Out of file descriptors, most likely; trying again at once would only burn time.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

async fn serve(stream: TcpStream, shared: Arc<Mutex<Shared>>) {
    // Only speed depends on it: without it the kernel may hold small answers back.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| async { Ok::<_, Infallible>(respond(request, &shared).await) });
    // An error means that the client has gone away or speaks no HTTP; neither can be reported to it.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).with_upgrades().await;
}

async fn respond(request: hyper::Request<Incoming>, shared: &Arc<Mutex<Shared>>) -> Response<Body> {
    let mut head = head_of(&request);
    #[cfg(feature = "callback")]
    if aibot::wants_upgrade(&request) {
        return match guard::check(&head) {
            Ok(()) => aibot::open(request, shared).map(|()| Full::default().boxed_unsync()),
            Err(reason) => response(Answer::text(403, reason)),
        };
    }
    let body = request.into_body();
    let is_form = head.header("content-type").is_some_and(|value| value.starts_with("multipart/form-data"));
    match Limited::new(body, if is_form { MAX_FORM } else { MAX_BODY }).collect().await {
        Ok(body) => {
            head.body = body.to_bytes().into();
            match page::show(&head, shared).await {
                Some(Shown::Answer(answer)) => return response(answer),
                Some(Shown::Happenings(happenings)) => return stream(happenings),
                None => {}
            }
            response(lock(shared).act(|wecom| wecom.answer(&head)))
        }
        Err(error) if error.is::<LengthLimitError>() => {
            let mut response = response(lock(shared).act(|wecom| wecom.answer_too_large(&head)));
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
            response
        }
        // The client closed the connection in the middle of its body.
        Err(_) => response(Answer::text(400, "the body ends too early\n")),
    }
}

/// A request without its body.
fn head_of(request: &hyper::Request<Incoming>) -> Request {
    let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
    let mut head = Request::new(request.method().as_str(), target, Vec::new());
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    head.headers = request.headers().iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect();
    head
}

/// Server-sent events.
fn stream(body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn response(answer: Answer) -> Response<Body> {
    let mut response = Response::new(Full::new(Bytes::from(answer.body)).boxed_unsync());
    // A scripted status may be out of range.
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = [("content-type", answer.content_type.into_owned())].into_iter().chain(answer.headers);
    for (name, value) in headers {
        // File names may hold characters that no header can.
        let bytes: Vec<u8> = value.bytes().filter(|byte| !byte.is_ascii_control()).collect();
        if let Ok(value) = HeaderValue::from_bytes(&bytes) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
