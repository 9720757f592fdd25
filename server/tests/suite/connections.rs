//! Whoever connects has so long to ask, and there is room for so many.

use std::time::Duration;

use axum::{Router, extract::ConnectInfo, routing::get};
use server::connections::{Limits, serve};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::support::{PATIENCE, once};

once!(who_does_not_end_the_headers_is_let_go, who_finds_no_room_waits_for_it,);

struct Running {
    address: std::net::SocketAddr,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

async fn start(limits: Limits) -> Running {
    let who = async |ConnectInfo(it): ConnectInfo<std::net::SocketAddr>| it.ip().to_string();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = watch::channel(false);
    let router = Router::new().route("/", get(who));
    Running { address, stop, task: tokio::spawn(serve(listener, router, limits, stopped)) }
}

/// What the server says until it closes.
async fn hear(stream: &mut TcpStream) -> String {
    let mut heard = Vec::new();
    timeout(PATIENCE, stream.read_to_end(&mut heard)).await.expect("it is closed in time").unwrap();
    String::from_utf8(heard).unwrap()
}

async fn ask(stream: &mut TcpStream) {
    stream.write_all(b"GET / HTTP/1.1\r\nhost: poi\r\nconnection: close\r\n\r\n").await.unwrap();
}

async fn who_does_not_end_the_headers_is_let_go() {
    let running = start(Limits { connections: 8, headers: Duration::from_millis(100) }).await;
    let mut slow = TcpStream::connect(running.address).await.unwrap();
    slow.write_all(b"GET / HTTP/1.1\r\nhost: p").await.unwrap();
    assert!(!hear(&mut slow).await.contains("200 OK"));
    let mut quick = TcpStream::connect(running.address).await.unwrap();
    ask(&mut quick).await;
    assert!(hear(&mut quick).await.ends_with("127.0.0.1"), "who asks is known to the routes");
    running.stop.send_replace(true);
    timeout(PATIENCE, running.task).await.unwrap().unwrap();
}

async fn who_finds_no_room_waits_for_it() {
    let running = start(Limits { connections: 1, headers: Duration::from_millis(300) }).await;
    let mut silent = TcpStream::connect(running.address).await.unwrap();
    silent.write_all(b"GET").await.unwrap();
    let mut second = TcpStream::connect(running.address).await.unwrap();
    ask(&mut second).await;
    assert!(hear(&mut second).await.contains("200 OK"));
    hear(&mut silent).await;
    running.stop.send_replace(true);
    timeout(PATIENCE, running.task).await.unwrap().unwrap();
}
