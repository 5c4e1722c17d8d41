//! The preview server: the built files on the loopback address, nothing else.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::middleware;
use axum::response::Response;
use meldwijzer::{Error, Result, fs};
use tower_http::services::{ServeDir, ServeFile};

/// Serves `folder` until the program is stopped.
pub(super) fn serve(folder: &Path, port: u16) -> Result<()> {
    let failed = |action: &'static str| {
        let path = folder.to_owned();
        move |source: io::Error| Error::Disk(fs::Error { action, path, source })
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed("serve"))?;
    runtime.block_on(async {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let listener = tokio::net::TcpListener::bind(address).await.map_err(failed("open a port to serve"))?;
        let address = listener.local_addr().map_err(failed("serve"))?;
        eprintln!("http://{address}/  (stop with Ctrl-C)");
        let stop = async {
            // Without a handler for Ctrl-C the program ends all the same.
            let _ = tokio::signal::ctrl_c().await;
        };
        axum::serve(listener, router(folder)).with_graceful_shutdown(stop).await.map_err(failed("serve"))
    })
}

/// The files, the page for addresses without one, and the headers that a host
/// should send too.
fn router(folder: &Path) -> Router {
    let files = ServeDir::new(folder).not_found_service(ServeFile::new(folder.join("404.html")));
    Router::new().fallback_service(files).layer(middleware::map_response(headers))
}

async fn headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
