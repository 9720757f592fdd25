//! TLS: the certificate of the installation, and agreeing on it with whoever connects.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::{self, PemObject as _};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{self, ServerConfig};
use tokio_rustls::server::TlsStream;

use crate::config::TlsFiles;

/// The first byte of whoever begins to agree on TLS.
const HANDSHAKE: u8 = 0x16;

#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    #[error("no se pudo leer {}: {problem}", .path.display())]
    Unread { path: PathBuf, problem: String },
    #[error("{} no tiene un certificado en PEM («-----BEGIN CERTIFICATE-----»)", .0.display())]
    NoCertificate(PathBuf),
    #[error("{} no tiene una clave privada en PEM («-----BEGIN PRIVATE KEY-----»)", .0.display())]
    NoKey(PathBuf),
    #[error("la clave {} no es la del certificado {}", .0.key.display(), .0.cert.display())]
    Mismatch(TlsFiles),
    #[error("el certificado {} no se puede usar: {problem}", .path.display())]
    Unusable { path: PathBuf, problem: rustls::Error },
}

/// The certificate in use, which may be read again while the program runs.
#[derive(Clone)]
pub struct Tls {
    files: Arc<TlsFiles>,
    current: Arc<RwLock<Arc<ServerConfig>>>,
}

/// How somebody who connected began.
pub enum Greeting {
    Agreed(Box<TlsStream<TcpStream>>),
    /// With something that is not TLS.
    Plain(TcpStream),
}

impl Tls {
    /// # Errors
    /// [`TlsError`]: a file that is missing or holds something else, or a key of another certificate.
    pub fn load(files: TlsFiles) -> Result<Self, TlsError> {
        let current = Arc::new(RwLock::new(Arc::new(read(&files)?)));
        Ok(Self { files: Arc::new(files), current })
    }

    /// Reads the files again; connections that are open keep what they agreed on.
    ///
    /// # Errors
    /// [`TlsError`]; the certificate before stays in use.
    pub fn reload(&self) -> Result<(), TlsError> {
        let config = Arc::new(read(&self.files)?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = config;
        Ok(())
    }

    /// Agrees on TLS, however long it takes.
    ///
    /// # Errors
    /// When the other end goes away, or there is no agreement.
    pub async fn greet(&self, stream: TcpStream) -> io::Result<Greeting> {
        let mut first = [0];
        if stream.peek(&mut first).await? == 1 && first != [HANDSHAKE] {
            return Ok(Greeting::Plain(stream));
        }
        let config = self.current.read().unwrap_or_else(PoisonError::into_inner).clone();
        TlsAcceptor::from(config).accept(stream).await.map(|stream| Greeting::Agreed(Box::new(stream)))
    }
}

fn read(files: &TlsFiles) -> Result<ServerConfig, TlsError> {
    let (certificates, key) = (certificates(&files.cert)?, key(&files.key)?);
    let unusable = |problem| TlsError::Unusable { path: files.cert.clone(), problem };
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(unusable)?
        .with_no_client_auth()
        .with_single_cert(certificates, key)
        .map_err(|problem| match problem {
            rustls::Error::InconsistentKeys(_) => TlsError::Mismatch(files.clone()),
            problem => unusable(problem),
        })?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let unread = |problem| unread(path, problem);
    let chain = CertificateDer::pem_file_iter(path).map_err(unread)?;
    let chain: Vec<_> = chain.collect::<Result<_, _>>().map_err(unread)?;
    if chain.is_empty() { Err(TlsError::NoCertificate(path.to_owned())) } else { Ok(chain) }
}

fn key(path: &Path) -> Result<PrivateKeyDer<'static>, TlsError> {
    PrivateKeyDer::from_pem_file(path).map_err(|problem| match problem {
        pem::Error::NoItemsFound => TlsError::NoKey(path.to_owned()),
        problem => unread(path, problem),
    })
}

fn unread(path: &Path, problem: pem::Error) -> TlsError {
    let problem = match problem {
        pem::Error::Io(problem) => problem.to_string(),
        problem => problem.to_string(),
    };
    TlsError::Unread { path: path.to_owned(), problem }
}
