//! Over TLS: who is answered, who is turned away, and with which certificate.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use app::api::session::Entorno;
use axum::{Router, http::Extensions, http::HeaderMap, routing::get};
use server::bootstrap::Installation;
use server::caller::Caller;
use server::config::TlsFiles;
use server::connections::{Entrance, Limits, serve};
use server::session::{Sessions, password::Passwords};
use server::tls::{Tls, TlsError};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};
use tokio_rustls::{TlsConnector, client::TlsStream};

use crate::support::{CLAVE, Database, Folder, PATIENCE, Site, once};

once!(
    over_tls_the_answer_knows_it,
    plain_http_is_turned_away_with_a_sentence,
    who_does_not_end_the_handshake_is_let_go,
    a_renewed_certificate_is_taken_and_a_wrong_one_is_not,
    what_is_no_certificate_is_refused_by_name,
    the_session_is_of_this_host_and_of_tls_only,
);

/// Files of a certificate for `localhost`, and the certificate itself.
pub struct Signed {
    pub files: TlsFiles,
    pub certificate: CertificateDer<'static>,
}

/// Signs one, over the files of the one before.
pub fn sign(folder: &Folder) -> Signed {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let files = TlsFiles { cert: folder.path("cert.pem"), key: folder.path("key.pem") };
    std::fs::write(&files.cert, made.cert.pem()).unwrap();
    std::fs::write(&files.key, made.signing_key.serialize_pem()).unwrap();
    Signed { files, certificate: made.cert.der().clone() }
}

/// Connects as a browser that trusts one certificate.
pub async fn connect(address: &str, trusted: &CertificateDer<'static>) -> std::io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(address).await?;
    TlsConnector::from(Arc::new(config)).connect(ServerName::try_from("localhost").unwrap(), stream).await
}

/// What is said until the connection ends; TLS may end without a goodbye.
async fn hear(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut heard = Vec::new();
    let ended = timeout(PATIENCE, stream.read_to_end(&mut heard)).await.expect("it is closed in time");
    drop(ended);
    String::from_utf8_lossy(&heard).into_owned()
}

struct Running {
    address: String,
    tls: Tls,
    _stop: watch::Sender<bool>,
}

async fn start(signed: &Signed, limits: Limits) -> Running {
    let who = async |headers: HeaderMap, extensions: Extensions| format!("{:?}", Caller::of(&headers, &extensions));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let tls = Tls::load(signed.files.clone()).unwrap();
    let entrance = Entrance { listener, tls: Some(tls.clone()), proxies: Arc::default() };
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(serve(entrance, Router::new().route("/", get(who)), limits, stopped));
    Running { address, tls, _stop: stop }
}

const ASK: &[u8] = b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";

async fn over_tls_the_answer_knows_it() {
    let folder = Folder::new();
    let signed = sign(&folder);
    let running = start(&signed, Limits::default()).await;
    let mut stream = connect(&running.address, &signed.certificate).await.unwrap();
    stream.write_all(ASK).await.unwrap();
    let heard = hear(&mut stream).await;
    assert!(heard.starts_with("HTTP/1.1 200 OK"), "{heard}");
    assert!(heard.contains("scheme: Https") && heard.contains("127.0.0.1"), "{heard}");
}

async fn plain_http_is_turned_away_with_a_sentence() {
    let folder = Folder::new();
    let running = start(&sign(&folder), Limits::default()).await;
    let mut stream = TcpStream::connect(&running.address).await.unwrap();
    stream.write_all(ASK).await.unwrap();
    let heard = hear(&mut stream).await;
    assert!(heard.starts_with("HTTP/1.1 400 Bad Request") && heard.contains("solo por https"), "{heard}");
}

async fn who_does_not_end_the_handshake_is_let_go() {
    let folder = Folder::new();
    let signed = sign(&folder);
    let limits = Limits { connections: 1, headers: Duration::from_millis(200) };
    let running = start(&signed, limits).await;
    for begun in [&b""[..], b"\x16", b"\x16\x03\x01\x02\x00"] {
        let mut silent = TcpStream::connect(&running.address).await.unwrap();
        silent.write_all(begun).await.unwrap();
        // There is room for one: the next is answered once this one is gone.
        let mut next = connect(&running.address, &signed.certificate).await.unwrap();
        next.write_all(ASK).await.unwrap();
        assert!(hear(&mut next).await.contains("200 OK"));
        assert_eq!(hear(&mut silent).await, "");
    }
    // After the handshake, the headers have as long.
    let mut slow = connect(&running.address, &signed.certificate).await.unwrap();
    slow.write_all(b"GET / HT").await.unwrap();
    assert!(!hear(&mut slow).await.contains("200 OK"));
}

