//! Connections: so many at once, each with so long to say what it wants. What a request
//! may carry and how long it may take is `security`.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    task::JoinSet,
};
use tower::ServiceExt as _;

/// What whoever connects is given.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at once; others wait for one to end.
    pub connections: usize,
    /// To send the headers of a request, the first or the next.
    pub headers: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connections: 2_000, headers: Duration::from_secs(20) }
    }
}

/// After a connection that could not be taken: the machine may be out of files.
const PAUSE: Duration = Duration::from_millis(500);

/// Takes connections until `stopped`, then waits for those under way.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, mut stopped: watch::Receiver<bool>) {
    let room = Arc::new(Semaphore::new(limits.connections));
    let mut open = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = asked(&mut stopped) => break,
            accepted = accept(&listener, &room) => accepted,
        };
        let Some((stream, address, place)) = accepted else { break };
        let talk = converse(stream, address, router.clone(), limits, stopped.clone());
        open.spawn(async move {
            talk.await;
            drop(place);
        });
        while open.try_join_next().is_some() {}
    }
    drop(listener);
    while open.join_next().await.is_some() {}
}

type Accepted = (TcpStream, SocketAddr, OwnedSemaphorePermit);

/// The next connection, once there is room for it.
async fn accept(listener: &TcpListener, room: &Arc<Semaphore>) -> Option<Accepted> {
    let place = room.clone().acquire_owned().await.ok()?;
    loop {
        match listener.accept().await {
            Ok((stream, address)) => return Some((stream, address, place)),
            Err(error) => {
                tracing::warn!(%error, "a connection was not taken");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Answers what one connection asks until it closes, or until the answer under way when stopped.
async fn converse(
    stream: TcpStream,
    address: SocketAddr,
    router: Router,
    limits: Limits,
    mut stopped: watch::Receiver<bool>,
) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "nodelay");
    }
    let answer = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(address));
        router.clone().oneshot(request)
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(limits.headers);
    let mut connection = std::pin::pin!(builder.serve_connection(TokioIo::new(stream), answer));
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = asked(&mut stopped) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection was cut");
    }
}

/// The program is asked to stop.
async fn asked(stopped: &mut watch::Receiver<bool>) {
    let stopped = stopped.wait_for(|stopping| *stopping).await;
    drop(stopped);
}
