//! The preview over HTTP, for a browser on this machine. The files come from
//! memory: no address can name a file of the disk.
//!
//! What it expects of strangers is the worst: a page of another site that asks
//! for `127.0.0.1` under a name of its own, clients that send or read slowly,
//! requests without an end. It answers GET and HEAD only.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::HttpBody;
use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream::{self, Stream};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use percent_encoding::percent_decode_str;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::sleep;
use tokio_io_timeout::TimeoutStream;

use super::page::{self, CLIENT, EVENTS};
use super::session::{Answer, Session};

/// How many connections are open at once; more wait for one of them to end.
const CONNECTIONS_MAX: usize = 512;

/// How long a client may take for the head of a request, and for asking again.
const READ: Duration = Duration::from_secs(5);

/// How long a client may leave what was sent unread.
const WRITE: Duration = Duration::from_secs(10);

/// How long the head of a request may be, its address with it.
const HEAD_MAX: usize = 16 << 10;

/// How many headers a request may have.
const HEADERS_MAX: usize = 64;

/// How often a line is sent to browsers that wait, so that the two notice when the other is gone.
const PING: Duration = Duration::from_secs(5);

/// When a browser asks again for events after the program was stopped.
const RETRY: Duration = Duration::from_millis(500);

/// What a host should send too, and that nothing may be kept.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'none'"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// The script of the preview.
const SCRIPT: &str = include_str!("client.js");

/// Answers requests for as long as the program runs.
pub(super) async fn run(listener: TcpListener, session: Arc<Session>) {
    let router = Router::new()
        .route(EVENTS, get(events))
        .route(CLIENT, get(client))
        .fallback(file)
        .layer(middleware::from_fn(guard))
        .with_state(session);
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(READ).max_buf_size(HEAD_MAX).max_headers(HEADERS_MAX);
    let connections = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    loop {
        let Ok(permit) = Arc::clone(&connections).acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            // Such as too many open files: that passes.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(WRITE));
        let connection =
            http.serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(router.clone()));
        tokio::spawn(async move {
            // How a connection ends is the affair of its client.
            let _ = connection.await;
            drop(permit);
        });
    }
}

/// Lets requests through that a browser on this machine would make, and puts the
/// headers on every answer.
async fn guard(request: Request, next: Next) -> Response {
    let mut response = match refusal(&request) {
        Some(refusal) => refusal,
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn refusal(request: &Request) -> Option<Response> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Some((StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response());
    }
    if !request.body().is_end_stream() {
        return Some((StatusCode::PAYLOAD_TOO_LARGE, [(header::CONNECTION, "close")]).into_response());
    }
    let mut hosts = request.headers().get_all(header::HOST).iter();
    match (hosts.next().and_then(|host| host.to_str().ok()?.parse().ok()), hosts.next()) {
        (Some(host), None) if [Some(&host), request.uri().authority()].into_iter().flatten().all(is_own) => None,
        (Some(_), None) => {
            let text = "This is the preview of somebody else: open it as localhost or by its address in figures.\n";
            Some((StatusCode::MISDIRECTED_REQUEST, text).into_response())
        }
        _ => Some(StatusCode::BAD_REQUEST.into_response()),
    }
}

/// Whether nobody else can have given the host this name: an address in figures
/// names itself, and `localhost` belongs to the machine (RFC 6761). Any other name
/// may be one that its owner points here, to read the preview from a page of theirs
/// (DNS rebinding).
fn is_own(authority: &Authority) -> bool {
    let host = authority.host();
    let figures = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    host.eq_ignore_ascii_case("localhost") || figures.parse::<IpAddr>().is_ok()
}

/// A file of the site, or its page for addresses without one.
async fn file(State(session): State<Arc<Session>>, uri: Uri) -> Response {
    let Ok(path) = percent_decode_str(uri.path().trim_start_matches('/')).decode_utf8() else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let (mut status, mut path) = (StatusCode::OK, path.as_ref());
    let (mut version, mut answer) = session.file(path).await;
    if matches!(answer, Some(Ok(Answer::Missing))) {
        (status, path) = (StatusCode::NOT_FOUND, "404.html");
        (version, answer) = session.file(path).await;
    }
    match answer {
        Some(Ok(Answer::File(bytes, report))) => {
            if report.errors() > 0 {
                told(&session, session.text(&report));
            }
            sent(status, path, bytes, &version)
        }
        Some(Ok(Answer::Folder)) => {
            // Never with two slashes at its start, which name another host.
            let to = format!("/{}/", uri.path().trim_start_matches('/'));
            (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response()
        }
        Some(Ok(Answer::Missing)) => StatusCode::NOT_FOUND.into_response(),
        Some(Err(error)) => {
            told(&session, format!("error: {error}"));
            sent(StatusCode::INTERNAL_SERVER_ERROR, "", page::WAITING.into(), &version)
        }
        None => sent(StatusCode::SERVICE_UNAVAILABLE, "", page::WAITING.into(), &version),
    }
}

/// Tells of a mistake that was found only now that somebody looks.
fn told(session: &Session, mistakes: String) {
    let text = format!("{mistakes}\n");
    if session.tell(mistakes) {
        eprintln!("{text}");
    }
}

/// A file with its type; a page with the script of the preview.
fn sent(status: StatusCode, path: &str, bytes: Vec<u8>, version: &str) -> Response {
    let is_folder = path.is_empty() || path.ends_with('/');
    let path = if is_folder { "index.html" } else { path };
    let mut kind = mime_guess::from_path(path).first_or_octet_stream().to_string();
    if kind.starts_with("text/") {
        kind.push_str("; charset=utf-8");
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(html) if path.ends_with(".html") => page::with_client(&html, version).into_bytes(),
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    (status, [(header::CONTENT_TYPE, kind)], bytes).into_response()
}

async fn client() -> Response {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT).into_response()
}

/// What is shown, and each time that changes.
async fn events(State(session): State<Arc<Session>>) -> Sse<impl Stream<Item = serde_json::Result<Event>>> {
    let mut states = session.state();
    states.mark_changed();
    let events = stream::unfold(states, |mut states| async {
        states.changed().await.ok()?;
        let state = states.borrow_and_update().clone();
        let event = serde_json::to_string(&state).map(|state| Event::default().retry(RETRY).data(state));
        Some((event, states))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(PING))
}

/// The port that was asked for, or the next one that is free.
pub(super) async fn bind(host: IpAddr, port: u16) -> std::io::Result<TcpListener> {
    let mut taken = None;
    for port in port..=port.saturating_add(if port == 0 { 0 } else { 99 }) {
        match TcpListener::bind(SocketAddr::from((host, port))).await {
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => taken = Some(error),
            bound => return bound,
        }
    }
    Err(taken.unwrap_or_else(|| std::io::Error::from(std::io::ErrorKind::AddrInUse)))
}
