//! Connections: so many at once, each with so long to say what it wants, over TLS or not. What a
//! request may carry and how long it may take is `security`.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    task::JoinSet,
};
use tower::ServiceExt as _;

use crate::caller::{Door, Scheme};
use crate::tls::{Greeting, Tls};

/// What whoever connects is given.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at once; others wait for one to end.
    pub connections: usize,
    /// To agree on TLS; to send the headers of a request, the first or the next.
    pub headers: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connections: 2_000, headers: Duration::from_secs(20) }
    }
}

/// After a connection that could not be taken: the machine may be out of files.
const PAUSE: Duration = Duration::from_millis(500);
/// Of whoever is turned away.
const LONGEST_UNREAD: u64 = 64 * 1024;

/// Where connections come in.
pub struct Entrance {
    pub listener: TcpListener,
    pub tls: Option<Tls>,
    /// Whose word about other addresses is taken.
    pub proxies: Arc<[IpAddr]>,
}

impl From<TcpListener> for Entrance {
    fn from(listener: TcpListener) -> Self {
        Self { listener, tls: None, proxies: Arc::default() }
    }
}

/// What every connection is given.
#[derive(Clone)]
struct Inside {
    router: Router,
    tls: Option<Tls>,
    door: Door,
    limits: Limits,
}

/// Takes connections until `stopped`, then waits for those under way.
pub async fn serve(entrance: impl Into<Entrance>, router: Router, limits: Limits, mut stopped: watch::Receiver<bool>) {
    let Entrance { listener, tls, proxies } = entrance.into();
    let scheme = if tls.is_some() { Scheme::Https } else { Scheme::Http };
    let inside = Inside { router, tls, door: Door { scheme, proxies }, limits };
    let room = Arc::new(Semaphore::new(limits.connections));
    let mut open = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = asked(&mut stopped) => break,
            accepted = accept(&listener, &room) => accepted,
        };
        let Some((stream, address, place)) = accepted else { break };
        let talk = converse(stream, address, inside.clone(), stopped.clone());
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

/// Answers what one connection asks, once it has agreed on TLS where that is spoken.
async fn converse(stream: TcpStream, address: SocketAddr, inside: Inside, mut stopped: watch::Receiver<bool>) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "nodelay");
    }
    let Some(tls) = inside.tls.clone() else { return answer(stream, address, inside, stopped).await };
    let greeted = tokio::select! {
        greeted = tokio::time::timeout(inside.limits.headers, tls.greet(stream)) => greeted,
        () = asked(&mut stopped) => return,
    };
    match greeted {
        Ok(Ok(Greeting::Agreed(stream))) => answer(stream, address, inside, stopped).await,
        Ok(Ok(Greeting::Plain(stream))) => {
            let told = tokio::time::timeout(inside.limits.headers, turn_away(stream)).await;
            tracing::debug!(?told, "plain http where only https is answered");
        }
        Ok(Err(error)) => tracing::debug!(%error, "no agreement on TLS"),
        Err(_) => tracing::debug!("too long to agree on TLS"),
    }
}

/// Tells whoever speaks plain http what to do.
async fn turn_away(mut stream: TcpStream) -> std::io::Result<()> {
    let sentence = "Este sistema atiende solo por https. Escriba https:// al comienzo de la dirección.\n";
    let answer = format!(
        "HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n{sentence}",
        sentence.len()
    );
    stream.write_all(answer.as_bytes()).await?;
    stream.shutdown().await?;
    // Closing on what was not read would take back what was said.
    let mut rest = stream.take(LONGEST_UNREAD);
    tokio::io::copy(&mut rest, &mut tokio::io::sink()).await.map(drop)
}

/// Answers what one connection asks until it closes, or until the answer under way when stopped.
async fn answer<S>(stream: S, address: SocketAddr, inside: Inside, mut stopped: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send,
{
    let Inside { router, door, limits, .. } = inside;
    let answer = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(address));
        request.extensions_mut().insert(door.clone());
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