async fn a_renewed_certificate_is_taken_and_a_wrong_one_is_not() {
    let folder = Folder::new();
    let first = sign(&folder);
    let running = start(&first, Limits::default()).await;
    let second = sign(&folder);
    assert!(connect(&running.address, &second.certificate).await.is_err(), "not before it is asked to");
    running.tls.reload().unwrap();
    connect(&running.address, &second.certificate).await.unwrap();
    assert!(connect(&running.address, &first.certificate).await.is_err());
    std::fs::write(&second.files.cert, "nada").unwrap();
    assert!(running.tls.reload().is_err());
    connect(&running.address, &second.certificate).await.unwrap();
}

async fn what_is_no_certificate_is_refused_by_name() {
    let (folder, other) = (Folder::new(), Folder::new());
    let TlsFiles { cert, key } = sign(&folder).files;
    let foreign = sign(&other).files.key;
    let (missing, empty) = (folder.path("no-hay.pem"), folder.path("vacío.pem"));
    std::fs::write(&empty, "").unwrap();
    let refused = |cert: &PathBuf, key: &PathBuf| {
        let refused = Tls::load(TlsFiles { cert: cert.clone(), key: key.clone() }).map(drop);
        refused.unwrap_err()
    };
    let said = |error: TlsError| error.to_string();
    assert!(said(refused(&missing, &key)).starts_with("no se pudo leer ") && missing.to_str().is_some());
    assert!(said(refused(&cert, &missing)).contains("no-hay.pem"));
    assert!(said(refused(&empty, &key)).contains("vacío.pem no tiene un certificado"));
    assert!(said(refused(&cert, &empty)).contains("vacío.pem no tiene una clave privada"));
    assert!(said(refused(&key, &key)).contains("no tiene un certificado"));
    let mismatch = refused(&cert, &foreign);
    assert!(matches!(mismatch, TlsError::Mismatch(_)), "{mismatch}");
    assert!(said(mismatch).contains("no es la del certificado"));
}

/// The whole program at an entrance with TLS.
async fn installed(site: &Site, signed: &Signed) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let tls = Some(Tls::load(signed.files.clone()).unwrap());
    let entrance = Entrance { listener, tls, proxies: Arc::default() };
    let sessions = Sessions { store: site.store.clone(), clock: site.hands.clock(), passwords: Passwords::default() };
    let installation = Installation { plan: site.plan_id(), entorno: Entorno::Institucional, cuentas: Vec::new() };
    tokio::spawn(server::serve::run(entrance, sessions, installation, std::future::pending()));
    address
}

async fn the_session_is_of_this_host_and_of_tls_only() {
    let (database, folder) = (Database::sqlite(), Folder::new());
    let signed = sign(&folder);
    let site = Site::new(&database).await;
    let address = installed(&site, &signed).await;
    let ask = async |request: String| {
        let mut stream = connect(&address, &signed.certificate).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        hear(&mut stream).await.to_lowercase()
    };
    let common = "host: localhost\r\nconnection: close\r\nsec-fetch-site: same-origin";
    let post = |path: &str, more: &str, body: &str| {
        let length = body.len();
        format!("POST {path} HTTP/1.1\r\n{common}\r\n{more}\r\ncontent-length: {length}\r\n\r\n{body}")
    };
    let form = "content-type: application/x-www-form-urlencoded";
    let entered = ask(post("/api/entrar", form, &format!("usuario=editor&clave={}", CLAVE.replace(' ', "+")))).await;
    assert!(entered.contains("strict-transport-security: max-age="), "{entered}");
    assert!(entered.contains("set-cookie: __host-poi=") && entered.contains("; secure"), "{entered}");
    let cookie = site.sign_in("editor").await;
    let who = async |name: &str| {
        let more = format!("content-type: application/json\r\ncookie: {}", cookie.replace("poi=", name));
        ask(post("/api/sesion", &more, "{}")).await
    };
    let known = who("__Host-poi=").await;
    assert!(known.contains("rosa quispe"), "{known}");
    let planted = who("poi=").await;
    assert!(planted.ends_with("null"), "a page over plain http may have planted it: {planted}");
}
