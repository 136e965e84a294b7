//! HTTP on a loopback port, and nothing else.
//!
//! hyper 1 with a current-thread tokio on one background thread: both are maintained, keep-alive, chunked bodies and
//! pipelining are right, and each connection is a task, so that a slow one holds up nobody. `tiny_http`, the usual
//! small choice, has had no release since 2022; a server written here would have to get all of that right itself.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONNECTION, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::sync::oneshot;

use crate::answer::Answer;
use crate::builder::Observer;
use crate::request::Request;
use crate::sandbox::lock;
use crate::wecom::Wecom;

/// Larger bodies are not read to their end.
const MAX_BODY: usize = 16 * 1024 * 1024;

/// Forms may hold more: the largest file that can be uploaded has 20 MB.
const MAX_FORM: usize = 24 * 1024 * 1024;

/// What every connection works on.
pub(crate) struct Shared {
    wecom: Wecom,
    observer: Option<Observer>,
    told: Instant,
}

impl Shared {
    pub(crate) fn new(wecom: Wecom, observer: Option<Observer>) -> Self {
        Self { wecom, observer, told: Instant::now() }
    }

    /// The servers, told what time it is.
    pub(crate) fn wecom(&mut self) -> &mut Wecom {
        let now = Instant::now();
        self.wecom.advance(now - self.told);
        self.told = now;
        &mut self.wecom
    }

    fn answer(&mut self, answer: impl FnOnce(&mut Wecom) -> Answer) -> Answer {
        self.wecom();
        let before = self.wecom.received().next_back().map(|received| received.number);
        let answer = answer(&mut self.wecom);
        let last = self.wecom.received().next_back().filter(|received| Some(received.number) != before);
        if let (Some(received), Some(observer)) = (last, &mut self.observer) {
            observer(received);
        }
        answer
    }
}

/// The thread that answers.
#[derive(Debug)]
pub(crate) struct Server {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(crate) fn start(listener: TcpListener, shared: Arc<Mutex<Shared>>) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let listener = runtime.block_on(async { tokio::net::TcpListener::from_std(listener) })?;
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new().name("wecom-sandbox".to_owned()).spawn(move || {
            runtime.spawn(accept(listener, shared));
            // An error means that the other end is gone, which is a reason to stop as well.
            let _ = runtime.block_on(stopped);
        })?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }

    pub(crate) fn join(&mut self) {
        if let Some(thread) = self.thread.take() {
            // The thread's panic has been printed; there is nothing to add to it.
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
    // Only a matter of speed: answers are small, and waiting for more to send delays them.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| async { Ok::<_, Infallible>(respond(request, &shared).await) });
    // The client has gone away or speaks no HTTP; either way there is nobody to tell.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn respond(request: hyper::Request<Incoming>, shared: &Mutex<Shared>) -> Response<Full<Bytes>> {
    let (head, body) = request.into_parts();
    let target = head.uri.path_and_query().map_or("/", |target| target.as_str());
    let mut request = Request::new(head.method.as_str(), target, Vec::new());
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    request.headers = head.headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect();
    let is_form = request.header("content-type").is_some_and(|value| value.starts_with("multipart/form-data"));
    match Limited::new(body, if is_form { MAX_FORM } else { MAX_BODY }).collect().await {
        Ok(body) => {
            request.body = body.to_bytes().into();
            response(lock(shared).answer(|wecom| wecom.answer(&request)))
        }
        Err(error) if error.is::<LengthLimitError>() => {
            let mut response = response(lock(shared).answer(|wecom| wecom.answer_too_large(&request)));
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
            response
        }
        // The client broke off in the middle of its body, so nothing was asked.
        Err(_) => response(Answer::text(400, "the body ends too early\n")),
    }
}

fn response(answer: Answer) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(answer.body)));
    // A scripted status may be no status at all.
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = [("content-type", answer.content_type.into_owned())].into_iter().chain(answer.headers);
    for (name, value) in headers {
        // Names of files may hold what no header can.
        let bytes: Vec<u8> = value.bytes().filter(|byte| !byte.is_ascii_control()).collect();
        if let Ok(value) = HeaderValue::from_bytes(&bytes) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
